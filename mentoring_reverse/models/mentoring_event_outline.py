from markupsafe import Markup

from odoo import fields, models

from odoo.addons.mentoring_programme.models.mentoring_cohort_event import EVENT_KINDS


class MentoringEventOutline(models.Model):
    """How an event can be held: what those who come are told, and a plan for whoever leads it."""

    _name = "mentoring.event.outline"
    _description = "Outline of a Mentoring Event"
    _order = "sequence, id"

    name = fields.Char(string="Title", required=True, translate=True)
    kind = fields.Selection(EVENT_KINDS, default="knowledge", required=True)
    duration = fields.Float(string="Hours", default=1.25, required=True)
    description = fields.Html(
        string="For those who come",
        translate=True,
        help="What it is about and what is expected. Stands in the event, with what to read.",
    )
    reading = fields.Html(string="To read and watch", translate=True)
    plan = fields.Html(
        string="For whoever leads it",
        translate=True,
        help="Aims, times, exercises and what to take care of. Stays here.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _duration_range = models.Constraint(
        "CHECK(duration >= 0.25 AND duration <= 12)",
        "An event lasts between 15 minutes and 12 hours.",
    )

    def _event_values(self):
        """What an event held by this outline says, in the language of whoever makes it."""
        self.ensure_one()
        reading = self.reading and Markup("<h3>{}</h3>{}").format(
            self.env._("To read and watch"), self.reading
        )
        return {
            "name": self.name,
            "kind": self.kind,
            "audience": "both",
            "duration": self.duration,
            "material": Markup("").join(part for part in (self.description, reading) if part),
        }

    def action_plan_event(self):
        """Open a new event that says all this; what is left is the programme and the day."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "mentoring.cohort.event",
            "views": [(False, "form")],
            "context": {"default_outline_id": self.id},
        }
