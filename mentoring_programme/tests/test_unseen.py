import re
from inspect import signature

from odoo.exceptions import AccessError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_case import BROCHURE, CLOSED, HIDDEN_IN, AccessCase

# Of these nothing is hidden: everybody who may read the model at all reads every row of it.
VOCABULARIES = set(BROCHURE) - {"mentoring.programme.type"}
NOTHING = 2**31 - 1


@tagged("post_install", "-at_install")
class TestUnseen(AccessCase):
    """Whoever tries ids learns nothing: what is hidden from them is answered like what is not
    there."""

    # Of those that are hidden from somebody, at least these.
    LOOKED_AT = frozenset(
        {"mentoring.assessment", "mentoring.pairing.pause", "mentoring.session.mood"}
    )

    def _answer(self, user, model, method, number, *words):
        """What a client gets, as text."""
        self.env.invalidate_all()
        records = self.env(user=user.id, su=False)[model]
        try:
            with mute_logger("odoo.addons.base.models.ir_rule"), self.cr.savepoint():
                answer = repr(call_kw(records, method, [[number], *words], {}))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is compared
            answer = f"{type(error).__name__}: {error}"
        return re.sub(rf"\b{number}\b", "N", answer)

    def _hidden(self, user):
        for model, tags in self.records.items():
            mine = self.env(user=user.id, su=False)[model]
            if model in HIDDEN_IN or not mine.has_access("read"):
                continue
            for record in tags.values():
                if record.exists() and not mine.browse(record.id).has_access("read"):
                    yield model, record

    def _steps(self, records):
        """The buttons of a model that need no more than records."""
        return sorted(
            name
            for name in dir(type(records))
            if name.startswith("action_") and callable(getattr(type(records), name))
            if all(
                word.default is not word.empty
                for word in list(signature(getattr(type(records), name)).parameters.values())[1:]
            )
        )

    def test_no_model_tells_by_an_id_whether_there_is_a_row(self):
        # Debug mode, in which Odoo's own refusals name records.
        everybody = (self.eve.user_id, self.mo.user_id, self.portal, self.hr_officer, self.manager)
        looked_at = set()
        for user in everybody:
            seen = set()
            for model, record in self._hidden(user):
                looked_at.add(model)
                # A button refuses before it looks at what is hidden: one of each model says it.
                steps = [] if model in seen else self._steps(record)
                seen.add(model)
                names = [next(n for n, f in record._fields.items() if f.store and n != "id")]
                for method, *words in (
                    ("read",),
                    ("read", ["display_name"]),
                    ("read", names),
                    ("web_read", {name: {} for name in names}),
                    ("write", {}),
                    ("unlink",),
                    ("has_access", "read"),
                    ("check_access", "write"),
                    ("copy",),
                    ("copy_data",),
                    ("export_data", [".id", *names]),
                    ("get_field_translations", *names),
                    *((step,) for step in steps),
                ):
                    with self.subTest(user=user.login, model=model, method=method, words=words):
                        self.assertEqual(
                            self._answer(user, model, method, record.id, *words),
                            self._answer(user, model, method, NOTHING, *words),
                        )
        self.assertLessEqual(self.LOOKED_AT, looked_at)

    def test_every_model_is_answered_so_or_has_nothing_to_hide(self):
        rules = self.env["ir.rule"].search([]).model_id.mapped("model")
        for model in set(self.records) - HIDDEN_IN - CLOSED:
            with self.subTest(model):
                if model in VOCABULARIES:
                    self.assertNotIn(model, rules)
                    self.assertFalse(hasattr(self.env[model], "_unseen"))
                else:
                    self.assertTrue(hasattr(self.env[model], "_unseen"))

    def test_what_is_made_for_something_hidden_is_refused_like_for_nothing(self):
        hush, mia = self.hush, self.mia.user_id
        open_one = self.env["mentoring.enrolment"].with_user(mia).search([], limit=1)
        event = self.records["mentoring.cohort.event"]
        later = {"start": "2030-01-01 10:00:00"}
        theirs = self._programme("enrolling", coordinator_ids=self.other_coordinator.ids)
        own = event["open"].create({**later, "programme_id": theirs.id, "name": "Their own"})
        asked = (
            (mia, "mentoring.session", "create", hush, lambda n: [{**later, "pairing_id": n}]),
            (mia, "mentoring.session.plan", "create", hush, lambda n: [{**later, "pairing_id": n}]),
            (mia, "mentoring.session.content", "create", self.records["mentoring.session"]["hush"],
             lambda n: [{"session_id": n}]),
            (mia, "mentoring.session.mood", "create", self.records["mentoring.session"]["hush"],
             lambda n: [{"session_id": n, "mood": "good"}]),
            (self.other_coordinator, "mentoring.cohort.event", "create", hush.programme_id,
             lambda n: [{**later, "programme_id": n, "name": "An event"}]),
            (self.other_coordinator, "mentoring.attendance", "create", hush.mentor_id,
             lambda n: [{"event_id": own.id, "enrolment_id": n}]),
            (self.other_coordinator, "mentoring.attendance", "create", event["hush"],
             lambda n: [{"event_id": n, "enrolment_id": open_one.id}]),
            (self.other_coordinator, "mentoring.pairing", "create", hush.mentor_id,
             lambda n: [{"mentor_id": n, "mentee_id": n}]),
        )  # fmt: skip
        for user, model, method, hidden, values in asked:
            with self.subTest(model=model):
                self.assertEqual(*self._refusals(user, model, method, hidden, values))
        for method in (
            "action_suggest_times",
            "action_end",
            "action_pause",
            "action_start_agreement",
        ):
            with self.subTest(method):
                self.assertEqual(
                    self._answer(mia, "mentoring.pairing", method, hush.id),
                    self._answer(mia, "mentoring.pairing", method, NOTHING),
                )
        requests = self.env["mentoring.request"].with_user(mia)
        words = set()
        for number in (hush.mentee_id.id, NOTHING):
            with self.assertRaises(AccessError) as refusal:
                requests.action_ask(number, hush.mentor_id.id)
            words.add(str(refusal.exception))
        self.assertEqual(len(words), 1)

    def test_a_form_tells_of_nothing_hidden(self):
        hush, mia = self.hush, self.mia.user_id
        names = {"display_name": {}}
        asked = (
            (mia, "mentoring.enrolment", hush.programme_id,
             lambda n: [{"programme_id": n}, ["programme_id"], {"company_id": {"fields": names}}]),
            (mia, "mentoring.enrolment", hush.programme_id,
             lambda n: [{"programme_id": {"id": n}}, [], {"company_id": {"fields": names}}]),
            (mia, "mentoring.session", hush,
             lambda n: [{"pairing_id": n}, ["pairing_id"], {"pairing_id": {"fields": names}}]),
            (self.other_coordinator, "mentoring.pairing", hush.mentor_id,
             lambda n: [{"mentor_id": n}, ["mentor_id"], {"programme_id": {"fields": names}}]),
        )  # fmt: skip
        for user, model, hidden, words in asked:
            with self.subTest(model=model):
                answers = [
                    self._answer_form(user, model, words(number)) for number in (hidden.id, NOTHING)
                ]
                self.assertEqual(*answers)
                self.assertIn("There is nothing here for you", answers[0])
        # Whoever may read it gets an answer.
        programme = self._programme("enrolling", enrolment_policy="open")
        answer = self.env["mentoring.enrolment"].with_user(mia)
        answer = answer.onchange(
            {"programme_id": programme.id},
            ["programme_id"],
            {"programme_id": {"fields": names}, "company_id": {"fields": names}},
        )
        self.assertEqual(answer["value"]["company_id"]["id"], programme.company_id.id)

    def _answer_form(self, user, model, words):
        self.env.invalidate_all()
        with self.assertRaises(AccessError) as refusal, self.cr.savepoint():
            call_kw(self.env(user=user.id, su=False)[model], "onchange", [[], *words], {})
        return str(refusal.exception)

    def _refusals(self, user, model, method, hidden, values):
        answers = []
        for number in (hidden.id, NOTHING):
            self.env.invalidate_all()
            with self.assertRaises(AccessError) as refusal, self.cr.savepoint():
                call_kw(self.env(user=user.id, su=False)[model], method, [values(number)], {})
            answers.append(str(refusal.exception))
        return answers

    def test_whoever_may_read_something_reads_it_and_not_less_than_asked(self):
        pauses = self.env["mentoring.pairing.pause"].with_user(self.mia.user_id)
        mine = self.records["mentoring.pairing.pause"]["open"]
        self.assertEqual(pauses.browse(mine.id).read(["until"]), [{"id": mine.id, "until": False}])
        with self.assertRaises(AccessError):
            pauses.browse([mine.id, NOTHING]).read(["until"])
