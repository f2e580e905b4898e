from odoo import fields, models


class HrEmployee(models.Model):
    _name = "hr.employee"
    _inherit = ["hr.employee", "mentoring.role.mixin"]

    mentoring_role = fields.Selection(groups="hr.group_hr_user")
    mentoring_pairing_ids = fields.Many2many(groups="hr.group_hr_user")
    mentoring_pairing_count = fields.Integer(groups="hr.group_hr_user")
