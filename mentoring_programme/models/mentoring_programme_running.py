from odoo import fields, models
from odoo.fields import Domain

from .mentoring_requirement import ROLES

# How many are named on the page; the list behind the number holds them all.
SHOWN = 10
LATE_CODES = ("risk", "look")


class MentoringProgramme(models.Model):
    """The sections of a desk about a programme that runs: how its pairings are doing, whom
    something is offered to, and what has to be decided."""

    _inherit = "mentoring.programme"

    # -- pairings ------------------------------------------------------------------------

    def _desk_judged(self):
        """How the programme's pairings are doing, by dates alone: see ``pairing_health``.

        :return: dict of pairing to (code, list of sentences)
        """
        pairings = self.env["mentoring.pairing"].search(
            [("programme_id", "=", self.id), ("state", "in", ("active", "paused"))]
        )
        return pairings._health()

    def _desk_health(self):
        """:return: dict with ``counts`` (list of dicts, ``code``, ``label``, ``count``,
        ``figure``) and ``look``: list of dicts, pairings that need a look, worst first, with
        ``id``, ``names``, ``label`` and ``reasons``; ``more``, how many beyond"""
        judged = self._desk_judged()
        if not judged:
            return None
        labels = dict(
            self.env["mentoring.pairing"]._fields["health"]._description_selection(self.env)
        )
        codes = [code for code, _reasons in judged.values()]
        late = sorted(
            (pairing for pairing in judged if judged[pairing][0] in LATE_CODES),
            key=lambda pairing: (LATE_CODES.index(judged[pairing][0]), pairing.id),
        )
        shown = self.env["mentoring.pairing"].browse(each.id for each in late[:SHOWN])
        return {
            "counts": [
                {
                    "code": code,
                    "label": label,
                    "count": codes.count(code),
                    "figure": f"health.{code}",
                }
                for code, label in labels.items()
                if code in codes
            ],
            "look": [
                {
                    "id": pairing.id,
                    "names": pairing._both_names(),
                    "code": judged[pairing][0],
                    "label": labels[judged[pairing][0]],
                    "reasons": " ".join(judged[pairing][1]),
                }
                for pairing in shown
            ],
            "more": len(late) - len(shown),
        }

    def _desk_domain_health(self, code):
        labels = dict(
            self.env["mentoring.pairing"]._fields["health"]._description_selection(self.env)
        )
        ids = [pairing.id for pairing, told in self._desk_judged().items() if told[0] == code]
        return labels[code], "mentoring.pairing", Domain("id", "in", ids)

    def _desk_reviews(self):
        """Pairings that would not be made any more: list of dicts, ``id``, ``pairing``
        (its id), ``names``, ``reason``; a line for each reason."""
        reviews = self.env["mentoring.review"].search(
            [("programme_id", "=", self.id), ("state", "=", "open")], order="id"
        )
        reasons = dict(reviews._fields["reason"]._description_selection(self.env))
        return [
            {
                "id": review.id,
                "pairing": review.pairing_id.id,
                "names": review.pairing_id._both_names(),
                "reason": reasons[review.reason],
            }
            for review in reviews
        ] or None

    def _desk_circles(self):
        """Circles with a warning: list of dicts, ``id``, ``name`` and ``look``."""
        circles = self.env["mentoring.circle"].search([("programme_id", "=", self.id)])
        return [
            {"id": circle.id, "name": circle.name, "look": circle.look}
            for circle in circles
            if circle.look
        ] or None

    # -- people --------------------------------------------------------------------------

    def _desk_waiting(self):
        """Who is left without a partner while the programme runs, and who was in the cohort
        before.

        :return: dict with a count and figure for each role, ``longest`` (days), and ``before``:
            how many of the cohort before can be invited here
        """
        waiting = self._desk_enrolments().filtered("is_waiting")
        before = 0
        if self.previous_programme_id and self.state in ("enrolling", "matching", "running"):
            earlier = self.previous_programme_id._filtered_access("read")
            before = len(self._waiting_to_invite()) if earlier.is_coordinator else 0
        if not waiting and not before:
            return None
        return {
            **{
                role: {
                    "count": sum(each.role == role for each in waiting),
                    "figure": f"stage.ready.{role}",
                }
                for role, _name in ROLES
            },
            "longest": max(waiting.mapped("waiting_days"), default=0),
            "before": before,
        }

    def _desk_mentors(self):
        return self._desk_enrolments().filtered(
            lambda e: e.role == "mentor" and e.state in ("ready", "matched", "completed")
        )

    def _desk_supervision(self):
        """Which mentors attended how much of the supervision they are asked to attend.

        :return: dict with ``required``, ``held`` (how many meetings took place), ``enough`` and
            ``lacking`` (how many mentors), the ``figure`` of those who lack it, and ``mentors``:
            list of dicts, the first of these, with ``name``, ``attended`` and ``offered``
        """
        if not self.supervision_required:
            return None
        told = self._desk_mentors()._supervision()
        lacking = [
            mentor
            for mentor, (attended, required, offered) in told.items()
            # Nobody lacks what was not offered to them yet.
            if attended < min(required, offered)
        ]
        shown = self.env["mentoring.enrolment"].browse(each.id for each in lacking[:SHOWN])
        names = shown._desk_names()
        return {
            "required": self.supervision_required,
            "held": self._supervision_held(),
            "enough": sum(attended >= required for attended, required, _offered in told.values()),
            "lacking": len(lacking),
            "figure": "supervision",
            "mentors": [
                {"name": name, "attended": told[mentor][0], "offered": told[mentor][2]}
                for mentor, name in zip(shown, names, strict=True)
            ],
        }

    def _supervision_held(self):
        return self.env["mentoring.cohort.event"].search_count(
            [
                ("programme_id", "=", self.id),
                ("kind", "=", "supervision"),
                ("state", "=", "announced"),
                ("start", "<=", fields.Datetime.now()),
            ]
        )

    def _desk_domain_supervision(self):
        lacking = self._desk_mentors().filtered("lacks_supervision")
        name = self.env._("Mentors who missed supervision")
        return name, "mentoring.enrolment", Domain("id", "in", lacking.ids)

    # -- events --------------------------------------------------------------------------

    def _desk_events(self):
        """The next events: list of dicts with ``id``, ``name``, ``kind``, ``start`` (UTC),
        ``state``, ``is_draft`` and ``invited`` (how many); None where none could be planned."""
        events = self.env["mentoring.cohort.event"].search(
            [
                ("programme_id", "=", self.id),
                ("state", "!=", "cancelled"),
                ("start", ">=", fields.Datetime.now()),
            ],
            order="start, id",
            limit=SHOWN,
        )
        if not events and self.state not in ("enrolling", "matching", "running"):
            return None
        groups = self.env["mentoring.attendance"]._read_group(
            [("event_id", "in", events.ids)], ["event_id"], ["__count"]
        )
        invited = {event.id: count for event, count in groups}
        labels = {
            name: dict(events._fields[name]._description_selection(self.env))
            for name in ("kind", "state")
        }
        return [
            {
                "id": event.id,
                "name": event.name,
                "kind": labels["kind"][event.kind],
                "start": fields.Datetime.to_string(event.start),
                "state": labels["state"][event.state],
                "is_draft": event.state == "draft",
                "invited": invited.get(event.id, 0),
            }
            for event in events
        ]
