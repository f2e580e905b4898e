from datetime import datetime, timedelta

from odoo.tests import freeze_time
from odoo.tools import SQL

from .common import MentoringCase

# A Tuesday.
NOON = datetime(2030, 1, 1, 12)


class NudgeCase(MentoringCase):
    """On a Tuesday at noon, in UTC. Ida mentors Mia, who met yesterday and have no plans."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clock = cls.enterClassContext(freeze_time(NOON))
        cls.pairing = cls._paired_programme()
        cls.programme = cls.pairing.programme_id
        cls.pairing.date_start = NOON.date() - timedelta(days=40)
        cls.mentee, cls.mentor = cls.pairing.mentee_id, cls.pairing.mentor_id
        cls._met(1)
        # What the programmes of the demo data wait for is not asked about here.
        cls._silence(cls.env["mentoring.enrolment"].search([]) - cls.mentee - cls.mentor)

    @classmethod
    def _silence(cls, enrolments):
        days = cls.env["mentoring.nudge.day"]
        known = days.search([]).contact_id
        today = {"date": datetime(2099, 1, 1).date()}
        contacts = enrolments.contact_id - known - (cls.mentee | cls.mentor).contact_id
        days.create([{"contact_id": contact.id, **today} for contact in contacts])

    @classmethod
    def _met(cls, days, state="held"):
        return cls._session(-days, state)

    @classmethod
    def _session(cls, days, state="planned", hour=10):
        return cls.env["mentoring.session"].create(
            {
                "pairing_id": cls.pairing.id,
                "start": NOON.replace(hour=hour) + timedelta(days=days),
                "state": state,
            }
        )

    def _made_now(self, records):
        """As if made at noon: Odoo takes the date of a new row from the database's clock."""
        self.env.flush_all()
        table = SQL.identifier(records._table)
        update = SQL("UPDATE %s SET create_date = %s WHERE id = ANY(%s)", table, NOON, records.ids)
        self.env.cr.execute(update)
        records.invalidate_recordset()
        return records

    def _nudged(self, days=0, hours=0):
        """Run the job so much later; what was queued, as dict of name to text."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env["mail.mail"].search([])
        with freeze_time(NOON + timedelta(days=days, hours=hours)), self.enter_registry_test_mode():
            self.env.ref("mentoring_programme.cron_nudge").method_direct_trigger()
        mails = self.env["mail.mail"].search([]) - before
        self.assertEqual(len(mails.recipient_ids), len(mails))
        self.mails = mails
        return {mail.recipient_ids.name: str(mail.body_html) for mail in mails}

    def assertNudged(self, told, **people):  # noqa: N802 - as unittest names them
        self.assertEqual(set(told), set(people))
        for name, words in people.items():
            self.assertIn(words, told[name])
