from odoo import api, fields, models
from odoo.exceptions import AccessError

from .mentoring_circle import MET_STATES
from .mentoring_enrolment import LIVE_PAIRING_STATES

CIRCLE = "mentoring.circle"


class MentoringPairing(models.Model):
    """A pairing in a circle. In a programme of circles every pairing is in one: however it comes
    about, it joins the circle of its mentor, or begins one."""

    _inherit = "mentoring.pairing"

    # Not for line managers and HR, who may read the pairing: they would learn who else is in it.
    circle_id = fields.Many2one(
        "mentoring.circle",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups=fields.NO_ACCESS,
    )

    @api.model_create_multi
    def create(self, vals_list):
        Enrolment = self.env["mentoring.enrolment"]
        mentors = Enrolment.browse([vals.get("mentor_id") or 0 for vals in vals_list])
        # sudo: mentoring.enrolment - whether the programme has circles; who may pair these
        # people is checked before anything comes of it
        if not any(mentor.programme_id.is_circle for mentor in mentors.sudo().exists()):
            return super().create(vals_list)
        if not self.env.su:
            everybody = mentors | Enrolment.browse(
                [vals.get("mentee_id") or 0 for vals in vals_list]
            )
            everybody._check_coordinator()
            vals_list = [
                {name: vals.get(name) for name in ("mentor_id", "mentee_id")} for vals in vals_list
            ]
        # sudo: mentoring.pairing - with the circle, which is nobody's to give
        pairings = super(MentoringPairing, self.sudo()).create(self._in_circles(vals_list))
        # Those that were asked for; a second mentor's are made with them.
        return pairings[: len(vals_list)].with_env(self.env)

    @api.model
    def _in_circles(self, vals_list):
        """These pairings with the circle that each joins, and those of a circle's second mentor.

        Expects to run in sudo, with the caller checked.
        """
        # sudo: mentoring.enrolment, mentoring.circle - whoever calls this checked it
        Enrolment, Circle = (self.env[name].sudo() for name in ("mentoring.enrolment", CIRCLE))
        vals_list = [dict(vals) for vals in vals_list]
        joining = {}
        for vals in vals_list:
            mentor = Enrolment.browse(vals["mentor_id"])
            if mentor.programme_id.is_circle and not vals.get("circle_id"):
                joining.setdefault(mentor, []).append(vals)
        # sudo: mentoring.pairing - the circles of these mentors
        live = self.sudo().search(
            [
                ("mentor_id", "in", [mentor.id for mentor in joining]),
                ("circle_id", "!=", False),
                ("state", "in", LIVE_PAIRING_STATES),
            ],
            order="id",
        )
        circle_of = {pairing.mentor_id: pairing.circle_id for pairing in reversed(live)}
        # In the order of the mentors, so that a circle's number tells nothing of a matching.
        alone = sorted((each for each in joining if each not in circle_of), key=lambda e: e.id)
        made = Circle.create([{"programme_id": mentor.programme_id.id} for mentor in alone])
        circle_of.update(zip(alone, made, strict=True))
        members = Circle.union(*circle_of.values())._live_pairings().grouped("circle_id")
        further = []
        for mentor, group in joining.items():
            circle = circle_of[mentor]
            there = members.get(circle, self.browse())
            mentees = Enrolment.browse([vals["mentee_id"] for vals in group])
            others = there.mentor_id - mentor
            circle._check_size(there.mentor_id | mentor, there.mentee_id | mentees)
            for vals in group:
                vals["circle_id"] = circle.id
                further += [
                    {**vals, "mentor_id": other.id}
                    for other in others
                    if vals["mentee_id"] not in there.mentee_id.ids
                ]
        return vals_list + further

    @api.model
    def _seated_in_circles(self, circles):
        """Who has a place in these circles already, as set of (circle id, mentee's id)."""
        ids = [circle for circle in circles if circle]
        if not ids:
            return set()
        # sudo: mentoring.pairing - for a count of places
        live = self.sudo().search([("circle_id", "in", ids), ("state", "in", LIVE_PAIRING_STATES)])
        return {(pairing.circle_id.id, pairing.mentee_id.id) for pairing in live}

    def action_leave_circle(self):
        """Take the mentees of these pairings out of their circles, with all its mentors."""
        self.check_access("read")
        if not self.env.su and not all(each.programme_id.is_coordinator for each in self):
            raise AccessError(self.env._("Only a coordinator of this programme can do that."))
        # sudo: mentoring.pairing - the others of the same circle, which the caller coordinates
        of_circle = self.sudo().circle_id._live_pairings()
        both = of_circle.filtered(lambda each: each.mentee_id in self.sudo().mentee_id)
        (self | both.with_env(self.env)).action_end()

    def _activate_agreed(self):
        waiting = self._as_nobody().filtered(lambda pairing: pairing.state == "agreed")
        result = super()._activate_agreed()
        waiting.filtered(
            lambda pairing: pairing.state == "active" and pairing.circle_id
        )._join_coming_sessions()
        return result

    def _who_meets(self):
        """With all others of its circle whose pairings are active: they are invited as well."""
        active = self.circle_id._live_pairings().filtered(lambda each: each.state == "active")
        return super()._who_meets() | active.mentee_id | active.mentor_id

    # -- the page ------------------------------------------------------------------------

    def _page_sections(self):
        # sudo: mentoring.pairing - whether the reader's own pairing is in a circle
        return [*super()._page_sections(), *(["circle"] if self.sudo().circle_id else [])]

    def _page_circle(self):
        """The circle of this pairing, for one of its two people.

        :return: dict, empty where there is no circle: ``name``, ``mentee_count`` (so far),
            ``members`` (list of dicts with ``name``, ``role``, ``is_me``; of those who said yes,
            for those who did), ``next_session`` (UTC, server format, or False)
        """
        self.ensure_one()
        # sudo: mentoring.circle, mentoring.pairing - the members meet each other, so those who
        # have said yes may know each other's names
        circle, met = self.sudo().circle_id, self.state in MET_STATES
        if not circle:
            return {}
        members = circle._members()[circle] if met else []
        return {
            "name": circle.name,
            "mentee_count": sum(member["role"] == "mentee" for member in members),
            "members": [
                {
                    "name": member["name"],
                    "role": member["role"],
                    "is_me": member["user_id"] == self.env.uid,
                }
                for member in members
            ],
            "next_session": fields.Datetime.to_string(self.next_session),
        }
