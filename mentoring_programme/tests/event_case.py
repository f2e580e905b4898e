from datetime import timedelta

from odoo import fields

from .common import MentoringCase


class EventCase(MentoringCase):
    """Running programmes with people in them, and events to invite them to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.now = fields.Datetime.now().replace(microsecond=0)
        cls.programme = cls._programme("enrolling")
        cls.mentor = cls._enrol(cls.programme, cls.ida, "mentor")
        cls.mentee = cls._enrol(cls.programme, cls.mia, "mentee")

    @classmethod
    def _event(cls, programme=None, user=None, announce=True, **values):
        """An event in a week, made and announced by its coordinator unless told otherwise."""
        events = cls.env["mentoring.cohort.event"].with_user(user or cls.coordinator)
        event = events.create(
            {
                "programme_id": (programme or cls.programme).id,
                "name": "Opening",
                "start": cls.now + timedelta(days=7),
                **values,
            }
        )
        if announce:
            event.action_announce()
        return event

    @classmethod
    def _requirement(cls, confirmation="attendance", programme=None, **values):
        return cls.env["mentoring.requirement"].create(
            {
                "programme_id": (programme or cls.programme).id,
                "name": "Induction",
                "kind": "induction",
                "confirmation": confirmation,
                **values,
            }
        )

    def _line(self, event, enrolment):
        """The place of ``enrolment`` at ``event``, as the system sees it."""
        lines = self.env["mentoring.attendance"].search(
            [("event_id", "=", event.id), ("enrolment_id", "=", enrolment.id)]
        )
        return lines.ensure_one()

    def _begin(self, event):
        """Let ``event`` have begun an hour ago, in the database alone."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mentoring_cohort_event SET start = %s, stop = %s WHERE id = %s",
            (self.now - timedelta(hours=1), self.now + timedelta(hours=1), event.id),
        )
        self.env.invalidate_all()

    def _mails(self, since):
        """(subject, body, recipient) of the mails queued after the id ``since``."""
        mails = self.env["mail.mail"].search([("id", ">", since)])
        return [(mail.subject, mail.body_html, mail.recipient_ids) for mail in mails]

    def _last_mail(self):
        return self.env["mail.mail"].search([], order="id desc", limit=1).id or 0
