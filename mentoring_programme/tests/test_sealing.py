import doctest
import stat
import tempfile
from pathlib import Path

from odoo.tests import BaseCase, tagged

from .. import sealing
from ..sealing import CannotOpenError, KeyRing, TooLongError, load_keys


@tagged("standard", "at_install")
class TestSealing(BaseCase):
    """A box opens with one of the keys, where it was sealed, and shows nothing otherwise."""

    def setUp(self):
        super().setUp()
        self.key = KeyRing.new_key()
        self.ring = KeyRing([self.key])

    def test_the_manual_is_true(self):
        self.assertEqual(doctest.testmod(sealing).failed, 0)

    def test_it_opens_where_it_was_sealed_and_nowhere_else(self):
        token = self.ring.seal("émigré", "db:1")
        self.assertEqual(self.ring.open(token, "db:1"), "émigré")
        with self.assertRaises(CannotOpenError):
            self.ring.open(token, "db:2")

    def test_another_key_does_not_open_it(self):
        with self.assertRaises(CannotOpenError):
            KeyRing([KeyRing.new_key()]).open(self.ring.seal("x", "c"), "c")

    def test_an_older_key_still_opens_and_the_newest_seals(self):
        newer = KeyRing.new_key()
        both = KeyRing([newer, self.key])
        self.assertEqual(both.open(self.ring.seal("x", "c"), "c"), "x")
        self.assertEqual(KeyRing([newer]).open(both.seal("x", "c"), "c"), "x")

    def test_a_changed_box_does_not_open(self):
        token = self.ring.seal("x", "c")
        for changed in (token[:-8] + "AAAAAAA=", "not a box", ""):
            with self.subTest(changed[:12]), self.assertRaises(CannotOpenError):
                self.ring.open(changed, "c")

    def test_all_boxes_have_one_length_and_no_two_are_equal(self):
        tokens = [self.ring.seal(text, "c") for text in ("", "a", "a", "b" * 4092)]
        self.assertEqual(len({len(token) for token in tokens}), 1)
        self.assertEqual(len(set(tokens)), 4)

    def test_what_does_not_fit_is_refused(self):
        with self.assertRaises(TooLongError):
            self.ring.seal("b" * 4095, "c")

    def test_a_key_file_is_made_once_for_its_owner_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "deeper" / "keys"
            keys = load_keys(path, make=True)
            self.assertEqual(load_keys(path), keys)
            self.assertEqual(load_keys(path, make=True), keys)
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
            self.assertEqual(list(path.parent.iterdir()), [path])

    def test_one_key_a_line(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "keys"
            path.write_text("A" * 43 + "=\n\n" + "B" * 42 + "A=\n")
            self.assertEqual(len(load_keys(path)), 2)

    def test_a_file_that_is_none_and_a_key_in_its_place_are_refused_without_it(self):
        with self.assertRaises(ValueError) as caught:
            load_keys("A" * 43 + "=")
        self.assertNotIn("AAAA", str(caught.exception))
        self.assertIsNone(caught.exception.__cause__)

    def test_a_key_that_is_none_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "keys"
            for text in ("short", "A" * 44 + "!", "QUJD"):
                path.write_text(text)
                with self.subTest(text), self.assertRaises(ValueError):
                    load_keys(path)
