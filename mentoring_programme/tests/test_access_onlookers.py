from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_case import BROCHURE, PAIR_WORK, AccessCase

# What is enrolling and not discreet is announced to everybody.
ANNOUNCED = {
    **BROCHURE,
    "mentoring.programme": {"enrolling"},
    "mentoring.agenda": {"type", "enrolling"},
    "mentoring.requirement": {"type", "enrolling"},
    "mentoring.needs.poll": {"open"},
}
# People from outside read what they are asked, and no brochure.
VOCABULARIES = {model: tags for model, tags in BROCHURE.items() if "type" not in model}
SESSIONS = ("mentoring.session", "mentoring.session.content", "mentoring.session.mood")


@tagged("post_install", "-at_install")
class TestAccessOtherEmployee(AccessCase):
    """Eve, who takes part nowhere."""

    def test_they_read_what_is_announced(self):
        self.assertMay(self.eve.user_id, "read", ANNOUNCED)

    def test_they_write_create_and_delete_nothing(self):
        for operation in ("write", "create", "unlink"):
            self.assertMay(self.eve.user_id, operation, {})

    def test_they_have_no_access_to_the_matching(self):
        for model in ("run", "proposal", "unmatched"):
            with self.assertRaises(AccessError):
                self.env[f"mentoring.match.{model}"].with_user(self.eve.user_id).search([])


@tagged("post_install", "-at_install")
class TestAccessLineManager(AccessCase):
    """Mo, the direct manager of Mia (open), Max (discreet), and of one who has not answered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.mo.user_id

    def test_they_read_the_agreed_pairings_of_their_reports_unless_discreet(self):
        self.assertMay(self.user, "read", {**ANNOUNCED, "mentoring.pairing": {"open"}})

    def test_they_write_create_and_delete_nothing(self):
        for operation in ("write", "create", "unlink"):
            self.assertMay(self.user, operation, {})

    def test_a_manager_further_up_reads_nothing(self):
        above = self._employee("Boss")
        self.mo.parent_id = above
        self.assertMay(above.user_id, "read", ANNOUNCED)

    def test_they_do_not_learn_whether_the_two_have_met(self):
        pairings = self.env["mentoring.pairing"].with_user(self.user)
        session = self.records["mentoring.session"]["open"]
        self.assertFalse(pairings.search([("session_ids", "!=", False)]))
        self.assertFalse(pairings.search([("session_ids", "in", session.ids)]))
        self.assertFalse(pairings.search([("session_ids.state", "=", "planned")]))
        self.assertEqual(pairings.search([("session_ids", "=", False)]), self.open)
        self.assertEqual(pairings.search([]).session_held_count, 0)
        self.assertFalse(pairings.search([]).next_session)

    def test_they_reach_no_enrolment_through_the_pairing(self):
        pairings = self.env["mentoring.pairing"].with_user(self.user)
        self.assertFalse(pairings.search([("mentor_id.capacity", ">", 0)]))
        [group] = pairings.formatted_read_group([], ["mentor_id.capacity"], ["__count"])
        self.assertFalse(group["mentor_id.capacity"])

    def test_a_pairing_that_ended_early_is_gone(self):
        self.open.with_user(self.mia.user_id).action_end()
        self.assertMay(self.user, "read", ANNOUNCED)

    def test_they_do_not_end_it(self):
        with self.assertRaises(AccessError):
            self.open.with_user(self.user).action_end()


@tagged("post_install", "-at_install")
class TestAccessHrOfficer(AccessCase):
    def test_they_read_agreed_pairings_unless_discreet(self):
        known = {**ANNOUNCED, "mentoring.pairing": {"open", "outside"}}
        self.assertMay(self.hr_officer, "read", known)

    def test_they_write_create_and_delete_nothing(self):
        for operation in ("write", "create", "unlink"):
            self.assertMay(self.hr_officer, operation, {})

    def test_they_do_not_learn_whether_the_two_have_met(self):
        pairings = self.env["mentoring.pairing"].with_user(self.hr_officer)
        self.assertFalse(pairings.search([("session_ids", "!=", False)]))

    def test_a_pairing_that_ended_early_is_gone(self):
        self.open.with_user(self.mia.user_id).action_end()
        self.assertMay(self.hr_officer, "read", {**ANNOUNCED, "mentoring.pairing": {"outside"}})


@tagged("post_install", "-at_install")
class TestAccessSafeguardingLead(AccessCase):
    def test_they_read_the_programmes_they_lead_and_nobody_in_them(self):
        programmes = {"enrolling", "open", "hush"}
        self.assertMay(self.lead, "read", {**ANNOUNCED, "mentoring.programme": programmes})

    def test_they_write_create_and_delete_nothing(self):
        for operation in ("write", "create", "unlink"):
            self.assertMay(self.lead, operation, {})

    def test_the_deputy_reads_the_same(self):
        programmes = {"enrolling", "open", "hush"}
        self.assertMay(self.deputy, "read", {**ANNOUNCED, "mentoring.programme": programmes})

    def test_another_lead_does_not_read_them(self):
        self.assertMay(self._user("sally", "safeguarding"), "read", ANNOUNCED)

    def test_counts_tell_them_nothing(self):
        programme = self.open.programme_id.with_user(self.lead)
        self.assertEqual((programme.mentor_count, programme.pairing_count), (0, 0))


@tagged("post_install", "-at_install")
class TestAccessPortal(AccessCase):
    """A person from outside who mentors Mel, and one who takes part nowhere."""

    def test_they_read_their_own(self):
        own = {"outside"}
        self.assertMay(
            self.portal,
            "read",
            {
                **VOCABULARIES,
                "mentoring.agenda": {"open"},
                "mentoring.requirement": {"open"},
                "mentoring.programme": {"open"},
                "mentoring.enrolment": own,
                "mentoring.enrolment.skill": own,
                "mentoring.enrolment.wish": own,
                "mentoring.fulfilment": own,
                "mentoring.preference": own,
                "mentoring.preference.opening": {"open"},
                "mentoring.pairing": own,
                "mentoring.request": own,
                "mentoring.circle": own,
                **dict.fromkeys(SESSIONS, own),
                "mentoring.cohort.event": {"open"},
                "mentoring.attendance": own,
                "calendar.event": own,
                **dict.fromkeys(PAIR_WORK, own),
                "mentoring.pairing.pause": own,
                "mentoring.pairing.extension": own,
            },
        )

    def test_they_write_their_own_enrolment_and_what_they_share_with_their_mentee(self):
        own = {"outside"}
        shared = {"mentoring.action": own, "mentoring.resource": own}
        sessions = dict.fromkeys(SESSIONS, own)
        written = {"mentoring.enrolment": own, **shared, **sessions}
        self.assertMay(self.portal, "write", written)
        self.assertMay(self.portal, "create", {**shared, **sessions})
        self.assertMay(self.portal, "unlink", {**shared, "mentoring.session.mood": own})

    def test_a_stranger_reads_vocabularies_only(self):
        self.assertMay(
            self._user("stranger", "portal"),
            "read",
            {
                **VOCABULARIES,
            },
        )
