from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..matching import Problem, alternatives

# In these states of a programme a pairing may begin, and so a mentor may be asked.
ASKING_STATES = ("matching", "running")


class MentoringEnrolment(models.Model):
    """Who may be seen and asked by whom, and what becomes of requests when somebody moves on."""

    _inherit = "mentoring.enrolment"

    # A mentor's own word, which nobody else may give.
    is_browsable = fields.Boolean(
        string="Mentees of this programme may see me",
        compute="_compute_is_browsable",
        store=True,
        precompute=True,
        readonly=False,
        compute_sudo=False,
        copy=False,
        help="Mentees who look for a mentor in this programme see your name, photo, job and "
        "department, and the languages, skills, topics and times that you named.",
    )
    allow_requests = fields.Boolean(related="programme_id.allow_requests", related_sudo=False)

    @api.depends("programme_id", "role")
    def _compute_is_browsable(self):
        """On where mentees may ask, but in a discreet programme off until the mentor says so."""
        for enrolment in self:
            programme = enrolment.programme_id
            enrolment.is_browsable = (
                enrolment.role == "mentor" and programme.allow_requests and not programme.discreet
            )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            own = self.env.user.employee_id
            for vals in vals_list:
                mine = not vals.get("partner_id") and (vals.get("employee_id") or own.id) == own.id
                if not mine:
                    vals.pop("is_browsable", None)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and "is_browsable" in vals:
            self.check_access("write")
            if any(e.user_id != self.env.user for e in self):
                raise AccessError(
                    self.env._("Only the mentor can say whether mentees may see them.")
                )
        return super().write(vals)

    def _write_state(self, state):
        result = super()._write_state(state)
        # sudo: mentoring.request - what is still asked of people who moved on has no use
        self.env["mentoring.request"].sudo()._end_of(self, state)
        return result

    def _may_ask(self):
        """Whether this mentee could ask somebody now."""
        self.ensure_one()
        programme = self.programme_id
        return bool(
            self.role == "mentee"
            and self.state == "ready"
            and programme.allow_requests
            and programme.state in ASKING_STATES
        )

    def _askable_mentors(self):
        """For each of these mentees who may ask, the mentors who can be asked.

        Willing to be seen, ready, with a place free in the programme and over all, not excluded
        by a rule or a criterion that must fit, not asked already and not one who declined. Of
        whom that leaves out nothing is said. Nothing confidential takes part in it.

        The number of queries does not depend on how many mentors or mentees there are.

        :return: dict of enrolment to a recordset of enrolments in sudo, by id
        """
        mentees = self.filtered(lambda enrolment: enrolment._may_ask())
        if not mentees:
            return {}
        # sudo: mentoring.enrolment - mentors who said that mentees may see them
        mentors = self.sudo().search(
            [
                ("programme_id", "in", mentees.programme_id.ids),
                ("role", "=", "mentor"),
                ("state", "in", ("ready", "matched")),
                ("is_browsable", "=", True),
            ],
            order="id",
        )
        # sudo: mentoring.enrolment - visible facts of both; only who fits is answered
        people = (mentors | mentees.sudo())._to_people()
        spare = mentors._spare_places(even_discreet=True)
        # sudo: mentoring.request - these mentees' own
        asked = self.env["mentoring.request"].sudo()
        closed = {
            (request.mentee_id.id, request.mentor_id.id)
            for request in asked.search(
                [("mentee_id", "in", mentees.ids), ("state", "in", ("asked", "declined"))]
            )
        }
        of_programme = mentors.grouped("programme_id")
        askable = {}
        for mentee in mentees:
            # sudo: mentoring.programme - a key of what was read above
            here = of_programme.get(mentee.programme_id.sudo(), mentors.browse())
            here = here.filtered(
                lambda mentor, mentee=mentee: (
                    mentor.id in people
                    and spare.get(mentor.id, 1)
                    and (mentee.id, mentor.id) not in closed
                )
            )
            allowed = set()
            if mentee.id in people and here:
                problem = Problem(
                    mentors=[people[mentor.id] for mentor in here],
                    mentees=[people[mentee.id]],
                    # sudo: mentoring.criterion - only whether one that must fit rules them out
                    criteria=mentee.programme_id.sudo()._matching_criteria(),
                )
                allowed = {pair.mentor for pair in alternatives(problem, mentee.id, len(here))}
            askable[mentee] = here.filtered(lambda mentor, allowed=allowed: mentor.id in allowed)
        return askable
