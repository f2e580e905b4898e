from odoo import api, fields, models
from odoo.exceptions import UserError

from .locking import locked
from .mentoring_enrolment_detected import LIVE_PROGRAMME_STATES

# Who takes part, and so is invited to what concerns their role.
TAKEN_STATES = ("accepted", "ready", "matched")


class MentoringCohortEvent(models.Model):
    """How an event reaches its people: announced, followed by late joiners, cancelled."""

    _inherit = "mentoring.cohort.event"

    invited_count = fields.Integer(string="Invited", compute="_compute_counts")
    coming_count = fields.Integer(string="Coming", compute="_compute_counts")
    attended_count = fields.Integer(string="Attended", compute="_compute_counts")

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_counts(self):
        """Counts of what the reader may see: nobody is told more than their own lists show."""
        groups = self.env["mentoring.attendance"]._read_group(
            [("event_id", "in", self.ids)], ["event_id", "state"], ["__count"]
        )
        counts = {(event.id, state): count for event, state, count in groups}
        for event in self:
            mine = {state: n for (event_id, state), n in counts.items() if event_id == event.id}
            event.invited_count = sum(mine.values())
            event.coming_count = mine.get("coming", 0)
            event.attended_count = mine.get("attended", 0)

    def _check_coordinator(self):
        self.check_access("write")
        if not self.env.su and not all(event.is_coordinator for event in self):
            raise UserError(self.env._("Only a coordinator of this programme can do that."))

    def action_announce(self):
        """Invite everybody whom it is for; whoever joins later is invited as they join."""
        self._check_coordinator()
        # What another coordinator has announced a moment earlier is announced.
        drafts = locked(self).filtered(lambda event: event.state != "announced")
        for event in drafts:
            if event.state != "draft":
                raise UserError(
                    self.env._("“%s” is cancelled: make a new event instead.", event.name)
                )
            if event.has_begun:
                raise UserError(
                    self.env._("“%s” would be in the past: choose a later time.", event.name)
                )
            if event.programme_id.state not in LIVE_PROGRAMME_STATES:
                raise UserError(
                    self.env._(
                        "People can be invited once enrolment in “%s” is open, and until it is "
                        "over.",
                        event.programme_id.name,
                    )
                )
        # sudo: mentoring.cohort.event - its state, refused from outside
        events = drafts.sudo()
        events.write({"state": "announced"})
        events._host_in_calendar()
        events._invite()

    def action_cancel(self):
        """Call off a coming event: it leaves the calendars, and everybody is told."""
        self._check_coordinator()
        events = locked(self).filtered(lambda event: event.state != "cancelled")
        for event in events:
            if event.state == "announced" and event.has_begun:
                raise UserError(
                    self.env._("“%s” has begun, so it can no longer be cancelled.", event.name)
                )
        # sudo: mentoring.cohort.event, mentoring.attendance - the state, refused from outside
        events.sudo()._cancel()

    def _cancel(self):
        told = self.filtered(lambda event: event.state == "announced").attendance_ids
        told = told.filtered(lambda line: line.state != "not_coming")
        self.write({"state": "cancelled"})
        self._leave_calendars()
        told.enrolment_id._send_neutral("mentoring_programme.mail_template_event_cancelled")

    def _coming(self):
        return self.filtered(lambda event: event.state == "announced" and not event.has_begun)

    def _invite(self, only=None):
        """Put everybody of the audience on the list who is not on it yet, each person once.

        :param only: ``mentoring.enrolment`` to look at, all of the programmes if left out
        """
        enrolments = only
        if enrolments is None:
            enrolments = self.env["mentoring.enrolment"].search(
                [("programme_id", "in", self.programme_id.ids), ("state", "in", TAKEN_STATES)]
            )
        # A mentor's place first: supervision is counted there.
        enrolments = enrolments.sorted(lambda enrolment: (enrolment.role != "mentor", enrolment.id))
        listed = {
            (line.event_id, line.enrolment_id._person_key())
            for line in self.env["mentoring.attendance"].search([("event_id", "in", self.ids)])
        }
        fresh = []
        for event in self._coming():
            for enrolment in enrolments:
                place = (event, enrolment._person_key())
                if event._is_for(enrolment) and place not in listed:
                    listed.add(place)
                    fresh.append({"event_id": event.id, "enrolment_id": enrolment.id})
        return self.env["mentoring.attendance"].create(fresh)

    def _is_for(self, enrolment):
        self.ensure_one()
        return (
            enrolment.programme_id == self.programme_id
            and enrolment.state in TAKEN_STATES
            and self.audience in (enrolment.role, "both")
        )

    def _is_full(self):
        """Whether nobody else can say that they come."""
        self.ensure_one()
        return self in self._full()

    def _full(self):
        """Those of these events whose seats are all taken."""
        limited = self.filtered("seats")
        groups = (
            self.env["mentoring.attendance"]
            # sudo: mentoring.attendance - how many come, of whom each reads only their own
            .sudo()
            ._read_group(
                [("event_id", "in", limited.ids), ("state", "in", ("coming", "attended"))],
                ["event_id"],
                ["__count"],
            )
        )
        coming = {event.id: count for event, count in groups}
        return limited.filtered(lambda event: coming.get(event.id, 0) >= event.seats)

    def action_view_attendance(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "mentoring_programme.mentoring_attendance_action"
        )
        action["name"] = self.name
        action["domain"] = [("event_id", "=", self.id)]
        action["context"] = {"default_event_id": self.id, "mentoring_show_names": True}
        return action
