from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .people_rows import programmes_listed


class MentoringPeopleList(models.Model):
    """That somebody had a list of people made, and what for. Never the list itself.

    Nobody writes here: a line is made with the list, and stays.
    """

    _name = "mentoring.people.list"
    _inherit = ["mentoring.unseen"]
    _description = "List of People Made"
    _order = "create_date desc, id desc"

    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    user_id = fields.Many2one("res.users", string="Made by", required=True, readonly=True)
    reason = fields.Char(required=True, readonly=True)
    programme_ids = fields.Many2many("mentoring.programme", string="Programmes", readonly=True)
    people_count = fields.Integer(string="Lines", readonly=True)

    @api.depends("create_date")
    def _compute_display_name(self):
        # Neutral: error texts and debug mode print display names to anybody.
        for record in self:
            record.display_name = self.env._("List %s", record.id or "")

    @api.model
    def _record(self, company, programmes, reason, count):
        """Note that the caller has a list made.

        :raises AccessError: when they are no mentoring manager of the company, or a programme is
            not theirs to list
        :raises UserError: without a reason
        """
        self._check_may_list(company)
        if programmes - programmes_listed(self.env, company):
            raise AccessError(
                self.env._("Choose programmes of this company whose people you may list.")
            )
        if not (reason or "").strip():
            raise UserError(
                self.env._("Write down what the list of people is for: it is kept with the list.")
            )
        # sudo: mentoring.people.list - nobody may write one in another way
        return self.sudo().create(
            {
                "company_id": company.id,
                "user_id": self.env.uid,
                "reason": reason.strip(),
                "programme_ids": [fields.Command.set(programmes.ids)],
                "people_count": count,
            }
        )

    @api.model
    def _check_may_list(self, company):
        if not (
            self.env.user.has_group("mentoring_programme.group_mentoring_manager")
            and company in self.env.companies
        ):
            raise AccessError(
                self.env._("A list of people is for the mentoring managers of the company.")
            )
