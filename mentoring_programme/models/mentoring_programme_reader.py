from odoo import api, fields, models

from .mentoring_requirement import ROLES


class MentoringProgramme(models.Model):
    """What a programme offers to the one who is looking at it."""

    _inherit = "mentoring.programme"

    can_join_mentor = fields.Boolean(compute="_compute_can_join")
    can_join_mentee = fields.Boolean(compute="_compute_can_join")
    is_enrolled = fields.Boolean(string="I am enrolled", compute="_compute_can_join")
    has_run_in_review = fields.Boolean(compute="_compute_has_run_in_review")

    @api.depends_context("uid", "allowed_company_ids")
    @api.depends(
        "state", "enrolment_policy", "date_enrolment_end", "mentor_domain", "mentee_domain"
    )
    def _compute_can_join(self):
        """Whether an application by the reader would be taken now, in each role."""
        mine = {
            (programme.id, role)
            for programme, role in self.env["mentoring.enrolment"]._read_group(
                [("programme_id", "in", self.ids), ("user_id", "=", self.env.uid)],
                ["programme_id", "role"],
            )
        }
        open_to_me = self._taking_applications()._eligible_roles(self.env.user.employee_id)
        for programme in self:
            programme.is_enrolled = any(enrolled == programme.id for enrolled, _role in mine)
            for role, _name in ROLES:
                programme[f"can_join_{role}"] = (programme.id, role) in open_to_me - mine

    def _run_in_review(self):
        """The runs of these programmes that wait for a decision, as the reader may see them."""
        Run = self.env["mentoring.match.run"]
        if not Run.has_access("read"):
            return Run
        return Run.search([("programme_id", "in", self.ids), ("state", "=", "proposed")])

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_has_run_in_review(self):
        reviewed = self._run_in_review().programme_id
        for programme in self:
            programme.has_run_in_review = programme in reviewed

    def action_review_run(self):
        """Open the run that waits for a decision, or compute one."""
        self.ensure_one()
        run = self._run_in_review()[:1]
        return run._get_form_action() if run else self.action_run_matching()
