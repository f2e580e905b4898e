import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

from odoo.tests import BaseCase, tagged

from .crawl.ground import Ground
from .crowd import make_pairings

PAIRINGS = 500
SECONDS = 120
JOB = 'env["mentoring.nudge"]._cron_nudge()\n'


@tagged("post_install", "-at_install")
class TestNudgeKill(BaseCase):
    """The job that reminds people, in a process and a database of its own, killed outright."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ground = Ground()
        cls.addClassCleanup(cls.ground.close)
        cls.name = cls.ground.copied("nudge")
        connection = cls.ground.connect(cls.name)
        cls.addClassCleanup(connection.close)
        connection.autocommit = True
        cls.cursor = connection.cursor()
        now = datetime.now(UTC)
        # Wherever it is noon just now: nobody is written to at night.
        hours = 12 - now.hour
        zone = f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"
        [[programme, company]] = cls._ask(
            "SELECT id, company_id FROM mentoring_programme WHERE state = 'running' LIMIT 1"
        )
        since = (now - timedelta(days=9)).date()
        cls.people = make_pairings(cls.cursor, programme, company, PAIRINGS, since, zone)

    @classmethod
    def _ask(cls, query, *values):
        cls.cursor.execute(query, values)
        return cls.cursor.fetchall()

    def _start(self):
        process = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-m", "odoo", "shell", "-d", self.name, "--no-http"),
                *("--log-level=error", *self.ground.options(self.name, ())),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        process.stdin.write(JOB)
        process.stdin.close()
        process.stdin = None
        return process

    def _told(self):
        """How many mails each of the crowd has got."""
        return Counter(
            dict(
                self._ask(
                    "SELECT res_partner_id, count(*) FROM mail_mail_res_partner_rel"
                    " WHERE res_partner_id = ANY(%s) GROUP BY 1",
                    self.people,
                )
            )
        )

    def _notes(self):
        """Of how many of them is noted what they were told."""
        [[notes]] = self._ask(
            "SELECT count(DISTINCT enrolment_id) FROM mentoring_nudge nudge"
            " JOIN mentoring_enrolment enrolment ON enrolment.id = nudge.enrolment_id"
            " WHERE enrolment.partner_id = ANY(%s)",
            self.people,
        )
        return notes

    def test_each_message_exactly_once_though_it_is_killed_three_times(self):
        for share in (0.1, 0.4, 0.7):
            process = self._start()
            until = time.monotonic() + SECONDS
            while len(self._told()) < share * len(self.people):
                self.assertIsNone(process.poll(), "It ended before it was killed.")
                self.assertLess(time.monotonic(), until)
                time.sleep(0.02)
            process.kill()
            self.assertEqual(process.wait(), -signal.SIGKILL)
            told = self._told()
            self.assertLess(len(told), len(self.people))
            # Sent, and that it was sent: both, or neither.
            self.assertEqual((set(told.values()), told.total()), ({1}, self._notes()))
        process = self._start()
        _said, complained = process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 0, complained)
        told = self._told()
        self.assertEqual(set(told), set(self.people))
        self.assertEqual((set(told.values()), self._notes()), ({1}, len(self.people)))
