from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import ReverseCase


@tagged("post_install", "-at_install")
class TestMentorsShareGroup(ReverseCase):
    def _terms(self, record):
        return record.discreet, record.enrolment_policy

    def test_discreet_by_default(self):
        programme = self._programme(mentors_share_group=True)
        self.assertEqual(self._terms(programme), (True, "invited"))
        kind = self.type.copy({"name": "Group", "mentors_share_group": True})
        self.assertEqual(self._terms(self._programme(type_id=kind.id)), (False, "open"))

    def test_a_type_is_discreet_and_its_programmes_are(self):
        self.type.mentors_share_group = True
        self.assertEqual(self._terms(self.type), (True, "invited"))
        programme = self._programme()
        self.assertTrue(programme.mentors_share_group)
        self.assertEqual(self._terms(programme), (True, "invited"))
        new = self.env["mentoring.programme.type"].create(
            {"name": "New", "mentors_share_group": True}
        )
        self.assertEqual(self._terms(new), (True, "invited"))

    def test_a_draft_becomes_discreet_and_may_be_made_open_again(self):
        programme = self._programme()
        programme.mentors_share_group = True
        self.assertEqual(self._terms(programme), (True, "invited"))
        programme.discreet = False
        programme.mentors_share_group = True
        self.assertFalse(programme.discreet)

    def test_the_form_says_so_at_once(self):
        form = Form(self._programme().with_user(self.coordinator))
        form.mentors_share_group = True
        self.assertEqual((form.discreet, form.enrolment_policy), (True, "invited"))
        form.discreet = False
        programme = form.save()
        self.assertTrue(programme.mentors_share_group)
        self.assertFalse(programme.discreet)

    def test_it_is_fixed_when_people_can_join(self):
        programme = self._programme("enrolling")
        with self.assertRaisesRegex(UserError, "people joined on these terms"):
            programme.mentors_share_group = True

    # -- who is told ----------------------------------------------------------------------------

    def test_the_invited_are_told_before_they_answer(self):
        programme = self._programme("enrolling", mentors_share_group=True)
        enrolment = self._enrol(programme, self.mia, "mentor", "invited")
        mine = self.env(user=self.mia.user_id.id, su=False)
        [asked] = mine["mentoring.home"].get_my_mentoring()["asked"]
        self.assertIs(asked["enrolment"]["mentors_share_group"], True)
        self.assertTrue(
            mine["mentoring.enrolment"].browse(enrolment.id).programme_mentors_share_group
        )
        form = mine["mentoring.enrolment.form"].get_form(enrolment_id=enrolment.id)
        self.assertIs(form["mentors_share_group"], True)

    def test_whoever_could_join_is_told(self):
        programme = self._programme("enrolling", mentors_share_group=True, discreet=False)
        programme.enrolment_policy = "open"
        mine = self.env(
            user=self.mia.user_id.id, su=False, context={"allowed_company_ids": self.company.ids}
        )
        [line] = mine["mentoring.home"].get_my_mentoring()["programmes"]
        self.assertIs(line["mentors_share_group"], True)
        form = mine["mentoring.enrolment.form"].get_form(programme_id=programme.id, role="mentor")
        self.assertIs(form["mentors_share_group"], True)

    def test_the_enrolment_form_says_so(self):
        arch = self.env["mentoring.enrolment"].get_view(
            self.env.ref("mentoring_programme.mentoring_enrolment_view_form_join").id, "form"
        )["arch"]
        self.assertIn("All mentors of this programme belong to one group", arch)

    def test_a_form_not_saved_tells_nobody_of_another_programme(self):
        hush = self._programme("enrolling", mentors_share_group=True)
        self.env.flush_all()
        self.env.invalidate_all()
        new = self.env["mentoring.enrolment"].with_user(self.ivy.user_id)
        self.assertFalse(new.new({"programme_id": hush.id}).programme_mentors_share_group)
