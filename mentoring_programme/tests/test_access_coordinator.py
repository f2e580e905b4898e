from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_case import BROCHURE, AccessCase

TYPE_LINES = {
    "mentoring.agenda",
    "mentoring.criterion",
    "mentoring.objective",
    "mentoring.requirement",
}
SAID = {"mentoring.enrolment", "mentoring.enrolment.skill", "mentoring.enrolment.wish"}
MATCHING = {"mentoring.match.run", "mentoring.match.proposal", "mentoring.match.unmatched"}
DIALOGS = {
    "mentoring.circle.build",
    "mentoring.invite",
    "mentoring.mail.merge",
    "mentoring.pair",
    "mentoring.programme.close",
    "mentoring.proposal.choose",
    "mentoring.proposal.choose.line",
}
SHAPES = {"enrolling", "open", "hush"}
SHAPES_AND_TYPES = SHAPES | {"type"}
LIFE = {"mentoring.pairing.pause", "mentoring.pairing.extension", "mentoring.review"}
PAIRS, OPEN_PAIRS = {"open", "hush", "outside"}, {"open", "outside"}
BOTH = {"open", "hush"}
OPEN = {"open"}
POLLS = {"mentoring.needs.poll": {"open", "closed"}}
PEOPLE = {"open mentor", "open mentee", "hush mentor", "hush mentee", "outside"}
OPEN_PEOPLE = {"open mentor", "open mentee", "outside"}


