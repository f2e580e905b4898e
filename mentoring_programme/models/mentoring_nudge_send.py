import logging
from datetime import timedelta

import pytz

from odoo import api, fields, models
from odoo.tools import SQL, format_date, format_time, split_every

from .mentoring_nudge_due import Person

_logger = logging.getLogger(__name__)

BATCH = 100
# Hours of a person's own day in which they are written to: from the first, before the last.
FIRST_HOUR, LAST_HOUR = 8, 20
EVERY_DAY = frozenset(range(7))
HOME = "/odoo/action-mentoring_programme.mentoring_home_action"
PORTAL = "/my/mentoring"
# Everybody whom something may be waiting for, with all that is theirs.
PEOPLE = """
    SELECT contact.id,
           COALESCE(contact.tz, min(resource.tz), 'UTC'),
           day.date,
           array_agg(enrolment.id ORDER BY enrolment.id)
      FROM mentoring_enrolment enrolment
      JOIN mentoring_programme programme ON programme.id = enrolment.programme_id
 LEFT JOIN res_users person ON person.id = enrolment.user_id
 LEFT JOIN hr_employee employee ON employee.id = enrolment.employee_id
 LEFT JOIN resource_resource resource ON resource.id = employee.resource_id
      JOIN res_partner contact
        ON contact.id
         = COALESCE(enrolment.partner_id, person.partner_id, employee.work_contact_id)
 LEFT JOIN mentoring_nudge_day day ON day.contact_id = contact.id
     WHERE contact.active AND COALESCE(employee.active, TRUE)
       AND (enrolment.state = 'matched'
            OR (enrolment.state IN ('invited', 'accepted', 'ready')
                AND programme.state IN ('enrolling', 'matching', 'running'))
            OR enrolment.id = ANY(%(further)s::int[]))
  GROUP BY contact.id, day.date
  ORDER BY contact.id
"""
LOOKED = """
    INSERT INTO mentoring_nudge_day (contact_id, date)
    SELECT * FROM unnest(%(contacts)s, %(dates)s::date[])
        ON CONFLICT (contact_id) DO UPDATE SET date = EXCLUDED.date
 RETURNING id
"""


class MentoringNudge(models.Model):
    """One message a person and day, in their language, in their daytime and on their workdays.

    It says what waits and links to where it is done; neither its subject nor its first line
    says what it is about, and nothing in it names a programme or a person. Whoever handles
    notifications in Odoo gets a to-do of their own instead of an e-mail: the rows of Odoo's
    inbox (``mail.notification``) can be read by every employee, and would tell who takes part.
    """

    _inherit = "mentoring.nudge"

    @api.model
    def _cron_nudge(self):
        """Look after everybody whose day it is, in batches; each is kept before the next.

        What is sent and that it was sent are written together, so a job that is stopped, or
        killed, goes on with those it has not looked at.
        """
        people = self._people_of_the_hour()
        left = len(people)
        for batch in split_every(BATCH, people, list):
            try:
                with self.env.cr.savepoint():
                    self._nudge(batch)
            except Exception:
                # What is wrong with one of them must not keep all others waiting.
                _logger.exception("Reminders: %s people are tried again later", len(batch))
            left -= len(batch)
            time_left = self.env["ir.cron"]._commit_progress(len(batch), remaining=left)
            self.env.invalidate_all()
            if not time_left:
                break

    @api.model
    def _further_enrolments(self):
        """Enrolments that are over and for which something waits all the same: none, here.

        An extension point: whoever asks people something after a programme adds the ids of
        their enrolments to what ``super()`` returns.
        """
        return []

    @api.model
    def _people_of_the_hour(self):
        """Who is to be looked at now.

        :return: list of (contact id, list of enrolment ids, their date, name of their time zone)
        """
        now = pytz.utc.localize(fields.Datetime.now())
        for model in ("mentoring.enrolment", "mentoring.programme", "res.partner", self._name):
            self.env[model].flush_model()
        people = []
        whom = SQL(PEOPLE, further=self._further_enrolments())
        for contact, tz, looked, enrolments in self.env.execute_query(whom):
            local = now.astimezone(pytz.timezone(tz))
            is_new_day = not looked or looked < local.date()
            if FIRST_HOUR <= local.hour < LAST_HOUR and is_new_day:
                people.append((contact, enrolments, local.date(), tz))
        return people

    @api.model
    def _nudge(self, batch):
        """Remind some people of what is due and was not said yet.

        :param batch: part of what :meth:`_people_of_the_hour` returns
        """
        contacts, dates = [line[0] for line in batch], [line[2] for line in batch]
        self.env.execute_query(SQL(LOOKED, contacts=contacts, dates=dates))
        at_work = [
            person for person in self._people(batch) if person.today.weekday() in person.weekdays
        ]
        due = self._due([person for person in at_work if self._way(person.contact)])
        known = self._known(due)
        news = {
            contact: [each for each in lines if each.key() not in known]
            for contact, lines in due.items()
        }
        told = [person for person in at_work if news.get(person.contact)]
        self.create(
            [
                {
                    "enrolment_id": each.enrolment.id,
                    "kind": each.kind,
                    "reference": each.reference,
                    "rung": each.rung,
                    "date": person.today,
                }
                for person in told
                for each in news[person.contact]
            ]
        )
        self._send([(person, news[person.contact]) for person in told])

    @api.model
    def _people(self, batch):
        """The batch as :class:`~.mentoring_nudge_due.Person`, read together."""
        contacts = self.env["res.partner"].browse(line[0] for line in batch)
        enrolments = self.env["mentoring.enrolment"].browse(
            number for line in batch for number in line[1]
        )
        people = []
        for contact, (_id, ids, today, tz) in zip(contacts, batch, strict=True):
            mine = enrolments.browse(ids).with_prefetch(enrolments.ids)
            lines = mine.employee_id.resource_calendar_id.attendance_ids
            worked = {int(line.dayofweek) for line in lines if not line.display_type}
            people.append(Person(contact, mine, today, tz, frozenset(worked) or EVERY_DAY))
        return people

    def _known(self, due):
        """What these people were told before: set of keys."""
        enrolments = {each.enrolment.id for lines in due.values() for each in lines}
        told = self.search_fetch(
            [("enrolment_id", "in", list(enrolments))],
            ["enrolment_id", "kind", "reference", "rung"],
        )
        return {(n.enrolment_id.id, n.kind, n.reference, n.rung) for n in told}

    @api.model
    def _user_of(self, contact):
        return contact.user_ids.filtered("active")[:1]

    @api.model
    def _way(self, contact):
        """How somebody is told: 'odoo', 'mail', or None when there is no way."""
        user = self._user_of(contact)
        if user and not user.share and user.notification_type == "inbox":
            return "odoo"
        return "mail" if contact.email else None

    # -- the message ---------------------------------------------------------------------

    @api.model
    def _send(self, messages):
        """Queue one message a person.

        :param messages: list of (person, list of :class:`~.mentoring_nudge_due.Due`)
        """
        mails, todos, mailed = [], [], []
        todo_type = self.env.ref("mail.mail_activity_data_todo", raise_if_not_found=False)
        for person, lines in messages:
            words = self.with_context(lang=person.contact.lang or self.env.lang)
            body = words._body(person, lines)
            subject = words.env._("A short reminder")
            if self._way(person.contact) == "odoo":
                todos.append(
                    {
                        "user_id": self._user_of(person.contact).id,
                        "activity_type_id": todo_type.id if todo_type else False,
                        "summary": subject,
                        "note": body,
                        "date_deadline": person.today,
                    }
                )
            else:
                sender = person.enrolments[0].company_id.email_formatted
                mails.append(
                    {
                        "subject": subject,
                        "body_html": body,
                        "recipient_ids": [fields.Command.link(person.contact.id)],
                        "auto_delete": True,
                        **({"email_from": sender, "reply_to": sender} if sender else {}),
                    }
                )
                # A mail about two programmes counts in both of them.
                mailed += {
                    each.enrolment.programme_id: each.enrolment.id
                    for each in lines
                    if self._is_counted(each)
                }.values()
        self.env["mail.mail"].create(mails)
        self.env["mentoring.mail.log"]._note(
            self.env["mentoring.enrolment"].browse(mailed), "nudge"
        )
        # Without the mail that Odoo sends about a to-do.
        quiet = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        quiet.create(todos)

    @api.model
    def _is_counted(self, due):  # noqa: ARG002 - for those who extend it
        """Whether coordinators count a mail that reminds of this; not where that it was sent
        tells them what two people did or did not do."""
        return True

    def _body(self, person, lines):
        user = self._user_of(person.contact)
        outside = not user or user.share
        values = {
            "name": person.contact.name,
            "lines": dict.fromkeys(self._words(person, each) for each in lines),
            "url": f"{self.get_base_url()}{PORTAL if outside else HOME}",
        }
        return self.env["ir.qweb"]._render(
            "mentoring_programme.mail_nudges", values, minimal_qcontext=True
        )

    def _words(self, person, due):
        """One line of a message. No names: mails are read on other people's screens."""
        if due.kind == "session":
            local = person.local(due.moment)
            return self.env._(
                "You meet on %(day)s at %(time)s.",
                day=format_date(self.env, local.date(), date_format="full"),
                time=format_time(self.env, local.time(), time_format="short"),
            )
        if due.kind == "ending":
            day = format_date(self.env, due.moment.date())
            return self.env._(
                "What you take part in comes to its end on %s: a good time to look back "
                "together, and to say whether you would like to go on.",
                day,
            )
        return {
            "invitation": self.env._(
                "An invitation waits for your answer. A yes and a no are both fine, and neither "
                "needs a reason."
            ),
            "proposal": self.env._(
                "Somebody is proposed to you: say whether you would like to begin."
            ),
            "requirement": self.env._("There is something left to read or to confirm."),
            "agreement": self.env._("What you agree on together is not signed by both of you yet."),
            "gap": self.env._(
                "You have not met for a while, and nothing is planned. Half an hour counts, too."
            ),
            "pause": self.env._(
                "You let it rest some weeks ago, and no day is set on which it goes on. Still "
                "resting? That is fine, and there is nothing to do. If you are back, say so there."
            ),
            "outcome": self.env._("A meeting is over: say whether it took place."),
            "feedback": self.env._("A few questions about how it goes wait for you."),
        }[due.kind]

    @api.autovacuum
    def _gc_days(self):
        """Nobody needs to know for long when somebody was last looked at."""
        past = fields.Date.today() - timedelta(days=7)
        # sudo: mentoring.nudge.day - rows that nobody has a right on
        self.env["mentoring.nudge.day"].sudo().search([("date", "<", past)]).unlink()
