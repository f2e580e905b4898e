from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .pair_work_case import PairWorkCase

REPORT = "mentoring_programme.report_agreement"


@tagged("post_install", "-at_install")
class TestAgreementPdf(PairWorkCase, HttpCase):
    """On paper for the two, by its own address and by Odoo's, and for nobody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._signed()
        cls.theirs = cls._signed(cls.outside)
        for user in (*cls.onlookers, cls.mentor, cls.mentee, cls.pola):
            user.password = user.login

    def _get(self, user, address):
        self.authenticate(user.login, user.login)
        return self.url_open(address)

    def _addresses(self, agreement):
        return (
            agreement._pdf_address(),
            f"/report/html/{REPORT}/{agreement.id}",
            f"/report/pdf/{REPORT}/{agreement.id}",
            f"/report/text/{REPORT}/{agreement.id}",
        )

    def test_the_page_promises_a_pdf_only_where_the_server_makes_one(self):
        reports = type(self.env["ir.actions.report"])
        for state, makes_pdf in (("ok", True), ("install", False), ("broken", False)):
            with patch.object(reports, "get_wkhtmltopdf_state", lambda *_args, s=state: s):
                page = self._as(self.mentee, self.pairing)._page_agreement()
            self.assertEqual(page["makes_pdf"], makes_pdf, state)

    def test_the_two_read_it_from_inside_and_from_outside(self):
        for user, agreement in (
            (self.mentor, self.agreement),
            (self.mentee, self.agreement),
            (self.pola, self.theirs),
        ):
            with self.subTest(user=user.login):
                html, _kind = self._as(user, self.env["ir.actions.report"])._render_qweb_html(
                    REPORT, agreement.ids
                )
                page = html.decode()
                pairing = agreement.pairing_id
                for said in (
                    pairing.mentor_name,
                    pairing.mentee_name,
                    "Our place",
                    "Our success",
                    "keep what we hear",
                    "I listen",
                    "I bring questions",
                    "Versions that both have signed",
                ):
                    self.assertIn(said, page)
                self.assertNotIn(self.programme.name, page)
                answer = self._get(user, agreement._pdf_address())
                self.assertEqual(answer.status_code, 200)
                self.assertEqual(answer.headers["Cache-Control"], "no-store")
                self.assertNotIn("Test programme", str(answer.headers))

    def test_nobody_else_reads_it_at_any_address(self):
        stranger = self._user("stranger", "portal")
        stranger.password = "stranger"
        for user in (*self.onlookers, self.pola, stranger):
            for address in self._addresses(self.agreement):
                with self.subTest(user=user.login, address=address):
                    answer = self._get(user, address)
                    self.assertNotEqual(answer.status_code, 200)
                    self.assertNotIn("Our place", answer.text)

    def test_what_is_anothers_looks_like_what_never_was(self):
        for user in (self.coordinator, self.pola, self.max.user_id):
            answers = {
                self._get(user, f"/mentoring/agreement/{number}/pdf").status_code
                for number in (self.agreement.id, self.agreement.id + 9999, 2**31 - 1, 2**40)
            }
            self.assertEqual(answers, {404})

    def test_it_is_not_rendered_in_sudo(self):
        reports = self._as(self.coordinator, self.env["ir.actions.report"]).sudo()
        with self.assertRaises(AccessError):
            reports._render_qweb_html(REPORT, self.agreement.ids)
        with self.assertRaises(AccessError):
            self.env["ir.actions.report"]._render_qweb_html(REPORT, self.agreement.ids)

    def test_nothing_of_it_is_kept(self):
        attachments = self.env["ir.attachment"].sudo()
        before = attachments.search_count([])
        self._as(self.mentee, self.env["ir.actions.report"])._render_qweb_pdf(
            REPORT, self.agreement.ids
        )
        kept = attachments.search([("res_model", "=", "mentoring.agreement")])
        self.assertFalse(kept)
        self.assertEqual(attachments.search_count([]), before)
