from odoo import api, fields, models

ROLES = [("mentor", "Mentor"), ("mentee", "Mentee")]


class MentoringRequirement(models.Model):
    """What a person must have done before they may be matched."""

    _name = "mentoring.requirement"
    _inherit = ["mentoring.shape.line"]
    _description = "Mentoring Requirement"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [
            ("briefing", "Briefing"),
            ("induction", "Induction"),
            ("training", "Training"),
            ("commitment", "Commitment"),
        ],
        required=True,
    )
    role = fields.Selection([*ROLES, ("both", "Both")], default="both", required=True)
    confirmation = fields.Selection(
        [
            ("participant", "The participant acknowledges it"),
            ("coordinator", "The coordinator confirms it"),
        ],
        string="Confirmed by",
        default="participant",
        required=True,
    )
    description = fields.Html(translate=True)

    def _asked_of(self, role):
        """Those of these requirements that somebody in ``role`` has to meet."""
        return self.filtered(lambda requirement: requirement.role in (role, "both"))

    @api.model_create_multi
    def create(self, vals_list):
        requirements = super().create(vals_list)
        requirements._update_readiness()
        return requirements

    def write(self, vals):
        result = super().write(vals)
        if "role" in vals:
            self._update_readiness()
        return result

    def unlink(self):
        programmes = self.programme_id
        result = super().unlink()
        programmes._update_readiness()
        return result

    def _update_readiness(self):
        self.programme_id._update_readiness()
