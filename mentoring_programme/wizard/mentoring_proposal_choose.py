from dataclasses import replace

from odoo import api, fields, models

from ..matching import alternatives

SHOWN = 8


class MentoringProposalChoose(models.TransientModel):
    """Give a mentee another mentor, with the best choices in view."""

    _name = "mentoring.proposal.choose"
    _inherit = ["mentoring.unseen"]
    _description = "Choose another Mentor"

    proposal_id = fields.Many2one("mentoring.match.proposal", required=True, ondelete="cascade")
    mentee_name = fields.Char(string="Mentee", compute="_compute_names")
    mentor_name = fields.Char(string="Proposed so far", compute="_compute_names")
    line_ids = fields.One2many(
        "mentoring.proposal.choose.line",
        "choose_id",
        compute="_compute_line_ids",
        store=True,
        compute_sudo=False,
    )

    @api.depends("proposal_id")
    def _compute_names(self):
        for choose in self:
            choose.proposal_id.check_access("read")
            choose.mentee_name = choose.proposal_id.mentee_name
            choose.mentor_name = choose.proposal_id.mentor_name

    @api.depends("proposal_id")
    def _compute_line_ids(self):
        for choose in self:
            if not choose.proposal_id:
                continue
            choose.proposal_id.check_access("read")
            run, mentee = choose.proposal_id.run_id, choose.proposal_id.mentee_id
            run._check_in_review()
            problem = replace(run._problem()[0], locked=())
            words = self.env["mentoring.match.words"]
            given = {p.mentor_id.id for p in run.proposal_ids if p.state != "rejected"}
            others = [
                fit
                for fit in alternatives(problem, mentee.id, SHOWN + 1)
                if fit.mentor != choose.proposal_id.mentor_id.id
            ]
            choose.line_ids = [
                fields.Command.clear(),
                *(
                    fields.Command.create(
                        {
                            "mentor_id": fit.mentor,
                            "score": fit.score / 100,
                            "reasons": "\n".join(words._part_words(fit.parts)),
                            "has_other": fit.mentor in given,
                        }
                    )
                    for fit in others[:SHOWN]
                ),
            ]


class MentoringProposalChooseLine(models.TransientModel):
    _name = "mentoring.proposal.choose.line"
    _inherit = ["mentoring.unseen"]
    _description = "A Mentor to choose"
    _order = "score desc, id"

    choose_id = fields.Many2one("mentoring.proposal.choose", required=True, ondelete="cascade")
    mentor_id = fields.Many2one(
        "mentoring.enrolment", string="Mentor's enrolment", required=True, ondelete="cascade"
    )
    mentor_name = fields.Char(string="Mentor", compute="_compute_mentor_name")
    score = fields.Float(string="Fit", digits=(5, 1))
    reasons = fields.Text(string="Why")
    has_other = fields.Boolean(string="Has a pair")

    @api.depends("mentor_id")
    def _compute_mentor_name(self):
        for line in self:
            line.mentor_name = line.mentor_id._person_name()

    def action_choose(self):
        self.ensure_one()
        proposal = self.choose_id.proposal_id
        proposal.run_id._propose_by_hand([(self.mentor_id, proposal.mentee_id)])
        return {"type": "ir.actions.act_window_close"}
