from odoo import api, fields, models
from odoo.exceptions import UserError

from .preference_counts import FLOOR


class MentoringMatchRun(models.Model):
    """When a run may use what was said in confidence, and what follows for those after it."""

    _inherit = "mentoring.match.run"

    uses_preferences = fields.Boolean(
        string="Uses what was said in confidence",
        help="The boxes of everybody in the pool were opened once for this run, and each of "
        "them can see that. Nothing of it shows here.",
    )
    opening_number = fields.Integer(groups=fields.NO_ACCESS)
    asks_in_confidence = fields.Boolean(compute="_compute_asks_in_confidence")

    @api.depends("programme_id")
    def _compute_asks_in_confidence(self):
        for run in self:
            run.asks_in_confidence = bool(run.programme_id.dimension_ids)

    @api.model
    def load(self, fields, data):  # noqa: ARG002 - as Odoo calls it
        """Runs are computed one at a time; an import would compute and undo them at will."""
        raise UserError(self.env._("Runs are not imported: open the programme and match it."))

    def _opens_boxes(self, problem):
        """Whether this run uses what was said in confidence; else visible criteria alone.

        Boxes are opened for at least k people who were in no earlier opening. A second run over
        the same people, with one of them left out, a place more or an answer changed in
        between, would be a question about what somebody said. A run that was undone may be
        done again just as it was, and is recorded again.

        :param problem: the visible one, of everybody in the pool
        :raises UserError: when it is no time for a run
        """
        programme = self.programme_id
        if not programme.dimension_ids:
            return False
        least = max(FLOOR, programme.preference_threshold)
        # sudo: mentoring.preference.opening, mentoring.pairing - whose boxes were opened, of a
        # programme that the caller was found to coordinate
        openings = self.env["mentoring.preference.opening"].sudo()._of_programme(programme)
        used = openings._still_used()
        people = {person.key: person.person for person in (*problem.mentors, *problem.mentees)}
        # Human beings, and not enrolments: somebody in both roles is one of them.
        fresh = len({person for key, person in people.items() if key not in used._ids})
        if fresh >= least:
            return True
        if not openings:
            raise UserError(
                self.env._(
                    "“%(name)s” asks people in confidence, so it is matched once at least "
                    "%(least)s of them are ready; %(ready)s are. A matching of fewer would tell "
                    "about one of them. Wait for more, or pair two people by hand.",
                    name=programme.name,
                    least=least,
                    ready=fresh,
                )
            )
        last = openings[0]
        # sudo: mentoring.match.run - as above
        run = self.sudo().search(
            [("programme_id", "=", programme.id), ("opening_number", "=", last.number)], limit=1
        )
        if not run and last.fingerprint == problem.fingerprint():
            return True
        if run.state != "published":
            raise UserError(
                self.env._(
                    "What people said in confidence is used once for each published matching, "
                    "and the last run is not published: go on in that one (“Reopen” takes back "
                    "that it was discarded; “Match the rest” proposes partners to those who have "
                    "none), or match again when %(least)s further people are ready. %(fresh)s "
                    "are.",
                    least=least,
                    fresh=fresh,
                )
            )
        return False

    def _left_by_openings(self):
        """Mentees whom a run that used what was said in confidence left without a partner.

        They may have said "only so": nobody is proposed to them by visible criteria alone.
        """
        # sudo: mentoring.match.run - of the programme that the caller was found to coordinate
        runs = self.sudo().search(
            [("programme_id", "=", self.programme_id.id), ("uses_preferences", "=", True)]
        )
        left = runs.unmatched_ids.filtered(lambda line: line.role == "mentee")
        return left.filtered(lambda line: line.code != "archived").enrolment_id
