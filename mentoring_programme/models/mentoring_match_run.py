from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from ..matching import Problem, confidential_points, match
from .preference_counts import FLOOR
from .preference_door import open_for_run


class MentoringMatchRun(models.Model):
    """One computation over a programme's enrolments, kept for review until published.

    The model gathers the visible facts, asks :mod:`..matching` once, and stores the answer.
    """

    _name = "mentoring.match.run"
    _inherit = ["mentoring.unseen"]
    _description = "Match Run"
    _order = "id desc"

    programme_id = fields.Many2one(
        "mentoring.programme", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="programme_id.company_id", store=True, index=True)
    state = fields.Selection(
        [("proposed", "In review"), ("published", "Published"), ("discarded", "Discarded")],
        default="proposed",
        required=True,
    )
    published_by_id = fields.Many2one("res.users")
    date_published = fields.Datetime()
    proposal_ids = fields.One2many("mentoring.match.proposal", "run_id", string="Proposals")
    unmatched_ids = fields.One2many("mentoring.match.unmatched", "run_id")
    mentor_count = fields.Integer(string="Mentors in the pool")
    mentee_count = fields.Integer(string="Mentees in the pool")
    place_count = fields.Integer(string="Free places")
    allowed_count = fields.Integer(string="Pairs that may be")
    pair_count = fields.Integer(string="Pairs proposed", compute="_compute_fit")
    mean_score = fields.Float(string="Mean fit", compute="_compute_fit", digits=(5, 1))
    worst_score = fields.Float(string="Lowest fit", compute="_compute_fit", digits=(5, 1))
    blocking_count = fields.Integer(
        string="Pairs who would both rather swap",
        help="Pairs of people who both fit each other better than the partners proposed to them.",
    )
    fingerprint = fields.Char(
        help="Hash of everything visible that went into this run: equal inputs, equal hash."
    )

    def _compute_display_name(self):
        for run in self:
            run.display_name = self.env._("Match run %s", run.id or "")

    @api.depends("proposal_ids.score", "proposal_ids.state")
    def _compute_fit(self):
        for run in self:
            standing = run.proposal_ids.filtered(lambda proposal: proposal.state != "rejected")
            scores = standing.mapped("score")
            run.pair_count = len(scores)
            run.mean_score = sum(scores) / len(scores) if scores else 0
            run.worst_score = min(scores, default=0)

    @api.model_create_multi
    def create(self, vals_list):
        # A run is computed, not written: whatever else is given is left aside.
        if not all(vals.get("programme_id") for vals in vals_list):
            raise UserError(self.env._("Choose the programme to match."))
        programmes = self.env["mentoring.programme"].browse(
            vals["programme_id"] for vals in vals_list
        )
        if len(programmes) > 1:
            raise UserError(self.env._("Match one programme at a time."))
        for programme in programmes:
            self._check_can_run(programme)
        if not self.env.su:
            self = self.with_context(clean_context(self.env.context))
        runs = super().create([{"programme_id": programme.id} for programme in programmes])
        for run in runs:
            run._discard_earlier()
            run._compute_matching()
        return runs

    def _check_can_run(self, programme):
        programme.check_access("write")
        if not self.env.su and not programme.is_coordinator:
            raise AccessError(self.env._("Only a coordinator of this programme can match it."))
        if programme.matching_mode == "manual":
            raise UserError(
                self.env._(
                    "“%s” is paired by hand: make pairings one by one, or change how it is "
                    "matched.",
                    programme.name,
                )
            )
        if programme.state not in ("matching", "running"):
            raise UserError(
                self.env._(
                    "Matching begins when enrolment is closed: press “Close enrolment” in “%s”.",
                    programme.name,
                )
            )

    def _check_in_review(self):
        """Refuse changes to a run that is not, or no longer, in review."""
        self.check_access("read")
        for run in self:
            if not self.env.su and not run.programme_id.is_coordinator:
                raise AccessError(
                    self.env._("Only a coordinator of this programme can change its matching.")
                )
            if run.state == "published":
                raise UserError(
                    self.env._(
                        "This run was published by %(who)s: reload the page to see its pairings.",
                        who=run.published_by_id.name,
                    )
                )
            if run.state == "discarded":
                raise UserError(
                    self.env._("A later run took the place of this one: review the latest run.")
                )

    def _lock(self):
        """Let one person at a time decide about a run."""
        self.check_access("read")
        if self.try_lock_for_update() != self:
            raise UserError(
                self.env._(
                    "Somebody else is publishing or changing this run right now: reload the "
                    "page in a moment."
                )
            )
        self._check_in_review()

    def _discard_earlier(self):
        # sudo: mentoring.match.run - coordinators do not write runs directly
        earlier = self.sudo().search(
            [
                ("programme_id", "=", self.programme_id.id),
                ("state", "=", "proposed"),
                ("id", "!=", self.id),
            ]
        )
        earlier.state = "discarded"

    # -- computing -----------------------------------------------------------------------

    @api.model
    def _pool(self, programme):
        """Enrolments that wait for a partner: (mentors, mentees), two recordsets."""
        enrolments = self.env["mentoring.enrolment"].search(
            [("programme_id", "=", programme.id), ("state", "in", ("ready", "matched"))],
            order="id",
        )
        # Whoever is matched and asked something anew keeps their pairing, and gets no further one.
        mentors = enrolments.filtered(
            lambda e: e.role == "mentor" and e.free_capacity and e._lacks_nothing()
        )
        mentees = enrolments.filtered(lambda e: e.role == "mentee" and e.state == "ready")
        return mentors, mentees

    def _problem(self, stays=("locked",), without=()):
        """The visible problem of this run: the people, the criteria, and what was decided.

        :param stays: states of proposals that stay whatever else is proposed
        :param without: ``mentoring.enrolment`` that are left out
        :return: (:class:`~..matching.Problem`, enrolments left out because they are archived)
        """
        mentors, mentees = self._pool(self.programme_id)
        mentees = mentees.filtered(lambda enrolment: enrolment not in without)
        people = (mentors | mentees)._to_people()
        locked, rejected = (
            [
                (proposal.mentor_id.id, proposal.mentee_id.id)
                for proposal in self.proposal_ids
                if proposal.state in states
                and proposal.mentor_id.id in people
                and proposal.mentee_id.id in people
            ]
            for states in (stays, ("rejected",))
        )
        problem = Problem(
            mentors=[people[mentor.id] for mentor in mentors if mentor.id in people],
            mentees=[people[mentee.id] for mentee in mentees if mentee.id in people],
            criteria=self.programme_id._matching_criteria(),
            locked=locked,
            rejected=rejected,
        )
        archived = (mentors | mentees).filtered(lambda e: e.id not in people)
        return problem, archived

    def _check_somebody(self, problem, left=()):
        if problem.mentors and problem.mentees:
            return
        if left:
            raise UserError(
                self.env._(
                    "Those who wait were left without a partner by a matching that used what "
                    "people said in confidence, so nobody is proposed to them by visible criteria "
                    "alone: pair them by hand, or match again when further people are ready."
                )
            )
        raise UserError(
            self.env._(
                "There is nobody to match: it takes a mentor and a mentee who are ready "
                "(%(mentors)s mentors and %(mentees)s mentees are). Accept applications and "
                "confirm what is required of people under “Enrolments” first.",
                mentors=len(problem.mentors),
                mentees=len(problem.mentees),
            )
        )

    def _compute_matching(self):
        """Match the pool and keep what was proposed.

        A run for which boxes were opened keeps its standing proposals ever after and matches
        the rest by visible criteria: what it would change instead would tell what moved it.
        """
        self.ensure_one()
        stays = ("locked", "proposed") if self.uses_preferences else ("locked",)
        problem, archived = self._problem(stays)
        self._check_somebody(problem)
        confidential, left = None, self.env["mentoring.enrolment"]
        if not self.fingerprint and self._opens_boxes(problem):
            # In a local variable and not in a method, which a server action could call.
            confidential = confidential_points(
                problem,
                open_for_run(self, left.browse(problem.keys()), problem.fingerprint()),
                self.programme_id.preference_weight,
                max(FLOOR, self.programme_id.preference_threshold),
            )
        elif self.asks_in_confidence:
            left = self._left_by_openings()
            problem, archived = self._problem(stays, without=left)
            self._check_somebody(problem, left)
        result = match(problem, confidential=confidential)
        # sudo: mentoring.match.proposal, mentoring.match.unmatched - written by the matching
        # alone; coordinators decide about them through actions
        run = self.sudo()
        keys = set(problem.keys())
        run.proposal_ids.filtered(
            lambda proposal: (
                proposal.state not in (*stays, "rejected")
                or not {proposal.mentor_id.id, proposal.mentee_id.id} <= keys
            )
        ).unlink()
        kept = run.unmatched_ids.filtered(lambda line: line.enrolment_id in left)
        (run.unmatched_ids - kept).unlink()
        run.proposal_ids.create(
            [
                {
                    "run_id": run.id,
                    "mentor_id": pair.mentor,
                    "mentee_id": pair.mentee,
                    "score": pair.score / 100,
                    "parts": pair.parts,
                    "rank": pair.rank,
                    "choices": pair.choices,
                }
                for pair in result.pairs
            ]
        )
        unmatched = [
            {
                "run_id": run.id,
                "enrolment_id": person.key,
                "code": person.code,
                "details": {
                    "others": person.others,
                    "allowed": person.allowed,
                    "excluded": person.excluded,
                },
            }
            for person in (*result.unmatched_mentees, *result.unmatched_mentors)
        ]
        unmatched += [
            {"run_id": run.id, "enrolment_id": enrolment.id, "code": "archived", "details": {}}
            for enrolment in archived
        ]
        waiting = (left - kept.enrolment_id).filtered(
            lambda enrolment: enrolment.programme_id == run.programme_id
        )
        unmatched += [
            {"run_id": run.id, "enrolment_id": enrolment.id, "code": "left", "details": {}}
            for enrolment in waiting.filtered(lambda enrolment: enrolment.state == "ready")
        ]
        run.unmatched_ids.create(unmatched)
        run.write(
            {
                "mentor_count": result.figures.mentors,
                # Whom a matching left waits like the others, though nobody is proposed to them.
                "mentee_count": result.figures.mentees
                + len(left & self._pool(run.programme_id)[1]),
                "place_count": result.figures.places,
                "allowed_count": result.figures.allowed,
                "blocking_count": result.figures.blocking,
                "fingerprint": result.fingerprint,
            }
        )

    def _get_form_action(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }
