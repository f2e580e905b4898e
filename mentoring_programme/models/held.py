from odoo import fields
from odoo.exceptions import AccessError, UserError

from . import concern_door, held_pair_work, mentoring_reflection, mentoring_request
from .own_session import check_in_person
from .preference_door import open_own


class Held:
    """ "What is held on me": all that the mentoring holds on one person, for that person.

    A plain class and no model, because it opens what is sealed (see :mod:`.key_ring`).

    Read under the person's own rules, each kind of record once, so that the number of queries
    does not depend on how many there are. The page and the download render the same dict.

    An addon adds its own by :meth:`adds`, and to the page by extending the template
    ``held_pair_work``.
    """

    _added = []

    @classmethod
    def adds(cls, model, of_me):
        """Gather more: ``of_me`` as well, wherever ``model`` is there.

        :param of_me: function of (env, the asker's own ``mentoring.pairing``) to a dict of lists
            of dicts, as :meth:`gather` returns them
        """
        cls._added.append((model, of_me))

    def __init__(self, env):
        """
        :raises AccessError: when it is not the person themself, in their own web session
        """
        check_in_person(env)
        self.env = env

    def gather(self):
        """What is held on the person who asks. Every further kind of record gets its line here.

        :return: dict of what can be written as JSON, dates as ``date`` and ``datetime`` (UTC):

            - ``made_on``, and ``person``: dict with ``name`` and ``login``
            - ``enrolments``: list of dicts, each with its lines, what was fulfilled, its events,
              which matching opened its box (``openings``) and ``in_confidence`` (see
              :meth:`_in_confidence`)
            - ``pairings``: list of dicts, each with its ``sessions``
            - what their pairings work on: see :func:`.held_pair_work.held_of_me`
            - ``requests``: list of dicts, what the person asked a mentor or was asked
            - ``reflections`` and ``concerns``: lists of dicts, those that the person wrote
            - ``further``: what addons hold, see :meth:`~.MentoringHome._held_further`
        """
        user = self.env.user
        enrolments = self.env["mentoring.enrolment"].search([("user_id", "=", user.id)])
        pairings = self.env["mentoring.pairing"].search(
            ["|", ("mentor_id", "in", enrolments.ids), ("mentee_id", "in", enrolments.ids)]
        )
        held = {
            "made_on": fields.Datetime.now(),
            "person": {"name": user.name, "login": user.login},
            "enrolments": self._enrolments(enrolments),
            "pairings": self._pairings(pairings),
            **held_pair_work.held_of_me(self.env, pairings),
            "requests": mentoring_request.held_of_me(enrolments),
            "reflections": mentoring_reflection.held_of_me(self.env),
            "concerns": concern_door.held_of_me(self.env),
            "further": self.env["mentoring.home"]._held_further(enrolments),
        }
        for model, of_me in self._added:
            # Its code is loaded for all databases of a server, its models only where installed.
            if model in self.env:
                held.update(of_me(self.env, pairings))
        return held

    def _label(self, record, name):
        """What a selection field says, in the reader's language."""
        return dict(record._fields[name]._description_selection(self.env)).get(record[name])

    # -- enrolments ----------------------------------------------------------------------

    def _enrolments(self, enrolments):
        openings = self.env["mentoring.home"]._openings(enrolments)
        said = self._in_confidence(enrolments)
        reminded = self._reminded(enrolments)
        attendance = (
            self.env["mentoring.attendance"]
            .search([("enrolment_id", "in", enrolments.ids)])
            .grouped("enrolment_id")
        )
        return [
            {
                "id": enrolment.id,
                "programme": enrolment.programme_id.name,
                "role": self._label(enrolment, "role"),
                "state": self._label(enrolment, "state"),
                "enrolled_on": enrolment.create_date,
                "mentees_at_most": enrolment.capacity if enrolment.role == "mentor" else None,
                "skills": [
                    {"skill": line.skill_id.name, "level": line.skill_level_id.name or None}
                    # sudo: hr.skill, hr.skill.level - names, which people from outside may not read
                    for line in enrolment.skill_ids.sudo()
                ],
                "languages": enrolment.language_ids.mapped("name"),
                "good_times": enrolment.availability_ids.mapped("name"),
                "topics": enrolment.interest_ids.mapped("name"),
                # sudo: hr.employee, res.partner - the names of those whom the person chose
                "wished_partners": [wish._person().name for wish in enrolment.wish_ids.sudo()],
                "fulfilled": [
                    {
                        "requirement": line.requirement_id.name,
                        "version": line.version,
                        "how": self._label(line, "how"),
                        "date": line.date,
                        # sudo: res.users - who confirmed it, by name
                        "confirmed_by": line.sudo().user_id.name or None,
                        "until": line.ended_on or None,
                    }
                    for line in enrolment.fulfilment_ids
                ],
                "events": [
                    {
                        "event": line.event_id.name,
                        "start": line.event_id.start,
                        "state": self._label(line, "state"),
                    }
                    for line in attendance.get(enrolment, ())
                ],
                "seen_by_mentees": enrolment.is_browsable,
                "ready_since": enrolment.ready_since or None,
                "times_left_without_a_partner": enrolment.priority,
                "openings": openings[enrolment],
                # sudo: mentoring.enrolment - the reader's own choice, which nobody else reads
                "wants_reminders": not enrolment.sudo().nudges_off,
                "reminded_on": reminded.get(enrolment.id, []),
                "in_confidence": said[enrolment],
                "can_change": enrolment._may_say_preferences(),
            }
            for enrolment in enrolments
        ]

    def _reminded(self, enrolments):
        """On which days the reader was reminded of something, by id of the enrolment."""
        # sudo: mentoring.nudge - about the reader alone, in a model on which nobody has rights
        nudges = self.env["mentoring.nudge"].sudo()
        days = nudges._read_group(
            [("enrolment_id", "in", enrolments.ids)], ["enrolment_id"], ["date:array_agg_distinct"]
        )
        return {enrolment.id: sorted(dates) for enrolment, dates in days}

    # -- what was said in confidence -----------------------------------------------------

    def _in_confidence(self, enrolments):
        """What the reader said, in words, out of their own boxes.

        :return: dict of enrolment to dict with ``lost`` (nobody can open it any more),
            ``consent`` (version and date, or None), ``answers`` and ``wishes`` (lists of dicts)
        """
        boxes = self.env["mentoring.preference"].search([("enrolment_id", "in", enrolments.ids)])
        opened = {}
        for box in boxes:
            try:
                opened[box.enrolment_id] = open_own(box)
            except AccessError:
                raise
            except UserError:
                opened[box.enrolment_id] = None
        names = self._names(filter(None, opened.values()))
        return {
            enrolment: self._said_words(opened.get(enrolment, {}), names)
            for enrolment in enrolments
        }

    def _names(self, boxes):
        """The questions and answers that occur, by model and id."""
        questions, values = set(), set()
        for said in boxes:
            answers, wishes = said.get("answers", {}), said.get("wishes", {})
            questions |= {int(key) for key in (*answers, *wishes)}
            values |= {value for answer in answers.values() for value in answer}
            values |= {value for wish in wishes.values() for value in wish["values"]}
        return {
            model: {
                record.id: record.name
                for record in self.env[model]
                .with_context(active_test=False)
                .search([("id", "in", sorted(ids))])
            }
            for model, ids in (
                ("mentoring.dimension", questions),
                ("mentoring.dimension.value", values),
            )
        }

    def _said_words(self, said, names):
        if said is None:
            return {"lost": True, "consent": None, "answers": [], "wishes": []}
        kinds = {
            "like_me": self.env._("Like me"),
            "different": self.env._("Different from me"),
            "named": self.env._("As chosen"),
        }
        strengths = {
            "nice": self.env._("Nice to have"),
            "important": self.env._("Important"),
            "only": self.env._("Only so"),
        }
        questions, values = names["mentoring.dimension"], names["mentoring.dimension.value"]

        def in_words(ids):
            return [values[value] for value in ids if value in values]

        return {
            "lost": False,
            "consent": said.get("consent"),
            "answers": [
                {"question": questions.get(int(key)), "answers": in_words(ids)}
                for key, ids in said.get("answers", {}).items()
            ],
            "wishes": [
                {
                    "question": questions.get(int(key)),
                    "wish": kinds[wish["kind"]],
                    "strength": strengths[wish["strength"]],
                    "answers": in_words(wish["values"]),
                }
                for key, wish in said.get("wishes", {}).items()
            ],
        }

    # -- pairings ------------------------------------------------------------------------

    def _pairings(self, pairings):
        sessions = self.env["mentoring.session"].search(
            [("pairing_id", "in", pairings.ids)], order="start, id"
        )
        of_pairing = sessions.grouped("pairing_id")
        wishes = {wish.pairing_id.id: wish.date_end for wish in pairings._wishes(own=True)}
        extended = {each.pairing_id.id: each.date_end for each in pairings._extensions()}
        pauses = {each.pairing_id.id: each for each in pairings._pauses()}
        contents, moods = sessions._contents(), sessions._own_moods()
        return [
            {
                "id": pairing.id,
                "programme": pairing.programme_id.name,
                "my_role": self._label(pairing, "my_role"),
                "partner": pairing.partner_name or None,
                "state": self._label(pairing, "state"),
                "proposed_on": pairing.create_date,
                # sudo: mentoring.circle - the name of the reader's own circle
                "circle": pairing.sudo().circle_id.name or None,
                "active_since": pairing.date_start or None,
                "until": pairing.date_end or None,
                "would_go_on_until": wishes.get(pairing.id),
                "goes_on_until": extended.get(pairing.id),
                "paused": self._pause(pairing, pauses.get(pairing.id)),
                "sessions": [
                    {
                        "start": session.start,
                        "hours": session.duration,
                        "state": self._label(session, "state"),
                        "moved": session.reschedule_count,
                        **self._said_of(contents.get(session), moods.get(session), pairing),
                    }
                    for session in of_pairing.get(pairing, ())
                ],
            }
            for pairing in pairings
        ]

    def _pause(self, pairing, pause):
        """The last pause, and whether the reader said that they are back from it."""
        if not pause:
            return None
        return {
            "until": pause.until or None,
            "went_on": pause.resumed_on or None,
            "i_am_back": pause[f"{pairing.my_role}_is_back"],
        }

    def _said_of(self, content, mood, pairing):
        """What the two noted for a session, and how it was for the one who asks."""
        said = {"mood": self._label(mood, "mood") if mood else None}
        if content:
            other = "mentee" if pairing.my_role == "mentor" else "mentor"
            said.update(
                topics=content.topic_ids.mapped("name"),
                agenda=content.agenda_note or None,
                my_preparation=content[f"{pairing.my_role}_note"] or None,
                partners_preparation=content[f"{other}_note"] or None,
            )
        return said
