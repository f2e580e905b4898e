import os
from base64 import b64decode
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

from odoo import Command, fields
from odoo.tests import HttpCase, tagged
from odoo.tests.common import ChromeBrowser

PROGRAMME = "Early careers in development"
DESKTOP, TALL, PHONE = "1280x800", "1280x1000", "390x844"
WALKERS = ("rachel", "paul", "jennie", "keith", "audrey", "toni")
# Further mentors, invited with Paul; further mentees, who apply like Jennie.
MENTORS = {
    "randall": ("js", "career_stories"),
    "sharlene": ("devops", "mistakes"),
    "ronnie": ("leadership", "visible_work"),
}
MENTEES = {"anita": ("js", "career_stories"), "walter": ("devops", "mistakes")}


class PictureBrowser(ChromeBrowser):
    """Keeps a picture of the screen whenever a tour asks for one, and lets the tour go on."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._websocket_request("Emulation.setScrollbarsHidden", params={"hidden": True})

    def _handle_console(self, **event):
        words = str(event["args"][0].get("value", "")) if event.get("args") else ""
        if words.startswith("picture:"):
            name = words.removeprefix("picture:")
            picture = self._websocket_send("Page.captureScreenshot", with_future=True)
            picture.add_done_callback(lambda taken: self._keep(name, taken.result()["data"]))
        return super()._handle_console(**event)

    def _keep(self, name, data):
        folder = Path(os.environ["MENTORING_SCREENSHOTS"])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.png").write_bytes(b64decode(data))
        self._websocket_send(
            "Runtime.evaluate", params={"expression": f"document.body.dataset.picture = '{name}'"}
        )


@tagged("post_install", "-at_install")
class TestWalk(HttpCase):
    """The whole road through the browser, on the demo company, each step by whom it concerns.

    With a folder's name in the environment variable ``MENTORING_SCREENSHOTS``, the pictures
    of the documentation are kept there.
    """

    browser_size = DESKTOP

    def setUp(self):
        super().setUp()
        self.people = {}
        for login in (*WALKERS, *MENTORS, *MENTEES):
            user = self.env["res.users"].search([("login", "=", login)])
            self.assertTrue(
                user.employee_id,
                f"The demo log-in “{login}” is missing: this walk needs a database with demo"
                " data, such as scripts/test makes.",
            )
            self.people[login] = user

    def _walk(self, login, tour, url="/odoo", size=DESKTOP):
        self.browser_size = size
        self.touch_enabled = size == PHONE
        words = {"login": login, "timeout": 120}
        if os.environ.get("MENTORING_SCREENSHOTS"):
            with patch("odoo.tests.common.ChromeBrowser", PictureBrowser):
                cookies = {"mentoring_screenshots": "1"}
                self.start_tour(url, f"mentoring_walk_{tour}", cookies=cookies, **words)
        else:
            self.start_tour(url, f"mentoring_walk_{tour}", **words)
        self.env.invalidate_all()

    def _enrolment(self, login):
        return self.programme.enrolment_ids.filtered(
            lambda enrolment: enrolment.user_id == self.people[login]
        )

    def test_road(self):
        self._coordinator_opens()
        self._people_join()
        self._coordinator_matches()
        self._both_agree_and_plan()
        self._session_is_moved_and_held()
        self._others_look()

    def _coordinator_opens(self):
        self._walk("rachel", "coordinator_opens")
        self.programme = self.env["mentoring.programme"].search([("name", "=", PROGRAMME)])
        self.assertEqual(
            self.programme.type_id, self.env.ref("mentoring_programme.type_early_career")
        )
        self.assertEqual(self.programme.coordinator_ids, self.people["rachel"])
        self.assertEqual(self.programme.safeguarding_lead_id.login, "ernest")
        self.assertEqual(self.programme.safeguarding_deputy_id.login, "abigail")
        self.assertEqual(self.programme.state, "enrolling")
        invited = self.programme.enrolment_ids
        self.assertEqual(set(invited.mapped("state")), {"invited"})
        self.assertEqual(set(invited.mapped("role")), {"mentor"})
        self.assertEqual(set(invited.user_id.mapped("login")), {"paul", *MENTORS})

    def _people_join(self):
        self._walk("paul", "mentor_joins")
        paul = self._enrolment("paul")
        self.assertEqual((paul.state, paul.capacity), ("accepted", 2))
        self.assertEqual(paul.skill_ids.skill_id.name, "Python")
        self.assertEqual(paul.skill_ids.skill_level_id.name, "Expert")
        self.assertEqual(paul.missing_requirement_ids.mapped("name"), ["Mentor training"])

        self._walk("jennie", "mentee_applies", size=TALL)
        jennie = self._enrolment("jennie")
        self.assertEqual((jennie.role, jennie.state), ("mentee", "applied"))
        self.assertEqual(jennie.wish_ids.employee_id, self.people["paul"].employee_id)
        self.assertEqual(len(jennie.availability_ids), 2)
        self.assertEqual(
            jennie.missing_requirement_ids.mapped("name"), ["Starting well as a mentee"]
        )
        self._colleagues_join()

    def _colleagues_join(self):
        """A few more on each side, each as themselves, so that matching has a choice."""
        for login, (skill, topic) in MENTORS.items():
            mentor = self._enrolment(login).with_user(self.people[login])
            mentor.action_accept_invitation()
            self._say(mentor, skill, topic)
        for login, (skill, topic) in MENTEES.items():
            mentee = (
                self.env["mentoring.enrolment"]
                .with_user(self.people[login])
                .with_context(mentoring_self=True)
                .create({"programme_id": self.programme.id, "role": "mentee"})
            )
            self._say(mentee, skill, topic)

    def _say(self, enrolment, skill, topic):
        enrolment.write(
            {
                "skill_ids": [
                    Command.create({"skill_id": self.env.ref(f"hr_skills.hr_skill_{skill}").id})
                ],
                "interest_ids": [
                    Command.link(self.env.ref(f"mentoring_programme.topic_{topic}").id)
                ],
                "language_ids": [Command.link(self.env.ref("base.lang_en").id)],
            }
        )
        for requirement in enrolment.missing_requirement_ids:
            if requirement.confirmation == "participant":
                enrolment.with_context(requirement_id=requirement.id).action_acknowledge()

    def _coordinator_matches(self):
        self._walk("rachel", "coordinator_matches", size=TALL)
        self.assertEqual(self.programme.state, "running")
        run = self.env["mentoring.match.run"].search([("programme_id", "=", self.programme.id)])
        self.assertEqual((run.state, run.published_by_id), ("published", self.people["rachel"]))
        self.assertEqual(run.pair_count, 3)
        locked = run.proposal_ids.filtered(lambda proposal: proposal.state == "locked")
        self.assertEqual(locked.mentor_id, self._enrolment("paul"))
        self.assertEqual(locked.mentee_id, self._enrolment("jennie"))
        self.pairing = self.env["mentoring.pairing"].search(
            [("mentee_id", "=", self._enrolment("jennie").id)]
        )
        self.assertEqual(self.pairing.mentor_id, self._enrolment("paul"))
        self.assertEqual(self.pairing.state, "proposed")
        public = self._jennie_as("keith")
        self.assertFalse(public.mentoring_role, "A proposal is nobody's business but theirs.")

    def _both_agree_and_plan(self):
        self._walk("paul", "mentor_agrees", url="/odoo/my-mentoring", size=PHONE)
        self.assertEqual(self.pairing.state, "proposed")
        self.assertTrue(self.pairing.mentor_agreed_on)
        self._walk("jennie", "mentee_plans")
        self.assertEqual(self.pairing.state, "active")
        sessions = self.pairing.session_ids.sorted("start")
        self.assertEqual(len(sessions), 12)
        self.assertEqual(set(sessions.mapped("duration")), {0.75})
        steps = {after.start.date() - before.start.date() for before, after in pairwise(sessions)}
        self.assertEqual(steps, {timedelta(weeks=2)})
        events = sessions.event_id
        self.assertEqual(set(events.mapped("name")), {"Mentoring session"})
        self.assertEqual(set(events.mapped("privacy")), {"private"})
        self.assertEqual(set(events.mapped("location")), {"Second floor, small room"})
        both = self.people["jennie"].partner_id | self.people["paul"].partner_id
        for event in events:
            self.assertEqual(event.partner_ids, both)

    def _session_is_moved_and_held(self):
        """Dragging in the calendar writes the start; the meeting of both moves along."""
        first = self.pairing.session_ids.sorted("start")[0]
        yesterday = fields.Datetime.now().replace(microsecond=0) - timedelta(days=1)
        # As if they had begun last week: nobody meets before that.
        begun = yesterday.date() - timedelta(days=7)
        self.programme.date_start = self.pairing.date_start = begun
        first.with_user(self.people["jennie"]).write({"start": yesterday})
        self.assertEqual(first.event_id.start, yesterday)
        self._walk("paul", "mentor_notes")
        self.assertEqual(first.state, "held")
        self.assertEqual(self.pairing.session_held_count, 1)

    def _jennie_as(self, login):
        jennie = self.people["jennie"].employee_id
        return self.env["hr.employee.public"].with_user(self.people[login]).browse(jennie.id)

    def _others_look(self):
        self._walk("keith", "line_manager")
        self._walk("audrey", "colleague")
        self._walk("toni", "hr_officer")
        self.assertEqual(self._jennie_as("keith").mentoring_role, "mentee")
        # The manager's manager is no direct manager.
        for login in ("audrey", "ronnie"):
            self.assertFalse(self._jennie_as(login).mentoring_role)
            self.assertFalse(self._jennie_as(login).mentoring_pairing_ids)
