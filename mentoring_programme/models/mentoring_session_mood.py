from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from .locking import locked

MOODS = [
    ("lifted", "It lifted me"),
    ("good", "Good"),
    ("fine", "All right"),
    ("unsettled", "It stirred me up"),
    ("heavy", "It weighed on me"),
]


class MentoringSessionMood(models.Model):
    """How a session was for one of its two people: theirs alone, a diary in one word."""

    _name = "mentoring.session.mood"
    _inherit = ["mentoring.unseen"]
    _description = "Mood after a Mentoring Session"

    session_id = fields.Many2one("mentoring.session", required=True, ondelete="cascade", index=True)
    # Whose it is: the enrolment of the one who said it, filled in by create().
    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", index=True
    )
    mood = fields.Selection(MOODS, required=True)

    _once = models.UniqueIndex(
        "(session_id, enrolment_id)", "You have said this already: reload the page."
    )

    def _compute_display_name(self):
        for mood in self:
            mood.display_name = self.env._("Mood")

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.su:
            return super().create(vals_list)
        # Without defaults from the context, which the caller chooses.
        self = self.with_context(clean_context(self.env.context))
        ids = {vals.get("session_id") for vals in vals_list} - {None, False}
        self.env["mentoring.session"].browse(ids).check_access("write")
        own = []
        for vals in vals_list:
            session = self.env["mentoring.session"].browse(vals.get("session_id"))
            session._check_mood()
            # sudo: mentoring.pairing - the reader's own enrolment of the two
            pairing = session.pairing_id.sudo()
            mine = pairing[f"{pairing._role_of_reader()}_id"]
            own.append(
                {"session_id": session.id, "enrolment_id": mine.id, "mood": vals.get("mood")}
            )
        return super().create(own)

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            if set(vals) - {"mood"}:
                raise AccessError(self.env._("Only the word itself can be changed."))
            self.session_id._check_mood()
        return super().write(vals)


class MentoringSession(models.Model):
    _inherit = "mentoring.session"

    def _mark(self, state):
        """Of a session that did not take place after all there is no mood, either person's."""
        marked = super()._mark(state)
        if state != "held":
            # As nobody: Odoo's log names who deleted what.
            moods = self.env["mentoring.session.mood"].with_user(SUPERUSER_ID)
            moods.search([("session_id", "in", self.ids)]).unlink()
        return marked

    def _check_mood(self):
        for session in self:
            if not session.pairing_id._role_of_reader():
                raise AccessError(self.env._("Only the two people can say how a session was."))
            if session.state != "held":
                raise UserError(
                    self.env._("Say first that the session took place, then how it was.")
                )

    def _own_moods(self):
        """How these sessions were for the reader: dict of session to ``mentoring.session.mood``."""
        found = self.env["mentoring.session.mood"].search(
            [("session_id", "in", self.ids), ("enrolment_id.user_id", "=", self.env.uid)]
        )
        return found.grouped("session_id")

    def action_mood(self, mood=False):
        """Say how this session was for oneself, or take that back with nothing."""
        self.ensure_one()
        self.check_access("write")
        locked(self)
        if mood and mood not in dict(MOODS):
            raise UserError(self.env._("Choose one of the words that are offered."))
        said = self._own_moods().get(self)
        if not mood:
            if said:
                said.unlink()
        elif said:
            said.mood = mood
        else:
            self.env["mentoring.session.mood"].create({"session_id": self.id, "mood": mood})
