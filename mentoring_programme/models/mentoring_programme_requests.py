from odoo import api, fields, models


class MentoringProgramme(models.Model):
    """Of requests a coordinator sees how many there are, and never who asked whom."""

    _inherit = "mentoring.programme"

    request_count = fields.Integer(string="Requests", compute="_compute_request_counts")
    request_open_count = fields.Integer(string="Requests open", compute="_compute_request_counts")
    request_accepted_count = fields.Integer(
        string="Pairings by request", compute="_compute_request_counts"
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_request_counts(self):
        """Those that were declined are not told apart from those withdrawn or expired."""
        mine = self.filtered(lambda programme: programme.id and programme.is_coordinator)
        mine = mine.with_user(self.env.user)._filtered_access("read")
        # sudo: mentoring.request - totals of programmes that the reader coordinates
        counts = (
            self.env["mentoring.request"]
            # sudo: mentoring.request - as above
            .sudo()
            ._read_group([("programme_id", "in", mine.ids)], ["programme_id", "state"], ["__count"])
        )
        for programme in self:
            of_state = {state: count for each, state, count in counts if each.id == programme.id}
            programme.request_count = sum(of_state.values())
            programme.request_open_count = of_state.get("asked", 0)
            programme.request_accepted_count = of_state.get("accepted", 0)

    def _write_state(self, state):
        result = super()._write_state(state)
        if state in ("closed", "cancelled"):
            # sudo: mentoring.request - the programme is over, and with it what was asked
            requests = self.env["mentoring.request"].sudo()
            requests.search([("programme_id", "in", self.ids), ("state", "=", "asked")])._close(
                "expired"
            )
        return result
