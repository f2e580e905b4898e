from datetime import timedelta
from random import SystemRandom

from odoo import api, fields, models

from .preference_counts import forget
from .rotation import renew_boxes


class MentoringPreference(models.Model):
    """How long what was said is kept: as long as a matching may use it, and no longer."""

    _inherit = "mentoring.preference"

    @api.model
    def _destroy_at_departure(self, enrolments):
        """Empty the boxes of people who were archived.

        :param enrolments: ``mentoring.enrolment``, in sudo
        """
        if not enrolments:
            return
        self._empty_boxes(enrolments)
        enrolments._destroy_written()
        boxes = self.search([("enrolment_id", "in", enrolments.ids), ("has_left", "=", False)])
        boxes.has_left = True
        self.env["mentoring.retention.log"]._note("departure", boxes)

    @api.model
    def _cron_destroy_expired(self):
        """Empty the boxes of programmes that are over for longer than the grace period, and
        of people who have left."""
        self._destroy_of_closed_programmes()
        self.env["mentoring.pairing"]._destroy_kept_for_longer()
        concerns = self.env["mentoring.concern"]
        for [company] in concerns._read_group([], ["kept_for_id"]):
            concerns._destroy_expired(company, company.mentoring_grace_days)
        self._destroy_at_departure(self._of_people(False).enrolment_id)
        self._of_people(True).has_left = False

    @api.model
    def _of_people(self, active):
        """Boxes of people who are there, or were archived, that are not noted as such yet."""
        return self.with_context(active_test=False).search(
            [
                ("has_left", "=", active),
                "|",
                ("enrolment_id.employee_id", "any", [("active", "=", active)]),
                ("enrolment_id.partner_id", "any", [("active", "=", active)]),
            ]
        )

    @api.model
    def _destroy_of_closed_programmes(self):
        today = fields.Date.context_today(self)
        programmes = (
            self.env["mentoring.programme"]
            .with_context(active_test=False)
            .search(
                [
                    ("state", "in", ("closed", "cancelled")),
                    ("date_forgotten", "=", False),
                ]
            )
            .filtered(
                lambda p: (
                    (p.date_over or p.date_end) + timedelta(days=p.company_id.mentoring_grace_days)
                    <= today
                )
            )
        )
        boxes = self.search([("enrolment_id.programme_id", "in", programmes.ids)])
        self._empty_boxes(boxes.enrolment_id)
        over = self.env["mentoring.pairing"]._destroy_written_in(programmes)
        forget(programmes)
        self.env["mentoring.retention.log"]._note("closed", boxes, over)
        programmes.date_forgotten = today

    @api.model
    def _shuffled_models(self):
        """Models whose boxes are sealed anew in turn, as (name, path to the programme's state)."""
        return [
            ("mentoring.preference", "enrolment_id.programme_id.state"),
            ("mentoring.preference.pool", "programme_id.state"),
        ]

    @api.model
    def _cron_shuffle(self):
        """Seal the boxes of living programmes anew, in an order that chance decides.

        The order of rows in a copy of the database would otherwise tell whose were written
        last.
        """
        alive = ("enrolling", "matching", "running")
        for model, path in self._shuffled_models():
            boxes = self.env[model].search([(path, "in", alive)]).try_lock_for_update()
            ids = list(boxes.ids)
            SystemRandom().shuffle(ids)
            renew_boxes(boxes.browse(ids), always=True)
