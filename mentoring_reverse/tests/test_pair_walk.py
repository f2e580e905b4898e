import os
from datetime import timedelta
from pathlib import Path

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.mentoring_programme.tests.test_accessibility import DESKTOP, LOOK, PHONE

from .common import ReverseCase

PAGES = ("/odoo/my-mentoring", "/my/mentoring")
# Every folded part and every form of ours, so that all of it is looked at.
OPEN_ALL = """
const rest = () => new Promise((done) => setTimeout(done, 600));
await rest();
document.querySelectorAll(".o_mentoring_pairing details").forEach((each) => { each.open = true; });
for (const name of ["reverse_summaries", "reverse_look_back", "reverse_questions"]) {
    const part = document.querySelector(`section[data-section=${name}]`);
    [...part.querySelectorAll("button")].at(-1)?.click();
    await rest();
}
"""


@tagged("post_install", "-at_install")
class TestPairWalk(HttpCase, ReverseCase):
    """The leader and the mentor walk through a session, on desktop and phone, in Odoo and on
    the portal's page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._reverse_pairing()
        cls.pairing.programme_id.session_count = 6
        cls.first = cls._session(-1)
        cls._session(6)

    @classmethod
    def _session(cls, days, state="planned"):
        start = fields.Datetime.now().replace(microsecond=0) + timedelta(days=days)
        return cls.env["mentoring.session"].create(
            {"pairing_id": cls.pairing.id, "start": start, "duration": 1, "state": state}
        )

    def _walk(self, login, tour, url, size):
        self.browser_size, self.touch_enabled = size, size == PHONE
        self.start_tour(url, f"mentoring_reverse_{tour}", login=login, timeout=120)
        self.env.invalidate_all()

    def test_from_the_ground_rules_to_the_next_agenda(self):
        backend, portal = PAGES
        self._walk("ida", "leader_begins", backend, PHONE)
        self._walk("mia", "mentor_holds", backend, DESKTOP)
        self.assertEqual(self.first.state, "held")
        self._walk("ida", "leader_sums_up", portal, DESKTOP)
        self._walk("mia", "mentor_reads", portal, PHONE)

    def test_both_look_back_halfway(self):
        self.first.state = "held"
        for days in (-9, -5):
            self._session(days, "held")
        for login, url, size in (("mia", PAGES[0], PHONE), ("ida", PAGES[1], DESKTOP)):
            self._walk(login, "looks_back", url, size)
        notes = self.env["mentoring.look.back"].search([("pairing_id", "=", self.pairing.id)])
        self.assertEqual(len(notes), 2)

    def test_what_is_held_on_one_shows_it(self):
        self.first.state = "held"
        self.pairing.with_user(self.ida.user_id).action_propose_topic(words="Parking")
        self.pairing.with_user(self.ida.user_id).action_acknowledge_ground_rules(1)
        self.authenticate("ida", "ida")
        params = {
            "pairing_id": self.pairing.id,
            "session_id": self.first.id,
            "texts": {"surprised": "What she said"},
        }
        self.make_jsonrpc_request("/mentoring/reverse/summarise", params)
        page = self.url_open("/my/mentoring/data").text
        for words in ("Topics that I proposed", "Parking", "What she said", "version"):
            self.assertIn(words, page)
        self.assertNotIn("Topics that are not for me", page)
        self.authenticate("mia", "mia")
        page = self.url_open("/my/mentoring/data").text
        self.assertIn("None marked.", page)
        self.assertNotIn("What she said", page)

    def test_its_parts_have_no_serious_fault(self):
        self.first.state = "held"
        for days in (-9, -5):
            self._session(days, "held")
        self.pairing.with_user(self.mia.user_id).action_ask_leader(
            "When?", [fields.Datetime.to_string(fields.Datetime.now() + timedelta(days=3))]
        )
        self.pairing.with_user(self.ida.user_id).action_propose_topic(words="Parking")
        axe = Path(os.environ["MENTORING_AXE"]).read_text()
        look = LOOK % {"part": '".o_mentoring_pairing"'}
        code = f"{axe};(async () => {{ {OPEN_ALL} {look} }})()"
        ready = "!!document.querySelector('[data-section=reverse_look_back] button')"
        for login, url in (("mia", PAGES[0]), ("ida", PAGES[1])):
            for size in (DESKTOP, PHONE):
                with self.subTest(f"{login} {size}"):
                    self.browser_size, self.touch_enabled = size, size == PHONE
                    try:
                        self.browser_js(url, code, ready, login=login, timeout=60)
                    except AssertionError as error:
                        # Without the code that was run, which is half a million characters long.
                        told = str(error).rpartition('" failed')[2] or str(error)
                        raise AssertionError(told) from None
