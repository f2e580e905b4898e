from odoo import models
from odoo.exceptions import UserError

from .mentoring_programme_shape import REVERSE_DIRECTIONS


class MentoringEnrolment(models.Model):
    """A colleague who mentors leaders has few of them at a time, over all reverse programmes.

    What is counted for whose eyes is as in the core: pairings in other discreet programmes count
    where the mentor themself is answered.
    """

    _inherit = "mentoring.enrolment"

    def _reverse_limit(self):
        """How many leaders this mentor may have over all reverse programmes; 0: no limit."""
        self.ensure_one()
        reverse = self.role == "mentor" and self.programme_id._is_reverse()
        return self.company_id.mentoring_reverse_capacity if reverse else 0

    def _has_limit_over_programmes(self):
        return super()._has_limit_over_programmes() or bool(self._reverse_limit())

    def _beyond_limits(self):
        mentors = self.filtered(lambda e: e._reverse_limit())
        taken = mentors._live_counts(directions=REVERSE_DIRECTIONS) if mentors else {}
        beyond = mentors.filtered(lambda e: taken[e.id] > e._reverse_limit())
        return super()._beyond_limits() | beyond

    def _spare_places(self, even_discreet=False):
        spare = super()._spare_places(even_discreet)
        # sudo: mentoring.enrolment - the programme's direction and the company's limit; only
        # whether a place is left is answered
        mentors = self.sudo().filtered(lambda e: e._reverse_limit())
        if not mentors:
            return spare
        taken = mentors._live_counts(even_discreet, directions=REVERSE_DIRECTIONS)
        for mentor in mentors:
            left = max(0, mentor._reverse_limit() - taken[mentor.id])
            spare[mentor.id] = min(left, spare.get(mentor.id, left))
        return spare

    def _check_spare_place(self, more=1, but=()):
        result = super()._check_spare_place(more, but)
        # sudo: mentoring.enrolment, res.company - the caller's own places, and the limit
        mentor = self.sudo()
        limit = mentor._reverse_limit()
        if limit and mentor._live_counts(True, but, REVERSE_DIRECTIONS)[mentor.id] + more > limit:
            raise UserError(
                self.env._(
                    "You have no place free: in your company a colleague mentors at most %s "
                    "leaders at a time, over all programmes, so that it does not become too much. "
                    "End or complete one of your pairings first, or decline.",
                    limit,
                )
            )
        return result
