from datetime import timedelta

from odoo import Command, fields
from odoo.tests import HttpCase, tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestSessionPage(MentoringCase):
    """What the page of a pairing says of its sessions, to each of the two."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.topics = cls.env["mentoring.topic"].search([], limit=2)
        cls.type.write(
            {
                "session_count": 3,
                "agenda_ids": [
                    Command.create(
                        {
                            "position": place,
                            "name": f"The {place}",
                            "body": f"<p>Do {place}.</p>",
                            "mentor_prompt": "Mentor, think.",
                            "mentee_prompt": "Mentee, think.",
                            "topic_ids": [Command.set(cls.topics.ids)],
                        }
                    )
                    for place in ("first", "middle", "last")
                ],
            }
        )
        cls.pairing = cls._paired_programme()
        cls.now = fields.Datetime.now().replace(microsecond=0)

    def _sessions(self, *days, context=()):
        return (
            self.env["mentoring.session"]
            .with_user(self.mia.user_id)
            .with_context(**dict(context))
            .create(
                [
                    {"pairing_id": self.pairing.id, "start": self.now + timedelta(days=day)}
                    for day in days
                ]
            )
        )

    def _page(self, user=None):
        return self.pairing.with_user(user or self.mia.user_id)._page_sessions()

    def test_the_next_one_first_then_what_comes_then_what_was(self):
        sessions = self._sessions(-9, 2, -2, 20)
        page = self._page()
        self.assertEqual(
            [line["id"] for line in page["sessions"]],
            [sessions[each].id for each in (1, 3, 2, 0)],
        )
        self.assertEqual(page["next_id"], sessions[1].id)
        self.assertEqual([line["number"] for line in page["sessions"]], [3, 4, 2, 1])

    def test_the_agenda_of_its_number_with_the_readers_own_prompt(self):
        self._sessions(2)
        for user, prompt in ((self.mia.user_id, "Mentee, think."), (self.ida.user_id, "Mentor,")):
            page = self._page(user)
            agenda = page["agendas"][page["sessions"][0]["agenda_id"]]
            self.assertEqual(agenda["name"], "The first")
            self.assertIn("Do first.", str(agenda["body"]))
            self.assertTrue(agenda["my_prompt"].startswith(prompt))
            self.assertEqual(set(agenda["topic_ids"]), set(self.topics.ids))

    def test_place_and_link_and_what_was_prepared(self):
        session = self._sessions(
            2, context={"mentoring_location": "Room 2", "mentoring_video": True}
        )
        session.action_prepare(self.topics.ids, "Ours", "Mine")
        session.with_user(self.ida.user_id).action_prepare(my_note="Theirs")
        [line] = self._page()["sessions"]
        self.assertEqual(line["place"], "Room 2")
        self.assertIn("/calendar/join_videocall/", line["video"])
        self.assertEqual(set(line["topic_ids"]), set(self.topics.ids))
        self.assertEqual(
            (line["agenda_note"], line["my_note"], line["partner_note"]), ("Ours", "Mine", "Theirs")
        )

    def test_figures_and_what_is_left_to_plan(self):
        held, missed = self._sessions(-9, -2)
        held.action_held(hours=1.5, mood="lifted")
        missed.action_missed()
        page = self._page()
        self.assertEqual((page["held"], page["missed"], page["hours"]), (1, 1, 1.5))
        self.assertEqual(page["rhythm"], {"count": 2, "hours": 1, "interval": 1, "unit": "month"})
        self.assertFalse(page["next_id"])
        moods = {line["id"]: line["mood"] for line in page["sessions"]}
        self.assertEqual(moods[held.id], "lifted")
        theirs = self._page(self.ida.user_id)["sessions"]
        self.assertFalse(any(line["mood"] for line in theirs))

    def test_every_mood_has_words_and_an_icon(self):
        moods = self._page()["moods"]
        self.assertEqual(len(moods), 5)
        for key in ("code", "name", "icon"):
            self.assertEqual(len({mood[key] for mood in moods}), 5)

    def test_after_the_end_it_is_read_only(self):
        self._sessions(-2)
        self.pairing.with_user(self.ida.user_id).action_end()
        page = self._page()
        self.assertEqual((len(page["sessions"]), page["can_plan"]), (1, False))

    def test_a_hundred_sessions_cost_as_much_as_ten(self):
        def queries():
            counts = []
            for _turn in range(2):
                self.env.flush_all()
                self.env.invalidate_all()
                mine = self.pairing.with_user(self.mia.user_id)
                before = self.env.cr.sql_log_count
                page = mine._page_sessions()
                counts.append(self.env.cr.sql_log_count - before)
            return counts[-1], len(page["sessions"])

        def add(first, count):
            sessions = self.env["mentoring.session"].create(
                [
                    {
                        "pairing_id": self.pairing.id,
                        "start": self.now + timedelta(days=day - 60, hours=0),
                    }
                    for day in range(first, first + count)
                ]
            )
            self.env["mentoring.session.content"].create(
                [
                    {"session_id": session.id, "topic_ids": [Command.set(self.topics.ids)]}
                    for session in sessions
                ]
            )

        add(0, 10)
        few, _count = queries()
        add(10, 90)
        many, count = queries()
        self.assertEqual((many, count), (few, 100))
        self.assertLess(many, 40)


@tagged("post_install", "-at_install")
class TestSessionPlace(MentoringCase):
    """Where the two meet, and what a calendar says of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.start = fields.Datetime.now().replace(microsecond=0, second=0) + timedelta(days=3)
        cls.mine = cls.pairing.with_user(cls.mia.user_id)
        cls.mine.action_plan_session(cls.start, location="Room 2", video=True)
        cls.session = cls.pairing.session_ids.with_user(cls.mia.user_id)
        cls.event = cls.session.sudo().event_id

    def test_a_link_of_odoos_own_that_only_this_meeting_has(self):
        self.assertEqual(self.event.videocall_source, "discuss")
        self.assertTrue(self.event.access_token)
        self.assertTrue(self.event.videocall_location.endswith(self.event.access_token))
        self.event._create_videocall_channel()
        channel = self.event.videocall_channel_id
        self.assertEqual(channel.name, "Mentoring session")
        people = (self.mia | self.ida).user_id.partner_id
        self.assertEqual(channel.channel_member_ids.partner_id, people)
        strangers = self.env["discuss.channel"].with_user(self.max.user_id)
        self.assertFalse(strangers.search([("id", "=", channel.id)]))

    def test_the_place_can_be_changed_by_either(self):
        token = self.event.access_token
        theirs = self.session.with_user(self.ida.user_id)
        theirs.action_set_place("Room 3", video=True)
        self.assertEqual((self.event.location, self.event.access_token), ("Room 3", token))
        theirs.action_set_place(video=False)
        self.assertFalse(self.event.location or self.event.videocall_location)
        theirs.action_set_place(video=True)
        self.assertIn("join_videocall", self.event.videocall_location)

    def test_a_colleague_who_searches_the_calendar_finds_neither_name_nor_topic(self):
        topic = self.env["mentoring.topic"].search([], limit=1)
        self.session.action_prepare(topic.ids, "A secret agenda", "A secret note")
        self.env.flush_all()
        colleague = self.env["calendar.event"].with_user(self.max.user_id)
        texts = [
            name
            for name, field in colleague._fields.items()
            if field.store and field.type in ("char", "text", "html")
        ]
        self.assertLessEqual({"name", "description", "location"}, set(texts))
        for said in (
            "Ida",
            "Mia",
            "ida@",
            self.pairing.programme_id.name,
            topic.name,
            "secret",
            str(self.pairing.display_name),
        ):
            for name in texts:
                found = colleague.search([("id", "=", self.event.id), (name, "ilike", said)])
                self.assertFalse(found, f"{said} in {name}")
        self.assertFalse(colleague.search([("id", "=", self.event.id)]), "not even as busy")

    def test_nothing_in_the_calendar_points_at_the_session(self):
        self.assertFalse(self.event.res_model or self.event.res_id or self.event.description)
        self.assertFalse(self.event.categ_ids or self.event.activity_ids)


@tagged("post_install", "-at_install")
class TestSessionFile(HttpCase, MentoringCase):
    """The meeting as a file, for the two only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guest = cls._user("gus", "portal")
        programme = cls._paired_programme().programme_id
        cls.pairing = cls._pair(
            cls._enrol(programme, cls.guest.partner_id, "mentor"),
            cls._enrol(programme, cls.max, "mentee"),
        )
        cls.start = fields.Datetime.now().replace(microsecond=0, second=0) + timedelta(days=3)
        mine = cls.pairing.with_user(cls.max.user_id)
        mine.action_plan_session(cls.start, location="Room 2")
        cls.meeting = cls.pairing.session_ids
        cls.address = f"/mentoring/session/{cls.meeting.id}/ics"

    def _get(self, login):
        self.authenticate(login, login)
        return self.url_open(self.address, allow_redirects=False)

    def test_both_get_it_also_from_outside(self):
        for login in ("max", "gus"):
            with self.subTest(login):
                answer = self._get(login)
                self.assertEqual(answer.status_code, 200)
                self.assertIn("text/calendar", answer.headers["Content-Type"])
                self.assertIn("SUMMARY:Mentoring session", answer.text)
                self.assertIn("LOCATION:Room 2", answer.text)
                self.assertIn(self.start.strftime("DTSTART:%Y%m%dT%H%M%SZ"), answer.text)
                self.assertNotIn(self.pairing.programme_id.name, answer.text)
                self.assertNotIn("DESCRIPTION", answer.text)

    def test_nobody_else_gets_it_nor_one_that_is_not_there(self):
        for login in ("cora", "mara", "mo", "ida", "hana"):
            with self.subTest(login):
                self.assertEqual(self._get(login).status_code, 404)
        self.meeting.action_cancel()
        self.env.flush_all()
        self.assertEqual(self._get("max").status_code, 404)

    def test_a_discreet_one_is_a_meeting(self):
        self.pairing.programme_id.write({"enrolment_policy": "invited", "discreet": True})
        self.pairing.with_user(self.max.user_id).action_plan_session(self.start + timedelta(days=1))
        self.meeting = self.pairing.session_ids - self.meeting
        self.address = f"/mentoring/session/{self.meeting.id}/ics"
        answer = self._get("gus")
        self.assertIn("SUMMARY:Meeting", answer.text)
        self.assertNotIn("entoring", answer.text.replace("mentoring.example", ""))
