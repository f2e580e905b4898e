from contextlib import contextmanager
from datetime import timedelta

from odoo import fields

from .common import MentoringCase

LATER = timedelta(days=30)


class LifeCase(MentoringCase):
    """Ida mentors Mia; they have a session planned in three days and one in sixty."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.today()
        cls.pairing = cls._paired_programme()
        cls.programme = cls.pairing.programme_id
        now = fields.Datetime.now()
        cls.soon, cls.late = cls.env["mentoring.session"].create(
            [
                {"pairing_id": cls.pairing.id, "start": now + timedelta(days=days)}
                for days in (3, 60)
            ]
        )
        cls.env.flush_all()

    def _as(self, person, pairing=None):
        self.env.flush_all()
        self.env.invalidate_all()
        user = person.user_id if person._name == "hr.employee" else person
        return (pairing or self.pairing).with_user(user)

    def _mails(self, call):
        """The subjects of the mails that ``call`` queues, by name of the recipient."""
        before = self.env["mail.mail"].search([])
        call()
        mails = self.env["mail.mail"].search([]) - before
        return sorted(
            (mail.recipient_ids.name, mail.subject, str(mail.body_html)) for mail in mails
        )

    @contextmanager
    def _cron(self, xmlid="cron_pairing_life"):
        with self.enter_registry_test_mode():
            yield self.env.ref(f"mentoring_programme.{xmlid}")

    def _run(self, xmlid="cron_pairing_life"):
        with self._cron(xmlid) as cron:
            self.assertIs(cron.method_direct_trigger(), True)
