from odoo import api, fields, models

from .mentoring_enrolment import LIVE_ENROLMENT_STATES, LIVE_PAIRING_STATES


class MentoringEnrolment(models.Model):
    """What screens show of an enrolment beside what it holds."""

    _inherit = "mentoring.enrolment"
    # As far as the reader's rules let them find the enrolment at all.
    _rec_names_search = ["employee_id.name", "partner_id.name"]

    # As the reader: in sudo, a form not yet saved would tell these of any programme.
    programme_aim = fields.Text(related="programme_id.aim", related_sudo=False)
    programme_discreet = fields.Boolean(related="programme_id.discreet", related_sudo=False)
    asks_in_confidence = fields.Boolean(compute="_compute_asks_in_confidence")
    is_mine = fields.Boolean(compute="_compute_is_mine")
    free_capacity = fields.Integer(compute="_compute_free_capacity", string="Free places")
    role_name = fields.Char(compute="_compute_role_name", string="Takes part as")

    @api.depends_context("mentoring_show_names", "uid", "allowed_company_ids")
    def _compute_display_name(self):
        """Neutral, but for a coordinator's own picker, who has to tell people apart.

        A many2one's name is read in sudo and an error prints names to whoever asks, so the
        context key alone opens nothing: names go to those who coordinate the programme and
        whose own rules let them read the enrolment.
        """
        super()._compute_display_name()
        if not self.env.context.get("mentoring_show_names"):
            return
        readable = self.filtered("id").with_user(self.env.user)._filtered_access("read")
        for enrolment in readable:
            if enrolment.programme_id.is_coordinator:
                self.browse(enrolment.id).display_name = enrolment._person_name()

    @api.depends_context("uid", "lang")
    @api.depends("role", "programme_id.direction")
    def _compute_role_name(self):
        for programme, enrolments in self.grouped("programme_id").items():
            names = programme._role_names()
            for enrolment in enrolments:
                enrolment.role_name = enrolment.role and names[enrolment.role][0]

    @api.depends_context("uid")
    @api.depends("user_id")
    def _compute_is_mine(self):
        for enrolment in self:
            enrolment.is_mine = enrolment.user_id == self.env.user or (
                not enrolment.id and enrolment.employee_id == self.env.user.employee_id
            )

    @api.depends_context("uid", "allowed_company_ids")
    @api.depends("capacity", "role", "state")
    def _compute_free_capacity(self):
        # Pairings of this reader's own reach: the participant sees theirs, a coordinator all.
        taken = dict.fromkeys(self.ids, 0)
        for side in ("mentor_id", "mentee_id"):
            counts = self.env["mentoring.pairing"]._read_group(
                [(side, "in", self.ids), ("state", "in", LIVE_PAIRING_STATES)],
                [side],
                ["__count"],
            )
            for enrolment, count in counts:
                taken[enrolment.id] += count
        for enrolment in self:
            places = enrolment.capacity if enrolment.role == "mentor" else 1
            enrolment.free_capacity = max(0, places - taken.get(enrolment.id, 0))

    @api.depends("programme_id.dimension_ids")
    def _compute_asks_in_confidence(self):
        """Whether the programme has confidential questions; not whether anybody answered."""
        for enrolment in self:
            enrolment.asks_in_confidence = bool(enrolment.programme_id.dimension_ids)

    def _may_say_preferences(self):
        """Whether a matching may still lie ahead in which it would count."""
        self.ensure_one()
        programme = self.programme_id
        return bool(
            programme.dimension_ids
            and self.state in LIVE_ENROLMENT_STATES
            and programme.state in ("enrolling", "matching", "running")
        )
