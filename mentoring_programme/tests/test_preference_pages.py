import io
import json
import re
import zipfile
from unittest.mock import patch

from odoo import Command
from odoo.tests import HttpCase, JsonRpcException, tagged

from odoo.addons.mentoring_programme.models import held
from odoo.addons.mentoring_programme.models.concern_door import raise_concern
from odoo.addons.mentoring_programme.models.held import Held
from odoo.addons.mentoring_programme.models.mentoring_reflection import write_reflection

from .preference_case import PreferenceCase

PAGES = ("/my/mentoring", "/my/mentoring/data", "/my/mentoring/data/download")
DESKTOP, PHONE = "1280x800", "390x844"


class PagesCase(PreferenceCase, HttpCase):
    """Mia and Max are mentees, and so is Pola from outside; Ida mentors."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.outsider = cls._user("pola", "portal")
        cls.mias = cls._ready(cls.mia, "mentee")
        cls.maxs = cls._ready(cls.max, "mentee")
        cls.polas = cls._ready(cls.outsider.partner_id, "mentee")
        cls.idas = cls._ready(cls.ida, "mentor")
        for user in (cls.mia.user_id, cls.max.user_id, cls.outsider, cls.coordinator):
            user.password = user.login

    def _log_in(self, user):
        self.authenticate(user.login, user.login)

    def _ask(self, door, enrolment, **words):
        return self.make_jsonrpc_request(
            f"/mentoring/preferences/{door}", {"enrolment_id": enrolment.id, **words}
        )

    def _preferences_page(self, enrolment_id):
        return self.url_open(f"/my/mentoring/preferences/{enrolment_id}")


@tagged("post_install", "-at_install")
class TestPreferencePages(PagesCase):
    """The portal's pages are each person's own, tell nothing in passing, and are not kept."""

    def test_a_page_of_somebody_else_looks_like_one_that_never_was(self):
        unknown = self.env["mentoring.enrolment"].search([], order="id desc", limit=1).id + 9
        for user in (self.mia.user_id, self.outsider, self.coordinator):
            self._log_in(user)
            answers = set()
            for enrolment_id in (self.maxs.id, self.idas.id, unknown):
                answer = self._preferences_page(enrolment_id)
                text = re.sub(r'csrf_token: "[^"]*"', "", answer.text)
                answers.add((answer.status_code, text))
            self.assertEqual(len(answers), 1, user.login)
            self.assertEqual(answers.pop()[0], 404)

    def test_the_doors_answer_for_ones_own_and_refuse_all_else_alike(self):
        unknown = self.env["mentoring.enrolment"].search([], order="id desc", limit=1).id + 9
        for user in (self.mia.user_id, self.outsider, self.coordinator):
            self._log_in(user)
            refusals = set()
            for enrolment_id in (self.maxs.id, self.idas.id, unknown):
                for door in ("open", "preview", "save", "withdraw"):
                    words = {} if door in ("open", "withdraw") else {"said": {}}
                    with (
                        self.assertRaises(JsonRpcException) as refused,
                        self.assertLogs("odoo.http", "WARNING"),
                    ):
                        self.make_jsonrpc_request(
                            f"/mentoring/preferences/{door}",
                            {"enrolment_id": enrolment_id, **words},
                        )
                    refusals.add(str(refused.exception))
            self.assertEqual(len(refusals), 1, user.login)

    def test_strangers_log_in_first(self):
        for page in (*PAGES, f"/my/mentoring/preferences/{self.mias.id}"):
            answer = self.url_open(page, allow_redirects=False)
            self.assertEqual(answer.status_code, 303, page)
            self.assertIn("/web/login", answer.headers["Location"])

    def test_no_page_is_kept_or_framed(self):
        self._log_in(self.outsider)
        for page in (*PAGES, f"/my/mentoring/preferences/{self.polas.id}"):
            answer = self.url_open(page)
            self.assertEqual(answer.status_code, 200, page)
            self.assertEqual(answer.headers["Cache-Control"], "no-store", page)
            self.assertEqual(answer.headers["X-Frame-Options"], "SAMEORIGIN", page)

    def test_no_title_names_a_programme(self):
        hush = self._discreet_programme("enrolling")
        mine = self._enrol(hush, self.mia, "mentee")
        self._log_in(self.mia.user_id)
        for page in (*PAGES[:2], f"/my/mentoring/preferences/{mine.id}"):
            text = self.url_open(page).text
            self.assertEqual(re.search("<title>(.*?)</title>", text)[1], "Mentoring", page)
            trail = re.search(r"<ol.*?</ol>", text, re.DOTALL)[0]
            self.assertNotIn("Hush", trail)
        # What one takes part in is asked for by the page, and in no page that a browser keeps.
        self.assertNotIn("Hush", self.url_open("/my/mentoring").text)

    def test_the_portals_first_page_leads_there_those_who_take_part(self):
        self._log_in(self.outsider)
        self.assertIn('href="/my/mentoring"', self.url_open("/my").text)
        other = self._user("otis", "portal", password="otis")
        self._log_in(other)
        self.assertNotIn("mentoring", self.url_open("/my").text)

    def test_a_programme_that_asks_nothing_offers_no_questions(self):
        plain = self._enrol(self._programme("enrolling"), self.mia, "mentee")
        home = self.env["mentoring.home"].with_user(self.mia.user_id).get_my_mentoring()
        asks = {line["id"]: line["asks_in_confidence"] for line in home["enrolments"]}
        self.assertEqual(asks, {self.mias.id: True, plain.id: False})


@tagged("post_install", "-at_install")
class TestHeld(PagesCase):
    """ "What is held on me" is all of it, of that person, on the page and in the file."""

    def _download(self):
        answer = self.url_open("/my/mentoring/data/download")
        self.assertEqual(answer.status_code, 200)
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            self.assertEqual(archive.namelist(), ["mentoring.json", "mentoring.html"])
            page = archive.read("mentoring.html").decode()
            return json.loads(archive.read("mentoring.json")), page

    def test_all_that_was_said_and_done_is_in_it(self):
        topic = self.env.ref("mentoring_programme.topic_mistakes")
        self.mias.write(
            {
                "interest_ids": [Command.link(topic.id)],
                "wish_ids": [Command.create({"employee_id": self.ida.id})],
            }
        )
        pairing = self._pair(self.idas, self.mias)
        self.env["mentoring.session"].create({"pairing_id": pairing.id, "start": "2031-03-04"})
        self.env["mentoring.preference.opening"].create(
            {
                "programme_id": self.programme.id,
                "user_id": self.coordinator.id,
                "box_count": 17,
                "opened": str(self.mias.ids),
            }
        )
        self._say(self.mias, [self.woman], [(self.faith, "named", "only", self.one)])
        with self._own_session(self.mia.user_id):
            env = self.env(user=self.mia.user_id.id)
            write_reflection(env, pairing.id, "What I learned.\nMuch.", False)
            raise_concern(env, self.mias.id, "What worries me.")
        self._log_in(self.mia.user_id)
        content, page = self._download()
        (enrolment,) = content["enrolments"]
        self.assertEqual(enrolment["topics"], [topic.name])
        self.assertEqual(enrolment["wished_partners"], ["Ida"])
        self.assertEqual(
            {line["requirement"] for line in enrolment["fulfilled"]},
            set(self.mias.fulfilment_ids.requirement_id.mapped("name")),
        )
        (opening,) = enrolment["openings"]
        self.assertEqual((opening["by"], opening["boxes"]), ("Cora", 17))
        said = enrolment["in_confidence"]
        self.assertEqual(said["answers"], [{"question": "Gender", "answers": ["Woman"]}])
        (wish,) = said["wishes"]
        self.assertEqual(
            (wish["question"], wish["answers"], wish["strength"]), ("Faith", ["One"], "Only so")
        )
        self.assertEqual(said["consent"]["version"], 1)
        (held_pairing,) = content["pairings"]
        self.assertEqual((held_pairing["partner"], held_pairing["my_role"]), ("Ida", "Mentee"))
        self.assertEqual(len(held_pairing["sessions"]), 1)
        self.assertEqual(content["reflections"][0]["text"], "What I learned.\nMuch.")
        self.assertEqual(content["concerns"][0]["text"], "What worries me.")
        online = self.url_open("/my/mentoring/data").text
        said = ("Gender, myself:", "Woman", "Faith, my partner:", "Only so", topic.name)
        for words in (*said, "What I learned.", "What worries me."):
            self.assertIn(words, page)
            self.assertIn(words, online)

    def test_the_file_needs_no_network_and_nobody_elses_log_in(self):
        self._log_in(self.mia.user_id)
        _content, page = self._download()
        self.assertTrue(page.startswith("<!DOCTYPE html>"))
        for reference in ("src=", "href=", "url(", "http:", "https:"):
            self.assertNotIn(reference, page)

    def test_nothing_of_anybody_else_is_in_it(self):
        self._say(self.maxs, [self.man], [(self.faith, "named", "only", self.another)])
        self._pair(self.idas, self.maxs)
        for user in (self.mia.user_id, self.coordinator):
            self._log_in(user)
            content, page = self._download()
            self.assertEqual(content["pairings"], [])
            for words in ("Max", "Another", "Only so"):
                self.assertNotIn(words, page)
        self.assertEqual(content["enrolments"], [])

    def test_people_from_outside_read_theirs(self):
        kind = self.env["hr.skill.type"].create(
            {
                "name": "Craft",
                "skill_ids": [Command.create({"name": "Weaving"})],
                "skill_level_ids": [Command.create({"name": "Able", "level_progress": 50})],
            }
        )
        skill = kind.skill_ids
        self.polas.skill_ids = [Command.create({"skill_id": skill.id})]
        self._say(self.polas, [self.nonbinary])
        self._pair(self.idas, self.polas)
        self._log_in(self.outsider)
        content, page = self._download()
        self.assertIn("Non-binary", page)
        self.assertEqual(
            [line["skill"] for line in content["enrolments"][0]["skills"]], [skill.name]
        )
        self.assertEqual(content["pairings"][0]["partner"], "Ida")

    def test_a_lost_key_ends_in_a_sentence(self):
        box = self.env["mentoring.preference"].search([("enrolment_id", "=", self.mias.id)])
        box.sealed = "of another server"
        self._log_in(self.mia.user_id)
        content, page = self._download()
        self.assertTrue(content["enrolments"][0]["in_confidence"]["lost"])
        self.assertIn("can no longer be opened", page)
        self.assertTrue(self._ask("open", self.mias)["lost"])

    def test_as_many_queries_with_six_enrolments_as_with_two(self):
        """Apart from the doors, which are opened one by one."""

        def cost():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with self._own_session(self.mia.user_id, "/my/mentoring/data"):
                content = Held(self.env(user=self.mia.user_id.id)).gather()
            return self.env.cr.sql_log_count - before, len(content["enrolments"])

        with patch.object(held, "open_own", lambda _box: {}):
            self._enrol(self._asking_programme("enrolling"), self.mia, "mentee")
            self._pair(self.idas, self.mias)
            cost()
            few, two = cost()
            for _number in range(4):
                self._paired_programme()
            many, six = cost()
        self.assertEqual((two, six), (2, 6))
        self.assertEqual(few, many)


@tagged("post_install", "-at_install")
class TestPreferenceTours(PagesCase):
    """Saying it, being told, agreeing, reading it again, and taking it back, in a browser."""

    def _walk(self, user, tour, url, size=DESKTOP):
        self.browser_size = size
        self.touch_enabled = size == PHONE
        self.start_tour(url, f"mentoring_preferences_{tour}", login=user.login)
        self.env.invalidate_all()

    def _say_and_take_back(self, user, enrolment, place, url, size):
        self._walk(user, f"say_{place}", url, size)
        said = self._said(enrolment)
        self.assertEqual(said["answers"], {str(self.gender.id): [self.woman.id]})
        wish = {"kind": "like_me", "strength": "only", "values": []}
        self.assertEqual(said["wishes"], {str(self.gender.id): wish})
        self._walk(user, f"take_back_{place}", url, size)
        self.assertEqual(self._said(enrolment), {})

    def test_dialog_on_a_desktop(self):
        self._say_and_take_back(
            self.mia.user_id, self.mias, "dialog", "/odoo/my-mentoring", DESKTOP
        )

    def test_dialog_on_a_phone(self):
        self._say_and_take_back(self.mia.user_id, self.mias, "dialog", "/odoo/my-mentoring", PHONE)

    def test_page_from_outside(self):
        for size in (DESKTOP, PHONE):
            self._say_and_take_back(self.outsider, self.polas, "page", "/my/mentoring", size)

    def test_page_of_an_employee(self):
        self._say_and_take_back(self.mia.user_id, self.mias, "page", "/my/mentoring", PHONE)

    def test_unsaved_words_are_asked_about_and_the_form_opens_it_too(self):
        action = "mentoring_programme.mentoring_enrolment_action_mine"
        self._walk(self.mia.user_id, "leave", f"/odoo/action-{action}/{self.mias.id}")
        self.assertEqual(self._said(self.mias), {})
