from odoo import fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .mentoring_requirement import ROLES

# Where a person stands: each is in one of these, the furthest they have come.
STAGE_STATES = {
    "invited": ("invited",),
    "enrolled": ("applied", "accepted"),
    "ready": ("ready",),
    "matched": ("matched",),
    "active": ("matched",),
    "completed": ("completed",),
}
# Those who take part, or asked to.
ENROLLED_STATES = ("applied", "accepted", "ready", "matched", "completed")
# Those of whom a requirement is asked: whoever applied waits for an answer first.
ASKED_STATES = ("accepted", "ready", "matched")
BEGUN_PAIRING_STATES = ("active", "paused")
SHOWN_NAMES = 5


class MentoringProgramme(models.Model):
    """What a coordinator's desk says of the programme, section by section.

    Each ``_desk_<section>`` is run as the coordinator, who was checked, on one programme. A
    figure is a text by which the desk opens the list behind a number: see
    ``mentoring_programme_figures``.
    """

    _inherit = "mentoring.programme"

    def _desk_head(self):
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            "discreet": self.discreet,
            "enrolment_policy": self.enrolment_policy,
            "role_names": {role: several for role, (_one, several) in self._role_names().items()},
            "date_start": fields.Date.to_string(self.date_start),
            "date_end": fields.Date.to_string(self.date_end),
            "date_enrolment_end": fields.Date.to_string(self.date_enrolment_end),
        }

    # -- the funnel ----------------------------------------------------------------------

    def _desk_funnel(self):
        """How many people stand where, by role; each person once in a role.

        :return: list of dicts with ``stage`` and, for each role, a dict with ``count`` (None
            where nothing can be counted) and ``figure`` (None where there is no list)
        """
        enrolments = self._desk_enrolments()
        begun = self._desk_begun()
        counts = {}
        for enrolment in enrolments:
            stage = self._desk_stage(enrolment, begun)
            counts[stage, enrolment.role] = counts.get((stage, enrolment.role), 0) + 1
        stages = [
            {
                "stage": stage,
                **{
                    role: {
                        "count": counts.get((stage, role), 0),
                        "figure": f"stage.{stage}.{role}",
                    }
                    for role, _name in ROLES
                },
            }
            for stage in STAGE_STATES
        ]
        return [{"stage": "eligible", **self._desk_eligible()}, *stages]

    def _desk_enrolments(self):
        return self.env["mentoring.enrolment"].search([("programme_id", "=", self.id)])

    def _desk_begun(self):
        """Ids of the enrolments whose pairing has begun and is not over."""
        pairings = self.env["mentoring.pairing"].search(
            [("programme_id", "=", self.id), ("state", "in", BEGUN_PAIRING_STATES)]
        )
        return {*pairings.mentor_id.ids, *pairings.mentee_id.ids}

    def _desk_stage(self, enrolment, begun):
        if enrolment.state == "matched" and enrolment.id in begun:
            return "active"
        stages = (stage for stage, states in STAGE_STATES.items() if enrolment.state in states)
        return next(stages, None)

    def _desk_eligible(self):
        """How many colleagues the rule covers. A programme by invitation that sets no rule is
        meant for nobody in particular, and counts nobody."""
        told = {}
        for role, _name in ROLES:
            told[role] = {"count": None, "figure": None}
            if self.enrolment_policy == "invited" and Domain(self._desk_rule(role)).is_true():
                continue
            try:
                self._eligible_domain(role)
            except ValidationError:
                # A field of the filter is gone: nothing can be counted until it is built again.
                continue
            told[role] = {
                "count": self[f"{role}_eligible_count"],
                "figure": f"eligible.{role}",
            }
        return told

    # -- readiness -----------------------------------------------------------------------

    def _desk_lacking(self):
        """Who lacks which requirement.

        :return: dict of requirement to enrolments
        """
        asked = self._desk_enrolments().filtered(lambda e: e.state in ASKED_STATES)
        lacking = {}
        for enrolment in asked:
            for requirement in enrolment.missing_requirement_ids:
                lacking.setdefault(requirement, []).append(enrolment.id)
        return {
            requirement: self.env["mentoring.enrolment"].browse(ids)
            for requirement, ids in lacking.items()
        }

    def _desk_waiting_for_confirmation(self, enrolments):
        return enrolments.filtered(
            lambda e: (
                e.state in ASKED_STATES
                and set(e.missing_requirement_ids.mapped("confirmation")) == {"coordinator"}
            )
        )

    def _desk_readiness(self):
        """Requirement by requirement, who lacks it.

        :return: list of dicts with ``id``, ``name``, ``confirmation``, for each role a dict of
            ``count`` and ``figure`` (None where nothing is asked of that role), ``names`` of the
            first few, ``more`` (how many beyond), and ``remind`` (how many can be reminded now);
            None where nobody can do anything about it
        """
        if self.state not in ("enrolling", "matching", "running"):
            return None
        lacking = self._desk_lacking()
        today = fields.Date.context_today(self)
        rows = []
        for requirement in self.requirement_ids:
            people = lacking.get(requirement, self.env["mentoring.enrolment"])
            by_coordinator = requirement.confirmation == "coordinator"
            rows.append(
                {
                    "id": requirement.id,
                    "name": requirement.name,
                    "confirmation": requirement.confirmation,
                    **{
                        role: {
                            "count": sum(each.role == role for each in people),
                            "figure": f"lacking.{requirement.id}.{role}",
                        }
                        if requirement.role in (role, "both")
                        else {"count": None, "figure": None}
                        for role, _name in ROLES
                    },
                    "total": len(people),
                    "names": people[:SHOWN_NAMES]._desk_names(),
                    "more": max(0, len(people) - SHOWN_NAMES),
                    "remind": 0
                    if by_coordinator
                    else sum(each.reminded_on != today for each in people),
                }
            )
        return rows

    # -- objectives and mails ------------------------------------------------------------

    def _desk_objectives(self):
        return [
            {
                "id": objective.id,
                "name": objective.name,
                "measure": objective.measure,
                "target": objective.target,
                "unit": objective.target_unit,
                "reached": objective.reached if objective.reviewed_on else None,
                "reviewed_on": fields.Date.to_string(objective.reviewed_on),
                "date_review": fields.Date.to_string(objective.date_review),
                "standing": objective.standing,
            }
            for objective in self.objective_ids
        ]

    def _desk_mails(self):
        """Mails to participants in the last seven days, today included, by kind."""
        Log = self.env["mentoring.mail.log"]
        since = fields.Date.subtract(fields.Date.context_today(self), days=6)
        groups = Log._read_group(
            [("programme_id", "=", self.id), ("date", ">=", since)], ["kind"], ["count:sum"]
        )
        labels = dict(Log._fields["kind"]._description_selection(self.env))
        return [{"kind": kind, "label": labels[kind], "count": count} for kind, count in groups]
