from odoo import models
from odoo.exceptions import AccessError, UserError

from .mentoring_enrolment import OWN_FIELDS, WHO_FIELDS


class MentoringEnrolment(models.Model):
    """What somebody may ask for who enrols themself or others."""

    _inherit = "mentoring.enrolment"

    def _outside_values(self, vals):
        """Of ``vals`` what a caller may choose; the rest, the state above all, follows."""
        if vals.get("state", "applied") not in ("applied", "invited"):
            raise UserError(self._state_sentence())
        vals = {name: vals[name] for name in vals if name in OWN_FIELDS | WHO_FIELDS}
        own = self.env.user.employee_id
        if not vals.get("partner_id"):
            vals.setdefault("employee_id", own.id)
        mine = own and vals.get("employee_id") == own.id
        return {**vals, "state": "applied" if mine else "invited"}

    def _check_programmes_open_to_caller(self, vals_list):
        """One refusal, before the database and its constraints are asked anything: whatever
        they answered would tell who is enrolled in a programme that the caller cannot see."""
        ids = [vals.get("programme_id") for vals in vals_list]
        programmes = self.env["mentoring.programme"].search([("id", "in", ids)])
        own = self.env.user.employee_id
        for vals in vals_list:
            programme = programmes.filtered(lambda p, vals=vals: p.id == vals.get("programme_id"))
            mine = own and vals.get("employee_id") == own.id and not vals.get("partner_id")
            if not programme or not (mine or programme.is_coordinator):
                raise AccessError(
                    self.env._(
                        "You can enrol yourself in a programme that takes applications, and "
                        "others in a programme that you coordinate."
                    )
                )

    def _check_may_enrol(self):
        """Refuse what the programme does not offer to the one who asks for it."""
        self.ensure_one()
        programme = self.programme_id
        if programme.state not in ("enrolling", "matching", "running"):
            raise UserError(
                self.env._("This programme is not open for enrolment: ask its coordinator when.")
            )
        if programme.is_coordinator:
            return
        if not programme._taking_applications():
            raise UserError(
                self.env._(
                    "This programme takes no applications now: ask its coordinator for an "
                    "invitation."
                )
            )
        if not programme._is_eligible(self.employee_id, self.role):
            raise UserError(
                self.env._(
                    "This programme is meant for other colleagues in this role. If you think "
                    "it should be open to you, ask its coordinator."
                )
            )
