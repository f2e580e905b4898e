from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ReverseCase

JUDGING = ("rating", "stars", "grade", "score", "feedback")


@tagged("post_install", "-at_install")
class TestNoRating(ReverseCase):
    """No screen and no method lets a leader rate the mentor."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._reverse_pairing()
        cls.leader = cls.env(user=cls.ida.user_id.id, su=False)
        cls.mentor = cls.env(user=cls.mia.user_id.id, su=False)

    def _held_session(self):
        start = fields.Datetime.now() - timedelta(days=1)
        session = self.env["mentoring.session"].create(
            {"pairing_id": self.pairing.id, "start": start, "duration": 1}
        )
        session.write({"state": "held"})
        return session

    def test_no_field_is_for_it(self):
        for model, fields_of in self.env.registry.items():
            if model.startswith("mentoring."):
                for name in fields_of._fields:
                    # How well two people would fit is the matching's, not a person's.
                    if not model.startswith(("mentoring.match", "mentoring.p", "mentoring.circle")):
                        self.assertFalse(set(JUDGING) & set(name.split("_")), f"{model}.{name}")

    def test_how_a_session_was_is_the_leaders_diary_alone(self):
        session = self._held_session()
        session.with_env(self.leader).action_mood("heavy")
        for user in (self.mia.user_id, self.coordinator, self.manager, self.hr_officer):
            moods = self.env["mentoring.session.mood"].with_user(user)
            if moods.has_access("read"):
                self.assertFalse(moods.search([]))

    def test_an_assessment_is_of_oneself_alone(self):
        asked = self.env["mentoring.assessment.item"].search([])
        self.assertTrue(asked)
        pairing = self.pairing.with_env(self.leader)
        item = str(asked[0].id)
        pairing.env["mentoring.assessment"].action_answer(pairing.id, "start", False, {item: 3})
        kept = self.env["mentoring.assessment"].search([])
        kept = kept.filtered(lambda each: each.enrolment_id == self.pairing.mentee_id)
        self.assertEqual(kept.enrolment_id.employee_id, self.ida)
        with self.assertRaises(AccessError):
            pairing.env["mentoring.assessment"].create(
                {"enrolment_id": self.pairing.mentor_id.id, "moment": "start"}
            )

    def test_a_leader_writes_nothing_on_the_mentors_enrolment_or_the_pairing(self):
        for record in (self.pairing.mentor_id, self.pairing):
            theirs = record.with_env(self.leader)
            for name, field in record._fields.items():
                if field.type in ("integer", "float", "selection", "boolean") and field.store:
                    value = field.convert_to_write(record[name], record)
                    with self.assertRaises(AccessError, msg=f"{record._name}.{name}"):
                        theirs.write({name: value})
