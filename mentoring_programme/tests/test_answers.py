from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestAnswers(MentoringCase):
    """A refusal is the same whether or not there is something to hide: asking is not learning."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hush = cls._discreet_programme("running")
        cls.mentor = cls._enrol(cls.hush, cls.ida, "mentor")
        category = cls.env["hr.skill.type"].create(
            {
                "name": "Craft",
                "skill_ids": [(0, 0, {"name": "Weaving"}), (0, 0, {"name": "Knitting"})],
                "skill_level_ids": [(0, 0, {"name": "Any", "level_progress": 50})],
            }
        )
        cls.offered, cls.other_skill = category.skill_ids
        cls.mentor.skill_ids = [(0, 0, {"skill_id": cls.offered.id})]
        cls.mentor.wish_ids = [(0, 0, {"employee_id": cls.mia.id})]
        cls.onlookers = [
            cls.ivy.user_id,
            cls.mo.user_id,
            cls.hr_officer,
            cls.manager,
            cls.other_coordinator,
            cls.lead,
        ]

    @mute_logger("odoo.sql_db", "odoo.addons.base.models.ir_rule")
    def _answer(self, user, model, values, record=None):
        """What a create, or a write on ``record``, answers to ``user``."""
        records = (record or self.env[model]).with_user(user)
        with self.cr.savepoint() as savepoint:
            try:
                if record:
                    records.write(values)
                else:
                    records.create(values)
                self.env.flush_all()
                answer = "done"
            except Exception as error:  # noqa: BLE001 - whatever it is, it must be the same
                answer = (type(error).__name__, str(error))
            savepoint.rollback()
        self.env.invalidate_all()
        return answer

    def _assert_same(self, model, there, not_there):
        for user in self.onlookers:
            with self.subTest(user=user.login, model=model):
                answer = self._answer(user, model, there)
                self.assertEqual(answer, self._answer(user, model, not_there))
                self.assertEqual(answer[0], "AccessError")

    def test_who_is_in_a_discreet_programme(self):
        values = {"programme_id": self.hush.id, "role": "mentor"}
        self._assert_same(
            "mentoring.enrolment",
            {**values, "employee_id": self.ida.id},
            {**values, "employee_id": self.ian.id},
        )

    def test_whether_there_is_such_a_programme_at_all(self):
        values = {"role": "mentor", "employee_id": self.ida.id}
        self._assert_same(
            "mentoring.enrolment",
            {**values, "programme_id": self.hush.id},
            {**values, "programme_id": self.hush.id + 1000},
        )

    def test_what_it_would_say_to_oneself(self):
        user = self.ivy.user_id
        values = {"role": "mentor", "capacity": 19}
        self.assertEqual(
            self._answer(user, "mentoring.enrolment", {**values, "programme_id": self.hush.id}),
            self._answer(
                user, "mentoring.enrolment", {**values, "programme_id": self.hush.id + 1000}
            ),
        )

    def test_whom_somebody_wishes_for_and_who_they_are(self):
        values = {"enrolment_id": self.mentor.id}
        for employee in (self.mia, self.ida):
            self._assert_same(
                "mentoring.enrolment.wish",
                {**values, "employee_id": employee.id},
                {**values, "employee_id": self.ivy.id},
            )

    def test_what_somebody_offers(self):
        values = {"enrolment_id": self.mentor.id}
        self._assert_same(
            "mentoring.enrolment.skill",
            {**values, "skill_id": self.offered.id},
            {**values, "skill_id": self.other_skill.id},
        )

    def test_the_same_by_moving_a_line_of_ones_own(self):
        mine = self._enrol(self._programme("running"), self.ivy, "mentee")
        mine.wish_ids = [(0, 0, {"employee_id": self.mia.id}), (0, 0, {"employee_id": self.ian.id})]
        answers = {
            self._answer(
                self.ivy.user_id, "mentoring.enrolment.wish", {"enrolment_id": self.mentor.id}, wish
            )
            for wish in mine.wish_ids
        }
        self.assertEqual(len(answers), 1)
        self.assertEqual(answers.pop()[0], "AccessError")

    def test_a_mails_preview_names_nobody(self):
        template = self.env.ref("mentoring_programme.mail_template_proposed")
        for user in self.onlookers:
            with self.subTest(user.login):
                preview = (
                    self.env["mail.template.preview"]
                    .with_user(user)
                    .create({"mail_template_id": template.id})
                )
                preview.resource_ref = f"mentoring.enrolment,{self.mentor.id}"
                said = f"{preview.body_html} {preview.partner_ids.mapped('name')}"
                self.assertNotIn("Ida", said)
                self.env.invalidate_all()
                self.assertFalse(self.mentor.with_user(user).contact_id)

    def test_a_pairings_names_are_computed_for_its_readers_alone(self):
        pairing = self._pair(self.mentor, self._enrol(self.hush, self.mia, "mentee"))
        self.env.invalidate_all()
        for user in self.onlookers:
            with self.subTest(user.login):
                hidden = pairing.with_user(user)
                self.assertFalse(hidden.mentor_name or hidden.mentee_name or hidden.partner_name)
        self.assertEqual(pairing.with_user(self.mia.user_id).partner_name, "Ida")
