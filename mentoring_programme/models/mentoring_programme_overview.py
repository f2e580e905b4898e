from odoo import api, fields, models

from .mentoring_programme_desk import BEGUN_PAIRING_STATES
from .mentoring_programme_running import LATE_CODES


class MentoringProgramme(models.Model):
    """Many programmes at a glance: the desk's funnel in small, of people the reader may see.

    Mentors and mentees together, as the desk counts them. Of a discreet programme, whoever does
    not coordinate it sees zeros here, and ``people_total`` in steps.
    """

    _inherit = "mentoring.programme"

    invited_count = fields.Integer(string="Invited", compute="_compute_overview")
    enrolled_count = fields.Integer(string="Enrolled", compute="_compute_overview")
    matched_count = fields.Integer(string="Matched", compute="_compute_overview")
    active_count = fields.Integer(string="Active", compute="_compute_overview")
    completed_count = fields.Integer(string="Completed", compute="_compute_overview")
    late_count = fields.Integer(
        string="Need a look",
        compute="_compute_late_count",
        help="Pairings that have not met for longer than planned, by dates alone.",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_overview(self):
        led = self.filtered(lambda programme: programme.id and programme.is_coordinator)
        states = {
            (programme.id, state): count
            for programme, state, count in self.env["mentoring.enrolment"]._read_group(
                [("programme_id", "in", led.ids)], ["programme_id", "state"], ["__count"]
            )
        }
        begun = {
            programme.id: mentors + mentees
            for programme, mentors, mentees in self.env["mentoring.pairing"]._read_group(
                [("programme_id", "in", led.ids), ("state", "in", BEGUN_PAIRING_STATES)],
                ["programme_id"],
                ["mentor_id:count_distinct", "mentee_id:count_distinct"],
            )
        }
        for programme in self:
            count = {
                state: states.get((programme.id, state), 0)
                for state in ("invited", "applied", "accepted", "matched", "completed")
            }
            active = begun.get(programme.id, 0)
            programme.invited_count = count["invited"]
            programme.enrolled_count = count["applied"] + count["accepted"]
            programme.matched_count = max(0, count["matched"] - active)
            programme.active_count = active
            programme.completed_count = count["completed"]

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_late_count(self):
        led = self.filtered(lambda programme: programme.id and programme.is_coordinator)
        pairings = self.env["mentoring.pairing"].search(
            [("programme_id", "in", led.ids), ("state", "in", BEGUN_PAIRING_STATES)]
        )
        judged = pairings._health()
        late = [pairing for pairing, (code, _why) in judged.items() if code in LATE_CODES]
        for programme in self:
            programme.late_count = sum(pairing.programme_id == programme for pairing in late)
