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
            ("attendance", "Attending an event confirms it"),
            ("resume", "The résumé confirms it"),
        ],
        string="Confirmed by",
        default="participant",
        required=True,
    )
    description = fields.Html(translate=True)
    covers_listening = fields.Boolean(string="Listening")
    covers_questioning = fields.Boolean(string="Questioning")
    covers_advising = fields.Boolean(string="Advising")
    covers_contracting = fields.Boolean(string="Contracting")
    covers_aim = fields.Boolean(
        string="Commitment to the aim",
        help="Whoever meets this says that they support what the programme is for.",
    )

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
        self.check_access("unlink")
        programmes = self.programme_id
        result = super().unlink()
        programmes._update_readiness()
        return result

    def _update_readiness(self):
        self.programme_id._update_readiness()

    def action_read(self):
        """Open the text; ``enrolment_id`` in the context offers to acknowledge it there."""
        self.ensure_one()
        view = self.env.ref("mentoring_programme.mentoring_requirement_view_form_read")
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
            "context": {"enrolment_id": self.env.context.get("enrolment_id")},
        }

    def action_acknowledge(self):
        """Acknowledge this requirement for the enrolment in the context, which is the reader's."""
        self.ensure_one()
        enrolment = self.env["mentoring.enrolment"].browse(self.env.context.get("enrolment_id"))
        enrolment.exists().with_context(requirement_id=self.id).action_acknowledge()
        return {"type": "ir.actions.act_window_close"}
