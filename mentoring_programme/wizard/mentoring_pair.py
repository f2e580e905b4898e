from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..matching import Problem, fit, why_not
from ..models.mentoring_enrolment import LIVE_PAIRING_STATES

# What a run leaves out and a coordinator may decide to do all the same.
SOFT = {"former", "rejected"}


class MentoringPair(models.TransientModel):
    """Pair two people by hand, with how they fit and what speaks against it in view."""

    _name = "mentoring.pair"
    _inherit = ["mentoring.unseen"]
    _description = "Pair Two People"

    programme_id = fields.Many2one("mentoring.programme", ondelete="cascade")
    mentor_id = fields.Many2one("mentoring.enrolment", required=True, ondelete="cascade")
    mentee_id = fields.Many2one("mentoring.enrolment", required=True, ondelete="cascade")
    is_chosen = fields.Boolean(compute="_compute_fit")
    score = fields.Float(string="Fit", compute="_compute_fit", digits=(5, 1))
    reasons = fields.Text(string="Why", compute="_compute_fit")
    warnings = fields.Text(string="To think about", compute="_compute_fit")
    refusal = fields.Text(string="Cannot be paired", compute="_compute_fit")

    @api.depends("mentor_id", "mentee_id")
    def _compute_fit(self):
        for pair in self:
            mentor, mentee = pair.mentor_id._origin, pair.mentee_id._origin
            pair.is_chosen = bool(mentor and mentee)
            pair.score = pair.reasons = pair.warnings = pair.refusal = False
            if not pair.is_chosen:
                continue
            self._check_coordinates(mentor | mentee)
            people = (mentor | mentee)._to_people()
            if len(people) < 2:
                pair.refusal = self.env._("One of them is archived: restore them first.")
                continue
            first, second = people[mentor.id], people[mentee.id]
            refusals, warnings = pair._what_speaks_against(mentor, mentee, first, second)
            pair.refusal = "\n".join(refusals)
            pair.warnings = "\n".join(warnings)
            fits = fit(pair._problem(first, second), mentor.id, mentee.id)
            pair.score = fits.score / 100
            pair.reasons = "\n".join(self.env["mentoring.match.words"]._part_words(fits.parts))

    def _check_coordinates(self, enrolments):
        """Before anything is said of these two."""
        enrolments.check_access("read")
        if not self.env.su and not all(e.programme_id.is_coordinator for e in enrolments):
            raise AccessError(self.env._("Only a coordinator of this programme can pair people."))

    def _problem(self, first, second):
        criteria = self.mentor_id._origin.programme_id._matching_criteria()
        # A second mentor chosen as mentee is refused below, and is no problem before that.
        second = replace(second, capacity=min(1, second.capacity))
        return Problem(mentors=[first], mentees=[second], criteria=criteria)

    def _what_speaks_against(self, mentor, mentee, first, second):
        """What refuses the pair and what only warns of it, two lists of sentences."""
        words = self.env["mentoring.match.words"]
        if mentor.role != "mentor" or mentee.role != "mentee":
            return [self.env._("Choose a mentor's and a mentee's enrolment.")], []
        if mentor.programme_id != mentee.programme_id:
            return [self.env._("They are enrolled in different programmes.")], []
        refusals, warnings = [], []
        for code in why_not(self._problem(first, second), mentor.id, mentee.id):
            soft = code in SOFT or code.startswith("required")
            (warnings if soft else refusals).append(words._exclusion_words(code))
        refusals += [
            self.env._("%s is not ready yet.", enrolment._person_name() or "")
            for enrolment in mentor | mentee
            if enrolment.state not in ("ready", "matched")
        ]
        if first.department and first.department == second.department:
            warnings.append(self.env._("They work in the same department."))
        if first.languages and second.languages and not first.languages & second.languages:
            warnings.append(self.env._("They named no language in common."))
        if (
            first.availability
            and second.availability
            and not (first.availability & second.availability)
        ):
            warnings.append(self.env._("They named no good time in common."))
        warnings += self._load_words(mentor)
        return refusals, warnings

    def _load_words(self, mentor):
        """Of the mentor's pairings elsewhere: those that the reader may see, and no others."""
        person = mentor._person()
        side = "mentor_employee_id" if mentor.employee_id else "mentor_partner_id"
        count = self.env["mentoring.pairing"].search_count(
            [
                (side, "=", person.id),
                ("state", "in", LIVE_PAIRING_STATES),
                ("programme_id", "!=", mentor.programme_id.id),
                ("mentor_id.user_id", "!=", self.env.uid),
            ]
        )
        if not count or count + 1 <= mentor.capacity:
            return []
        return [
            self.env._(
                "%(mentor)s has %(count)s mentees in other programmes already, and offers to take "
                "%(places)s here: ask them first.",
                mentor=mentor._person_name(),
                count=count,
                places=mentor.capacity,
            )
        ]

    def action_pair(self):
        self.ensure_one()
        self._check_coordinates(self.mentor_id | self.mentee_id)
        pairing = self.env["mentoring.pairing"].create(
            {"mentor_id": self.mentor_id.id, "mentee_id": self.mentee_id.id}
        )
        action = pairing._get_list_action()
        return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": pairing.id}
