from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .mentoring_enrolment import LIVE_PAIRING_STATES

# Whoever is in one of these has said yes, and so has agreed to be known to the others.
MET_STATES = ("agreed", "active", "paused", "completed")


class MentoringCircle(models.Model):
    """One or two mentors and the mentees who meet them together.

    A pairing stays the unit: the circle has one for each mentor and mentee in it, and who is in
    the circle follows from them. The pairing's link to it is nobody's to read, since line
    managers and HR read pairings.
    """

    _name = "mentoring.circle"
    _inherit = ["mentoring.unseen"]
    _description = "Mentoring Circle"
    _order = "programme_id desc, id"

    programme_id = fields.Many2one(
        "mentoring.programme", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    name = fields.Char(help="What you call this circle in your lists; its members read it too.")
    # For record rules and sudo code alone.
    pairing_ids = fields.One2many("mentoring.pairing", "circle_id", groups=fields.NO_ACCESS)
    member_pairing_ids = fields.Many2many(
        "mentoring.pairing",
        string="Members",
        compute="_compute_members",
        groups="mentoring_programme.group_mentoring_coordinator",
    )
    mentor_names = fields.Char(
        string="Mentors",
        compute="_compute_members",
        groups="mentoring_programme.group_mentoring_coordinator",
    )
    mentee_count = fields.Integer(
        string="Mentees",
        compute="_compute_members",
        groups="mentoring_programme.group_mentoring_coordinator",
    )
    look = fields.Char(
        string="Needs a look",
        compute="_compute_members",
        groups="mentoring_programme.group_mentoring_coordinator",
    )

    def _compute_display_name(self):
        for circle in self:
            circle.display_name = self.env._("Circle %s", circle.id or "")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            # sudo: mentoring.programme - its company, which the rules check the circle against
            programme = self.env["mentoring.programme"].browse(vals.get("programme_id")).sudo()
            vals["company_id"] = programme.company_id.id
        circles = super().create(vals_list)
        for circle in circles.filtered(lambda circle: not circle.name):
            # Neither after its people nor after its subject.
            circle.name = self.env._("Circle %s", circle.id)
        return circles

    def write(self, vals):
        if not self.env.su and set(vals) != {"name"}:
            raise UserError(
                self.env._("Of a circle only its name is written; use its buttons for the rest.")
            )
        return super().write(vals)

    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_members(self):
        """For the programme's coordinators; for everybody else nothing."""
        mine = self.filtered(lambda circle: circle.id and circle.programme_id.is_coordinator)
        mine = mine.with_user(self.env.user)._filtered_access("read")
        # sudo: mentoring.pairing - who is in the circles that the reader coordinates
        live = mine.sudo()._live_pairings().grouped("circle_id")
        for circle in self:
            # sudo: mentoring.circle - a key of what was read above
            pairings = live.get(circle.sudo(), self.env["mentoring.pairing"])
            circle.member_pairing_ids = pairings.with_env(self.env)
            circle.mentor_names = ", ".join(
                mentor._person_name() or "" for mentor in pairings.mentor_id.sorted("id")
            )
            circle.mentee_count = len(pairings.mentee_id)
            circle.look = circle in mine and circle._look_words(pairings)

    def _live_pairings(self):
        return self.env["mentoring.pairing"].search(
            [("circle_id", "in", self.ids), ("state", "in", LIVE_PAIRING_STATES)], order="id"
        )

    def _look_words(self, pairings):
        """What a coordinator should see to; nothing happens by itself.

        :param pairings: the live ones
        :return: a sentence or two, or False
        """
        programme = self.programme_id
        if programme.state not in ("matching", "running"):
            return False
        count = len(pairings.mentee_id)
        if not pairings:
            return self.env._("Nobody is left in this circle.")
        if count < programme.circle_size_min:
            return self.env._(
                "%(count)s mentees are left, and a circle has %(least)s at least: add somebody, "
                "merge it with another, or ask them whether they want to go on.",
                count=count,
                least=programme.circle_size_min,
            )
        if count > programme.circle_size_max:
            return self.env._(
                "It has %(count)s mentees, and a circle has %(most)s at most: take somebody out, "
                "or make a second circle.",
                count=count,
                most=programme.circle_size_max,
            )
        return False

    def _check_coordinator(self):
        self.check_access("read")
        if not self.env.su and not all(circle.programme_id.is_coordinator for circle in self):
            raise AccessError(self.env._("Only a coordinator of this programme can do that."))

    def action_change(self):
        """Add people to this circle, in a dialog."""
        self.ensure_one()
        self._check_coordinator()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add to the circle"),
            "res_model": "mentoring.circle.build",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_programme_id": self.programme_id.id,
                "default_circle_id": self.id,
                "mentoring_show_names": True,
            },
        }

    # -- who is in it --------------------------------------------------------------------

    def _seat(self, mentors, mentees):
        """Pair these mentors and mentees in this circle, and both with those who are in it.

        :param mentors: ``mentoring.enrolment``, may be empty
        :param mentees: ``mentoring.enrolment``, may be empty
        :return: the new pairings, in sudo
        :raises UserError: when the circle would have more people than it may
        """
        self.ensure_one()
        # sudo: mentoring.circle, mentoring.pairing - coordinators build circles through steps
        # that check who they are
        circle = self.sudo()
        live = circle._live_pairings()
        # sudo: mentoring.enrolment - as above
        mentors, mentees = mentors.sudo(), mentees.sudo()
        all_mentors = live.mentor_id | mentors
        all_mentees = live.mentee_id | mentees
        circle._check_size(all_mentors, all_mentees)
        there = {(pairing.mentor_id, pairing.mentee_id) for pairing in live}
        return (
            self.env["mentoring.pairing"]
            # sudo: mentoring.pairing - made by a step that checked who asks
            .sudo()
            .create(
                [
                    {"mentor_id": mentor.id, "mentee_id": mentee.id, "circle_id": circle.id}
                    for mentor in all_mentors.sorted("id")
                    for mentee in all_mentees.sorted("id")
                    if (mentor, mentee) not in there
                ]
            )
        )

    def _check_size(self, mentors, mentees):
        programme = self.programme_id
        if not 1 <= len(mentors) <= 2:
            raise UserError(self.env._("A circle has one mentor or two."))
        if len(mentees) > programme.circle_size_max:
            raise UserError(
                self.env._(
                    "This circle would have %(count)s mentees, and in “%(programme)s” it has "
                    "%(most)s at most: make a second circle, or choose fewer people.",
                    count=len(mentees),
                    programme=programme.name,
                    most=programme.circle_size_max,
                )
            )

    def _members(self):
        """Who has said yes to being in these circles.

        :return: dict of circle to list of dicts with ``name``, ``role`` and ``user_id``, mentors
            first, then by name
        """
        met = self.env["mentoring.pairing"].search(
            [("circle_id", "in", self.ids), ("state", "in", MET_STATES)]
        )
        members = {}
        for circle in self:
            here = met.filtered(lambda pairing, circle=circle: pairing.circle_id == circle)
            people = here.mentor_id | here.mentee_id
            members[circle] = sorted(
                (
                    {
                        "name": person._person_name(),
                        "role": person.role,
                        "user_id": person.user_id.id,
                    }
                    for person in people
                ),
                key=lambda member: (member["role"] != "mentor", member["name"] or ""),
            )
        return members
