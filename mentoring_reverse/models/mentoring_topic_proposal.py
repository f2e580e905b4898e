from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mentoring_programme.models.locking import locked

WORDS_LENGTH = 300


class MentoringTopicProposal(models.Model):
    """What the leader would like to talk about. The mentor takes it up, or leaves it.

    A proposal that the mentor leaves looks to the leader as it did before: no reason is asked,
    and nobody is told no. So that it is left is not kept here, but sealed, in the mentor's box of
    what is not with them (``mentoring.not.with.me``).
    """

    _name = "mentoring.topic.proposal"
    _inherit = ["mentoring.pair.work"]
    _description = "Proposed Topic"
    _order = "id"
    _log_access = False

    topic_id = fields.Many2one("mentoring.topic", readonly=True, ondelete="cascade")
    words = fields.Char(string="In own words", readonly=True, size=WORDS_LENGTH)
    session_id = fields.Many2one(
        "mentoring.session", string="Taken up for", readonly=True, ondelete="set null"
    )
    is_taken_up = fields.Boolean(readonly=True)

    _said = models.Constraint(
        "CHECK(topic_id IS NOT NULL OR trim(words) != '')",
        "Choose a topic, or say it in your own words.",
    )

    def _of_mentor(self):
        """This open proposal in sudo, for the mentor who decides about it."""
        self.ensure_one()
        self.check_access("read")
        if self.pairing_id._role_of_reader() != "mentor":
            raise AccessError(self.env._("The mentor decides what you talk about."))
        locked(self.pairing_id)._check_working()
        # sudo: mentoring.topic.proposal - the mentor's own decision, refused past this step
        proposal = locked(self).sudo()
        if proposal.is_taken_up:
            raise UserError(self.env._("You have taken this up already: see your sessions."))
        return proposal

    def action_take_up(self, session_id=None):
        """Put it on the agenda of a session that is to come.

        :param int session_id: one of the pairing's planned sessions
        """
        proposal = self._of_mentor()
        is_id = isinstance(session_id, int) and not isinstance(session_id, bool)
        session = self.env["mentoring.session"].search(
            [
                ("id", "=", session_id if is_id else 0),
                ("pairing_id", "=", proposal.pairing_id.id),
                ("state", "=", "planned"),
            ]
        )
        if not session:
            raise UserError(
                self.env._("Choose one of your planned sessions; if there is none, plan it first.")
            )
        content = session._contents().get(session, self.env["mentoring.session.content"])
        if proposal.topic_id:
            session.action_prepare(topic_ids=(content.topic_ids | proposal.topic_id).ids)
        else:
            notes = filter(None, [content.agenda_note, proposal.words])
            session.action_prepare(agenda_note="\n".join(notes))
        proposal.write({"is_taken_up": True, "session_id": session.id})

    def action_take_back(self):
        """The leader does not propose it any more."""
        self.ensure_one()
        self.check_access("read")
        if self.pairing_id._role_of_reader() != "mentee":
            raise AccessError(self.env._("Only the leader takes back what they proposed."))
        self.pairing_id._check_working()
        self.sudo().unlink()  # sudo: mentoring.topic.proposal - the leader's own

    @api.model
    def _destroy_of(self, enrolments):
        # sudo: mentoring.topic.proposal - of people who leave, whoever notes it
        self.sudo().search([("pairing_id.mentee_id", "in", enrolments.ids)]).unlink()


class MentoringPairing(models.Model):
    _inherit = "mentoring.pairing"

    def action_propose_topic(self, topic_id=None, words=None):
        """The leader proposes something to talk about: a topic of the library, or own words."""
        self.ensure_one()
        self._check_mine()
        if not self._is_reverse() or self._role_of_reader() != "mentee":
            raise AccessError(
                self.env._("You lead here: write topics straight into the agenda of a session.")
            )
        locked(self)._check_working()
        is_id = isinstance(topic_id, int) and not isinstance(topic_id, bool)
        topic = self.env["mentoring.topic"].search([("id", "=", topic_id if is_id else 0)])
        words = words.replace("\x00", "").strip() if isinstance(words, str) else ""
        if not topic and not words:
            raise UserError(self.env._("Choose a topic, or say it in your own words."))
        if len(words) > WORDS_LENGTH:
            raise UserError(
                self.env._(
                    "Say it in at most %s characters: the rest is for talking.", WORDS_LENGTH
                )
            )
        # sudo: mentoring.topic.proposal - the leader's own, which no one writes but by steps
        proposals = self.env["mentoring.topic.proposal"].sudo()
        values = {"pairing_id": self.id, "topic_id": topic.id, "words": words or False}
        proposals.create(values)

    def _page_reverse_topics(self):
        """
        :return: dict with

            - ``can_propose``: whether the reader is the leader, and the pairing lives;
              ``can_decide``: the same of the mentor
            - ``topics``: the library, see ``_topic_library``
            - ``sessions``: list of dict of ``id``, ``start`` (UTC): those planned
            - ``proposals``: list of dict of ``id``, ``topic_id`` (or False), ``name``, ``words``
              and ``is_taken_up``; which of them are left, the mentor asks in confidence
            - ``length``: most characters of own words
        """
        self.ensure_one()
        role, is_working = self._role_of_reader(), self._is_working()
        proposals = self.env["mentoring.topic.proposal"].search([("pairing_id", "=", self.id)])
        planned = self.env["mentoring.session"].search(
            [("pairing_id", "=", self.id), ("state", "=", "planned")], order="start, id"
        )
        return {
            "can_propose": role == "mentee" and is_working,
            "can_decide": role == "mentor" and is_working,
            "topics": self._topic_library(),
            "sessions": [
                {"id": session.id, "start": fields.Datetime.to_string(session.start)}
                for session in planned
            ],
            "proposals": [
                {
                    "id": proposal.id,
                    "topic_id": proposal.topic_id.id,
                    "name": proposal.topic_id.name or proposal.words,
                    "words": proposal.words or "" if proposal.topic_id else "",
                    "is_taken_up": proposal.is_taken_up,
                }
                for proposal in proposals
            ],
            "length": WORDS_LENGTH,
        }
