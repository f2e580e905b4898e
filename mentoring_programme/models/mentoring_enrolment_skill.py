from odoo import fields, models


class MentoringEnrolmentSkill(models.Model):
    """A skill a mentor offers or a mentee wishes to learn, with the level meant."""

    _name = "mentoring.enrolment.skill"
    _inherit = ["mentoring.enrolment.line"]
    _description = "Skill in an Enrolment"
    _order = "id"
    _rec_name = "skill_id"

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
