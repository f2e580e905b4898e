from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import UserError

from .locking import locked
from .mentoring_pairing_life import PAUSABLE_STATES

# The longest that a pairing goes on after its programme.
EXTENSION_MONTHS = 12


class MentoringPairing(models.Model):
    """Going on after the programme, where both wish it (``mentoring.pairing.extension``)."""

    _inherit = "mentoring.pairing"

    def action_wish_to_go_on(self, until):
        """Say that one would like to go on after the programme. Only if both do, it is so, up
        to the earlier of the two days; until then the other is not told.

        :param until: a date (or its string in server format) after the programme's end, at
            most a year after it
        """
        self._check_mine()
        locked(self)
        self._check_state(*PAUSABLE_STATES)
        for pairing in self:
            pairing._check_programme_runs()
            programme = pairing.programme_id
            last = programme.date_end + relativedelta(months=EXTENSION_MONTHS)
            day = pairing._checked_day(until, last, programme.date_end)
            pairing._wishes(own=True).unlink()
            pairing._wishes().create(
                {
                    "pairing_id": pairing.id,
                    "enrolment_id": pairing._own_enrolment().id,
                    "date_end": day,
                }
            )
            pairing._settle_extension()

    def action_do_not_go_on(self):
        """Take back the wish to go on, for as long as the programme runs."""
        self._check_mine()
        locked(self)
        for pairing in self:
            pairing._check_programme_runs()
            pairing._wishes(own=True).unlink()
            pairing._settle_extension()

    def _check_programme_runs(self):
        # sudo: mentoring.programme - its state, for one of the two
        if self.sudo().programme_id.state != "running":
            raise UserError(
                self.env._(
                    "Whether you go on is decided while the programme runs. It is over: you can "
                    "still end what you have, or keep meeting on your own."
                )
            )

    def _wishes(self, own=False):
        # sudo: mentoring.pairing.wish - rows that only the steps here write; whose wish is
        # whose is told to nobody else
        wishes = self.env["mentoring.pairing.wish"].sudo()
        mine = [("enrolment_id.user_id", "=", self.env.uid)] if own else []
        return wishes.search([("pairing_id", "in", self.ids), *mine])

    def _extensions(self):
        # sudo: mentoring.pairing.extension - rows that only the steps here write
        extensions = self.env["mentoring.pairing.extension"].sudo()
        return extensions.search([("pairing_id", "in", self.ids)])

    def _settle_extension(self):
        """An extension is there while both wish it."""
        self.ensure_one()
        pairing = self._as_nobody()
        wishes = pairing._wishes()
        pairing._extensions().unlink()
        if len(wishes.enrolment_id) == 2:
            day = min(wishes.mapped("date_end"))
            values = {**pairing._life_values(), "date_end": day}
            pairing.env["mentoring.pairing.extension"].create(values)
        pairing._flush_as_nobody()

    def _extended(self):
        """Those of these pairings that go on after their programme."""
        today = fields.Date.context_today(self)
        going_on = self._extensions().filtered(lambda extension: extension.date_end > today)
        return self.browse(going_on.pairing_id.ids)
