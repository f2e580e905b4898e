from odoo import api, fields, models
from odoo.exceptions import UserError


class MentoringProgramme(models.Model):
    """A pilot is two people: whatever one counts is about one of them."""

    _inherit = "mentoring.programme"

    is_pilot = fields.Boolean(
        string="Pilot",
        readonly=True,
        copy=False,
        help="A programme of one leader and one colleague. It is counted nowhere: not on the desk, "
        "in no overview, log or report.",
    )
    pilot_start = fields.Datetime(string="First meeting", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_pilot_chosen(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_pilot_chosen(vals)
        return super().write(vals)

    def _check_pilot_chosen(self, vals):
        if not self.env.su and {"is_pilot", "pilot_start"} & set(vals):
            raise UserError(
                self.env._("A pilot is set up under Coordination, “Set up a pilot”: begin there.")
            )

    def _is_statistics_free(self):
        return super()._is_statistics_free() or self.is_pilot

    def _compute_overview(self):
        pilots = self.filtered("is_pilot")
        computed = super(MentoringProgramme, self - pilots)._compute_overview()
        for name in ("invited", "enrolled", "matched", "active", "completed"):
            pilots[f"{name}_count"] = 0
        return computed

    def _compute_counts(self):
        computed = super()._compute_counts()
        pilots = self.filtered("is_pilot")
        pilots.progress = 0
        pilots.session_held_count = 0
        return computed

    def _compute_late_count(self):
        pilots = self.filtered("is_pilot")
        computed = super(MentoringProgramme, self - pilots)._compute_late_count()
        pilots.late_count = 0
        return computed

    # -- the desk: what helps the two stays, what counts them goes ------------------------

    def _desk_funnel(self):
        return None if self.is_pilot else super()._desk_funnel()

    def _desk_health(self):
        return None if self.is_pilot else super()._desk_health()

    def _desk_supervision(self):
        return None if self.is_pilot else super()._desk_supervision()

    def _desk_balance(self):
        return None if self.is_pilot else super()._desk_balance()

    def _desk_mails(self):
        return None if self.is_pilot else super()._desk_mails()

    def _desk_readiness(self):
        return None if self.is_pilot else super()._desk_readiness()

    def _desk_objectives(self):
        return None if self.is_pilot else super()._desk_objectives()

    def _desk_domain(self, figure):
        if self.is_pilot:
            raise self.env["mentoring.desk"]._unknown_figure()
        return super()._desk_domain(figure)
