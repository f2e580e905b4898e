from datetime import timedelta

from odoo import fields

from .common import MentoringCase


class CircleCase(MentoringCase):
    """A running programme of circles of 2 to 4: Ida and Ian mentor; Mia, Max, Una and Ugo learn."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme(
            "running",
            is_circle=True,
            circle_size_min=2,
            circle_size_max=4,
            mentor_capacity_max=6,
        )
        cls.ida_mentor = cls._enrol(cls.programme, cls.ida, "mentor", capacity=6)
        cls.ian_mentor = cls._enrol(cls.programme, cls.ian, "mentor", capacity=6)
        people = (cls.mia, cls.max, cls._employee("Una"), cls._employee("Ugo"))
        cls.mentees = [cls._enrol(cls.programme, person, "mentee") for person in people]
        cls.env.flush_all()

    def _build(self, mentors, mentees, circle=None):
        builder = self.env["mentoring.circle.build"].with_user(self.coordinator)
        build = builder.create(
            {
                "programme_id": self.programme.id,
                "circle_id": circle and circle.id,
                "mentor_ids": [fields.Command.set([each.id for each in mentors])],
                "mentee_ids": [fields.Command.set([each.id for each in mentees])],
            }
        )
        action = build.action_build()
        return self.env["mentoring.circle"].browse(action["res_id"])

    def _agree(self, pairings):
        for pairing in pairings:
            for side in (pairing.mentor_id, pairing.mentee_id):
                pairing.with_user(side.user_id).action_agree()
        self.env.flush_all()

    def _circle(self, mentors=None, count=3):
        """A circle in which everybody has said yes."""
        circle = self._build(mentors or [self.ida_mentor], self.mentees[:count])
        pairings = circle.sudo().pairing_ids
        self._agree(pairings)
        pairings.date_start = fields.Date.today() - timedelta(days=30)
        self.programme.date_start = pairings[0].date_start
        return circle

    def _pairing(self, circle, mentee, mentor=None):
        return circle.sudo().pairing_ids.filtered(
            lambda pairing: (
                pairing.mentee_id == mentee and pairing.mentor_id == (mentor or self.ida_mentor)
            )
        )

    def _session(self, pairing, user, days=7):
        start = fields.Datetime.now() + timedelta(days=days)
        sessions = self.env["mentoring.session"].with_user(user)
        return sessions.create({"pairing_id": pairing.id, "start": start}).sudo()

    def _together(self, session):
        return self.env["mentoring.session"].search([("event_id", "=", session.event_id.id)])
