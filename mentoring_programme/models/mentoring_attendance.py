from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from .locking import locked

ATTENDANCE_STATES = [
    ("invited", "Invited"),
    ("coming", "Coming"),
    ("not_coming", "Not coming"),
    ("attended", "Attended"),
    ("missed", "Missed"),
]
ANSWERS = {"coming": "accepted", "not_coming": "declined"}


class MentoringAttendance(models.Model):
    """One person's place at one event: what they answered, and whether they came."""

    _name = "mentoring.attendance"
    _inherit = ["mentoring.unseen"]
    _description = "Attendance of a Mentoring Event"
    _order = "id"

    event_id = fields.Many2one(
        "mentoring.cohort.event", required=True, ondelete="cascade", index=True
    )
    enrolment_id = fields.Many2one(
        "mentoring.enrolment", string="Person", required=True, ondelete="cascade", index=True
    )
    # Copied by create(), not related: see mentoring.pairing.
    programme_id = fields.Many2one("mentoring.programme", readonly=True, index=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    role = fields.Selection(related="enrolment_id.role", related_sudo=False)
    kind = fields.Selection(related="event_id.kind", related_sudo=False)
    start = fields.Datetime(related="event_id.start", related_sudo=False)
    state = fields.Selection(ATTENDANCE_STATES, default="invited", required=True, readonly=True)
    # Points at the entry and not back: an entry that named its event would tell, through a
    # filter on it, who is in a mentoring programme.
    calendar_event_id = fields.Many2one(
        "calendar.event",
        groups=fields.NO_ACCESS,
        ondelete="set null",
        index="btree_not_null",
        copy=False,
    )

    _person_once = models.Constraint(
        "UNIQUE(event_id, enrolment_id)", "This person is on the list already."
    )

    def _compute_display_name(self):
        # Neutral: error texts and debug mode print display names to anybody.
        for line in self:
            line.display_name = self.env._("Attendance %s", line.id or "")

    # -- who is on the list --------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            # Without defaults from the context, which the caller chooses.
            self = self.with_context(clean_context(self.env.context))
            if any(vals.get("state", "invited") != "invited" for vals in vals_list):
                raise UserError(self._state_sentence())
            vals_list = [
                {name: vals.get(name) for name in ("event_id", "enrolment_id")}
                for vals in vals_list
            ]
            # Before anything is read in sudo, so that no refusal tells what is hidden.
            for name in ("event_id", "enrolment_id"):
                ids = {vals[name] for vals in vals_list if vals[name]}
                operation = "write" if name == "event_id" else "read"
                self.env[self._fields[name].comodel_name].browse(ids).check_access(operation)
        for vals in vals_list:
            # sudo: mentoring.cohort.event - programme and company of the event, which the rules
            # then check the line against
            event = self.env["mentoring.cohort.event"].browse(vals.get("event_id")).sudo()
            vals["programme_id"] = event.programme_id.id
            vals["company_id"] = event.company_id.id
        self._check_places(vals_list)
        lines = super().create(vals_list)
        # sudo: mentoring.attendance - the entries in calendars are the system's
        coming = lines.sudo().filtered(lambda line: line.event_id._coming())
        coming._add_to_calendars()
        coming._tell("mentoring_programme.mail_template_event_invited")
        return lines

    @api.model
    def _check_places(self, vals_list):
        """Refuse who is not of the event's audience, and a person who is there twice.

        Before the database is asked, so that it is said in words.
        """
        # sudo: mentoring.cohort.event, mentoring.enrolment, mentoring.attendance - everybody on
        # the lists of these events; who may ask was checked
        env = self.sudo().env
        events = env["mentoring.cohort.event"].browse({vals["event_id"] for vals in vals_list})
        listed = {
            (line.event_id.id, line.enrolment_id._person_key())
            for line in env[self._name].search([("event_id", "in", events.ids)])
        }
        enrolments = env["mentoring.enrolment"].browse([v["enrolment_id"] for v in vals_list])
        for vals, enrolment in zip(vals_list, enrolments, strict=True):
            event = events.browse(vals["event_id"])
            if event.state == "cancelled":
                raise UserError(self.env._("This event is cancelled: nobody can be added."))
            if not event._is_for(enrolment):
                raise UserError(
                    self.env._(
                        "This event is for people who were accepted in its programme, in the role "
                        "that it is meant for: choose one of them."
                    )
                )
            place = (event.id, enrolment._person_key())
            if place in listed:
                raise UserError(self.env._("%s is on the list already.", enrolment._person_name()))
            listed.add(place)

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            raise UserError(self._state_sentence())
        return super().write(vals)

    def _state_sentence(self):
        return self.env._("Say with the buttons who comes, and afterwards who was there.")

    # -- calendars and mails -------------------------------------------------------------

    def _calendar_entries(self):
        return self.calendar_event_id.exists()

    def _add_to_calendars(self):
        """A private entry of their own for each person; an invitation by mail for outsiders.

        Colleagues are their own organisers, so nobody is named as inviting many; people from
        outside are invited by a coordinator, who knows them, and get Odoo's mail with its file
        for any calendar.
        """
        reached = self.filtered(lambda line: line.enrolment_id.contact_id)
        outside = reached.filtered(lambda line: line.enrolment_id.partner_id)
        for lines, context in (
            (reached - outside, {"no_mail_to_attendees": True}),
            (outside, {}),
        ):
            entries = lines.event_id._calendar(**context).create(
                [
                    line.event_id._new_entry(line.enrolment_id.contact_id, line._organiser())
                    for line in lines
                ]
            )
            for line, entry in zip(lines, entries, strict=True):
                line.calendar_event_id = entry

    def _organiser(self):
        self.ensure_one()
        if self.enrolment_id.partner_id:
            return self.programme_id.coordinator_ids[:1]
        return self.enrolment_id.user_id

    def _tell(self, template_xmlid):
        """A neutral mail for colleagues; outsiders get Odoo's own about their entry."""
        inside = self.enrolment_id.filtered("employee_id")
        inside._send_neutral(template_xmlid)

    # -- answers -------------------------------------------------------------------------

    def _check_answerable(self):
        self.check_access("read")
        for line in self:
            mine = line.enrolment_id.user_id == self.env.user
            if not (self.env.su or mine or line.event_id.is_coordinator):
                raise AccessError(self.env._("Only the person who is invited can answer."))
            if not line.event_id._coming():
                raise UserError(
                    self.env._("This event is over or cancelled, so there is nothing to answer.")
                )

    def action_coming(self):
        """Say that one comes, as long as there is a seat."""
        self._check_answerable()
        # One answer at a time, so that the last seat is given away once.
        locked(self.event_id)
        for line in self:
            if line.state != "coming" and line.event_id._is_full():
                raise UserError(
                    self.env._(
                        "All seats are taken. Your coordinator can tell you whether there is "
                        "another date."
                    )
                )
            line._answer("coming")

    def action_not_coming(self):
        """Say that one cannot come; no reason is asked."""
        self._check_answerable()
        locked(self)
        self._answer("not_coming")

    def _answer(self, state):
        # sudo: mentoring.attendance, calendar.attendee - the state, refused from outside, and
        # the same answer in the person's own calendar
        lines = self.sudo()
        lines.write({"state": state})
        attendees = lines.event_id._calendar().browse(lines.calendar_event_id.ids).attendee_ids
        attendees.filtered(lambda who: who.state != ANSWERS[state]).write({"state": ANSWERS[state]})

    def _follow_calendar(self, answers):
        """Take over what people answered in their calendar or in Odoo's invitation.

        :param dict answers: id of ``calendar.event`` to ``accepted`` or ``declined``
        """
        for line in self.filtered(lambda line: line.event_id._coming()):
            state = "coming" if answers[line.calendar_event_id.id] == "accepted" else "not_coming"
            if state != line.state and not (state == "coming" and line.event_id._is_full()):
                line.state = state

    # -- who was there -------------------------------------------------------------------

    def _mark(self, state):
        self.check_access("read")
        if not self.env.su and not all(line.event_id.is_coordinator for line in self):
            raise AccessError(self.env._("Only a coordinator notes who was there."))
        for line in locked(self):
            if line.event_id.state != "announced" or not line.event_id.has_begun:
                raise UserError(
                    self.env._(
                        "“%s” is still to come or was cancelled: note afterwards who was there.",
                        line.event_id.name,
                    )
                )
        # sudo: mentoring.attendance - the state, refused from outside
        lines = self.sudo()
        lines.write({"state": state})
        lines._settle_requirements()

    def action_attended(self):
        self._mark("attended")

    def action_missed(self):
        self._mark("missed")

    def action_reset(self):
        """Undo: neither attended nor missed."""
        self._mark("invited")

    def _settle_requirements(self, before=None):
        """Let what attending fulfils follow from who attended.

        In each role in which the person is asked: they were there once, for both.

        :param before: ``mentoring.requirement`` that these events fulfilled until now
        """
        asked = self.event_id.requirement_id | (before or self.env["mentoring.requirement"])
        if not asked:
            return
        people = self.enrolment_id
        enrolments = people.search(
            [
                ("programme_id", "in", self.programme_id.ids),
                "|",
                ("employee_id", "in", people.employee_id.ids),
                ("partner_id", "in", people.partner_id.ids),
            ]
        )
        attended = self.search(
            [
                ("state", "=", "attended"),
                ("event_id.requirement_id", "in", asked.ids),
                ("enrolment_id", "in", enrolments.ids),
            ]
        )
        was_there = {}
        for line in attended:
            requirement = line.event_id.requirement_id
            if not requirement.asked_on or line.event_id.start >= requirement.asked_on:
                key = (line.programme_id, line.enrolment_id._person_key(), requirement)
                was_there.setdefault(key, line)
        met = {
            (enrolment, requirement): {"attendance_id": line.id}
            for enrolment in enrolments
            for requirement in asked
            if requirement.role in (enrolment.role, "both")
            and (
                line := was_there.get(
                    (enrolment.programme_id, enrolment._person_key(), requirement)
                )
            )
        }
        enrolments._follow("attendance", asked, met)
