import os
from datetime import timedelta
from pathlib import Path

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import MentoringCase
from .test_accessibility import DESKTOP, LOOK, PHONE

PART = '"section[data-section=sessions]"'
# One of the forms and every folded part, so that all of it is looked at.
OPEN_ALL = """
document.querySelectorAll(".o_mentoring_sessions details").forEach((each) => { each.open = true; });
[...document.querySelectorAll(".o_mentoring_sessions button")]
    .find((each) => each.textContent.includes("%s"))
    .click();
await new Promise((done) => setTimeout(done, 500));
"""


@tagged("post_install", "-at_install")
class TestSessionWalk(HttpCase, MentoringCase):
    """The two walk through their sessions, in Odoo and from outside, on desktop and phone."""

    def _pairing(self, mentor, mentee):
        kind = self.env.ref("mentoring_programme.type_high_potential")
        today = fields.Date.today()
        programme = self._programme(
            "running",
            type_id=kind.id,
            session_count=6,
            date_start=today - timedelta(days=90),
            date_end=today + timedelta(days=180),
        )
        for requirement in programme.requirement_ids:
            requirement.unlink()
        pairing = self._pair(
            self._enrol(programme, mentor, "mentor"), self._enrol(programme, mentee, "mentee")
        )
        self.env["mentoring.session"].create(
            {
                "pairing_id": pairing.id,
                "start": fields.Datetime.now() - timedelta(days=2),
                "duration": 1.25,
            }
        )
        return pairing

    def _people(self):
        guest = self._user("gus", "portal")
        people = [(self.mia.user_id, "/odoo/my-mentoring"), (guest, "/my/mentoring")]
        self._pairing(self.ida, self.mia)
        self._pairing(guest.partner_id, self.max)
        return people

    def test_from_the_last_one_to_the_next(self):
        for user, url in self._people():
            for size in (DESKTOP, PHONE):
                with self.subTest(f"{user.login} {size}"):
                    self.browser_size, self.touch_enabled = size, size == PHONE
                    with self.cr.savepoint() as savepoint:
                        self.start_tour(url, "mentoring_sessions", login=user.login, timeout=120)
                        savepoint.rollback()
                        self.env.invalidate_all()

    def test_what_is_said_above_shows_in_the_pairing_that_is_open(self):
        pairing = self._pairing(self.ida, self.mia)
        self.browser_size = DESKTOP
        tour = "mentoring_sessions_from_home"
        self.start_tour("/odoo/my-mentoring", tour, login="mia", timeout=90)
        self.env.invalidate_all()
        self.assertEqual(pairing.session_ids.mapped("state"), ["held"])

    def test_its_forms_have_no_serious_fault(self):
        axe = Path(os.environ["MENTORING_AXE"]).read_text()
        pairing = self._pairing(self.ida, self.mia)
        pairing.with_user(self.mia.user_id).action_plan_session(
            fields.Datetime.now() + timedelta(days=3), video=True
        )
        topics = self.env["mentoring.topic"].search([], limit=2)
        pairing.session_ids[:1].with_user(self.mia.user_id).action_prepare(
            topics.ids, "Ours", "Mine"
        )
        for words in ("Topics and preparation", "It took place", "Plan the rhythm"):
            for size in (DESKTOP, PHONE):
                with self.subTest(f"{words} {size}"):
                    self.browser_size, self.touch_enabled = size, size == PHONE
                    code = (
                        f"{axe};(async () => {{ {OPEN_ALL % words}; {LOOK % {'part': PART}} }})()"
                    )
                    ready = "!!document.querySelector('.o_mentoring_sessions button')"
                    try:
                        self.browser_js("/odoo/my-mentoring", code, ready, login="mia", timeout=60)
                    except AssertionError as error:
                        # Without the code that was run, which is half a million characters long.
                        told = str(error).rpartition('" failed')[2] or str(error)
                        raise AssertionError(told) from None
