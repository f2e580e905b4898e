from odoo import api, fields, models
from odoo.exceptions import UserError


class MentoringMatchProposal(models.Model):
    """A pair that a run proposes, with its visible score and the reasons for it."""

    _name = "mentoring.match.proposal"
    _inherit = ["mentoring.unseen"]
    _description = "Proposed Pair"
    _order = "run_id desc, score desc, id"

    run_id = fields.Many2one("mentoring.match.run", required=True, ondelete="cascade", index=True)
    programme_id = fields.Many2one(related="run_id.programme_id", store=True, index=True)
    company_id = fields.Many2one(related="run_id.company_id", store=True)
    run_state = fields.Selection(
        related="run_id.state", string="State of the run", related_sudo=False
    )
    mentor_id = fields.Many2one(
        "mentoring.enrolment",
        string="Mentor's enrolment",
        required=True,
        ondelete="cascade",
        index=True,
    )
    mentee_id = fields.Many2one(
        "mentoring.enrolment",
        string="Mentee's enrolment",
        required=True,
        ondelete="cascade",
        index=True,
    )
    mentor_name = fields.Char(string="Mentor", compute="_compute_people")
    mentee_name = fields.Char(string="Mentee", compute="_compute_people")
    mentor_employee_id = fields.Many2one(
        "hr.employee", string="Mentor (employee)", compute="_compute_people"
    )
    mentee_employee_id = fields.Many2one(
        "hr.employee", string="Mentee (employee)", compute="_compute_people"
    )
    state = fields.Selection(
        [("proposed", "Proposed"), ("locked", "Locked"), ("rejected", "Rejected")],
        default="proposed",
        required=True,
    )
    score = fields.Float(
        string="Fit", digits=(5, 1), help="Of 100, by the programme's criteria.", aggregator="avg"
    )
    parts = fields.Json(help="Points of each criterion, in basis points.")
    rank = fields.Integer(
        aggregator=None, help="1 when nobody fits this mentee better, 2 when one person does, …"
    )
    choices = fields.Integer(string="Possible mentors", aggregator=None)
    reasons = fields.Text(string="Why", compute="_compute_reasons")

    _pair_once = models.Constraint(
        "UNIQUE(run_id, mentor_id, mentee_id)", "This pair is in the run already."
    )

    def _compute_display_name(self):
        for proposal in self:
            proposal.display_name = self.env._("Proposal %s", proposal.id or "")

    @api.depends("mentor_id", "mentee_id")
    def _compute_people(self):
        for proposal in self:
            for side in ("mentor", "mentee"):
                enrolment = proposal[f"{side}_id"]
                proposal[f"{side}_employee_id"] = enrolment.employee_id
                proposal[f"{side}_name"] = (enrolment.employee_id or enrolment.partner_id).name

    @api.depends_context("lang")
    @api.depends("parts")
    def _compute_reasons(self):
        words = self.env["mentoring.match.words"]
        for proposal in self:
            proposal.reasons = "\n".join(words._part_words(proposal.parts or []))

    def _decide(self, state):
        self.run_id._lock()
        # sudo: mentoring.match.proposal - coordinators decide through these actions alone
        self.sudo().state = state

    def action_lock(self):
        self._decide("locked")

    def action_unlock(self):
        self._decide("proposed")

    def action_reject(self):
        self._decide("rejected")

    def action_unreject(self):
        """Take a rejection back, if the two are still free for each other."""
        for proposal in self:
            proposal.run_id._propose_by_hand([(proposal.mentor_id, proposal.mentee_id)])

    def action_swap(self):
        """Exchange the mentors of two proposals and lock both."""
        if len(self) != 2 or len(self.run_id) != 1 or "rejected" in self.mapped("state"):
            raise UserError(
                self.env._("Choose two standing proposals of one run to swap their mentors.")
            )
        first, second = self
        self.run_id._propose_by_hand(
            [(second.mentor_id, first.mentee_id), (first.mentor_id, second.mentee_id)]
        )

    def action_choose_mentor(self):
        self.ensure_one()
        self.run_id._check_in_review()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Choose another mentor"),
            "res_model": "mentoring.proposal.choose",
            "view_mode": "form",
            "target": "new",
            "context": {"default_proposal_id": self.id},
        }
