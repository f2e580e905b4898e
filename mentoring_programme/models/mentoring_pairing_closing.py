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

    def _page_closing(self):
        """What one of the two is told of the end of their pairing.

        :return: dict with

            - ``is_over``: whether it is an archive, which the two can read and not change
            - ``is_completed``: whether it came to its end, rather than being ended
            - ``last_day``: of a pairing that begins to end, as a string, else False
            - ``read_until``: the day on which reflections are destroyed, as a string, or False
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
        ends_soon = last_day and last_day <= fields.Date.context_today(self) + timedelta(LAST_DAYS)
        forgets_on = programme.date_forgotten or (
            programme.date_over
            and programme.date_over + timedelta(programme.company_id.mentoring_grace_days)
        )
        return {
            "is_over": is_over,
            "is_completed": self.state == "completed",
            "last_day": fields.Date.to_string(last_day) if ends_soon else False,
            "read_until": fields.Date.to_string(forgets_on) if is_over and forgets_on else False,
            "enrolment_id": mine.id,
            "has_certificate": mine.state == "completed",
            "is_neutral": programme.discreet,
            "feedback": programme._closing_feedback(mine)[mine],
        }
