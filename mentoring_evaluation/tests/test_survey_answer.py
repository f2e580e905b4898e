import random
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged

from ..models.survey_answers import asked_and_answered, released_answers
from .common import EvaluationCase

CLOSED = ("ask", "pool", "key", "answer")


@tagged("post_install", "-at_install")
class TestSurveyAnswer(EvaluationCase, HttpCase):
    """Answering, and what comes of it."""

    def _values(self, programme, code="quality"):
        return [each.value for each in released_answers(self.env, programme, [code])]

    def _many(self, count, mode="anonymous", **values):
        programme = self._asked_programme(count, mode, **values)
        self.asks._ask(programme)
        return programme

    def test_answers_come_out_in_batches_of_enough_and_leave_as_many_behind(self):
        programme = self._many(12)
        mentees = self._enrolments(programme, "mentee")
        out = []
        for mentee in mentees:
            self._answer(mentee, quality="4")
            self._release()
            out.append(len(self._values(programme)))
        # Five may leave when five stay; the last of all may leave together.
        self.assertEqual(out, [0] * 9 + [5] + [5] + [12])
        for before, after in zip([0, *out], out, strict=False):
            self.assertTrue(after == before or after - before >= 5)

    def test_no_question_comes_out_by_itself_about_fewer(self):
        """Every question may be left out: what is released of each grows by enough people, too,
        and in the end all of it is out of which there is enough."""
        programme = self._many(20)
        leave_out = random.Random(3)
        said = dict.fromkeys(("quality", "open", "worth", "time"), 0)
        out = dict.fromkeys(said, 0)
        for mentee in self._enrolments(programme, "mentee"):
            codes = [
                code
                for code, often in zip(said, (1, 0.7, 0.5, 0.15), strict=True)
                if leave_out.random() < often
            ]
            self._answer(mentee, **dict.fromkeys(codes, "4"))
            for code in codes:
                said[code] += 1
            self._release()
            for code in said:
                now = len(self._values(programme, code))
                self.assertTrue(now == out[code] or now - out[code] >= 5, (code, out[code], now))
                out[code] = now
        self.assertEqual(out, {code: n if n >= 5 else 0 for code, n in said.items()})
        self.assertTrue(0 < said["time"] < 5 <= said["worth"] < said["open"] < 20, said)
        # However many parts their answers came out in, they are as many people as answered.
        [answered] = [
            n
            for (*_round, role), (_asked, n) in asked_and_answered(self.env, programme).items()
            if role == "mentee"
        ]
        self.assertEqual(answered, 20)

    def test_too_few_never_show_and_are_destroyed(self):
        programme = self._many(4)
        for mentee in self._enrolments(programme, "mentee"):
            self._answer(mentee, quality="1", help="Leave me alone")
        self._release()
        with freeze_time(self.today + timedelta(days=60)):
            self._release()
        self.assertEqual(self._values(programme), [])
        # Nobody has closed it: the day that people were told counts.
        with freeze_time(programme.date_end + timedelta(days=60)):
            self.env["mentoring.survey.key"]._destroy_expired()
        pools = self.env["mentoring.survey.pool"]
        self.assertFalse(pools.search([("programme_id", "=", programme.id)]))

    def test_own_words_wait_for_ten_and_bear_nothing_else(self):
        programme = self._many(11)
        comments = self.env["mentoring.survey.comment"]
        mentees = self._enrolments(programme, "mentee")
        for n, mentee in enumerate(mentees):
            self._answer(mentee, quality="5", **({"help": f"Words {n}"} if n % 2 else {}))
            self._release()
            if n < 9:
                self.assertFalse(comments.search([("programme_id", "=", programme.id)]))
        found = comments.search([("programme_id", "=", programme.id)])
        self.assertEqual(sorted(found.mapped("text")), [f"Words {n}" for n in (1, 3, 5, 7, 9)])
        stored = {name for name, field in comments._fields.items() if field.store}
        self.assertEqual(
            stored,
            {"id", "programme_id", "company_id", "wave_id", "number", "role", "code", "text"},
        )
        shown = found.with_user(self.coordinator).mapped("question")
        self.assertEqual(set(shown), {"What would help the two of you?"})

    def test_once_and_only_what_one_is_asked(self):
        programme = self._many(2)
        mentee, other = self._enrolments(programme, "mentee")
        ask = self._ask_of(mentee)
        said = self._said(ask, quality="4")
        for user in (other.user_id, self.coordinator, self.env.ref("base.user_admin")):
            with self.assertRaisesRegex(AccessError, "not asked this"):
                ask.with_user(user)._answer(said)
        for wrong, words in (
            ({}, "at least one"),
            (self._said(ask, quality="6"), "on the page"),
            (self._said(ask, quality="x"), "on the page"),
            (self._said(ask, help="x" * 1001), "1000 characters"),
            ({0: "4"}, "at least one"),
        ):
            with self.assertRaisesRegex(UserError, words):
                ask.with_user(mentee.user_id)._answer(wrong)
        ask.with_user(mentee.user_id)._answer(said)
        with self.assertRaisesRegex(AccessError, "not any more"):
            ask.with_user(mentee.user_id)._answer(said)
        with freeze_time(ask.date_until + timedelta(days=1)), self.assertRaises(AccessError):
            self._ask_of(other).with_user(other.user_id)._answer(said)

    def test_the_longest_texts_fit(self):
        programme = self._many(1, waves=("closing",))
        programme._write_state("running")
        programme.date_end = self.today
        self.asks._ask(programme)
        mentee = self._enrolments(programme, "mentee")
        # As wide in bytes as letters of most scripts are.
        long = dict.fromkeys(("surprised", "changed", "change_programme"), "界" * 600)
        self._answer(mentee, "closing", quality="4", **long)
        other = self._enrolments(programme, "mentor")
        ask = self._ask_of(other, "closing")
        escaped = dict.fromkeys(long, '"' * 1000 + "")
        ask.with_user(other.user_id)._answer(self._said(ask, **escaped))

    def test_linked_answers_of_one_person_are_told_together_and_nobody_knows_whose(self):
        programme = self._many(5, "linked")
        mentees = self._enrolments(programme, "mentee")
        for n, mentee in enumerate(mentees):
            self._answer(mentee, quality=str(n + 1))
        self._release()
        later = self.today + timedelta(days=60)
        with freeze_time(later):
            self.asks._ask(programme)
            rounds = self.asks.search([("programme_id", "=", programme.id), ("number", "=", 1)])
            for n, mentee in enumerate(mentees):
                ask = rounds.filtered(lambda ask, mentee=mentee: ask.enrolment_id == mentee)
                ask.with_user(mentee.user_id)._answer(self._said(ask, quality=str(n + 1)))
            self._release()
        by_key = {}
        for each in released_answers(self.env, programme, ["quality"]):
            by_key.setdefault(each.key, []).append((each.number, each.value))
        self.assertEqual(sorted(by_key.values()), [[(0, str(n)), (1, str(n))] for n in range(1, 6)])
        # The last wave is over: the keys are destroyed, the answers stay.
        programme._write_state("closed")
        keys = self.env["mentoring.survey.key"]
        self.assertEqual(keys.search_count([("enrolment_id", "in", mentees.ids)]), 5)
        with freeze_time(programme.date_end + timedelta(days=60)):
            keys._destroy_expired()
        self.assertFalse(keys.search([("enrolment_id", "in", mentees.ids)]))
        self.assertEqual(len(self._values(programme)), 10)

    def test_a_person_sees_what_is_held_on_them_and_nobody_else_does(self):
        for mode, sees in (("linked", True), ("anonymous", False)):
            programme = self._many(5, mode)
            mentees = self._enrolments(programme, "mentee")
            for n, mentee in enumerate(mentees):
                self._answer(mentee, quality=str(n + 1))
                if not n:
                    self._check_held(mentee, "1", sees)
            self._release()
            self._check_held(mentees[4], "5", sees)
        with self.assertRaises(AccessError):
            self.env["mentoring.home"].with_user(mentee.user_id)._held_further(mentee)

    def _check_held(self, enrolment, value, sees):
        """In the person's own session, what they answered is on their page or is not."""
        login = enrolment.user_id.login
        self.env.flush_all()
        self.authenticate(login, login)
        page = " ".join(self.url_open("/my/mentoring/data").text.split())
        self.assertIn("<dt>How is it going?</dt>", page)
        title = self._ask_of(enrolment).wave_id.mentee_survey_id.question_ids[0].title
        line = f"<dt>How is it going?: {title}</dt> <dd>{value}</dd>"
        self.assertEqual(line in page, sees)

    def test_how_many_were_asked_and_how_many_answers_are_out(self):
        programme = self._many(6)
        for mentee in self._enrolments(programme, "mentee")[:5]:
            self._answer(mentee, quality="4", open="4")
        with freeze_time(self.today + timedelta(days=40)):
            self._release()
        wave = self.waves["pulse"].id
        self.assertEqual(
            asked_and_answered(self.env, programme),
            {
                (programme.id, wave, 0, "mentee"): (6, 5),
                (programme.id, wave, 0, "mentor"): (6, 0),
            },
        )

    def test_nobody_reads_the_rows(self):
        programme = self._many(5)
        for mentee in self._enrolments(programme, "mentee"):
            self._answer(mentee, quality="4")
        self._release()
        surveyor = self._user("sara")
        surveyor.group_ids += self.env.ref("survey.group_survey_manager")
        onlookers = (
            self.coordinator,
            self.manager,
            self.hr_officer,
            self.lead,
            surveyor,
            self.env.ref("base.user_admin"),
            self._enrolments(programme, "mentee")[0].user_id,
        )
        for user in onlookers:
            for name in CLOSED:
                model = self.env[f"mentoring.survey.{name}"].with_user(user)
                for ask in (
                    lambda model=model: model.search([]),
                    lambda model=model: model.search_count([]),
                    lambda model=model: model.formatted_read_group([], [], ["__count"]),
                    lambda model=model: model.create({}),
                ):
                    with self.assertRaises(AccessError):
                        ask()

    def test_own_words_are_for_the_coordinators_of_the_programme(self):
        found = {}
        for discreet in (False, True):
            programme = self._many(
                10,
                **({"discreet": True, "enrolment_policy": "invited"} if discreet else {}),
            )
            for mentee in self._enrolments(programme, "mentee"):
                self._answer(mentee, help="Time")
            found[discreet] = programme
        self._release()
        comments = self.env["mentoring.survey.comment"]
        reads = {
            self.coordinator: {False, True},
            self.manager: {False},
            self.other_coordinator: set(),
        }
        for user, expected in reads.items():
            mine = comments.with_user(user).search([])
            self.assertEqual(
                {key for key, programme in found.items() if programme in mine.programme_id},
                expected,
                user.login,
            )
        for user in (self.hr_officer, self.mia.user_id, self.lead):
            with self.assertRaises(AccessError):
                comments.with_user(user).search([])
        with self.assertRaises(AccessError):
            comments.with_user(self.coordinator).search([], limit=1).text = "Other"

    def test_the_page_says_how_answers_are_kept_before_it_asks(self):
        for mode, words in (("anonymous", "this is anonymous"), ("linked", "this is linked")):
            programme = self._many(2, mode)
            mentee, other = self._enrolments(programme, "mentee")
            ask = self._ask_of(mentee)
            self.env.cr.flush()
            self.authenticate(mentee.user_id.login, mentee.user_id.login)
            response = self.url_open(f"/my/mentoring/survey/{ask.id}")
            page = response.text
            self.assertEqual(response.headers["Cache-Control"], "no-store")
            self.assertIn(words, " ".join(page.split()))
            self.assertLess(page.index(words), page.index("<fieldset"))
            # The key of the server opens numbers at any time, and nothing else so.
            limit = "could find out whose number it is" if mode == "linked" else "very moment"
            self.assertIn(limit, " ".join(page.split()))
            foreign = self._inside(f"/my/mentoring/survey/{self._ask_of(other).id}")
            nobody = self._inside("/my/mentoring/survey/999999999")
            self.assertIn("Nothing is asked of you here", foreign)
            self.assertNotIn("<fieldset", foreign)
            self.assertEqual(foreign, nobody)

    def _inside(self, url):
        """What a page says, without the frame around it."""
        page = " ".join(self.url_open(url).text.split())
        return page[page.index("o_mentoring_survey") : page.index("</main>")]
