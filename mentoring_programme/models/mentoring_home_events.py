from odoo import api, fields, models


class MentoringHome(models.AbstractModel):
    """Coming events on the page of a participant, and what to do about what is still open."""

    _inherit = "mentoring.home"

    @api.model
    def get_my_mentoring(self):
        """As before, and ``events``: see :meth:`_events`; see :meth:`_add_what_to_do`."""
        home = super().get_my_mentoring()
        enrolments = self.env["mentoring.enrolment"].search([("user_id", "=", self.env.uid)])
        home["events"] = self._events(enrolments)
        self._add_what_to_do(home, enrolments)
        return home

    @api.model
    def _events(self, enrolments):
        """What the reader, whose enrolments these are, is invited to and is not over.

        :return: list of dicts, the next one first: ``id`` (of the attendance), ``event_id``,
            ``name``, ``kind``, ``kind_name``, ``programme``, ``discreet``, ``start`` and ``stop``
            (UTC, server format), ``location``, ``videocall_url``, ``material`` (HTML or False),
            ``files`` (dicts with ``name`` and ``url``), ``state`` (the reader's answer),
            ``can_answer``, ``is_full`` (of seats, while the reader has none) and ``fulfils`` (a
            requirement's name, or False)
        """
        lines = self.env["mentoring.attendance"].search(
            [
                ("enrolment_id", "in", enrolments.ids),
                ("event_id.state", "=", "announced"),
                ("event_id.stop", ">", fields.Datetime.now()),
            ]
        )
        events = lines.event_id
        kinds = dict(events._fields["kind"]._description_selection(self.env))
        full = events._full()
        return [
            {
                "id": line.id,
                "event_id": event.id,
                "name": event.name,
                "kind": event.kind,
                "kind_name": kinds[event.kind],
                "programme": event.programme_id.name,
                "discreet": event.programme_id.discreet,
                "start": fields.Datetime.to_string(event.start),
                "stop": fields.Datetime.to_string(event.stop),
                "location": event.location,
                "videocall_url": event.videocall != "none" and event.videocall_url,
                "material": event.material,
                "files": [
                    {"name": attached.name, "url": f"/web/content/{attached.id}?download=true"}
                    for attached in event.file_ids
                ],
                "state": line.state,
                "can_answer": not event.has_begun,
                "is_full": event in full and line.state not in ("coming", "attended"),
                "fulfils": event.requirement_id.name,
            }
            for line in lines.sorted(lambda line: (line.event_id.start, line.id))
            for event in line.event_id
        ]

    def _add_what_to_do(self, home, enrolments):
        """Say beside what is still open how it is met, and to mentors where supervision stands.

        Adds ``what_to_do`` (a sentence) to what is missing in ``home``, and ``supervision``
        (dict with ``attended``, ``required`` and ``held``, or False) to its enrolments.
        """
        next_of = {}
        for event in reversed(home["events"]):
            next_of[event["event_id"]] = event
        events = self.env["mentoring.cohort.event"].browse(next_of)
        next_event = {
            event.requirement_id.id: next_of[event.id]
            for event in events.sorted("start", reverse=True)
            if event.requirement_id
        }
        asked = enrolments.missing_requirement_ids.grouped("id")
        by_id = enrolments.grouped("id")
        supervision = enrolments._supervision()
        lines = home["enrolments"] + home["past_enrolments"]
        lines += [line["enrolment"] for line in home["asked"] if "enrolment" in line]
        for line in lines:
            enrolment = by_id[line["id"]]
            attended, required, offered = supervision[enrolment]
            line["supervision"] = bool(required) and {
                "attended": attended,
                "required": required,
                "held": offered,
            }
            for missing in line["missing"]:
                requirement = asked.get(missing["id"])
                missing["what_to_do"] = requirement and self._what_to_do(
                    requirement, next_event.get(missing["id"]), bool(enrolment.partner_id)
                )
                missing["next_event"] = next_event.get(missing["id"], {}).get("start", False)

    def _what_to_do(self, requirement, event, is_outside):
        """How the reader meets ``requirement``, in one sentence."""
        if requirement.confirmation == "participant":
            return self.env._("Please read it and say that you have.")
        if event:
            return self.env._(
                "“%s” is the next event that counts: see “Coming events”.", event["name"]
            )
        if requirement.confirmation == "attendance":
            return self.env._(
                "Attending an event fulfils this. You will be invited when the next one has a date."
            )
        if requirement.confirmation == "resume" and not is_outside:
            return self._resume_words(requirement)
        return self.env._(
            "Your coordinator confirms it when it is done; you need not report anything."
        )

    def _resume_words(self, requirement):
        # sudo: hr.resume.line.type, and the course or certification - their names
        source, kind = requirement.sudo().resume_source, requirement.sudo().resume_line_type_id
        title = source.display_name if source else requirement.resume_words
        if title and kind:
            return self.env._(
                "It counts once your résumé has a line “%(title)s” under “%(kind)s”.",
                title=title,
                kind=kind.name,
            )
        return self.env._(
            "It counts once your résumé has a line “%s”.", title or (kind and kind.name)
        )
