from odoo import fields, models
from odoo.exceptions import UserError

from .locking import locked
from .mentoring_enrolment import LIVE_ENROLMENT_STATES


class MentoringRequirement(models.Model):
    """A text that has changed is asked anew of everybody; who met which version is kept."""

    _inherit = "mentoring.requirement"

    version = fields.Integer(default=1, required=True, readonly=True, copy=False, aggregator=None)
    asked_on = fields.Datetime(
        string="Asked anew on",
        readonly=True,
        copy=False,
        help="Events before this moment fulfil an older version.",
    )
    anew_count = fields.Integer(compute="_compute_anew")
    anew_ready_count = fields.Integer(compute="_compute_anew")
    anew_matched_count = fields.Integer(compute="_compute_anew")

    def _compute_anew(self):
        """Who would be asked again, of those whom the reader may see.

        Without dependencies: it is for the dialog, which opens afresh.
        """
        groups = self.env["mentoring.fulfilment"]._read_group(
            [
                ("requirement_id", "in", self.ids),
                ("ended_on", "=", False),
                ("enrolment_id.state", "in", LIVE_ENROLMENT_STATES),
            ],
            ["requirement_id", "version"],
            ["enrolment_id:recordset"],
        )
        met = {
            requirement.id: enrolments
            for requirement, version, enrolments in groups
            if version == requirement.version
        }
        nobody = self.env["mentoring.enrolment"]
        for requirement in self:
            states = met.get(requirement.id, nobody).mapped("state")
            requirement.anew_count = len(states)
            requirement.anew_ready_count = states.count("ready")
            requirement.anew_matched_count = states.count("matched")

    def write(self, vals):
        if not self.env.su and {"version", "asked_on"} & set(vals):
            raise UserError(
                self.env._("To ask for a requirement once more, press “Ask everybody anew”.")
            )
        return super().write(vals)

    def action_open_anew(self):
        """Open the dialog in which the text is changed and everybody asked anew."""
        self.ensure_one()
        self.check_access("write")
        view = self.env.ref("mentoring_programme.mentoring_requirement_view_form_anew")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask everybody anew"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_ask_anew(self):
        """Ask everybody anew: whoever met an older version lacks this one.

        Ready people are accepted until they have met it; pairings that live go on.
        """
        self.ensure_one()
        self.check_access("write")
        if not self.programme_id or self.confirmation == "resume":
            raise UserError(
                self.env._(
                    "Only what people of a programme read, attend or are confirmed can be asked "
                    "anew: change what counts instead."
                )
            )
        # sudo: mentoring.requirement, mentoring.enrolment - the version is refused by hand, and
        # states follow from it, also those of people a manager may not see
        requirement = locked(self).sudo()
        enrolments = requirement.programme_id.enrolment_ids.filtered(
            lambda enrolment: enrolment.state in LIVE_ENROLMENT_STATES
        )
        met = enrolments.fulfilment_ids.filtered(
            lambda line: line.requirement_id == requirement and line.is_current
        ).enrolment_id
        requirement.write({"version": requirement.version + 1, "asked_on": fields.Datetime.now()})
        enrolments._update_readiness()
        met._send_neutral("mentoring_programme.mail_template_asked_anew")
        return {"type": "ir.actions.act_window_close"}
