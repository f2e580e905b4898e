from datetime import timedelta

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MentoringCase


class ContentCase(MentoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.now = fields.Datetime.now().replace(microsecond=0)
        cls.topics = cls.env["mentoring.topic"].search([], limit=3)
        cls.past, cls.coming = (
            cls.env["mentoring.session"]
            .with_user(cls.mia.user_id)
            .create(
                [
                    {"pairing_id": cls.pairing.id, "start": cls.now + timedelta(days=days)}
                    for days in (-3, 3)
                ]
            )
        )

    def _content(self, session=None):
        return self.env["mentoring.session.content"].search(
            [("session_id", "=", (session or self.coming).id)]
        )


@tagged("post_install", "-at_install")
class TestSessionContent(ContentCase):
    """Topics and agenda belong to both, of the preparation each writes their own."""

    def test_both_pick_topics_and_write_the_agenda(self):
        self.coming.action_prepare(topic_ids=self.topics.ids, agenda_note="First things")
        theirs = self.coming.with_user(self.ida.user_id)
        theirs.action_prepare(topic_ids=self.topics[:1].ids)
        self.assertEqual(self._content().topic_ids, self.topics[:1])
        self.assertEqual(self._content().agenda_note, "First things")
        theirs.action_prepare(agenda_note="", topic_ids=[])
        self.assertFalse(self._content().agenda_note or self._content().topic_ids)

    def test_each_prepares_for_themself_and_reads_the_other(self):
        self.coming.action_prepare(my_note="Mine")
        self.coming.with_user(self.ida.user_id).action_prepare(my_note="Hers")
        content = self._content()
        self.assertEqual((content.mentee_note, content.mentor_note), ("Mine", "Hers"))
        self.assertEqual(content.with_user(self.mia.user_id).mentor_note, "Hers")

    def test_nobody_writes_the_others_preparation(self):
        self.coming.action_prepare(my_note="Mine")
        with self.assertRaises(AccessError):
            self._content().with_user(self.ida.user_id).mentee_note = "Changed"
        with self.assertRaises(AccessError):
            self.env["mentoring.session.content"].with_user(self.mia.user_id).create(
                {"session_id": self.past.id, "mentor_note": "Made up"}
            )

    def test_it_does_not_move_to_another_session(self):
        self.coming.action_prepare(my_note="Mine")
        with self.assertRaises(AccessError):
            self._content().with_user(self.mia.user_id).session_id = self.past

    def test_a_caller_chooses_no_defaults(self):
        made = (
            self.env["mentoring.session.content"]
            .with_user(self.mia.user_id)
            .with_context(default_mentor_note="Made up")
            .create({"session_id": self.past.id})
        )
        self.assertFalse(made.mentor_note)

    def test_nobody_else_reads_or_writes_it_the_coordinator_included(self):
        self.coming.action_prepare(topic_ids=self.topics.ids, my_note="Mine")
        strangers = (
            self.coordinator,
            self.manager,
            self.lead,
            self.hr_officer,
            self.mo.user_id,
            self.max.user_id,
        )
        for user in strangers:
            with self.subTest(user.login):
                contents = self.env["mentoring.session.content"].with_user(user)
                self.assertFalse(contents.search([]))
                self.assertFalse(contents.search([("mentee_note", "ilike", "Mine")]))
                with self.assertRaises(AccessError):
                    self._content().with_user(user).read(["mentee_note"])
                with self.assertRaises(AccessError):
                    self.coming.with_user(user).action_prepare(my_note="Theirs")
                with self.assertRaises(AccessError):
                    contents.create({"session_id": self.past.id})
                # Nor does anything lead there from what they may read.
                sessions = self.env["mentoring.session"].with_user(user)
                for field in sessions._fields.values():
                    self.assertNotEqual(field.comodel_name, "mentoring.session.content")

    def test_what_is_over_is_read_and_not_written(self):
        self.past.action_prepare(my_note="Then")
        self.pairing.with_user(self.ida.user_id).action_end()
        content = self._content(self.past).with_user(self.mia.user_id)
        self.assertEqual(content.mentee_note, "Then")
        with self.assertRaisesRegex(UserError, "pairing is over"):
            content.mentee_note = "Now"
        with self.assertRaisesRegex(UserError, "pairing is over"):
            self.past.action_prepare(my_note="Now")

    def test_a_cancelled_session_is_not_prepared(self):
        self.coming.action_cancel()
        with self.assertRaisesRegex(UserError, "was cancelled"):
            self.coming.action_prepare(my_note="Now")

    @mute_logger("odoo.sql_db")
    def test_one_content_a_session_and_texts_that_end(self):
        self.coming.action_prepare(my_note="Mine")
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.env["mentoring.session.content"].create({"session_id": self.coming.id})
        with self.assertRaises(CheckViolation), self.cr.savepoint():
            self.coming.action_prepare(my_note="x" * 10_001)
            self.env.flush_all()

    def test_topics_that_are_not_there_are_left_out(self):
        self.coming.action_prepare(topic_ids=[*self.topics.ids, 10**9])
        self.assertEqual(self._content().topic_ids, self.topics)


@tagged("post_install", "-at_install")
class TestSessionMood(ContentCase):
    """One word for how it was, for the one who says it and nobody else."""

    def _mood_of(self, user):
        moods = self.env["mentoring.session.mood"].with_user(user)
        return moods.search([("session_id", "=", self.past.id)]).mapped("mood")

    def test_held_with_its_real_length_and_a_mood_in_one_step_and_undone(self):
        planned = self.past.duration
        self.past.action_held(hours=1.75, mood="good")
        self.assertEqual((self.past.state, self.past.duration), ("held", 1.75))
        event = self.past.sudo().event_id
        self.assertEqual(event.stop - event.start, timedelta(hours=planned))
        self.assertEqual(self._mood_of(self.mia.user_id), ["good"])
        self.past.with_user(self.ida.user_id).action_mood("heavy")
        self.past.with_user(self.ida.user_id).action_reset()
        self.assertEqual((self.past.state, self.past.duration), ("planned", planned))
        self.assertEqual(self.past.reschedule_count, 0)
        self.assertEqual(self._mood_of(self.env.ref("base.user_root")), [])

    def test_held_as_planned_without_a_mood(self):
        planned = self.past.duration
        self.past.action_held()
        self.assertEqual((self.past.state, self.past.duration), ("held", planned))
        self.assertFalse(self._mood_of(self.env.user))

    def test_a_length_that_cannot_be_is_refused(self):
        for hours in (0, 8.5, "2", -1, True):
            refused = self.assertRaisesRegex(UserError, "15 minutes and 8 hours")
            with self.subTest(hours), refused, self.cr.savepoint():
                self.past.action_held(hours=hours)
        self.past.invalidate_recordset()
        self.assertEqual(self.past.state, "planned")

    def test_not_before_it_began(self):
        with self.assertRaisesRegex(UserError, "still to come"):
            self.coming.action_held(hours=1)
        with self.assertRaisesRegex(UserError, "took place"):
            self.coming.action_mood("good")

    def test_each_has_their_own_changes_it_and_takes_it_back(self):
        self.past.action_held(mood="good")
        self.past.with_user(self.ida.user_id).action_mood("heavy")
        self.assertEqual(self._mood_of(self.mia.user_id), ["good"])
        self.assertEqual(self._mood_of(self.ida.user_id), ["heavy"])
        self.past.action_mood("fine")
        self.assertEqual(self._mood_of(self.mia.user_id), ["fine"])
        self.past.action_mood()
        self.assertEqual(self._mood_of(self.mia.user_id), [])
        self.assertEqual(self._mood_of(self.ida.user_id), ["heavy"])

    def test_nobody_else_reads_it_or_says_it_for_another(self):
        self.past.action_held(mood="heavy")
        mood = self.env["mentoring.session.mood"].search([("session_id", "=", self.past.id)])
        for user in (self.ida.user_id, self.coordinator, self.manager, self.lead, self.hr_officer):
            with self.subTest(user.login):
                self.assertEqual(self._mood_of(user), [])
                for operation in ("read", "write", "unlink"):
                    self.assertFalse(mood.with_user(user).has_access(operation))
        moods = self.env["mentoring.session.mood"].with_user(self.ida.user_id)
        said = moods.create(
            {
                "session_id": self.past.id,
                "enrolment_id": self.pairing.mentee_id.id,
                "mood": "good",
            }
        )
        self.assertEqual(said.sudo().enrolment_id, self.pairing.mentor_id)
        with self.assertRaises(AccessError):
            said.enrolment_id = self.pairing.mentee_id
        with self.assertRaises(AccessError):
            self.past.with_user(self.coordinator).action_mood("good")

    def test_a_word_that_is_not_offered_is_refused(self):
        self.past.action_held()
        with self.assertRaisesRegex(UserError, "one of the words"):
            self.past.action_mood("bored")

    def test_who_said_that_it_was_held_missed_or_cancelled_is_not_kept(self):
        for step in (
            self.coming.action_cancel,
            self.past.with_user(self.ida.user_id).action_missed,
        ):
            step()
        self.assertFalse({"create_uid", "write_uid"} & set(self.past._fields))

    def test_hours_are_logged_over_what_was_held(self):
        other = self.past.copy({"start": self.now - timedelta(days=1)})
        self.past.action_held(hours=1.5)
        other.action_held(hours=0.75)
        for user, hours in (
            (self.mia.user_id, 2.25),
            (self.coordinator, 2.25),
            (self.mo.user_id, 0),
            (self.hr_officer, 0),
        ):
            with self.subTest(user.login):
                self.assertEqual(self.pairing.with_user(user).hours_logged, hours)
        [group] = (
            self.env["mentoring.session"]
            .with_user(self.coordinator)
            .formatted_read_group(
                [("state", "=", "held")],
                ["programme_id"],
                ["duration:sum", "reschedule_count:sum"],
            )
        )
        self.assertEqual((group["duration:sum"], group["reschedule_count:sum"]), (2.25, 0))


@tagged("post_install", "-at_install")
class TestSharedEvent(ContentCase):
    """Several sessions may stand behind one event, as those of a circle do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls._pair(
            cls._enrol(cls.pairing.programme_id, cls.ivy, "mentor"),
            cls._enrol(cls.pairing.programme_id, cls.max, "mentee"),
        )
        cls.event = cls.coming.sudo().event_id
        cls.shared = cls.env["mentoring.session"].create(
            {
                "pairing_id": cls.other.id,
                "start": cls.coming.start,
                "duration": cls.coming.duration,
                "event_id": cls.event.id,
            }
        )
        people = (cls.mia | cls.ida | cls.max | cls.ivy).user_id.partner_id
        cls.event.partner_ids = [Command.set(people.ids)]

    def test_no_second_event_is_made_for_it(self):
        self.assertEqual(self.shared.event_id, self.event)

    def test_moving_one_moves_all_and_counts_once_each(self):
        start = self.coming.start + timedelta(days=1)
        self.shared.with_user(self.max.user_id).write({"start": start})
        self.assertEqual((self.coming.start, self.event.start), (start, start))
        self.assertEqual((self.coming | self.shared).mapped("reschedule_count"), [1, 1])

    def test_cancelling_one_cancels_the_meeting_for_all(self):
        self.coming.action_cancel()
        self.assertFalse(self.event.exists())
        self.assertEqual(self.shared.state, "cancelled")

    def test_who_leaves_leaves_the_meeting_to_the_others(self):
        self.pairing.with_user(self.mia.user_id).action_end()
        self.assertEqual((self.coming.state, self.shared.state), ("cancelled", "planned"))
        people = (self.max | self.ivy).user_id.partner_id
        self.assertEqual(self.event.partner_ids, people)

    def test_one_of_them_says_for_all_that_it_was_held_and_how_long(self):
        again = self.env["mentoring.session"].create(
            {
                "pairing_id": self.other.id,
                "start": self.past.start,
                "event_id": self.past.sudo().event_id.id,
            }
        )
        self.past.action_held(hours=1.5, mood="good")
        self.assertEqual((again.state, again.duration), ("held", 1.5))
        self.assertFalse(again.with_user(self.max.user_id)._own_moods())
