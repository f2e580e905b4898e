from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools.misc import clean_context

from ..matching import broken

PAIRING_STATES = [
    ("proposed", "Proposed"),
    ("agreed", "Agreed"),
    ("active", "Active"),
    ("paused", "Paused"),
    ("completed", "Completed"),
    ("ended", "Ended"),
]
# Those that a line manager and HR may know of: agreed to by both, and not ended early.
KNOWN_PAIRING_STATES = ("active", "paused", "completed")


class MentoringPairing(models.Model):
    """A mentor's and a mentee's enrolment joined.

    Nobody writes a pairing: it is made from two enrolments, by publishing a run or by hand,
    and moves on by what the two people answer (``mentoring_pairing_steps``).
    """

    _name = "mentoring.pairing"
    _inherit = ["mentoring.unseen"]
    _description = "Mentoring Pairing"
    _order = "id desc"

    mentor_id = fields.Many2one(
        "mentoring.enrolment",
        string="Mentor's enrolment",
        required=True,
        ondelete="cascade",
        index=True,
        domain="[('role', '=', 'mentor'), ('state', 'in', ('ready', 'matched'))]",
    )
    mentee_id = fields.Many2one(
        "mentoring.enrolment",
        string="Mentee's enrolment",
        required=True,
        ondelete="cascade",
        index=True,
        domain="[('role', '=', 'mentee'), ('state', 'in', ('ready', 'matched'))]",
    )
    # Copies out of the two enrolments, made once by create(), so that those who may know of
    # the pairing need not reach into them. Not related fields: those would answer, in a
    # form not yet saved, whose any enrolment is.
    programme_id = fields.Many2one("mentoring.programme", readonly=True, index=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    mentor_employee_id = fields.Many2one(
        "hr.employee", string="Mentor", readonly=True, index="btree_not_null"
    )
    mentee_employee_id = fields.Many2one(
        "hr.employee", string="Mentee", readonly=True, index="btree_not_null"
    )
    mentor_partner_id = fields.Many2one(
        "res.partner", string="Mentor from outside", readonly=True, index="btree_not_null"
    )
    mentee_partner_id = fields.Many2one(
        "res.partner", string="Mentee from outside", readonly=True, index="btree_not_null"
    )
    mentor_name = fields.Char(string="Mentor's name", compute="_compute_names")
    mentee_name = fields.Char(string="Mentee's name", compute="_compute_names")
    partner_name = fields.Char(string="My partner", compute="_compute_mine")
    my_role = fields.Selection(
        [("mentor", "Mentor"), ("mentee", "Mentee")], compute="_compute_mine"
    )
    asks_me = fields.Boolean(string="Waits for my answer", compute="_compute_mine")
    state = fields.Selection(PAIRING_STATES, default="proposed", required=True, copy=False)
    # Not even for coordinators: who has answered tells, once it ends, who said no.
    mentor_agreed_on = fields.Datetime(readonly=True, copy=False, groups=fields.NO_ACCESS)
    mentee_agreed_on = fields.Datetime(readonly=True, copy=False, groups=fields.NO_ACCESS)
    date_start = fields.Date(string="Active since", readonly=True, copy=False)
    date_end = fields.Date(string="Until", readonly=True, copy=False)
    agreement_text = fields.Html(compute="_compute_programme_texts", string="Agreement")
    boundaries = fields.Html(compute="_compute_programme_texts")
    safeguarding_contact = fields.Char(
        compute="_compute_programme_texts", string="Safeguarding lead"
    )
    session_ids = fields.One2many(
        "mentoring.session", "pairing_id", string="Sessions", search="_search_session_ids"
    )
    session_held_count = fields.Integer(compute="_compute_sessions", string="Sessions held")
    next_session = fields.Datetime(compute="_compute_sessions", string="Next session")

    _two_enrolments = models.Constraint(
        "CHECK(mentor_id != mentee_id)", "A pairing joins two enrolments."
    )

    @api.depends_context("mentoring_show_names", "uid", "allowed_company_ids")
    def _compute_display_name(self):
        """Neutral, since errors print it to anybody; on the app's own screens the partner's
        name, or both, for those who may read the pairing."""
        for pairing in self:
            pairing.display_name = self.env._("Pairing %s", pairing.id or "")
        if self.env.context.get("mentoring_show_names"):
            mine = self.filtered("id").with_user(self.env.user)
            for pairing in mine._filtered_access("read"):
                self.browse(pairing.id).display_name = pairing.partner_name or pairing._both_names()

    def _both_names(self):
        self.ensure_one()
        return self.env._(
            "%(mentor)s and %(mentee)s", mentor=self.mentor_name, mentee=self.mentee_name
        )

    @api.depends_context("uid")
    @api.depends(
        "mentor_employee_id", "mentor_partner_id", "mentee_employee_id", "mentee_partner_id"
    )
    def _compute_names(self):
        """For those who may read the pairing: a mail's preview renders it for anybody."""
        readable = self if self.env.su else self.filtered("id")._filtered_access("read")
        told = set(readable._ids)
        for pairing in self:
            # sudo: hr.employee, res.partner - the names of the two, also for people from
            # outside, and after one of them moved to another company
            both = (pairing if pairing.id in told else self.browse()).sudo()
            pairing.mentor_name = (both.mentor_employee_id or both.mentor_partner_id).name
            pairing.mentee_name = (both.mentee_employee_id or both.mentee_partner_id).name

    @api.depends_context("uid")
    @api.depends("mentor_agreed_on", "mentee_agreed_on", "state")
    def _compute_mine(self):
        for pairing in self:
            role = pairing._role_of_reader()
            other = {"mentor": pairing.mentee_name, "mentee": pairing.mentor_name}
            pairing.my_role = role
            pairing.partner_name = other.get(role, False)
            # sudo: mentoring.pairing - the reader's own answer
            pairing.asks_me = bool(
                role and pairing.state == "proposed" and not pairing.sudo()[f"{role}_agreed_on"]
            )

    def _role_of_reader(self):
        """'mentor' or 'mentee' when the reader is one of the two, else False."""
        self.ensure_one()
        # sudo: mentoring.enrolment - whose enrolments these are; only the reader's own
        # part in them is answered
        mentor, mentee = self.sudo().mentor_id.user_id, self.sudo().mentee_id.user_id
        if mentor == self.env.user:
            return "mentor"
        return "mentee" if mentee == self.env.user else False

    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_programme_texts(self):
        # For those who may read the programme: its participants and coordinators.
        readable = self.programme_id._filtered_access("read")
        for pairing in self:
            programme = pairing.programme_id & readable
            # sudo: res.users - name and address of the lead, also for people from outside
            lead = programme.safeguarding_lead_id.sudo()
            pairing.agreement_text = programme.agreement_text
            pairing.boundaries = programme.boundaries
            pairing.safeguarding_contact = ", ".join(filter(None, [lead.name, lead.email]))

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_sessions(self):
        held = dict(
            self.env["mentoring.session"]._read_group(
                [("pairing_id", "in", self.ids), ("state", "=", "held")],
                ["pairing_id"],
                ["__count"],
            )
        )
        coming = dict(
            self.env["mentoring.session"]._read_group(
                [
                    ("pairing_id", "in", self.ids),
                    ("state", "=", "planned"),
                    ("start", ">=", fields.Datetime.now()),
                ],
                ["pairing_id"],
                ["start:min"],
            )
        )
        for pairing in self:
            pairing.session_held_count = held.get(pairing, 0)
            pairing.next_session = coming.get(pairing, False)

    def _fetch_for_rules(self):
        """Read what the record rules will ask of each of these, at once instead of one by one."""
        # sudo: mentoring.pairing - rules are evaluated in sudo as well; nothing is returned
        pairings = self.sudo()
        for side in ("mentor", "mentee"):
            pairings.mapped(f"{side}_id.user_id")
            pairings.mapped(f"{side}_employee_id.parent_id.user_id")

    @api.model
    def _search_session_ids(self, operator, value):
        """By the sessions that the reader may see: a filter on a one2many asks no rules, and
        would tell a line manager and HR whether the two have met."""
        Session = self.env["mentoring.session"]
        if operator == "any":
            return Domain("id", "in", Session._search(value).subselect("pairing_id"))
        if operator != "in":
            return NotImplemented
        found = Session._search([("id", "in", [each for each in value if each])])
        domain = Domain("id", "in", found.subselect("pairing_id"))
        if False in value:
            domain |= Domain("id", "not in", Session._search([]).subselect("pairing_id"))
        return domain

    # -- making pairings -----------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            # All else follows from the two enrolments and what the two people answer.
            self = self.with_context(clean_context(self.env.context))
            vals_list = [
                {name: vals.get(name) for name in ("mentor_id", "mentee_id")} for vals in vals_list
            ]
        Enrolment = self.env["mentoring.enrolment"]
        pairs = [
            (Enrolment.browse(vals.get("mentor_id")), Enrolment.browse(vals.get("mentee_id")))
            for vals in vals_list
        ]
        if not all(mentor and mentee for mentor, mentee in pairs):
            raise UserError(self.env._("Choose a mentor's and a mentee's enrolment."))
        everybody = Enrolment.union(*[side for pair in pairs for side in pair])
        if not self.env.su:
            everybody._check_coordinator()
        everybody._lock_for_pairing()
        self._check_pairs(pairs, everybody, [vals.get("circle_id") for vals in vals_list])
        pairings = super().create(
            [
                {**vals, **self._copied_from(mentor, mentee)}
                for vals, (mentor, mentee) in zip(vals_list, pairs, strict=True)
            ]
        )
        everybody._settle_after_pairing()
        proposed = pairings.filtered(lambda pairing: pairing.state == "proposed")
        proposed._tell_both("mentoring_programme.mail_template_proposed")
        return pairings

    @api.model
    def _copied_from(self, mentor, mentee):
        # sudo: mentoring.enrolment - who is paired where, for those who may read the pairing
        mentor, mentee = mentor.sudo(), mentee.sudo()
        return {
            "programme_id": mentor.programme_id.id,
            "company_id": mentor.company_id.id,
            "mentor_employee_id": mentor.employee_id.id,
            "mentee_employee_id": mentee.employee_id.id,
            "mentor_partner_id": mentor.partner_id.id,
            "mentee_partner_id": mentee.partner_id.id,
        }

    @api.model
    def _check_pairs(self, pairs, everybody, circles):
        """Refuse pairs that a hard rule forbids. Former partners may meet again by hand.

        :param pairs: list of (mentor's enrolment, mentee's enrolment)
        :param circles: for each pair the id of its circle, or a false value; in a circle with two
            mentors a mentee takes up one place
        """
        people = everybody._to_people()
        places = {key: person.capacity for key, person in people.items()}
        seated = self._seated_in_circles(circles)
        words = self.env["mentoring.match.words"]
        # sudo: mentoring.enrolment - hard rules hold for whoever makes the pairing
        pairs = [(mentor.sudo(), mentee.sudo()) for mentor, mentee in pairs]
        for (mentor, mentee), circle in zip(pairs, circles, strict=True):
            problems = []
            if mentor.role != "mentor" or mentee.role != "mentee":
                problems.append(self.env._("Choose a mentor's and a mentee's enrolment."))
            if mentor.programme_id != mentee.programme_id:
                problems.append(self.env._("They are enrolled in different programmes."))
            if mentor.programme_id.state not in ("matching", "running"):
                problems.append(
                    self.env._("Pairing begins when the programme's enrolment is closed.")
                )
            waiting = all(
                side.state in ("ready", "matched") and side._lacks_nothing()
                for side in (mentor, mentee)
            )
            if not waiting or not {mentor.id, mentee.id} <= set(people):
                problems.append(
                    self.env._("Both must be ready: accepted, and with nothing left to do.")
                )
            else:
                codes = broken(people[mentor.id], people[mentee.id])
                problems += [
                    words._exclusion_words(code)
                    for code in codes
                    if code not in ("former", "capacity")
                ]
                places[mentor.id] -= 1
                if not circle or (circle, mentee.id) not in seated:
                    places[mentee.id] -= 1
                    seated.add((circle, mentee.id))
                if min(places[mentor.id], places[mentee.id]) < 0:
                    problems.append(words._exclusion_words("capacity"))
            if problems:
                raise ValidationError(
                    self.env._(
                        "%(mentor)s and %(mentee)s cannot be paired. %(why)s",
                        mentor=mentor._person_name() or self.env._("The mentor"),
                        mentee=mentee._person_name() or self.env._("the mentee"),
                        why=" ".join(problems),
                    )
                )
