from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .mentoring_requirement import ROLES


class MentoringAction(models.Model):
    """What one of the two has said they will do, carried from session to session until done."""

    _name = "mentoring.action"
    _inherit = ["mentoring.pair.work"]
    _description = "Mentoring Action"
    # False sorts before True, and what has no date comes last.
    _order = "is_done, date_due, id"

    _chosen = ("name", "owner", "date_due", "is_done", "session_id")

    name = fields.Char(string="What", required=True, size=300)
    owner = fields.Selection(ROLES, string="Who does it", required=True)
    author = fields.Selection(ROLES, string="Written by", required=True, readonly=True)
    date_due = fields.Date(string="By")
    is_done = fields.Boolean(string="Done")
    done_on = fields.Date(compute="_compute_done_on", store=True)
    session_id = fields.Many2one(
        "mentoring.session",
        string="Agreed in the session",
        ondelete="set null",
        index="btree_not_null",
    )

    _name_said = models.Constraint(
        "CHECK(trim(name) != '')", "Say in a few words what is to be done."
    )

    @api.depends("is_done")
    def _compute_done_on(self):
        today = fields.Date.context_today(self)
        for action in self:
            action.done_on = (action.done_on or today) if action.is_done else False

    @api.constrains("session_id", "pairing_id")
    def _check_session(self):
        for action in self:
            if action.session_id and action.session_id.pairing_id != action.pairing_id:
                raise ValidationError(
                    self.env._("Choose a session of this pairing, or none: it was agreed there.")
                )

    @api.model
    def _of_author(self, role):
        return {"author": role}

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get("is_done") for vals in vals_list):
            raise UserError(self.env._("Write the action down first; tick it when it is done."))
        self._check_sessions_mine(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            self._check_owner_says(vals)
        self._check_sessions_mine([vals])
        return super().write(vals)

    def _check_owner_says(self, vals):
        if any(vals.get("owner", action.owner) != action.owner for action in self):
            raise UserError(
                self.env._("Who does it stays as it was agreed: delete it and write a new one.")
            )
        if "is_done" in vals and any(
            action.pairing_id._role_of_reader() != action.owner for action in self
        ):
            raise AccessError(
                self.env._("Only the one who does it can say that it is done, or not yet.")
            )

    def _check_sessions_mine(self, vals_list):
        """Before the constraint is asked, which would tell of other people's sessions."""
        ids = [vals["session_id"] for vals in vals_list if vals.get("session_id")]
        if ids and not self.env.su:
            found = self.env["mentoring.session"].search([("id", "in", ids)])
            if set(ids) != set(found.ids):
                raise AccessError(
                    self.env._("Choose a session of this pairing, or none: it was agreed there.")
                )
