from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.mentoring_programme.tests.in_person_case import InPersonCase

from .common import ReverseCase

TEXTS = {"took_away": "canary took away", "hear_more": "canary hear more"}


@tagged("post_install", "-at_install")
class PairCase(ReverseCase, InPersonCase):
    """Mia mentors Ida, a senior leader, in a running programme of six sessions.

    ``onlookers`` are those who must learn nothing of what the two keep: the coordinator, the
    manager, the HR officer, Mia's line manager, the safeguarding lead, another participant and
    the administrator.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._reverse_pairing()
        cls.programme = cls.pairing.programme_id
        cls.programme.session_count = 6
        cls.mentor, cls.leader = cls.mia.user_id, cls.ida.user_id
        cls._enrol(cls.programme, cls.max, "mentor")
        cls.admin = cls.env.ref("base.user_admin")
        cls.admin.company_ids += cls.company
        cls.onlookers = (
            cls.coordinator,
            cls.manager,
            cls.hr_officer,
            cls.mo.user_id,
            cls.lead,
            cls.max.user_id,
            cls.admin,
        )

    def _of(self, user, record=None):
        """``record`` (the pairing unless told otherwise) as ``user`` has it, with nothing of
        anybody else's in the cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        record = self.pairing if record is None else record
        return record.with_user(user).with_context(allowed_company_ids=self.company.ids)

    @classmethod
    def _session(cls, days, state="planned"):
        """A session of the two, so many days from now."""
        start = fields.Datetime.now().replace(microsecond=0) + timedelta(days=days)
        return cls.env["mentoring.session"].create(
            {"pairing_id": cls.pairing.id, "start": start, "duration": 1, "state": state}
        )

    def _acknowledge(self):
        version = self.env["mentoring.ground.rules"]._current(reciprocal=False).version
        self._of(self.leader).action_acknowledge_ground_rules(version)

    def _goal(self, user=None):
        goals = self._of(user or self.mentor, self.env["mentoring.goal"])
        return goals.create({"pairing_id": self.pairing.id, "name": "Hear what is not said"})

    def _rows(self, model):
        return self.env[model].search([("pairing_id", "=", self.pairing.id)])

    def _asked(self, user):
        """The kinds of what is asked of ``user`` on their home."""
        home = self._of(user, self.env["mentoring.home"]).get_my_mentoring()
        return [line["kind"] for line in home["asked"]]
