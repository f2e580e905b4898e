from odoo import api, fields, models

from .mentoring_requirement import ROLES


class MentoringProgramme(models.Model):
    """What a programme shows and offers to the one who is looking at it."""

    _inherit = "mentoring.programme"

    mentor_count = fields.Integer(string="Mentors", compute="_compute_counts")
    role_words = fields.Char(string="Roles", compute="_compute_role_words")
    mentee_count = fields.Integer(string="Mentees", compute="_compute_counts")
    ready_count = fields.Integer(string="Ready", compute="_compute_counts")
    pairing_count = fields.Integer(string="Pairings", compute="_compute_counts")
    session_held_count = fields.Integer(string="Sessions held", compute="_compute_counts")
    progress = fields.Integer(
        compute="_compute_counts",
        help="Sessions held, as a share of those planned by the programme for its pairings.",
    )
    can_join_mentor = fields.Boolean(compute="_compute_can_join")
    can_join_mentee = fields.Boolean(compute="_compute_can_join")
    is_enrolled = fields.Boolean(string="I am enrolled", compute="_compute_can_join")
    people_total = fields.Char(
        string="People taking part",
        compute="_compute_people_total",
        help="Of a discreet programme, for those who manage programmes and not its people: in "
        "steps, so that nobody's coming or going shows.",
    )
    has_run_in_review = fields.Boolean(compute="_compute_has_run_in_review")

    @api.depends_context("lang")
    @api.depends("direction")
    def _compute_role_words(self):
        for programme in self:
            names = programme._role_names()
            programme.role_words = f"{names['mentor'][1]} + {names['mentee'][1]}"

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_counts(self):
        """Counts of what the reader may see: nobody is told more than their own lists show."""
        enrolments = self.env["mentoring.enrolment"]._read_group(
            [("programme_id", "in", self.ids), ("state", "not in", ("declined", "withdrawn"))],
            ["programme_id", "role", "state"],
            ["__count"],
        )
        pairings = self.env["mentoring.pairing"]._read_group(
            [("programme_id", "in", self.ids), ("state", "!=", "ended")],
            ["programme_id"],
            ["__count"],
        )
        sessions = self.env["mentoring.session"]._read_group(
            [
                ("programme_id", "in", self.ids),
                ("state", "=", "held"),
                ("pairing_id.state", "!=", "ended"),
            ],
            ["programme_id"],
            ["__count"],
        )
        pairing_count, held_count = dict(pairings), dict(sessions)
        for programme in self:
            mine = [line for line in enrolments if line[0] == programme]
            programme.mentor_count = sum(n for _p, role, _s, n in mine if role == "mentor")
            programme.mentee_count = sum(n for _p, role, _s, n in mine if role == "mentee")
            programme.ready_count = sum(n for _p, _r, state, n in mine if state == "ready")
            programme.pairing_count = pairing_count.get(programme, 0)
            programme.session_held_count = held_count.get(programme, 0)
            planned = programme.pairing_count * programme.session_count
            share = programme.session_held_count / planned if planned else 0
            programme.progress = min(100, round(100 * share))

    @api.depends_context("uid", "allowed_company_ids")
    @api.depends(
        "state", "enrolment_policy", "date_enrolment_end", "mentor_domain", "mentee_domain"
    )
    def _compute_can_join(self):
        """Whether an application by the reader would be taken now, in each role."""
        mine = {
            (programme.id, role)
            for programme, role in self.env["mentoring.enrolment"]._read_group(
                [("programme_id", "in", self.ids), ("user_id", "=", self.env.uid)],
                ["programme_id", "role"],
            )
        }
        open_to_me = self._taking_applications()._eligible_roles(self.env.user.employee_id)
        for programme in self:
            programme.is_enrolled = any(enrolled == programme.id for enrolled, _role in mine)
            for role, _name in ROLES:
                programme[f"can_join_{role}"] = (programme.id, role) in open_to_me - mine

    @api.depends_context("uid", "allowed_company_ids")
    @api.depends("discreet", "coordinator_ids")
    def _compute_people_total(self):
        """In multiples of the threshold, of distinct people; for everybody else nothing."""
        self.people_total = False
        if not self.env.user.has_group("mentoring_programme.group_mentoring_manager"):
            return
        discreet = self.filtered(lambda p: p.id and p.discreet and not p.is_coordinator)
        readable = discreet.with_user(self.env.user)._filtered_access("read")
        # sudo: mentoring.enrolment - a total in steps, of people the reader may not see
        groups = (
            self.env["mentoring.enrolment"]
            # sudo: mentoring.enrolment - as above
            .sudo()
            ._read_group(
                [
                    ("programme_id", "in", readable.ids),
                    ("state", "not in", ("declined", "withdrawn")),
                ],
                ["programme_id"],
                ["employee_id:count_distinct", "partner_id:count_distinct"],
            )
        )
        counts = {programme.id: inside + outside for programme, inside, outside in groups}
        for programme in discreet & self.browse(readable.ids):
            step = programme.preference_threshold
            count = counts.get(programme.id, 0)
            programme.people_total = (
                self.env._("at least %s", count - count % step)
                if count >= step
                else self.env._("fewer than %s", step)
            )

    def _run_in_review(self):
        """The runs of these programmes that wait for a decision, as the reader may see them."""
        Run = self.env["mentoring.match.run"]
        if not Run.has_access("read"):
            return Run
        return Run.search([("programme_id", "in", self.ids), ("state", "=", "proposed")])

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_has_run_in_review(self):
        reviewed = self._run_in_review().programme_id
        for programme in self:
            programme.has_run_in_review = programme in reviewed

    def action_review_run(self):
        """Open the run that waits for a decision, or compute one."""
        self.ensure_one()
        run = self._run_in_review()[:1]
        return run._get_form_action() if run else self.action_run_matching()
