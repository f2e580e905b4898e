from base64 import b64encode

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from odoo.addons.mentoring_programme.models.mentoring_resource import FILE_SIZE_MB

from .pair_work_case import PairWorkCase

CONTENT = b64encode(b"What only the two read").decode()


@tagged("post_install", "-at_install")
class TestResource(PairWorkCase, HttpCase):
    """Links and files that one of the two shares: opened by both, and by nobody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in (*cls.onlookers, cls.mentor, cls.mentee, cls.pola):
            user.password = user.login

    def _share(self, user=None, pairing=None, **values):
        values = values or {"link": "https://example.com/read"}
        resources = self._as(user or self.mentee, self.env["mentoring.resource"])
        pairing = pairing or self.pairing
        return resources.create({"pairing_id": pairing.id, "name": "To read", **values})

    def _file(self, user=None, pairing=None):
        return self._share(user, pairing, file=CONTENT, file_name="notes.txt")

    def _open(self, user, address):
        self.authenticate(user.login, user.login)
        return self.url_open(address)

    def test_both_see_it_and_who_shared_it_deletes_it(self):
        resource = self._share()
        for user, is_mine in ((self.mentee, True), (self.mentor, False)):
            [line] = self._as(user, self.pairing)._page_resources()["resources"]
            self.assertEqual(line["is_mine"], is_mine)
            self.assertEqual(line["link"], "https://example.com/read")
        for attempt in (
            lambda: self._as(self.mentor, resource).write({"note": "Mine"}),
            lambda: self._as(self.mentor, resource).unlink(),
        ):
            with self.assertRaises(AccessError):
                attempt()
        self._as(self.mentee, resource).unlink()
        self.assertFalse(resource.exists())

    def test_the_two_open_a_file_as_a_download(self):
        for pairing, author, readers in (
            (self.pairing, self.mentee, (self.mentee, self.mentor)),
            (self.outside, self.pola, (self.pola, self.max.user_id)),
        ):
            resource = self._file(author, pairing)
            for user in readers:
                answer = self._open(user, resource._file_url())
                self.assertEqual(answer.status_code, 200)
                self.assertEqual(answer.content, b"What only the two read")
                self.assertIn("attachment", answer.headers["Content-Disposition"])
                self.assertIn("notes.txt", answer.headers["Content-Disposition"])

    def test_nobody_else_opens_it_at_any_address(self):
        resource = self._file()
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", resource._name),
                ("res_id", "=", resource.id),
                ("res_field", "=", "file"),
            ]
        )
        self.assertEqual(len(attachment), 1)
        for user in (*self.onlookers, self.pola):
            for address in (
                resource._file_url(),
                f"/web/content/{attachment.id}",
                f"/web/content/{attachment.id}?download=true",
            ):
                with self.subTest(user=user.login, address=address):
                    answer = self._open(user, address)
                    self.assertNotEqual(answer.status_code, 200)
                    self.assertNotIn(b"only the two", answer.content)
            mine = self._as(user, attachment)
            domain = [("res_model", "=", resource._name), ("res_field", "!=", False)]
            # People from outside may not even search attachments.
            if user._is_internal():
                self.assertFalse(mine.search(domain))
            with self.assertRaises(AccessError):
                mine.read(["datas"])

    def test_nobody_else_reads_or_shares(self):
        resource = self._share()
        for user in self.onlookers:
            theirs = self._as(user, resource)
            self.assertFalse(theirs.search([("id", "=", resource.id)]))
            for attempt in (
                lambda theirs=theirs: theirs.read(["name"]),
                theirs.unlink,
                lambda user=user: self._share(user),
            ):
                with self.assertRaises(AccessError):
                    attempt()

    def test_only_addresses_of_web_pages_are_links(self):
        for link in (
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "data:text/html,<b>x</b>",
            "file:///etc/passwd",
            "ftp://example.com/x",
            "//example.com/x",
            "example.com",
            "https://",
            "http:///x",
            "https://[bad",
            "https://example.com/a b",
        ):
            with self.subTest(link=link), self.assertRaisesRegex(ValidationError, "begins with"):
                self._share(link=link)
        for link in ("http://example.com", "HTTPS://example.com/a?b=c#d"):
            self.assertTrue(self._share(link=link))

    def test_either_a_link_or_a_file(self):
        both = {"link": "https://example.com", "file": CONTENT, "file_name": "a.txt"}
        for values in (both, {"note": "Nothing"}):
            with self.assertRaisesRegex(ValidationError, "either a link or a file"):
                self._share(**values)
        with self.assertRaisesRegex(ValidationError, "what the file is called"):
            self._share(file=CONTENT)

    def test_a_file_too_large_or_damaged_is_refused_in_words(self):
        large = "A" * ((FILE_SIZE_MB + 1) * 1024 * 1024 * 4 // 3)
        with self.assertRaisesRegex(UserError, "10 MB at most"):
            self._share(file=large, file_name="large.bin")
        for damaged in ("not base64!", "AAA"):
            with self.assertRaisesRegex(UserError, "damaged"):
                self._share(file=damaged, file_name="a.bin")

    def test_once_over_it_is_read_and_nothing_is_shared(self):
        resource = self._share()
        self.pairing.state = "completed"
        with self.assertRaisesRegex(UserError, "is over"):
            self._share()
        with self.assertRaisesRegex(UserError, "is over"):
            resource.write({"note": "Later"})
        self.assertTrue(self._as(self.mentor, self.pairing)._page_resources()["resources"])
        resource.unlink()

    def test_the_author_is_not_chosen(self):
        with self.assertRaisesRegex(UserError, "cannot be chosen here"):
            self._share(link="https://example.com", author="mentor")
        self.assertEqual(self._share(self.mentor).author, "mentor")

    def test_deleting_it_deletes_the_file(self):
        resource = self._file()
        resource.unlink()
        domain = [("res_model", "=", "mentoring.resource"), ("res_field", "!=", False)]
        self.assertFalse(self.env["ir.attachment"].search(domain))
