from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from .locking import locked
from .mentoring_pairing_page import WRITABLE_STATES


class MentoringSessionContent(models.Model):
    """What a session is to be about: for its two people, and nobody else.

    A model of its own, because coordinators read the session. Both people read all of it; each
    writes their own preparation.
    """

    _name = "mentoring.session.content"
    _inherit = ["mentoring.unseen"]
    _description = "Content of a Mentoring Session"

    session_id = fields.Many2one("mentoring.session", required=True, ondelete="cascade", index=True)
    topic_ids = fields.Many2many("mentoring.topic", string="Topics")
    agenda_note = fields.Text(string="Our agenda")
    mentor_note = fields.Text(string="The mentor's preparation")
    mentee_note = fields.Text(string="The mentee's preparation")

    _session_once = models.UniqueIndex(
        "(session_id)", "Something was noted for this session meanwhile: reload the page."
    )
    _text_length = models.Constraint(
        "CHECK(length(agenda_note) <= 10000 AND length(mentor_note) <= 10000"
        " AND length(mentee_note) <= 10000)",
        "That is longer than 10,000 characters: make it shorter.",
    )

    def _compute_display_name(self):
        for content in self:
            content.display_name = self.env._("Content of a session")

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.su:
            return super().create(vals_list)
        # Without defaults from the context, which the caller chooses.
        self = self.with_context(clean_context(self.env.context))
        sessions = self.env["mentoring.session"].browse(
            {vals.get("session_id") for vals in vals_list} - {None, False}
        )
        # Before the database is asked, whose refusals would tell what is there.
        sessions.check_access("write")
        for vals in vals_list:
            session = sessions.browse(vals.get("session_id"))
            self._check_said(session, set(vals) - {"session_id"})
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            for content in self:
                self._check_said(content.session_id, set(vals))
        return super().write(vals)

    def _check_said(self, session, names):
        """Refuse what is not the reader's to say, and what is over."""
        role = session.pairing_id._role_of_reader()
        if role and not session.pairing_id._may_lead(role) and names & {"topic_ids", "agenda_note"}:
            raise AccessError(
                self.env._(
                    "Your partner leads here and writes topics and the agenda. Propose what you "
                    "would like to talk about."
                )
            )
        if not role or not names <= {"topic_ids", "agenda_note", f"{role}_note"}:
            raise AccessError(
                self.env._(
                    "Topics and the agenda belong to both of you; of the preparation you write "
                    "your own."
                )
            )
        if session.pairing_id.state not in WRITABLE_STATES:
            raise UserError(self.env._("This pairing is over: what you noted stays as it is."))
        if session.state == "cancelled":
            raise UserError(self.env._("This session was cancelled: plan a new one instead."))


class MentoringPairing(models.Model):
    _inherit = "mentoring.pairing"

    def _may_lead(self, role):
        """Whether the one in this role writes topics and agendas; an addon narrows it."""
        self.ensure_one()
        return role in ("mentor", "mentee")


class MentoringSession(models.Model):
    _inherit = "mentoring.session"

    def _contents(self):
        """What was noted for these sessions, as far as the reader may read it.

        :return: dict of session to ``mentoring.session.content``
        """
        found = self.env["mentoring.session.content"].search([("session_id", "in", self.ids)])
        return found.grouped("session_id")

    def action_prepare(self, topic_ids=None, agenda_note=None, my_note=None):
        """Say what this session is to be about; what is left out stays as it is.

        :param topic_ids: list of ids of topics
        :param str agenda_note: what both want to talk about
        :param str my_note: the reader's own preparation, which the partner reads too
        """
        self.ensure_one()
        # The row of the session, so that the two do not make its content at the same moment.
        self.check_access("write")
        locked(self)
        values = {}
        if topic_ids is not None:
            known = self.env["mentoring.topic"].search([("id", "in", topic_ids)])
            values["topic_ids"] = [fields.Command.set(known.ids)]
        if agenda_note is not None:
            values["agenda_note"] = agenda_note
        if my_note is not None:
            values[f"{self.pairing_id._role_of_reader()}_note"] = my_note
        content = self._contents().get(self)
        if content:
            content.write(values)
        else:
            content = self.env["mentoring.session.content"].create(
                {"session_id": self.id, **values}
            )
