from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.mentoring_look_back import list_looks_back
from ..models.mentoring_not_with_me import marks
from ..models.mentoring_session_summary import list_summaries, write_summary
from .confidence_case import SEALED, ConfidenceCase
from .pair_case import TEXTS


@tagged("post_install", "-at_install")
class TestSummary(ConfidenceCase):
    """What the leader took away: for the two, and nobody else."""

    def test_the_leader_writes_and_both_read(self):
        self._summarise()
        for user in (self.leader, self.mentor):
            line = self._summaries(user)[0]
            self.assertEqual(line["texts"], TEXTS)
            self.assertEqual(line["session_id"], self.first.id)
            self.assertEqual(line["can_write"], user == self.leader)
        self.assertNotIn("canary", self._clear_text())

    def test_nobody_else_reads_it_or_can_tell_that_it_is_there(self):
        answers = {user: self._what_they_learn(user) for user in self.onlookers}
        self._summarise()
        for user, before in answers.items():
            self.assertEqual(self._what_they_learn(user), before, user.login)

    def _what_they_learn(self, user):
        """What somebody gets of the pairing, its sessions, their models and their programme."""
        answers = []
        for function in (list_summaries, marks, list_looks_back):
            with self.assertRaises(AccessError) as refused:
                self._as(user, function, self.pairing.id)
            answers.append(str(refused.exception))
        for model in SEALED:
            for number in (1, *self.env[model].search([]).ids[-3:], 2**31 - 1):
                with self.assertRaises(AccessError):
                    self._of(user, self.env[model].browse(number)).read()
            with self.assertRaises(AccessError):
                self._of(user, self.env[model]).search_count([])
        for record in (self.pairing, self.first, self.programme):
            readable = self._of(user, record)._filtered_access("read")
            told = [
                name
                for name, field in record._fields.items()
                if field.store
                and not field.relational
                and readable._has_field_access(field, "read")
            ]
            answers.append(readable.read(told))
        log = self._of(user, self.env["mentoring.mail.log"])
        answers.append(log.search([]).read() if log.has_access("read") else None)
        return answers

    def test_the_mentor_is_told_once_and_not_what(self):
        before = self._neutral_mails()
        counted = self.env["mentoring.mail.log"].search_count([])
        self._summarise()
        self._summarise(texts={"surprised": "canary corrected"})
        mail = self._neutral_mails() - before
        self.assertEqual(mail.recipient_ids, self.mentor.partner_id)
        for said in ("canary", "Ida", "Test programme", "mentor"):
            self.assertNotIn(said, f"{mail.subject} {mail.body_html}".replace("/my-mentoring", ""))
        self.assertEqual(self.env["mentoring.mail.log"].search_count([]), counted)

    def test_it_is_corrected_until_the_next_session_was_held(self):
        self._summarise()
        self._summarise(texts={"surprised": "Something else"})
        self.assertEqual(self._summaries(self.mentor)[0]["texts"], {"surprised": "Something else"})
        later = self._session(-2, "held")
        with self.assertRaisesRegex(UserError, "stays as it is"):
            self._summarise()
        self._summarise(later)
        self.assertEqual([bool(line["texts"]) for line in self._summaries(self.mentor)], [True] * 2)

    def test_a_late_one_is_better_than_none(self):
        self._session(-2, "held")
        self._summarise()
        self.assertTrue(self._summaries(self.mentor)[1]["texts"])

    def test_only_the_leader_writes_and_only_of_what_was_held(self):
        with self.assertRaises(AccessError):
            self._summarise(user=self.mentor)
        for user in self.onlookers:
            with self.assertRaises(AccessError):
                self._summarise(user=user)
        other = self._session(-1)
        for number in (other.id, 0, None, True, "1", 2**31 - 1):
            with self.assertRaises(UserError):
                self._as(self.leader, write_summary, self.pairing.id, number, TEXTS)
        for texts in (None, {}, {"took_away": "  "}, {"other": "x"}, {"took_away": 7}, ["x"]):
            with self.assertRaises(UserError):
                self._as(self.leader, write_summary, self.pairing.id, self.first.id, texts)
        with self.assertRaises(UserError):
            self._summarise(texts={"took_away": "x" * 2001})
        full = dict.fromkeys(("took_away", "surprised", "hear_more"), "☃" * 2000)
        self._summarise(texts=full)
        self.assertEqual(self._summaries(self.mentor)[0]["texts"], full)

    def test_it_is_asked_of_the_leader_until_it_is_there(self):
        self.assertIn("reverse_summary", self._asked(self.leader))
        self.assertNotIn("reverse_summary", self._asked(self.mentor))
        self._summarise()
        self.assertNotIn("reverse_summary", self._asked(self.leader))

    def test_other_pairings_have_none(self):
        self.type.direction = "peer"
        pairing = self._paired_programme(self.ivy, self.max)
        with self.assertRaises(AccessError):
            self._as(self.max.user_id, list_summaries, pairing.id)