@tagged("post_install", "-at_install")
class TestAccessCoordinator(AccessCase):
    """Cora, who coordinates all three programmes."""

    def test_they_read_their_programmes_and_the_people_but_no_preference(self):
        self.assertMay(
            self.coordinator,
            "read",
            {
                **BROCHURE,
                **dict.fromkeys(TYPE_LINES, SHAPES_AND_TYPES),
                "mentoring.lesson": SHAPES,
                **POLLS,
                "mentoring.programme": {"enrolling", "open", "hush"},
                **dict.fromkeys(SAID, PEOPLE),
                "mentoring.fulfilment": PEOPLE,
                **dict.fromkeys(MATCHING | DIALOGS, BOTH),
                "mentoring.preference.opening": BOTH,
                "mentoring.mail.log": BOTH,
                "mentoring.pairing": {"open", "hush", "outside", "asked", "over"},
                "mentoring.circle": {"open", "hush", "outside"},
                "mentoring.session": {"open", "hush", "outside"},
                "mentoring.cohort.event": BOTH,
                "mentoring.attendance": PEOPLE,
                **dict.fromkeys(LIFE, PAIRS),
                "mentoring.ending": PAIRS,
            },
        )

    def test_they_write_the_shape_and_what_people_said_but_no_decision_directly(self):
        self.assertMay(
            self.coordinator,
            "write",
            {
                **dict.fromkeys(TYPE_LINES, SHAPES),
                "mentoring.lesson": SHAPES,
                **POLLS,
                "mentoring.programme": {"enrolling", "open", "hush"},
                **dict.fromkeys(SAID, PEOPLE),
                **dict.fromkeys(DIALOGS, BOTH),
                "mentoring.cohort.event": BOTH,
                "mentoring.circle": {"open", "hush", "outside"},
            },
        )

    def test_they_create_within_their_programmes(self):
        self.assertMay(
            self.coordinator,
            "create",
            {
                **dict.fromkeys(TYPE_LINES, SHAPES),
                "mentoring.lesson": SHAPES,
                **POLLS,
                "mentoring.programme": {"enrolling", "open", "hush"},
                **dict.fromkeys(SAID, PEOPLE),
                "mentoring.match.run": {"open", "hush"},
                **dict.fromkeys(DIALOGS, BOTH),
                "mentoring.pairing": {"open", "hush", "outside", "asked", "over"},
                "mentoring.cohort.event": BOTH,
                "mentoring.attendance": PEOPLE,
            },
        )

    def test_they_delete_lines_and_never_people(self):
        self.assertMay(
            self.coordinator,
            "unlink",
            {
                **dict.fromkeys(TYPE_LINES, SHAPES),
                "mentoring.lesson": SHAPES,
                **POLLS,
                **dict.fromkeys(SAID - {"mentoring.enrolment"}, PEOPLE),
                "mentoring.cohort.event": BOTH,
            },
        )

    def test_they_do_not_answer_for_people(self):
        asked = self.records["mentoring.pairing"]["asked"].with_user(self.coordinator)
        for step in (asked.action_agree, asked.action_decline):
            with self.assertRaises(AccessError):
                step()
        enrolment = self.open.mentee_id.with_user(self.coordinator)
        for step in (enrolment.action_accept_invitation, enrolment.action_withdraw):
            with self.assertRaises(AccessError):
                step()

    def test_they_do_not_see_who_has_answered_and_so_not_who_declined(self):
        asked = self.records["mentoring.pairing"]["asked"]
        watched = ["state", "write_uid", "asks_me", "date_start", "date_end"]
        before = asked.with_user(self.coordinator).read(watched)
        asked.with_user(asked.mentor_id.user_id).action_agree()
        self.env.flush_all()
        self.env.invalidate_all()
        pairing = asked.with_user(self.coordinator)
        self.assertEqual(pairing.read(watched), before)
        for name in ("mentor_agreed_on", "mentee_agreed_on"):
            with self.assertRaises(AccessError):
                pairing.read([name])
            with self.assertRaises(AccessError):
                pairing.search([], order=name)
            with self.assertRaises(AccessError):
                pairing.formatted_read_group([], [f"{name}:day"], ["__count"])

    def test_one_who_is_one_of_the_two_does_not_read_why_their_pairing_ended(self):
        self.mia.user_id.group_ids += self.env.ref(
            "mentoring_programme.group_mentoring_coordinator"
        )
        self.open.programme_id.coordinator_ids += self.mia.user_id
        endings = self._may(self.mia.user_id, "read")["mentoring.ending"]
        self.assertEqual(endings, {"outside"})

    def test_they_do_not_learn_who_is_back_from_a_pause(self):
        pauses = self.env["mentoring.pairing.pause"].with_user(self.coordinator)
        for name in ("mentor_is_back", "mentee_is_back"):
            with self.assertRaises(AccessError):
                pauses.search([(name, "=", True)])
            with self.assertRaises(AccessError):
                pauses.search([]).read([name])

    def test_they_do_not_plan_sessions_for_people(self):
        with self.assertRaises(AccessError):
            self.env["mentoring.session"].with_user(self.coordinator).create(
                {"pairing_id": self.open.id, "start": "2030-01-01 10:00:00"}
            )


@tagged("post_install", "-at_install")
class TestAccessCoordinatorOfAnother(AccessCase):
    """Otto, who may coordinate, but coordinates none of these programmes."""

    def test_they_read_the_shape_of_types_and_what_is_announced(self):
        self.assertMay(
            self.other_coordinator,
            "read",
            {
                **BROCHURE,
                "mentoring.needs.poll": {"open"},
                "mentoring.criterion": {"type"},
                "mentoring.objective": {"type"},
                "mentoring.agenda": {"type", "enrolling"},
                "mentoring.requirement": {"type", "enrolling"},
                "mentoring.programme": {"enrolling"},
            },
        )

    def test_they_write_create_and_delete_nothing(self):
        for operation in ("write", "create", "unlink"):
            self.assertMay(self.other_coordinator, operation, {})

    def test_they_neither_run_nor_publish_the_matching(self):
        run = self.records["mentoring.match.run"]["open"].with_user(self.other_coordinator)
        for step in (run.action_publish, run.action_rerun, run.action_discard):
            with self.assertRaises(AccessError):
                step()
        with self.assertRaises(AccessError):
            run.create({"programme_id": self.open.programme_id.id})

    def test_they_neither_accept_nor_move_on(self):
        enrolment = self.open.mentee_id.with_user(self.other_coordinator)
        programme = self.open.programme_id.with_user(self.other_coordinator)
        for step in (
            enrolment.action_accept_application,
            enrolment.action_confirm_requirements,
            programme.action_close,
            programme.action_cancel,
            programme.action_reset_to_draft,
        ):
            with self.assertRaises(AccessError):
                step()


