from collections import Counter
from datetime import timedelta
from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from odoo.addons.mentoring_programme.models.mentoring_nudge_send import BATCH

from .crowd import make_pairings
from .nudge_case import NOON, NudgeCase

PAIRINGS = 5000
MOST_QUERIES = 60


class StoppedError(Exception):
    """As if the server had been stopped between two batches, or in one."""


@tagged("post_install", "-at_install")
class TestNudgeCrowd(NudgeCase):
    """5,000 active pairings that have not met for eight days: 10,000 people to remind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        since = NOON.date() - timedelta(days=8)
        cls.people = make_pairings(cls.env.cr, cls.programme.id, cls.company.id, PAIRINGS, since)
        cls.env.invalidate_all()
        for contact in (cls.mentee | cls.mentor).contact_id:
            day = {"contact_id": contact.id, "date": NOON.date()}
            cls.env["mentoring.nudge.day"].create(day)

    def _mails(self):
        """How many mails each of the crowd has got."""
        self.env.cr.execute(
            "SELECT res_partner_id, count(*) FROM mail_mail_res_partner_rel"
            " WHERE res_partner_id = ANY(%s) GROUP BY 1",
            [self.people],
        )
        return Counter(dict(self.env.cr.fetchall()))

    def _run(self, batches=None, within=False):
        """Run the job, with the transactions of a server as savepoints.

        :param batches: after how many batches it is stopped
        :param within: whether while it works on the next, whose work is then lost
        :return: number of queries of each batch
        """
        Cron, Nudge = type(self.env["ir.cron"]), type(self.env["mentoring.nudge"])
        send, queries, before = Nudge._send, [], [self.env.cr.sql_log_count]

        def commit(_crons, _processed=0, *, remaining=None):
            self.env.flush_all()
            count = self.env.cr.sql_log_count
            queries.append(count - before[0])
            before[0] = count
            if not within and len(queries) == batches:
                raise StoppedError
            return 100 if remaining else 0

        def stopped(nudges, messages):
            send(nudges, messages)
            if within and len(queries) == batches:
                # Not caught by the job, as a killed process catches nothing.
                raise KeyboardInterrupt

        patches = (
            patch.object(Cron, "_commit_progress", commit),
            patch.object(Nudge, "_send", stopped),
        )
        with patches[0], patches[1], freeze_time(NOON):
            try:
                self.env["mentoring.nudge"]._cron_nudge()
            except (StoppedError, KeyboardInterrupt):
                self.env.invalidate_all()
        return queries

    def test_each_message_exactly_once_though_it_is_stopped_three_times(self):
        self._run(10)
        self.assertEqual(self._mails().total(), 10 * BATCH)
        # In the middle of a batch: what it had queued is gone with the note that it was.
        self._run(20, within=True)
        self.assertEqual(self._mails().total(), 30 * BATCH)
        self._run(25)
        self.assertEqual(self._mails().total(), 55 * BATCH)
        queries = self._run()
        mails = self._mails()
        self.assertEqual(set(mails), set(self.people))
        self.assertEqual(set(mails.values()), {1})
        self.assertFalse(self._run())
        self.assertEqual(self._mails(), mails)
        # The first finds the code's caches cold, the last is told at the end.
        full = queries[1:-1]
        self.assertGreater(len(full), 40)
        self.assertEqual(max(full), min(full), Counter(full))
        self.assertLess(max(full), MOST_QUERIES)
