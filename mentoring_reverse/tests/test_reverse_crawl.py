import secrets

from odoo import fields
from odoo.tests import TransactionCase, tagged

from odoo.addons.mentoring_programme.tests.crawl import pages
from odoo.addons.mentoring_programme.tests.crawl.company import Company
from odoo.addons.mentoring_programme.tests.crawl.crawl import Crawl, side_by_side
from odoo.addons.mentoring_programme.tests.crawl.detectors import Canaries
from odoo.addons.mentoring_programme.tests.crawl.masks import Masks

from .reverse_scenario import READ, Speaker, reverse_ground

# One of each set of rights, and the partner.
ONLOOKERS = ("ida", "gus", "eve", "mo", "cora", "mara", "hana", "sage", "seth")
DEBUG = ("--log-level=debug", "--log-handler=:DEBUG", "--log-sql")
# In what a workbook or a theme could leave a trace.
LOOKED_INTO = (
    "mail.message",
    "ir.attachment",
    "mentoring.enrolment",
    "mentoring.event.outline",
    "mentoring.insight",
    "mentoring.insight.action",
    "mentoring.pairing",
    "mentoring.programme",
    "mentoring.session",
    "mentoring.theme",
    "mentoring.theme.pool",
    "mentoring.workbook.answer",
    "mentoring.workbook.question",
    "mentoring.workbook.section",
)
METHODS = [
    ("mentoring.event.outline", "action_plan_event"),
    ("mentoring.home", "get_my_mentoring"),
    ("mentoring.home", "get_pairing"),
]


@tagged("post_install", "-at_install")
class TestReverseCrawl(TransactionCase):
    """Two databases: in the first Mia, who leads, writes into her workbook for herself and passes
    a theme on, in the second she does neither; Ida shares an answer with her in both.

    Everybody but Mia, her partner first of all, is answered the same in both, and what she wrote
    is nowhere.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ground, base = reverse_ground()
        cls.ground = ground
        cls.since = fields.Datetime.to_string(fields.Datetime.now())
        cls.names = [ground.copied(letter, base) for letter in "st"]
        servers = [ground.serve(name, *DEBUG) for name in cls.names]
        for server in servers:
            cls.addClassCleanup(server.stop)
        cls.server = servers[0]
        cls.companies = first, second = [Company(server) for server in servers]
        cls.texts = {kind: f"canary {secrets.token_hex(12)}" for kind in ("shared", "own")}
        cls.canaries = Canaries(**cls.texts)
        for company in (first, second):
            Speaker(company, "ida").answer(0, cls.texts["shared"], True)
        cls.mia = Speaker(first, "mia")
        cls.mia.answer(1, cls.texts["own"], False)
        cls.mia.give(0)
        cls.mia.give(1)
        cls.copy = cls.mia.kept_copy()
        Speaker(second, "mia").kept_copy()

    @classmethod
    def _crawl(cls, company):
        crawl = Crawl(company, Masks(company.server, cls.since), pages.routes())
        answers = crawl.run(onlookers=ONLOOKERS, models=LOOKED_INTO)
        called = Crawl(company, Masks(company.server, cls.since), pages.routes())
        called = called.call_methods(METHODS)
        for login in ONLOOKERS:
            answers[login].update(called.get(login, {}))
        return answers

    def test_everybody_else_is_answered_alike_and_nobody_reads_what_is_not_theirs(self):
        first, second = side_by_side(*(lambda c=c: self._crawl(c) for c in self.companies))
        self.assertEqual(first.keys(), second.keys())
        differing = []
        for login, answered in first.items():
            self.assertGreater(len(answered), 50, f"{login} was hardly asked anything")
            differing += [
                (login, question)
                for question in sorted({*answered, *second[login]})
                if answered.get(question) != second[login].get(question)
            ]
        self.assertEqual(differing, [])
        self.assertEqual(self.canaries.seen_in_answers(first, READ), [])

    def test_those_who_may_do_see_it(self):
        """Else the tests beside would look for what is not there."""
        self.assertLessEqual(set(self.texts.values()), self.mia.texts())
        self.assertEqual(Speaker(self.companies[0], "ida").texts(), {self.texts["shared"]})
        self.assertEqual(len(self.mia.given()), 2)
        self.assertEqual(Speaker(self.companies[1], "mia").given(), [])
        status, headers, body = self.copy
        self.assertEqual((status, dict(headers)["Cache-Control"]), (200, "no-store"))
        if dict(headers)["Content-Type"].startswith("text/html"):
            self.assertIn(self.texts["own"].encode(), body)
            self.assertNotIn(self.texts["shared"].encode(), body)

    def test_it_is_nowhere_at_rest(self):
        self.assertEqual(self.canaries.seen_in_dump(self.ground.dump(self.names[0])), {})
        log = self.server.log.read_bytes()
        self.assertRegex(log, rb"UPDATE .?mentoring_workbook_answer")
        self.assertRegex(log, rb"UPDATE .?mentoring_theme_pool")
        self.assertEqual(self.canaries.seen_in_lines(log), {})
        self.assertEqual(self.canaries.seen_in_files(self.ground.data(self.names[0])), {})

    def test_nobody_else_is_given_a_copy(self):
        answers = set()
        for login in ("ida", "gus", "cora", "mara", "hana", "sage", "seth", "porter"):
            for pairing in (self.mia.pairing, 10**6):
                if login == "ida" and pairing == self.mia.pairing:
                    continue
                client = self.companies[0].client(login)
                answers.add(client.get(f"/mentoring/workbook/{pairing}/copy")[0])
        self.assertEqual(answers, {404})