@tagged("post_install", "-at_install")
class TestAccessManager(AccessCase):
    """Mara, who manages every programme, and coordinates none of these."""

    def test_they_read_all_programmes_and_the_people_of_those_not_discreet(self):
        self.assertMay(
            self.manager,
            "read",
            {
                **BROCHURE,
                **dict.fromkeys(TYPE_LINES, SHAPES_AND_TYPES),
                "mentoring.lesson": {"enrolling", "open"},
                **POLLS,
                "mentoring.programme": {"enrolling", "open", "hush"},
                **dict.fromkeys(SAID, OPEN_PEOPLE),
                "mentoring.fulfilment": OPEN_PEOPLE,
                **dict.fromkeys(MATCHING, OPEN),
                "mentoring.preference.opening": OPEN,
                "mentoring.mail.log": OPEN,
                "mentoring.retention.log": OPEN,
                "mentoring.pairing": {"open", "outside", "asked", "over"},
                "mentoring.circle": {"open", "outside"},
                "mentoring.session": {"open", "outside"},
                "mentoring.cohort.event": OPEN,
                "mentoring.attendance": OPEN_PEOPLE,
                **dict.fromkeys(LIFE, OPEN_PAIRS),
            },
        )

    def test_they_write_types_vocabularies_and_shapes(self):
        shapes = {
            **{model: tags for model, tags in BROCHURE.items() if "consent" not in model},
            **dict.fromkeys(TYPE_LINES, SHAPES_AND_TYPES),
            "mentoring.lesson": {"enrolling", "open"},
            **POLLS,
            "mentoring.programme": {"enrolling", "open", "hush"},
            "mentoring.cohort.event": OPEN,
        }
        written = {**dict.fromkeys(SAID, OPEN_PEOPLE), "mentoring.circle": {"open", "outside"}}
        self.assertMay(self.manager, "write", {**shapes, **written})
        lines = dict.fromkeys(SAID - {"mentoring.enrolment"}, OPEN_PEOPLE)
        self.assertMay(self.manager, "unlink", {**shapes, **lines})

    def test_they_create_everywhere_but_among_the_people_of_a_discreet_programme(self):
        self.assertMay(
            self.manager,
            "create",
            {
                **BROCHURE,
                **dict.fromkeys(TYPE_LINES, SHAPES_AND_TYPES),
                "mentoring.lesson": {"enrolling", "open"},
                **POLLS,
                "mentoring.programme": {"enrolling", "open", "hush"},
                **dict.fromkeys(SAID, OPEN_PEOPLE),
                "mentoring.match.run": {"open"},
                "mentoring.pairing": {"open", "outside", "asked", "over"},
                "mentoring.cohort.event": OPEN,
                "mentoring.attendance": OPEN_PEOPLE,
            },
        )

    def test_they_see_the_people_of_a_discreet_programme_they_coordinate(self):
        self.hush.programme_id.coordinator_ids += self.manager
        self.assertIn("hush mentor", self._may(self.manager, "read")["mentoring.enrolment"])

    def test_a_discreet_programme_counts_nobody_for_them(self):
        programme = self.hush.programme_id.with_user(self.manager)
        self.assertEqual((programme.mentor_count, programme.pairing_count), (0, 0))
        self.assertFalse(programme.is_coordinator)

    def test_cancelling_a_discreet_programme_ends_its_pairings(self):
        self.hush.programme_id.with_user(self.manager).action_cancel()
        self.assertEqual(self.hush.state, "ended")
