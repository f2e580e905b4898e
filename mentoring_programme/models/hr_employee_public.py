from odoo import models


class HrEmployeePublic(models.Model):
    """The same fields for everybody else: what each reader's own rules let them know."""

    _name = "hr.employee.public"
    _inherit = ["hr.employee.public", "mentoring.role.mixin"]
