from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields, models

from .mentoring_ending import ENDING_WORDS
from .mentoring_enrolment import LIVE_PAIRING_STATES
from .mentoring_pairing_going_on import EXTENSION_MONTHS
from .mentoring_pairing_life import PAUSABLE_STATES


class MentoringPairing(models.Model):
    """What the page of a pairing shows of its course: the timeline, and what life brings."""

    _inherit = "mentoring.pairing"

    def _page_sections(self):
        return [*super()._page_sections(), "timeline", "life"]

    def _page_life(self):
        """What one of the two may do when life changes.

        :return: dict with

            - ``can_pause``, ``can_resume``, ``can_end``, ``can_wish``: whether it is open now
            - ``first_day``, ``last_day``: between which a pause may end
            - ``paused_until`` (False: until both are back), ``i_am_back`` and
              ``partner_is_back``
            - ``reasons``: list of [code, words] for an end; ``length``: characters at most
            - ``my_wish``: until when the reader would like to go on, ``extended_until``: until
              when both do, ``first_wish`` and ``last_wish``: between which it may be
            - ``enrolment_id`` and ``nudges``: whether the reader is reminded

            Days are strings in server format, or False.
        """
        self.ensure_one()
        # sudo: mentoring.programme, mentoring.enrolment - for one of the two, what is theirs
        programme = self.sudo().programme_id
        mine = self._own_enrolment()
        runs = programme.state == "running"
        tomorrow = fields.Date.context_today(self) + timedelta(days=1)
        last_day = self._last_day()
        is_paused = self.state == "paused"
        pause = self._pauses().filtered(lambda p: not p.resumed_on) if is_paused else None
        reasons = self.env["mentoring.ending"]._fields["reason"]
        # sudo: mentoring.ending - the words of a list, which everybody may know
        reasons = reasons._description_selection(self.sudo().env)
        day = fields.Date.to_string
        return {
            "can_pause": self.state == "active",
            "can_resume": is_paused,
            "can_end": self.state in LIVE_PAIRING_STATES,
            "can_wish": runs and self.state in PAUSABLE_STATES,
            "first_day": day(tomorrow),
            "last_day": day(last_day) if last_day >= tomorrow else False,
            "paused_until": day(pause.until) if pause else False,
            "i_am_back": bool(pause and pause[f"{self._role_of_reader()}_is_back"]),
            "partner_is_back": self._partner_is_back(),
            "reasons": [list(reason) for reason in reasons],
            "length": ENDING_WORDS,
            "my_wish": day(self._wishes(own=True).date_end),
            "extended_until": day(self._extensions().date_end),
            "first_wish": day(max(tomorrow, programme.date_end + timedelta(days=1))),
            "last_wish": day(programme.date_end + relativedelta(months=EXTENSION_MONTHS)),
            "enrolment_id": mine.id,
            "nudges": not mine.nudges_off,
        }

    def _page_timeline(self):
        """What was and what comes: the programme's days, its events, and the two's sessions.

        :return: dict with ``lines``: list of dicts, earliest first, with ``key``, ``date``
            (server format; in UTC when ``has_time``), ``has_time``, ``label`` (words), ``note``
            (words, or False) and ``is_past``; and ``next``: key of the first that is to come
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        lines = [
            {
                "key": key,
                "date": fields.Date.to_string(date),
                "has_time": False,
                "label": label,
                "note": False,
                "is_past": date < today,
            }
            for key, date, label in self._milestones()
            if date
        ]
        lines += self._timeline_sessions() + self._timeline_events()
        lines.sort(key=lambda line: (line["date"], line["key"]))
        coming = [line["key"] for line in lines if not line["is_past"]]
        return {"lines": lines, "next": coming[0] if coming else False}

    def _milestones(self):
        """:return: list of (key, date, words)"""
        programme = self.programme_id
        begins, ends = programme.date_start, programme.date_end
        return [
            ("enrol", programme.date_enrolment_end, self.env._("Enrolment ends")),
            ("start", begins, self.env._("The programme begins")),
            ("began", self.date_start, self.env._("You two begin")),
            ("half", begins + (ends - begins) / 2, self.env._("Half of the programme")),
            ("end", ends, self.env._("The programme ends")),
            ("extended", self._extensions().date_end, self.env._("The last day you go on to")),
        ]

    def _timeline_sessions(self):
        now = fields.Datetime.now()
        # sudo: mentoring.session - the words of a list
        labels = dict(
            self.env["mentoring.session"]._fields["state"]._description_selection(self.sudo().env)
        )
        return [
            {
                "key": f"session_{session.id}",
                "date": fields.Datetime.to_string(session.start),
                "has_time": True,
                "label": self.env._("Session"),
                "note": labels[session.state],
                "is_past": session.stop < now,
            }
            for session in self.session_ids
            if session.state != "cancelled"
        ]

    def _timeline_events(self):
        """Events of the whole programme that the reader is on the list of."""
        now = fields.Datetime.now()
        lines = self.env["mentoring.attendance"].search(
            [
                ("enrolment_id", "=", self._own_enrolment().id),
                ("event_id.state", "=", "announced"),
            ]
        )
        return [
            {
                "key": f"event_{line.id}",
                "date": fields.Datetime.to_string(line.event_id.start),
                "has_time": True,
                "label": line.event_id.name,
                "note": False,
                "is_past": line.event_id.stop < now,
            }
            for line in lines
        ]
