import inspect
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase

from .common import MentoringCase

OURS = "odoo.addons.mentoring_programme."


class DoorCase(MentoringCase, HttpCase):
    """What a client can send to the server past the screens, about a discreet programme.

    Ian mentors Max in "Hush programme". The outsiders take no part in it.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hush = cls._paired_programme(cls.ian, cls.max, discreet=True)
        cls.programme = cls.hush.programme_id
        cls.meeting = cls.env["mentoring.session"].create(
            {"pairing_id": cls.hush.id, "start": fields.Datetime.now(), "duration": 1}
        )
        cls._enrol(cls.programme, cls._employee("Sam"), "mentor")
        cls._enrol(cls.programme, cls._employee("Wim"), "mentee")
        cls.match_run = cls.env["mentoring.match.run"].create({"programme_id": cls.programme.id})
        cls.box = cls.env["mentoring.preference"].search(
            [("enrolment_id", "=", cls.hush.mentee_id.id)]
        )
        cls.event = cls.env["mentoring.cohort.event"].create(
            {
                "programme_id": cls.programme.id,
                "name": "Hush opening",
                "start": fields.Datetime.now() + timedelta(days=7),
            }
        )
        cls.event.action_announce()
        merges = cls.env(user=cls.coordinator.id)["mentoring.mail.merge"]
        cls.theirs = {
            "mentoring.attendance": cls.event.attendance_ids.filtered(
                lambda line: line.enrolment_id == cls.hush.mentee_id
            ),
            "mentoring.agreement": cls.env["mentoring.agreement"].create(
                {"pairing_id": cls.hush.id}
            ),
            "mentoring.circle": cls.env["mentoring.circle"].create(
                {"programme_id": cls.programme.id}
            ),
            "mentoring.cohort.event": cls.event,
            "mentoring.request": cls.env["mentoring.request"].create(
                {"mentor_id": cls.hush.mentor_id.id, "mentee_id": cls.hush.mentee_id.id}
            ),
            "mentoring.review": cls.env["mentoring.review"].create(
                {**cls.hush._life_values(), "reason": "coach"}
            ),
            "mentoring.mail.merge": merges.create({"programme_id": cls.programme.id}),
            "mentoring.enrolment": cls.hush.mentee_id,
            "mentoring.lesson": cls.env["mentoring.lesson"].create(
                {"programme_id": cls.programme.id, "name": "Hush lesson"}
            ),
            "mentoring.programme.close": cls.env["mentoring.programme.close"].create(
                {"programme_id": cls.programme.id}
            ),
            "mentoring.match.proposal": cls.match_run.proposal_ids,
            "mentoring.match.run": cls.match_run,
            "mentoring.pairing": cls.hush,
            "mentoring.preference": cls.box,
            "mentoring.programme": cls.programme,
            "mentoring.requirement": cls.programme.requirement_ids[0],
            "mentoring.session": cls.meeting,
            "hr.employee": cls.max,
            "hr.employee.public": cls.env["hr.employee.public"].browse(cls.max.id),
        }
        cls.eve = cls._employee("Eve")
        cls.outsiders = (
            cls.eve.user_id,
            cls.mo.user_id,
            cls.hr_officer,
            cls.manager,
            cls.other_coordinator,
            cls._user("stranger", "portal"),
        )
        cls.env.flush_all()

    def _methods(self):
        """(model, name) of the methods that our classes define."""
        return {
            (model, name)
            for model, cls in self.env.registry.items()
            for base in cls.mro()
            if base.__module__.startswith(OURS)
            for name, member in vars(base).items()
            if inspect.isfunction(member)
        }
