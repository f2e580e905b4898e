from odoo import api, fields, models

from .mentoring_role_mixin import MENTORING_ROLES


class ResUsers(models.Model):
    """My Profile shows one's own roles and pairings, and on nobody else's user record."""

    _inherit = "res.users"

    mentoring_role = fields.Selection(
        MENTORING_ROLES, string="Mentoring role", compute="_compute_mentoring"
    )
    mentoring_pairing_ids = fields.Many2many(
        "mentoring.pairing", string="Mentoring pairings", compute="_compute_mentoring"
    )

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802 - Odoo's name
        return [*super().SELF_READABLE_FIELDS, "mentoring_role", "mentoring_pairing_ids"]

    @api.ondelete(at_uninstall=False)
    def _unlink_destroys_preferences(self):
        """Whoever gets the next log-in of that employee must not find what this one said."""
        # sudo: mentoring.enrolment, mentoring.preference - boxes nobody else may reach
        enrolments = self.env["mentoring.enrolment"].sudo().search([("user_id", "in", self.ids)])
        self.env["mentoring.preference"].sudo()._empty_boxes(enrolments, self.ids)
        enrolments._destroy_written()

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_mentoring(self):
        self.mentoring_role = False
        self.mentoring_pairing_ids = False
        # Reading one's own user record runs in sudo: look the pairings up as the person.
        me = self.filtered(lambda user: user.id == self.env.uid)
        employee = me.with_user(self.env.user).employee_id
        if employee:
            public = me.with_user(self.env.user).env["hr.employee.public"].browse(employee.id)
            me.mentoring_role = public.mentoring_role
            me.mentoring_pairing_ids = public.mentoring_pairing_ids.with_env(self.env)
