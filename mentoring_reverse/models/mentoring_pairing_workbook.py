from datetime import timedelta

from odoo import fields, models


class MentoringPairing(models.Model):
    """The workbook on the page of a reverse pairing, and how long it is kept."""

    _inherit = "mentoring.pairing"

    def _page_sections(self):
        # sudo: mentoring.programme - its direction, for one of the two
        reverse = self.sudo().programme_id._is_reverse()
        return [*super()._page_sections(), *(["workbook"] if reverse else [])]

    def _page_workbook(self):
        """Nothing of what is in it: that is asked for where it is opened.

        :return: dict with ``until``: the day on which it is destroyed as things stand, in server
            format, or False
        """
        until = self._workbook_days()[self]
        return {"until": until and fields.Date.to_string(until)}

    def _workbook_days(self):
        """Until when what the two of each of these pairings wrote is kept, as things stand.

        :return: dict of pairing to the day on which it is destroyed, or to False where they go on
            beyond the programme
        """
        going_on = self._went_on()
        today = fields.Date.context_today(self)
        days = dict.fromkeys(going_on, False)
        for pairing in self - going_on:
            # sudo: mentoring.programme - its days, for one of the two
            programme = pairing.sudo().programme_id
            over = programme.date_over or max(programme.date_end, today)
            days[pairing] = over + timedelta(days=programme.company_id.mentoring_grace_days)
        return days

    def _destroy_written(self):
        result = super()._destroy_written()
        # sudo: mentoring.workbook.answer - rows nobody may reach
        answers = self.env["mentoring.workbook.answer"].sudo()
        answers.search([("pairing_id", "in", self.ids)])._destroy()
        return result
