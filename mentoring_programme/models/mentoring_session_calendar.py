import uuid

from odoo import SUPERUSER_ID, fields, models


class MentoringSession(models.Model):
    """Sessions and the calendar events behind them: each follows the other.

    An event may stand behind several sessions (those of a circle): moving one moves them all,
    cancelling one cancels them all, and a pairing that ends leaves the meeting to the others.
    """

    _inherit = "mentoring.session"

    def _contacts(self):
        """Whom these sessions are for, as contacts."""
        # sudo: mentoring.enrolment - whom to invite
        pairings = self.pairing_id.sudo()
        return pairings.mentor_id.contact_id | pairings.mentee_id.contact_id

    def _create_events(self):
        """A private event in both calendars, whose title says nothing of the programme.

        The context may carry ``mentoring_location`` (a place, in words; without it, the usual one
        unless they meet by video) and ``mentoring_video`` (whether the two meet by video).
        """
        waiting = self.filtered(lambda session: not session.event_id)
        events = self._calendar().create([session._event_values() for session in waiting])
        for session, event in zip(waiting, events, strict=True):
            # sudo: mentoring.session - the link to its own event, refused from outside
            session.sudo().event_id = event

    def _event_values(self):
        self.ensure_one()
        # sudo: mentoring.programme - whether discreet
        discreet = self.programme_id.sudo().discreet
        values = {
            "name": self.env._("Meeting") if discreet else self.env._("Mentoring session"),
            "start": self.start,
            "stop": self.stop,
            "privacy": "private",
            # Or colleagues find by it who is paired: its attendees are readable to everybody.
            "attendees_only": True,
            "user_id": False,
            "location": self._place_to_meet(),
            "partner_ids": [fields.Command.set(self._contacts().ids)],
        }
        if self.env.context.get("mentoring_video"):
            values.update(self._video_values())
        return values

    def _place_to_meet(self):
        context = self.env.context
        if context.get("mentoring_video") or "mentoring_location" in context:
            return context.get("mentoring_location") or False
        return self.pairing_id._usual_place()

    def _calendar(self):
        """``calendar.event`` as nobody, who neither follows nor is named as author.

        Not about the record the button was pressed on, and without the people's telephone
        numbers and addresses, by which Odoo would describe it.
        """
        return (
            self.env["calendar.event"]
            .with_user(SUPERUSER_ID)
            .with_context(
                active_model=None,
                active_id=None,
                skip_contact_description=True,
                mail_create_nosubscribe=True,
                tracking_disable=True,
            )
        )

    def _tell_others(self, is_off=False):
        """Send those who share these meetings with the reader one neutral mail, whatever changed.

        People from outside get Odoo's own, with the meeting as a file for their calendar.

        :param is_off: that the meetings do not take place, of which Odoo would tell nobody
        """
        # sudo: mentoring.pairing, mentoring.enrolment - whom to tell, and nothing else
        pairings = self._of_same_event().pairing_id
        people = (pairings.mentor_id | pairings.mentee_id).sorted("id")
        others = people.filtered(lambda e: e.user_id != self.env.user)
        if not is_off:
            others = others.filtered("employee_id")
        others._send_neutral("mentoring_programme.mail_template_session")

    def _video_values(self):
        """Odoo's own video call: whoever has the link may join, also as a guest."""
        Event = self.env["calendar.event"]
        token = uuid.uuid4().hex
        address = f"{Event.get_base_url()}/{Event.DISCUSS_ROUTE}/{token}"
        return {"access_token": token, "videocall_location": address}

    def _can_move(self):
        self.ensure_one()
        return self.state == "planned" and self.pairing_id.state in ("active", "paused")

    def _follow_event(self):
        """Take over the time of the event; a length out of range is cut.

        :return: those of these sessions that changed
        """
        changed = self.browse()
        for session in self.filtered(lambda session: session._can_move()):
            event = session.event_id
            hours = min(8, max(0.25, (event.stop - event.start).total_seconds() / 3600))
            # Minutes as a fraction of an hour do not survive the database to the last digit.
            if (session.start, round(session.duration, 4)) != (event.start, round(hours, 4)):
                session._write_time({"start": event.start, "duration": hours})
                changed += session
        return changed

    def _move_events(self):
        for session in self:
            # As nobody: the meeting is both people's, whoever of them moves it.
            event = self._calendar().browse(session.event_id.id)
            if event and (event.start, event.stop) != (session.start, session.stop):
                event.write({"start": session.start, "stop": session.stop})

    def _cancel_future(self, before=None):
        """Remove the coming meetings of these sessions from the calendars; a circle goes on
        meeting without their people.

        :param before: a day, of which and after which they stay
        """
        now = fields.Datetime.now()
        coming = self.filtered(
            lambda session: (
                session.state == "planned"
                and session.start > now
                and not (before and session.start.date() >= before)
            )
        )
        coming._leave_shared_events()
        coming._cancel()

    def _leave_shared_events(self):
        """A meeting that other pairings share goes on without the people of these."""
        # sudo: mentoring.session, calendar.event - who else meets there
        leaving = self.sudo()
        shared = leaving.event_id._mentoring_sessions() - leaving
        shared = shared.filtered(lambda session: session.state == "planned")
        for event, staying in shared.grouped("event_id").items():
            parted = leaving.filtered(lambda session, event=event: session.event_id == event)
            event.partner_ids -= parted._contacts() - staying._contacts()
            parted.event_id = False

    def _cancel(self):
        # As nobody: the state is refused from outside, and who of them cancelled is not kept.
        sessions = self._as_nobody()
        sessions.write({"state": "cancelled"})
        sessions.env.flush_all()
        # The meeting is both people's, whoever of them made it.
        # sudo: mentoring.session - its own event
        self._calendar().browse(self.sudo().event_id.ids).unlink()

    def _cancel_with_event(self):
        """Their events are being deleted; what was held or missed stays as it is."""
        planned = self.filtered(lambda session: session.state == "planned")._as_nobody()
        planned.write({"state": "cancelled"})
        planned.env.flush_all()
