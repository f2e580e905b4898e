from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty

CONDITIONS = ("training", "briefing", "criteria", "purpose", "boundaries")


class MentoringProgramme(models.Model):
    """The five conditions that stand before enrolment opens."""

    _inherit = "mentoring.programme"

    condition_training = fields.Boolean(
        string="Mentors will be trained", compute="_compute_conditions"
    )
    condition_briefing = fields.Boolean(
        string="Everybody will be briefed", compute="_compute_conditions"
    )
    condition_criteria = fields.Boolean(
        string="Matching criteria are set", compute="_compute_conditions"
    )
    condition_purpose = fields.Boolean(
        string="Purpose and measurables are set", compute="_compute_conditions"
    )
    condition_boundaries = fields.Boolean(
        string="Boundaries are set, a safeguarding lead and a deputy are named",
        compute="_compute_conditions",
    )
    conditions_met = fields.Integer(compute="_compute_conditions")

    @api.depends(
        "requirement_ids.kind",
        "requirement_ids.role",
        "criterion_ids",
        "matching_mode",
        "aim",
        "objective_ids",
        "agreement_text",
        "boundaries",
        "safeguarding_lead_id",
        "safeguarding_deputy_id",
    )
    def _compute_conditions(self):
        for programme in self:
            required = programme.requirement_ids
            mentor_kinds = required._asked_of("mentor").mapped("kind")
            mentee_kinds = required._asked_of("mentee").mapped("kind")
            programme.condition_training = "training" in mentor_kinds
            programme.condition_briefing = "briefing" in mentor_kinds and "briefing" in mentee_kinds
            programme.condition_criteria = (
                bool(programme.criterion_ids) or programme.matching_mode == "manual"
            )
            programme.condition_purpose = bool(programme.aim and programme.objective_ids)
            programme.condition_boundaries = bool(
                programme.safeguarding_lead_id
                and programme.safeguarding_deputy_id
                and not is_html_empty(programme.boundaries)
                and not is_html_empty(programme.agreement_text)
            )
            programme.conditions_met = sum(
                programme[f"condition_{condition}"] for condition in CONDITIONS
            )

    def _condition_help(self):
        """What to do for each condition that is not met, in words."""
        return {
            "training": self.env._("Add a training for mentors under “Requirements”."),
            "briefing": self.env._(
                "Add a briefing for mentors and for mentees under “Requirements”."
            ),
            "criteria": self.env._("Add at least one criterion under “Matching”."),
            "purpose": self.env._("Write the aim and add at least one objective with its measure."),
            "boundaries": self.env._(
                "Write the agreement and the boundaries, and name a safeguarding lead and a deputy."
            ),
        }

    def _check_conditions(self):
        for programme in self:
            help_texts = programme._condition_help()
            missing = [
                help_texts[condition]
                for condition in CONDITIONS
                if not programme[f"condition_{condition}"]
            ]
            if missing:
                raise UserError(
                    self.env._(
                        "“%(name)s” cannot open yet:\n%(missing)s",
                        name=programme.name,
                        missing="\n".join(f"– {text}" for text in missing),
                    )
                )

    def action_mend_condition(self):
        """Open just the part of the programme where the named condition is mended."""
        self.ensure_one()
        condition = self.env.context.get("condition")
        if condition not in CONDITIONS:
            raise UserError(self.env._("Choose one of the five conditions."))
        part = "requirements" if condition in ("training", "briefing") else condition
        view = self.env.ref(f"mentoring_programme.mentoring_programme_view_form_{part}")
        return {
            "type": "ir.actions.act_window",
            "name": self._fields[f"condition_{condition}"]._description_string(self.env),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }
