from odoo import fields
from odoo.tests import TransactionCase, tagged

from .crawl import pages
from .crawl.company import Company
from .crawl.crawl import Crawl, side_by_side
from .crawl.detectors import Canaries, unique_texts
from .crawl.ground import company_ground
from .crawl.masks import Masks
from .crawl.methods import public_methods
from .crawl.pairs import pairs_of, proposals_of, without_pairs
from .crawl.scenario import MENTEES, MENTORS, ONLOOKERS, VALUES
from .crawl.speaking import READERS, say, write_notes

# Everybody but one of the onlookers says something else in each database: the partner says the
# same, so that what the company holds of somebody is compared too.
SAME = "ida"
VARY = {*MENTORS, *MENTEES} - {SAME}
MATCHED = "To match"
# What a matching leaves rows in, and where it is told.
MATCHING = (
    "calendar.event",
    "hr.employee",
    "hr.employee.public",
    "mail.mail",
    "mail.message",
    "mail.notification",
    "mentoring.enrolment",
    "mentoring.match.proposal",
    "mentoring.match.run",
    "mentoring.match.unmatched",
    "mentoring.pairing",
    "mentoring.preference",
    "mentoring.preference.opening",
    "mentoring.programme",
    "mentoring.session",
)
# The last two mentees wish for each other's natural partner. Not the first two: they were paired
# with theirs in the programme that runs, and former partners are not proposed again.
SWAPPED = (*VALUES[:3], VALUES[4], VALUES[3])


class Databases(TransactionCase):
    """Copies of one database, in which people say different things."""

    @classmethod
    def _serve(cls, *letters):
        ground, base = company_ground()
        cls.since = fields.Datetime.to_string(fields.Datetime.now())
        servers = [ground.serve(ground.copied(letter, base)) for letter in letters]
        for server in servers:
            cls.addClassCleanup(server.stop)
        cls.routes = pages.routes()
        return [Company(server) for server in servers]

    @classmethod
    def _say_all(cls, company, wanted):
        """Everybody says something, in every programme that asks."""
        for place, (mentor, mentee) in enumerate(zip(MENTORS, MENTEES, strict=True)):
            for programme in (MATCHED, "In review", "Enrolling"):
                if (programme, mentee) in company.enrolments:
                    say(company, programme, mentee, ["canary"], [wanted[place]])
                if (programme, mentor) in company.enrolments and mentor != SAME:
                    say(company, programme, mentor, ["canary", VALUES[place]])
        say(company, MATCHED, SAME, [VALUES[0]])

    @classmethod
    def _say_little(cls, company):
        """Some say something, in one programme: of themselves, or what changes no pair."""
        say(company, MATCHED, SAME, [VALUES[0]])
        say(company, MATCHED, MENTORS[2], [VALUES[2]])
        say(company, MATCHED, MENTEES[2], (), [VALUES[2]], strength="nice")
        say(company, MATCHED, MENTEES[0], ["twin"])

    @classmethod
    def _publish(cls, company):
        """The coordinator runs the matching and publishes it."""
        coordinator = company.client("cora")
        run = coordinator.call(
            "mentoring.match.run", "create", [{"programme_id": company.programmes[MATCHED]}]
        )
        coordinator.call("mentoring.match.run", "action_publish", [[run]])

    @classmethod
    def _questioner(cls, company):
        return Crawl(company, Masks(company.server, cls.since), cls.routes)

    @classmethod
    def _crawl(cls, *companies, **options):
        crawls = [cls._questioner(company) for company in companies]
        return side_by_side(*(lambda crawl=crawl: crawl.run(**options) for crawl in crawls))

    def assertSame(self, one, other, normalised=None):  # noqa: N802
        """Every onlooker is answered the same, byte for byte; say where not."""
        found = []
        for login in one:
            mine, yours = one[login], other[login]
            self.assertGreater(len(mine), 50, f"{login} was hardly asked anything")
            for question in sorted({*mine, *yours}):
                first, second = mine.get(question, b""), yours.get(question, b"")
                same = first == second or (
                    normalised and normalised(question, first) == normalised(question, second)
                )
                if not same:
                    found.append(f"{login}, {question}: {_around(first, second)}")
        self.assertFalse(found, f"{len(found)} answers differ:\n" + "\n".join(found[:20]))


@tagged("post_install", "-at_install")
class TestNonInterference(Databases):
    """Databases that differ in what people said in confidence answer everybody else alike."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        first, second = cls.companies = cls._serve("a", "b")
        side_by_side(lambda: cls._say_all(first, VALUES), lambda: cls._say_little(second))
        cls.texts = unique_texts()
        for company in (first, second):
            write_notes(company, cls.texts)
        cls.before = cls._crawl(first, second, vary=VARY)
        side_by_side(lambda: cls._publish(first), lambda: cls._publish(second))
        cls.after = cls._crawl(first, second, vary=VARY, deeply=False, models=MATCHING)
        # Last, since methods take steps.
        methods = public_methods(cls.env)
        cls.called = side_by_side(
            lambda: cls._questioner(first).call_methods(methods),
            lambda: cls._questioner(second).call_methods(methods),
        )

    def test_the_onlookers_are_who_they_are(self):
        """Else many of the answers would come from one who may do everything, or nothing."""
        reach = {login: set(self.companies[0].reach(login)) for login in ONLOOKERS}
        self.assertLess(reach["porter"], reach["eve"])
        for login in ("mia", "ida", "mo", "sage"):
            self.assertEqual(reach[login], reach["eve"])
        for login in ("cora", "mara", "hana", "hera"):
            self.assertLess(reach["eve"], reach[login])
        self.assertNotIn("mentoring.match.run", reach["seth"] | reach["hera"])

    def test_before_a_matching_nobody_can_tell_them_apart(self):
        self.assertSame(*self.before)

    def test_nor_after_it_when_the_same_pairs_come_out(self):
        published = set(pairs_of(self.after[0]["cora"])) - set(pairs_of(self.before[0]["cora"]))
        self.assertEqual(len(published), len(MENTEES))
        self.assertSame(*self.after)

    def test_nor_by_calling_methods(self):
        self.assertSame(*self.called)

    def test_nothing_that_was_said_is_in_an_answer(self):
        """In the first database everybody said the canary, and nobody its twin."""
        canaries = Canaries(**self.texts)
        for answers in (self.before[0], self.after[0], self.called[0]):
            self.assertEqual(canaries.seen_in_answers(answers, READERS), [])


@tagged("post_install", "-at_install")
class TestPairsAlone(Databases):
    """Where what was said moved the pairs, these differ, and nothing else does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        first, second = companies = cls._serve("c", "f")
        side_by_side(lambda: cls._say_all(first, SWAPPED), lambda: cls._say_little(second))
        side_by_side(*(lambda company=company: cls._publish(company) for company in companies))
        cls.one, cls.other = cls._crawl(*companies, vary=VARY, deeply=False, models=MATCHING)

    def test_it_moved_some_pairs(self):
        one, other = pairs_of(self.one["cora"]), pairs_of(self.other["cora"])
        self.assertEqual(len(set(one) - set(other)), 2)

    def test_nothing_else_differs(self):
        self.assertSame(self.one, self.other, normalised=without_pairs)

    def test_whoever_sees_no_pair_sees_no_difference(self):
        for login in ("eve", "mo", "hana", "hera", "sage", "porter", "dora", "seth"):
            with self.subTest(ONLOOKERS[login]):
                one, other = self.one[login], self.other[login]
                self.assertEqual({q for q in one if one[q] != other.get(q)}, set())

    def test_the_same_pair_is_shown_the_same(self):
        """Fit, order and reasons follow from who the two are, whatever anybody said."""
        for shown in (pairs_of, proposals_of):
            one, other = shown(self.one["cora"]), shown(self.other["cora"])
            both = one.keys() & other.keys()
            self.assertTrue(both)
            self.assertEqual({pair: one[pair] for pair in both}, {p: other[p] for p in both})


def _around(first, second):
    """The two texts where they begin to differ."""
    pairs = enumerate(zip(first, second, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))
    window = slice(max(0, at - 60), at + 60)
    return f"{first[window]!r} / {second[window]!r}"
