from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .confidence_case import ConfidenceCase


@tagged("post_install", "-at_install")
class TestLookBack(ConfidenceCase):
    """Halfway and at the end both write, and see each other's once both have."""

    def _meet(self, count):
        for days in range(count):
            self._session(-20 + days, "held")

    def test_halfway_is_after_half_the_sessions(self):
        self._meet(1)
        self.assertFalse(self._looks(self.mentor))
        with self.assertRaises(UserError):
            self._look(self.mentor)
        self._meet(1)
        self.assertEqual(list(self._looks(self.mentor)), ["middle"])
        for user in (self.mentor, self.leader):
            self.assertIn("reverse_middle", self._asked(user))

    def test_each_sees_the_others_once_both_have_written(self):
        self._meet(2)
        before = self._looks(self.leader)["middle"]
        self._look(self.mentor)
        self.assertEqual(self._looks(self.leader)["middle"], before)
        self.assertNotIn("reverse_middle", self._asked(self.mentor))
        self.assertIn("reverse_middle", self._asked(self.leader))
        self._look(self.mentor, works="canary changed")
        self._look(self.leader)
        told = self._looks(self.leader)["middle"]
        self.assertEqual(told["partners"], {"works": "canary changed"})
        self.assertEqual(self._looks(self.mentor)["middle"]["partners"], {"works": "canary ida"})
        for user in (self.mentor, self.leader):
            self.assertFalse(self._looks(user)["middle"]["can_write"])
            with self.assertRaises(UserError):
                self._look(user)
        self.assertNotIn("canary", self._clear_text())

    def test_nobody_else_reads_or_writes_it(self):
        self._meet(2)
        for user in self.onlookers:
            with self.assertRaises(AccessError):
                self._look(user)
            with self.assertRaises(AccessError):
                self._looks(user)

    def test_at_the_end_both_say_how_both_have_grown(self):
        self._meet(5)
        for user in (self.mentor, self.leader):
            self.assertIn("reverse_end", self._asked(user))
            self._look(user, "end", my_growth="I speak up", your_growth="You listen")
        told = self._looks(self.mentor)["end"]
        self.assertEqual(told["mine"], told["partners"])
        self.assertNotIn("reverse_end", self._asked(self.mentor))

    def test_the_end_may_come_before_all_sessions_were_held(self):
        self.programme.date_end = fields.Date.add(fields.Date.today(), days=20)
        self.assertEqual(list(self._looks(self.mentor)), ["end"])

    def test_they_go_on_when_both_wish_it(self):
        life = self._of(self.leader)._page_life()
        self.assertTrue(life["can_wish"])
        for user in (self.leader, self.mentor):
            self._of(user).action_wish_to_go_on(life["last_wish"])
        self.assertEqual(self._of(self.mentor)._page_life()["extended_until"], life["last_wish"])
