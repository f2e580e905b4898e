import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models.preference_counts import open_counts
from odoo.addons.mentoring_programme.models.preference_door import (
    open_own,
    own_box,
    preview_own,
    save_own,
    withdraw_own,
)
from odoo.addons.mentoring_programme.models.preference_said import for_matching

from .preference_case import PreferenceCase


@tagged("post_install", "-at_install")
class TestPreferenceOwn(PreferenceCase):
    """What a person says is kept as they said it, and only what they may say."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enrolment = cls._ready(cls.mia, "mentee")

    def test_what_was_said_comes_back_with_the_consent(self):
        self._say(self.enrolment, [self.woman], [(self.faith, "named", "only", self.one)])
        said = self._said(self.enrolment)
        self.assertEqual(said["answers"], {str(self.gender.id): [self.woman.id]})
        self.assertEqual(
            said["wishes"],
            {
                str(self.faith.id): {
                    "kind": "named",
                    "strength": "only",
                    "values": [self.one.id],
                }
            },
        )
        self.assertEqual(said["consent"]["version"], 1)

    def test_nothing_is_kept_without_consent_to_the_text_as_it_stands(self):
        text = self.env["mentoring.consent.text"]
        text.create({"purpose": "matching", "text": "<p>Another.</p>"})
        with self._own_session(self.mia.user_id):
            for version in (None, 1):
                with self.assertRaisesRegex(UserError, "agree to the text"):
                    save_own(self._box(self.enrolment), self._form([self.woman]), version)
            save_own(self._box(self.enrolment), self._form([self.woman]), 2)
        self.assertEqual(self._said(self.enrolment)["consent"]["version"], 2)

    def test_the_consent_text_that_people_agreed_to_stands(self):
        text = self.env["mentoring.consent.text"]._current("matching")
        for change in (
            lambda: text.with_user(self.manager).write({"text": "Other"}),
            text.with_user(self.manager).unlink,
            text.unlink,
        ):
            with self.assertRaises(UserError):
                change()

    def test_not_saying_is_the_same_as_saying_nothing(self):
        undisclosed = self.gender.value_ids[0]
        self._say(self.enrolment, [undisclosed])
        self.assertEqual(self._said(self.enrolment), {})

    def test_saying_changes_nothing_else(self):
        self.env.flush_all()
        before = self.enrolment.read()
        counts = self._rows()
        self._say(self.enrolment, [self.woman])
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.enrolment.read(), before)
        self.assertEqual(self._rows(), counts)

    def _rows(self):
        return {
            name: self.env[name].sudo().search_count([])
            for name, model in self.env.registry.items()
            if name.startswith("mentoring.") and not model._abstract
        }

    def test_boxes_have_one_length_whatever_was_said(self):
        other = self._ready(self.max, "mentee")
        wishes = [(self.gender, "named", "only", self.woman, self.man, self.nonbinary)]
        self._say(self.enrolment, [self.woman, self.one, self.another], wishes)
        lengths = {len(self._box_row(e).sealed) for e in (self.enrolment, other)}
        self.assertEqual(len(lengths), 1)

    def _box_row(self, enrolment):
        return self.env["mentoring.preference"].search([("enrolment_id", "=", enrolment.id)])

    def test_the_counts_have_a_length_of_how_many_are_enrolled(self):
        pool = self.env["mentoring.preference.pool"]
        mine = pool.search([("programme_id", "=", self.programme.id), ("role", "=", "mentee")])
        before = len(mine.sealed)
        self._say(self.enrolment, [self.woman, self.one, self.another])
        self.assertEqual(len(mine.sealed), before)
        self._people("mentee", 2)
        self.assertGreater(len(mine.sealed), before)

    def test_what_cannot_be_said_is_refused_without_a_word_of_it(self):
        gender, faith, woman = str(self.gender.id), str(self.faith.id), self.woman.id
        foreign = self._question("Foreign", "Yes")
        wish = {"kind": "named", "strength": "nice", "values": [self.one.id]}
        for answers, wishes in (
            ({gender: [woman, self.man.id]}, {}),
            ({gender: [self.one.id]}, {}),
            ({gender: woman}, {}),
            ({gender: [str(woman)]}, {}),
            ({gender: [True]}, {}),
            ({str(foreign.id): [foreign.value_ids[1].id]}, {}),
            ([woman], {}),
            ({}, {faith: {**wish, "kind": "hates"}}),
            ({}, {faith: {**wish, "strength": "always"}}),
            ({}, {faith: {**wish, "values": []}}),
            ({}, {faith: {**wish, "values": [self.faith.value_ids[0].id]}}),
            ({}, {faith: {**wish, "values": [woman]}}),
            ({}, {faith: [self.one.id]}),
            ({}, {faith: {**wish, "kind": "like_me"}}),
        ):
            with self.subTest((answers, wishes)), self._own_session(self.mia.user_id):
                with self.assertRaises(UserError) as caught:
                    save_own(self._box(self.enrolment), {"answers": answers, "wishes": wishes}, 1)
                self.assertIsNone(caught.exception.__cause__)
                for value in (self.woman, self.one, self.man):
                    self.assertNotIn(str(value.id), str(caught.exception))
        self.assertEqual(self._said(self.enrolment), {})

    def test_withdrawing_the_consent_destroys_at_once(self):
        self._say(self.enrolment, [self.woman], [(self.gender, "like_me", "nice")])
        with self._own_session(self.mia.user_id):
            withdraw_own(self._box(self.enrolment))
        self.assertEqual(self._said(self.enrolment), {})
        pool = self.env["mentoring.preference.pool"].search(
            [("programme_id", "=", self.programme.id), ("role", "=", "mentee")]
        )
        self.assertEqual(open_counts(pool)["now"], {})

    def test_nobody_else_saves_previews_or_withdraws(self):
        box = self._box_row(self.enrolment)
        for user in (self.max.user_id, self.coordinator, self.manager):
            with self._own_session(user):
                for step in (
                    lambda box: save_own(box, self._form([self.woman]), 1),
                    lambda box: preview_own(box, self._form()),
                    withdraw_own,
                    open_own,
                ):
                    for reached in (box, box.with_user(user), box.with_user(self.mia.user_id)):
                        with self.assertRaises(AccessError):
                            step(reached)

    def test_other_ids_are_refused_alike(self):
        other = self._ready(self.max, "mentee")
        words = set()
        with self._own_session(self.mia.user_id):
            env = self.env(user=self.mia.user_id.id)
            for number in (other.id, other.id + 10_000, 0, -1, 2**40, "1", None, [1], True):
                with self.assertRaises(AccessError) as caught:
                    own_box(env, number)
                words.add(str(caught.exception))
        self.assertEqual(len(words), 1)

    def test_nothing_is_kept_when_no_matching_lies_ahead(self):
        self.programme._write_state("closed")
        with self._own_session(self.mia.user_id), self.assertRaisesRegex(UserError, "no matching"):
            save_own(self._box(self.enrolment), self._form([self.woman]), 1)

    def test_what_a_question_no_longer_offers_does_not_break_the_matching(self):
        kept = {"answers": {"999": [1]}, "wishes": {"999": {}}}
        said = for_matching(self.gender | self.faith, kept)
        self.assertEqual((dict(said.answers), dict(said.wishes)), ({}, {}))


@tagged("post_install", "-at_install")
class TestOnlySo(PreferenceCase):
    """Who says "only so" is told before they save whether at least k people fit, and learns
    no single colleague's answer by asking again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enrolment = cls._ready(cls.mia, "mentee")
        cls.mentors = cls._people("mentor", 7)
        cls.only_women = [(cls.gender, "named", "only", cls.woman)]

    def _told(self, wishes):
        """Names of the questions that would count as important."""
        with self._own_session(self.mia.user_id):
            ids = preview_own(self._box(self.enrolment), self._form([self.one], wishes))
        return self.env["mentoring.dimension"].browse(ids).mapped("name")

    def test_it_is_told_until_enough_people_fit(self):
        self.assertEqual(self._told(self.only_women), ["Gender"])
        for mentor in self.mentors[:2]:
            self._say(mentor, [self.woman])
            self.assertEqual(self._told(self.only_women), ["Gender"])
        self._say(self.mentors[2], [self.woman])
        self.assertEqual(self._told(self.only_women), [])

    def test_weaker_wishes_are_not_told_about(self):
        self.assertEqual(self._told([(self.gender, "named", "important", self.woman)]), [])

    def test_one_answer_does_not_move_it(self):
        """Two women and two men are counted; a third woman shows only with two others more."""
        for mentor, value in zip(self.mentors[:3], (self.woman, self.woman, self.man), strict=True):
            self._say(mentor, [value])
        self._say(self.mentors[3], [self.woman])
        self.assertEqual(self._told(self.only_women), ["Gender"])
        self._say(self.mentors[3], [self.woman])
        self._say(self.mentors[3], [self.man])
        self._say(self.mentors[3], [self.woman])
        self.assertEqual(self._told(self.only_women), ["Gender"])
        self._say(self.mentors[4])
        self._say(self.mentors[5], [self.man])
        self.assertEqual(self._told(self.only_women), ["Gender"], "one of them said nothing")
        self._say(self.mentors[4], [self.man])
        self.assertEqual(self._told(self.only_women), [])

    def test_people_who_come_and_go_having_said_nothing_renew_no_count(self):
        for mentor, value in zip(self.mentors[:3], (self.woman, self.woman, self.man), strict=True):
            self._say(mentor, [value])
        self._say(self.mentors[3], [self.woman])
        for mentor in self.mentors[4:7]:
            mentor.with_user(self.coordinator).action_decline_application()
        self.assertEqual(self._told(self.only_women), ["Gender"])

    def test_whoever_is_deleted_counts_no_more(self):
        for mentor in self.mentors[:3]:
            self._say(mentor, [self.woman])
        gone = self.mentors[0].employee_id
        gone.user_id = False
        gone.unlink()
        self._say(self.mentors[3], [self.man])
        pool = self.env["mentoring.preference.pool"].search(
            [("programme_id", "=", self.programme.id), ("role", "=", "mentor")]
        )
        self.assertEqual(len(open_counts(pool)["now"]), 3)

    def test_leaving_shows_only_with_others_as_well(self):
        for mentor in self.mentors[:3]:
            self._say(mentor, [self.woman])
        self.mentors[0].with_user(self.mentors[0].user_id).action_withdraw()
        self.assertEqual(self._told(self.only_women), [])
        self._say(self.mentors[5], [self.man])
        self._say(self.mentors[6], [self.man])
        self.assertEqual(self._told(self.only_women), ["Gender"])

    def test_two_that_hold_alone_and_not_together(self):
        for mentor in self.mentors[:3]:
            self._say(mentor, [self.woman])
        for mentor in self.mentors[3:6]:
            self._say(mentor, [self.one])
        both = [*self.only_women, (self.faith, "like_me", "only")]
        self.assertEqual(self._told(both[1:]), [])
        self.assertEqual(self._told(both), ["Faith"])

    def test_a_lost_key_starts_the_counts_anew(self):
        for mentor in self.mentors[:3]:
            self._say(mentor, [self.woman])
        pools = self.env["mentoring.preference.pool"].search(
            [("programme_id", "=", self.programme.id)]
        )
        pools.sealed = "lost"
        self.assertEqual(self._told(self.only_women), ["Gender"])
        self._say(self.mentors[3], [self.woman])
        counts = open_counts(pools.filtered(lambda pool: pool.role == "mentor"))
        self.assertEqual(len(counts["now"]), 1)
        self.assertEqual(json.loads(json.dumps(counts)), counts)


@tagged("post_install", "-at_install")
class TestSilence(PreferenceCase):
    """How a request went does not tell what was in it: Odoo logs the queries of each."""

    def test_saying_much_costs_as_many_queries_as_saying_nothing(self):
        enrolment = self._ready(self.mia, "mentee")
        much = self._form([self.woman, self.one], [(self.gender, "named", "only", self.woman)])
        counts = []
        for said in (much, self._form(), much, self._form([self.gender.value_ids[0]])):
            with self._own_session(self.mia.user_id):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                box = self._box(enrolment)
                preview_own(box, said)
                save_own(box, said, 1)
                open_own(box)
                self.env.flush_all()
                counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(len(set(counts[1:])), 1, counts)
