from odoo import fields, models


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

    def write(self, vals):
        result = super().write(vals)
        if "enrolment_id" in vals:
            # Rules are asked before a write: ask them of where the line has gone, too.
            self.check_access("write")
        return result
