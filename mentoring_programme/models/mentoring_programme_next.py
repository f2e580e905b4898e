from odoo import fields, models


class MentoringProgramme(models.Model):
    """What waits for a programme's coordinator, the next step of a quiet programme included."""

    _inherit = "mentoring.programme"

    def _desk_next(self, sections):
        """What to do now, what concerns people first.

        :param sections: dict of the desk's sections, which know most of it
        :return: list of dicts with ``key``, ``text`` and ``buttons``: each with ``kind``,
            ``label`` and what that kind needs: ``list`` and the bulk steps a ``figure``,
            ``programme`` a ``method`` of the programme, ``action`` an ``xmlid``
        """
        if self.state in ("closed", "cancelled"):
            return []
        return [
            *self._next_for_safeguarding(),
            *self._next_for_pairings(sections),
            *self._next_for_people(),
            *self._next_for_programme(),
            *self._next_objectives(sections),
        ]

    def _next_for_safeguarding(self):
        """Said whether or not there is a concern, which is nothing for a coordinator."""
        if self.state == "draft" or self._is_heard():
            return []
        return [
            {
                "key": "unheard",
                "text": self.env._(
                    "Nobody can hear a safeguarding concern here: neither the lead nor the deputy "
                    "has a log-in as safeguarding lead. Name somebody who has."
                ),
                "buttons": [self._next_form()],
            }
        ]

    def _next_for_pairings(self, sections):
        steps = []
        counts = {each["code"]: each for each in (sections.get("health") or {}).get("counts", ())}
        for code, sentence in (
            ("risk", self.env._("Pairings at risk: %s")),
            ("look", self.env._("Pairings that need a look: %s")),
        ):
            if code in counts:
                steps.append(
                    {
                        "key": code,
                        "text": sentence % counts[code]["count"],
                        "buttons": [self._next_list(f"health.{code}")],
                    }
                )
        if sections.get("reviews"):
            steps.append(
                {
                    "key": "reviews",
                    "text": self.env._(
                        "Pairings to decide on, see below: %s",
                        len({line["pairing"] for line in sections["reviews"]}),
                    ),
                    "buttons": [],
                }
            )
        alone = ((sections.get("waiting") or {}).get("mentee") or {}).get("count")
        if alone:
            steps.append(
                {
                    "key": "waiting",
                    "text": self.env._("Mentees who are ready and have no partner: %s", alone),
                    "buttons": [self._next_list("stage.ready.mentee")],
                }
            )
        if (sections.get("waiting") or {}).get("before"):
            steps.append(
                {
                    "key": "before",
                    "text": self.env._(
                        "Left over in the cohort before, and not invited yet: %s",
                        sections["waiting"]["before"],
                    ),
                    "buttons": [
                        {
                            "kind": "programme",
                            "method": "action_invite_waiting_list",
                            "confirm": self.env._("They get an invitation by e-mail, each alone."),
                            "label": self.env._("Invite them"),
                        }
                    ],
                }
            )
        return steps

    def _next_for_people(self):
        enrolments = self._desk_enrolments()
        applied = enrolments.filtered(lambda e: e.state == "applied")
        unconfirmed = self._desk_waiting_for_confirmation(enrolments)
        steps = []
        if applied:
            steps.append(
                {
                    "key": "applied",
                    "text": self.env._("Applications that wait for your answer: %s", len(applied)),
                    "buttons": [
                        self._next_list("state.applied"),
                        {
                            "kind": "accept",
                            "figure": "state.applied",
                            "label": self.env._("Accept them all"),
                        },
                    ],
                }
            )
        if unconfirmed:
            steps.append(
                {
                    "key": "confirm",
                    "text": self.env._(
                        "People who wait only for your confirmation: %s", len(unconfirmed)
                    ),
                    "buttons": [self._next_list("confirm")],
                }
            )
        return steps

    def _next_for_programme(self):
        today = fields.Date.context_today(self)
        step = None
        if self.state == "draft":
            step = (
                "draft",
                self.env._(
                    "Conditions met: %s of 5. Enrolment can open when all five are.",
                    self.conditions_met,
                ),
                self._next_form(),
            )
        elif (
            self.state == "enrolling"
            and self.date_enrolment_end
            and (self.date_enrolment_end < today)
        ):
            step = (
                "enrolment_over",
                self.env._("The last day to enrol is over: close enrolment, then match."),
                self._next_form(),
            )
        elif self.state == "enrolling" and not self._desk_enrolments():
            step = (
                "nobody",
                self.env._("Nobody is enrolled yet. Invite people, and they can answer at once."),
                {
                    "kind": "action",
                    "xmlid": "mentoring_programme.mentoring_invite_action",
                    "label": self.env._("Invite"),
                },
            )
        elif self.state in ("matching", "running") and self.has_run_in_review:
            step = (
                "review",
                self.env._("Proposals of the matching wait for your review."),
                {
                    "kind": "programme",
                    "method": "action_review_run",
                    "label": self.env._("Review the proposals"),
                },
            )
        elif self.state == "matching" and not self.pairing_count:
            step = (
                "match",
                self.env._(
                    "Enrolment is closed and nobody is paired yet. People who are ready: %s.",
                    self.ready_count,
                ),
                self._next_match(),
            )
        elif self.state == "running" and self.date_end < today:
            step = (
                "over",
                self.env._("The programme's last day is over: close it, or set a later day."),
                self._next_form(),
            )
        if not step:
            return []
        key, text, button = step
        return [{"key": key, "text": text, "buttons": [button]}]

    def _next_objectives(self, sections):
        due = [each for each in sections.get("objectives", ()) if each["standing"] == "due"]
        return [
            {
                "key": f"objective_{each['id']}",
                "text": self.env._("Look at an objective: %s", each["name"]),
                "buttons": [
                    {
                        "kind": "objective",
                        "id": each["id"],
                        "label": self.env._("Note how it stands"),
                    }
                ],
            }
            for each in due
        ]

    def _next_list(self, figure):
        return {"kind": "list", "figure": figure, "label": self.env._("See who")}

    def _next_match(self):
        if self.matching_mode != "optimal" or not self.ready_count:
            return self._next_form()
        return {
            "kind": "programme",
            "method": "action_run_matching",
            "label": self.env._("Run the matching"),
        }

    def _next_form(self):
        return {"kind": "form", "label": self.env._("Open the programme")}
