from odoo import Command, fields, models

from .mentoring_programme_shape import SHAPE_LINES, SHAPE_TEXTS


class MentoringProgrammeType(models.Model):
    """A reusable shape: what a kind of programme is for, for whom, how long, how matched."""

    _name = "mentoring.programme.type"
    _inherit = ["mentoring.programme.shape"]
    _description = "Mentoring Programme Type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Leave empty to offer this type in every company."
    )
    audience = fields.Text(translate=True, help="Whom it is for, on both sides.")
    guidance = fields.Html(
        translate=True, help="For the coordinator: when to use it and what to watch."
    )
    duration_months = fields.Integer(string="Months", default=6, required=True)
    criterion_ids = fields.One2many("mentoring.criterion", "type_id", string="Criteria", copy=True)
    requirement_ids = fields.One2many(
        "mentoring.requirement", "type_id", string="Requirements", copy=True
    )
    objective_ids = fields.One2many(
        "mentoring.objective", "type_id", string="Objectives", copy=True
    )
    agenda_ids = fields.One2many("mentoring.agenda", "type_id", string="Agendas", copy=True)

    _duration_range = models.Constraint(
        "CHECK(duration_months >= 1 AND duration_months <= 60)",
        "A programme lasts between 1 and 60 months.",
    )

    def action_create_programme(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "mentoring.programme",
            "view_mode": "form",
            "context": {"default_type_id": self.id},
        }

    def _programme_values(self):
        """Values a new programme takes over: what it changes afterwards stays with it."""
        self.ensure_one()
        values = {name: self[name] for name in (*self._shape_values(), *SHAPE_TEXTS)}
        values["dimension_ids"] = [Command.set(self.dimension_ids.ids)]
        for name in SHAPE_LINES:
            copies = self[name].copy_data({"type_id": False})
            values[name] = [Command.create(copied) for copied in copies]
        return values

    def _copy_translations_to(self, programme):
        """Carry the texts over in every installed language, not only in the reader's.

        A text that was changed on the way is left as the programme has it.
        """
        self.ensure_one()
        codes = [code for code, _name in self.env["res.lang"].get_installed()]
        others = [code for code in codes if code != (self.env.lang or "en_US")]
        if not others:
            return
        pairs = [(self, programme)]
        for name in SHAPE_LINES:
            pairs += zip(self[name], programme[name], strict=False)
        for source, target in pairs:
            texts = [
                name
                for name, field in source._fields.items()
                if field.translate and name in target._fields and source[name] == target[name]
            ]
            for code in others if texts else []:
                translated = source.with_context(lang=code)
                target.with_context(lang=code).write({name: translated[name] for name in texts})
