from odoo import fields, models
from odoo.exceptions import UserError


class MentoringSession(models.Model):
    """A circle meets together: one event in all calendars, one session for each pairing of it.

    Whoever of the circle plans, moves, cancels or marks such a session does so for all.
    """

    _inherit = "mentoring.session"

    def _create_events(self):
        """For what shares the event of another session, none of its own."""
        new = self.filtered(lambda session: not session.event_id)
        result = super()._create_events()
        new._share_in_circle()
        return result

    def _share_in_circle(self):
        """Invite the rest of the circle, and note the session for each of its pairings."""
        # sudo: mentoring.pairing, mentoring.session, calendar.event - the other pairings of the
        # circle, whose people meet at this event
        sessions = self.sudo().filtered("pairing_id.circle_id")
        if not sessions:
            return
        active = sessions.pairing_id.circle_id._live_pairings().filtered(
            lambda pairing: pairing.state == "active"
        )
        of_circle = active.grouped("circle_id")
        values = []
        for session in sessions:
            others = of_circle.get(session.pairing_id.circle_id, active.browse())
            others -= session.pairing_id
            contacts = (others.mentor_id | others.mentee_id).contact_id
            session.event_id.partner_ids |= contacts
            values += [
                {
                    "pairing_id": other.id,
                    "start": session.start,
                    "duration": session.duration,
                    "event_id": session.event_id.id,
                }
                for other in others
            ]
        sessions.create(values)

    def _of_same_event(self):
        """The sessions of the same events, these included, in sudo."""
        # sudo: mentoring.session - what holds for one session of a circle's meeting holds for all
        return self.sudo() | self.sudo().search([("event_id", "in", self.sudo().event_id.ids)])

    def _mark(self, state):
        # Before anything is read in sudo, which would tell what is hidden from what is not there.
        self.check_access("write")
        # sudo: mentoring.session - to compare
        others = self._of_same_event() - self.sudo()
        result = super()._mark(state)
        others = others.filtered(lambda session: session.state not in (state, "cancelled"))
        if state == "held":
            others = others.filtered(lambda session: session._may_be_held())
        # As nobody, as for the session that was marked itself.
        marked = others._as_nobody()
        marked.write({"state": state})
        marked.env.flush_all()
        return result

    def _may_be_held(self):
        """Whether nothing keeps this session from counting as held; else its own two are asked
        when they look at it."""
        try:
            self._check_agreement_signed()
            self._check_can_hold()
        except UserError:
            return False
        return True


class MentoringPairing(models.Model):
    """Whoever joins a circle later joins the meetings that are planned already."""

    _inherit = "mentoring.pairing"

    def _join_coming_sessions(self):
        """Expects to run in sudo, for pairings that have become active."""
        Session = self.env["mentoring.session"]
        planned = Session.search(
            [
                ("pairing_id.circle_id", "in", self.circle_id.ids),
                ("pairing_id", "not in", self.ids),
                ("state", "=", "planned"),
                ("start", ">", fields.Datetime.now()),
                ("event_id", "!=", False),
            ],
            order="start, id",
        )
        values = []
        for pairing in self:
            # One of each event, whose other sessions are alike.
            of_event = planned.filtered(
                lambda session, pairing=pairing: session.pairing_id.circle_id == pairing.circle_id
            ).grouped("event_id")
            for event, sessions in of_event.items():
                event.partner_ids |= (pairing.mentor_id | pairing.mentee_id).contact_id
                values.append(
                    {
                        "pairing_id": pairing.id,
                        "start": sessions[0].start,
                        "duration": sessions[0].duration,
                        "event_id": event.id,
                    }
                )
        Session.create(values)
