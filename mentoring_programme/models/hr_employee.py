from odoo import fields, models


class HrEmployee(models.Model):
    _name = "hr.employee"
    _inherit = ["hr.employee", "mentoring.role.mixin"]

    mentoring_role = fields.Selection(groups="hr.group_hr_user")
    mentoring_pairing_ids = fields.Many2many(groups="hr.group_hr_user")
    mentoring_pairing_count = fields.Integer(groups="hr.group_hr_user")

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active") is False:
            # Whoever leaves takes along what they said in confidence.
            # sudo: mentoring.enrolment, mentoring.preference - boxes nobody else may reach
            enrolments = self.env["mentoring.enrolment"].sudo()
            enrolments = enrolments.search([("employee_id", "in", self.ids)])
            enrolments.env["mentoring.preference"]._destroy_at_departure(enrolments)
        return result
