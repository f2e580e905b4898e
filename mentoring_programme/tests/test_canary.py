import re
from base64 import b64encode
from urllib.parse import quote

from odoo import fields
from odoo.tests import TransactionCase, tagged

from .crawl import leaky, pages
from .crawl.company import Company
from .crawl.crawl import Crawl
from .crawl.detectors import Canaries, unique_texts
from .crawl.ground import company_ground
from .crawl.masks import Masks
from .crawl.postbox import Postbox
from .crawl.scenario import CANARY_VALUE, MENTEES, MENTORS
from .crawl.speaking import (
    follow_ups,
    heard_concerns,
    reflections,
    said,
    say,
    write_notes,
)

DEBUG = ("--log-level=debug", "--log-handler=:DEBUG", "--log-sql")
MATCHED = "To match"


class CanaryCase(TransactionCase):
    """A server that logs all it can and mails into a postbox of ours."""

    @classmethod
    def _start(cls, letter, addons_path=()):
        ground, base = company_ground()
        cls.ground = ground
        cls.postbox = Postbox()
        cls.addClassCleanup(cls.postbox.close)
        cls.name = ground.copied(letter, base)
        if addons_path:
            ground.run(cls.name, leaky.INSTALL, *addons_path)
        cls.since = fields.Datetime.to_string(fields.Datetime.now())
        options = [*DEBUG, *cls.postbox.options]
        cls.server = ground.serve(cls.name, *options, addons_path=addons_path)
        cls.addClassCleanup(cls.server.stop)
        cls.company_side = Company(cls.server)
        cls.texts = unique_texts()
        cls.canaries = Canaries(**cls.texts)

    @classmethod
    def _send_mails(cls):
        """Run the queue of mails as its job does."""
        (job,) = cls.company_side.query(
            "SELECT res_id FROM ir_model_data WHERE name = 'ir_cron_mail_scheduler_action'"
        )[0]
        cls.company_side.client("seth").call("ir.cron", "method_direct_trigger", [[job]])

    @classmethod
    def _crawl(cls, **options):
        crawl = Crawl(cls.company_side, Masks(cls.server, cls.since), pages.routes())
        return crawl.run(**options)


@tagged("post_install", "-at_install")
class TestCanary(CanaryCase):
    """What people said is nowhere: not in the dump, the log, the files, or mails.

    That no answer holds it is looked for in all that ``test_non_interference`` asks.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._start("d")
        company = cls.company_side
        for mentor in MENTORS:
            say(company, MATCHED, mentor, ["canary"])
        for mentee in MENTEES:
            say(company, MATCHED, mentee, ["canary"], ["canary"], strength="only")
        write_notes(company, cls.texts)
        coordinator = company.client("cora")
        run = coordinator.call(
            "mentoring.match.run", "create", [{"programme_id": company.programmes[MATCHED]}]
        )
        coordinator.call("mentoring.match.run", "action_publish", [[run]])
        cls._send_mails()

    def test_those_who_may_do_see_it(self):
        """Else the tests below would look for what is not there."""
        company = self.company_side
        texts = self.texts
        mine = said(company, MATCHED, "mel")
        self.assertIn(str([CANARY_VALUE]), str(mine["answers"]) + str(mine["wishes"]))
        self.assertEqual(reflections(company, "ida"), [texts["shared"]])
        self.assertEqual({*reflections(company, "mia")}, {texts["shared"], texts["own"]})
        self.assertEqual(heard_concerns(company, "sage"), [texts["concern"]])
        self.assertEqual(follow_ups(company, "sage"), [texts["note"], texts["answer"]])
        self.assertEqual(follow_ups(company, "mel"), [texts["answer"]])

    def test_not_in_the_database(self):
        self.assertEqual(self.canaries.seen_in_dump(self.ground.dump(self.name)), {})

    def test_not_in_the_log(self):
        # The log shows what was called, and the statements, or it proves nothing.
        log = self.server.log.read_bytes()
        self.assertIn(b"call mentoring.match.run", log)
        self.assertRegex(log, rb"UPDATE .?mentoring_preference")
        self.assertEqual(self.canaries.seen_in_lines(log), {})

    def test_not_in_the_files(self):
        folder = self.ground.data(self.name)
        self.assertTrue(list(folder.rglob("preference.keys")), "no files were looked at")
        self.assertEqual(self.canaries.seen_in_files(folder), {})

    def test_in_no_mail(self):
        self.assertTrue(self.postbox.mails, "no mail was sent")
        self.assertEqual(self.canaries.seen_in_mails(self.postbox.mails), set())


@tagged("post_install", "-at_install")
class TestDetectors(CanaryCase):
    """On an addon that leaks in every way, each detector fires."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ground, _base = company_ground()
        cls._start("e", [leaky.write_addon(ground.folder / "leaky")])
        models = ("mentoring.enrolment", "mentoring.leak", "mail.message", "ir.attachment")
        looks = {"onlookers": ("cora",), "models": models}
        cls.before = cls._crawl(**looks)["cora"]
        say(cls.company_side, MATCHED, "mel", ["canary"], ["canary"])
        cls._send_mails()
        cls.after = cls._crawl(**looks)["cora"]
        cls.differing = {
            question for question in cls.after if cls.before.get(question) != cls.after[question]
        }

    def test_answers_differ_wherever_they_leak(self):
        enrolment = "mentoring.enrolment: "
        for leak, question in {
            "a readable copy": enrolment + "list .*leak_row",
            "the same over the newer interface": enrolment + "over json/2",
            "the same in an export": enrolment + "export .*leak_row",
            "a group": enrolment + "groups .*leak_row",
            "a display name": enrolment + "names",
            "an order past the groups of a related field": enrolment + "order leak_related",
            "a group past them": enrolment + r"group leak_related \[\]",
            "a list past them": enrolment + "group leak_related .*array_agg",
            "a search method past the groups": enrolment + "filter leak_found",
            "a link to rows that nobody may read": enrolment + "filter leak_ids",
            "a message": "mail.message: list ",
            "an attachment": "ir.attachment: list ",
            "a page": "page /my/home",
        }.items():
            with self.subTest(leak):
                self.assertTrue(any(re.match(question, differing) for differing in self.differing))

    def test_the_canary_is_seen_in_answers(self):
        self.assertEqual(self.canaries.seen_in_answers({"cora": self.before}), [])
        seen = [asked for _, asked, _ in self.canaries.seen_in_answers({"cora": self.after})]
        for question in (
            "mentoring.enrolment: list .*leak_row",
            "mentoring.enrolment: export .*leak_row",
            "mentoring.enrolment: over json/2",
            "mail.message: list ",
            "page /my/home",
        ):
            with self.subTest(question):
                self.assertTrue(any(re.match(question, asked) for asked in seen))

    def test_the_canary_is_seen_at_rest(self):
        dump = self.canaries.seen_in_dump(self.ground.dump(self.name))
        self.assertLessEqual({"value", "box"}, dump.keys())
        log = self.canaries.seen_in_lines(self.server.log.read_bytes())
        self.assertLessEqual({"value", "box"}, log.keys())
        files = self.canaries.seen_in_files(self.ground.filestore(self.name))
        self.assertIn({"value", "box"}, files.values())
        self.assertLessEqual({"value", "box"}, self.canaries.seen_in_mails(self.postbox.mails))

    def test_texts_are_seen_in_every_form(self):
        """Plain, in UTF-16, in hexadecimal, in an address, and in base64 at each offset."""
        text = self.texts["shared"]
        coded = [text.encode("utf-16-le"), text.encode().hex().encode(), quote(text).encode()]
        coded += [b64encode(b"-" * n + text.encode() + b"-" * n) for n in range(4)]
        for data in (text.encode(), *coded):
            with self.subTest(data):
                self.assertEqual(self.canaries.seen_in(data), {"shared"})
