from odoo import api, fields, models


class MentoringSurveyComment(models.Model):
    """What somebody wrote in their own words, let out among what at least ten people said.

    Not even the answers of the same person bear a sign of it.
    """

    _name = "mentoring.survey.comment"
    _inherit = ["mentoring.unseen"]
    _description = "In Their Own Words"
    _order = "programme_id, wave_id, number, role, code, id"
    _log_access = False

    programme_id = fields.Many2one(
        "mentoring.programme", required=True, readonly=True, ondelete="cascade", index=True
    )
    # Stored in sudo: a company is no secret, and record rules filter by it.
    company_id = fields.Many2one(
        related="programme_id.company_id", store=True, index=True, related_sudo=True
    )
    wave_id = fields.Many2one(
        "mentoring.survey.wave",
        string="Asked",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    number = fields.Integer(string="Round", required=True, readonly=True)
    role = fields.Selection(
        [("mentor", "Mentors"), ("mentee", "Mentees")],
        string="Said by",
        required=True,
        readonly=True,
    )
    code = fields.Char(required=True, readonly=True)
    question = fields.Char(compute="_compute_question")
    text = fields.Text(string="In their own words", required=True, readonly=True)

    def _compute_display_name(self):
        for comment in self:
            comment.display_name = self.env._("Comment %s", comment.id or "")

    @api.depends_context("lang")
    @api.depends("wave_id", "role", "code")
    def _compute_question(self):
        for comment in self:
            # sudo: survey.survey, survey.question - what was asked, which is no secret
            survey = comment.sudo().wave_id._survey(comment.role) if comment.role else None
            asked = survey and survey.question_ids.filtered(
                lambda question, code=comment.code: question.mentoring_code == code
            )
            comment.question = asked and asked[:1].title
