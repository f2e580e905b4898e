from datetime import timedelta

from odoo import fields, models

# How long before the end of a programme the two are asked to end it well.
LAST_DAYS = 30


class MentoringPairing(models.Model):
    """What the page of a pairing says towards its end and afterwards."""

    _inherit = "mentoring.pairing"

    def _page_sections(self):
        sections = super()._page_sections()
        told = self._page_closing()
        if told["is_over"] or told["last_day"] or told["feedback"]:
            sections.append("closing")
        return sections

    def _ends_soon(self):
        last = fields.Date.context_today(self) + timedelta(LAST_DAYS)
        return self.state not in ("completed", "ended") and self._last_day() <= last

    def _nears_its_end(self):
        """Whether it is time to look back: it is over or ends soon, or what is left of the
        sessions that were planned is the last one."""
        self.ensure_one()
        # sudo: mentoring.programme - how many sessions were planned, for one of the two
        planned = self.sudo().programme_id.session_count
        is_last = planned and self.session_held_count >= max(planned - 1, 1)
        return bool(self.state == "completed" or is_last or self._ends_soon())

    def _page_closing(self):
        """What one of the two is told of the end of their pairing.

        :return: dict with

            - ``is_over``: whether it is an archive, which the two can read and not change
            - ``is_completed``: whether it came to its end, rather than being ended
            - ``last_day``: of a pairing that begins to end, as a string, else False
            - ``read_until``: the day on which what they wrote is destroyed, as a string, or
              False; ``is_destroyed``: whether it is
            - ``enrolment_id`` and ``has_certificate``; ``is_neutral``: it never names the
              programme
            - ``feedback``: list of dicts with ``key``, ``name``, ``url``
        """
        self.ensure_one()
        # sudo: mentoring.programme, mentoring.enrolment - for one of the two, what is theirs
        programme = self.sudo().programme_id
        mine = self._own_enrolment()
        is_over = self.state in ("completed", "ended")
        last_day = not is_over and self._last_day()
        read_until = is_over and self._read_until()
        return {
            "is_over": is_over,
            "is_completed": self.state == "completed",
            "last_day": fields.Date.to_string(last_day) if self._ends_soon() else False,
            "read_until": fields.Date.to_string(read_until) if read_until else False,
            "is_destroyed": bool(programme.date_forgotten and read_until)
            and read_until <= fields.Date.context_today(self),
            "enrolment_id": mine.id,
            "has_certificate": bool(mine._own_completed()),
            "is_neutral": programme.discreet,
            "feedback": programme._closing_feedback(mine)[mine],
        }
