from odoo import api, fields, models


class MentoringEnrolmentSkill(models.Model):
    """A skill a mentor offers or a mentee wishes to learn, with the level meant."""

    _name = "mentoring.enrolment.skill"
    _description = "Skill in an Enrolment"
    _order = "id"
    _rec_name = "skill_id"

    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="enrolment_id.company_id", store=True)
    skill_id = fields.Many2one("hr.skill", required=True, ondelete="cascade")
    skill_type_id = fields.Many2one(related="skill_id.skill_type_id")
    skill_level_id = fields.Many2one(
        "hr.skill.level",
        string="Level",
        ondelete="set null",
        domain="[('skill_type_id', '=', skill_type_id)]",
        help="The level you offer, or the level you would like to reach. May stay open.",
    )

    _skill_once = models.Constraint(
        "UNIQUE(enrolment_id, skill_id)",
        "Each skill is named once: change the level of the line that is there.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_enrolments(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_enrolments([vals])
        return super().write(vals)

    def _check_enrolments(self, vals_list):
        """Before the database is asked: its constraints would tell what is in an enrolment."""
        ids = {vals["enrolment_id"] for vals in vals_list if vals.get("enrolment_id")}
        self.env["mentoring.enrolment"].browse(ids).check_access("write")
