from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time

from odoo.addons.mentoring_programme.tests.in_person_case import InPersonCase

from ..models.theme_door import give_theme, list_themes
from .common import ReverseCase


class ThemeCase(ReverseCase, InPersonCase):
    """Pairs that have met, in programmes with a threshold of three."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.themes = cls.env["mentoring.theme"].search([])
        cls.theme = cls.themes[0]
        cls.month = fields.Date.today().replace(day=1)
        cls.programme = cls._running("Open")
        cls.pairs = cls._pairs(cls.programme, "a", 4)

    @classmethod
    def _running(cls, name, **values):
        today = fields.Date.today()
        return cls._programme(
            "running",
            name=name,
            preference_threshold=3,
            level_distance=0,
            date_start=today - timedelta(days=30),
            date_end=today + timedelta(days=700),
            **values,
        )

    @classmethod
    def _pairs(cls, programme, prefix, count):
        """``count`` pairs of people of their own, each of which has met once."""
        pairs = cls.env["mentoring.pairing"]
        for number in range(count):
            mentor, leader = (cls._employee(f"{prefix}{role}{number}") for role in ("m", "l"))
            pairs += cls._pair(
                cls._enrol(programme, mentor, "mentor"), cls._enrol(programme, leader, "mentee")
            )
        for pairing in pairs:
            cls._meet(pairing)
        return pairs

    @classmethod
    def _meet(cls, pairing):
        session = cls.env["mentoring.session"].create(
            {
                "pairing_id": pairing.id,
                "start": fields.Datetime.now() - timedelta(days=2),
                "duration": 1,
            }
        )
        session._as_nobody().write({"state": "held"})

    def _give(self, enrolment, theme=None, step=give_theme):
        pairing = (enrolment.programme_id.enrolment_ids & enrolment) and self.env[
            "mentoring.pairing"
        ].search(["|", ("mentor_id", "=", enrolment.id), ("mentee_id", "=", enrolment.id)])
        self._as(enrolment.user_id, step, pairing[:1].id, (theme or self.theme).id)

    def _next_month(self):
        """Let the month pass, and look for what may be told."""
        self.month = (self.month + timedelta(days=40)).replace(day=1)
        with freeze_time(self.month):
            self.env["mentoring.insight"]._cron_release()

    def _shown(self, user=None):
        """What HR sees."""
        insights = self.env["mentoring.insight"].with_user(user or self.manager).search([])
        return {
            (line.theme_id.id, line.sudo().programme_id.name or None, line.times)
            for line in insights
        }

    def _list(self, enrolment, pairing=None):
        return self._as(enrolment.user_id, list_themes, (pairing or self.pairs[0]).id)

    def _given(self, enrolment):
        return [theme["id"] for theme in self._list(enrolment)["themes"] if theme["is_given"]]
