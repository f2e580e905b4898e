from datetime import timedelta
from typing import NamedTuple

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .survey_pool import FLOOR

DESK = "/odoo/action-mentoring_programme.mentoring_desk_action"
# Below the target, yet at least this share of it.
NEARLY = 0.9


class Measured(NamedTuple):
    """What was measured.

    :param value: in the unit of the objective's target, or ``None`` when it has no such unit
    :param people: how many people it is about
    :param sides: how many of them said one thing and how many another, where that is a secret and
        the value tells it
    """

    value: float | None
    people: int
    sides: tuple[int, ...] = ()


class MentoringObjective(models.Model):
    """Objectives that measure themselves, and come to their coordinators for review.

    What each kind of figure is, is in ``mentoring_objective_figures``.
    """

    _inherit = "mentoring.objective"

    figure = fields.Selection(
        [
            ("custom", "Noted by hand"),
            ("sessions", "Sessions held"),
            ("pairings_active", "Pairings that are active"),
            ("pairings_completed", "Pairings that were completed"),
            ("retention", "Participants who still work here"),
            ("promoted", "Participants promoted within a year, as published"),
            ("moved", "Participants who moved internally within a year, as published"),
            ("stayed", "Participants still here after a year, as published"),
            ("readier", "Participants ready sooner within a year, as published"),
            ("gained_skill", "Participants who gained a skill within a year, as published"),
            ("quality", "Quality of the relationships"),
            ("would_continue", "Would go on with mentoring"),
            ("more_inclusive", "Mentees who became more inclusive"),
            ("more_confident", "Mentors who became more confident"),
        ],
        string="Measured by",
        default="custom",
        required=True,
        help="A figure that is worked out when the objective is looked at, for no fewer people "
        "than the programme's smallest number. What became of people within a year of the "
        "programme's first day is read from the figures that HR sees.",
    )
    people_count = fields.Integer(
        string="About people", readonly=True, copy=False, help="How many people it was measured of."
    )
    light = fields.Selection(
        [
            ("none", "○ Not measured yet"),
            ("reached", "● Target reached"),
            ("nearly", "▲ Nearly: at least nine tenths of the target"),
            ("below", "■ Below the target"),
        ],
        string="Standing",
        compute="_compute_light",
    )
    asked_on = fields.Date(
        string="Review asked for on", readonly=True, copy=False, groups=fields.NO_ACCESS
    )

    @api.depends("reached", "reviewed_on", "target")
    def _compute_light(self):
        for objective in self:
            if not objective.reviewed_on:
                objective.light = "none"
            elif objective.reached >= objective.target:
                objective.light = "reached"
            elif objective.reached >= NEARLY * objective.target:
                objective.light = "nearly"
            else:
                objective.light = "below"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._by_hand(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._by_hand(vals))

    @api.model
    def _by_hand(self, vals):
        """What is noted by hand is about nobody in particular, whoever says otherwise."""
        if {"reached", "people_count"} & set(vals) and not self.env.su:
            return {**vals, "people_count": 0}
        return vals

    def action_measure(self):
        """Work out how these stand today.

        :raises UserError: when one is about too few people, or cannot be measured in its unit
        """
        self._check_coordinator()
        for objective in self:
            objective._note(objective._measured(), fields.Date.context_today(self))

    def _note(self, measured, day):
        """Write down what was measured, and when."""
        # sudo: mentoring.objective - the number of people, which nobody may write by hand
        self.sudo().write(
            {"reached": measured.value, "people_count": measured.people, "reviewed_on": day}
        )

    def _measured(self):
        """
        :return: :class:`Measured`, of at least k people
        """
        self.ensure_one()
        if self.figure == "custom":
            raise UserError(
                self.env._(
                    "“%s” is noted by hand: write down what you measured, and the day.", self.name
                )
            )
        # sudo: mentoring.objective - figures over the coordinator's own programme, all of it
        measured = getattr(self.sudo(), f"_measure_{self.figure}")(self.sudo().programme_id)
        least = max(FLOOR, self.programme_id.evaluation_threshold)
        if measured.people < least:
            raise UserError(
                self.env._(
                    "“%(objective)s” is about fewer than %(least)s people so far, and would tell "
                    "of each of them. Look at it again later.",
                    objective=self.name,
                    least=least,
                )
            )
        if any(0 < number < least for number in measured.sides):
            raise UserError(
                self.env._(
                    "“%(objective)s” would tell what fewer than %(least)s people answered. Look at "
                    "it again after the next survey, or set its target as a score.",
                    objective=self.name,
                    least=least,
                )
            )
        if measured.value is None:
            raise UserError(
                self.env._(
                    "“%(objective)s” cannot be measured in the unit of its target: choose another.",
                    objective=self.name,
                )
            )
        return measured

    def _check_coordinator(self):
        self.check_access("write")
        if any(not objective.programme_id.is_coordinator for objective in self):
            raise AccessError(
                self.env._("An objective is measured in a programme, by its coordinators.")
            )

    def action_note_lesson(self):
        """Write down what this teaches, for the next cohort, which gets the list."""
        self.ensure_one()
        self._check_coordinator()
        kind = "keep" if self.light == "reached" else "change"
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("A lesson"),
            "res_model": "mentoring.lesson",
            "view_mode": "form",
            "view_id": self.env.ref("mentoring_evaluation.mentoring_lesson_view_form").id,
            "target": "new",
            "context": {
                "default_programme_id": self.programme_id.id,
                "default_kind": kind,
                "default_name": f"{self.name}: ",
            },
        }

    # -- review --------------------------------------------------------------------------

    @api.model
    def _cron_review(self):
        """Bring what is to be looked at to its coordinators, once a review date."""
        today = fields.Date.context_today(self)
        due = self.search(
            [
                ("programme_id.state", "in", ("running", "closed")),
                ("date_review", "<=", today),
                ("date_review", ">", today - timedelta(days=365)),
            ]
        ).filtered(
            lambda objective: (
                (not objective.reviewed_on or objective.reviewed_on < objective.date_review)
                and (not objective.asked_on or objective.asked_on < objective.date_review)
            )
        )
        due._ask_for_review()

    def _ask_for_review(self):
        """One to-do a coordinator, which names neither a programme nor an objective: it is
        read over shoulders, and by whoever may read activities."""
        users = self.programme_id.coordinator_ids.filtered("active")
        kind = self.env.ref("mail.mail_activity_data_todo", raise_if_not_found=False)
        todos = []
        for user in users:
            words = self.with_context(lang=user.lang or self.env.lang)
            todos.append(
                {
                    "user_id": user.id,
                    "activity_type_id": kind.id if kind else False,
                    "summary": words.env._("A review is due"),
                    "note": Markup('<p>%s <a href="%s">%s</a></p>')
                    % (
                        words.env._("There is something to look at on your desk."),
                        DESK,
                        words.env._("Open the desk"),
                    ),
                    "date_deadline": fields.Date.context_today(self),
                }
            )
        # Without the mail that Odoo sends about a to-do.
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(todos)
        self.write({"asked_on": fields.Date.context_today(self)})
