from odoo import api, fields, models

from .mentoring_home_reverse import ASKED_DAYS
from .mentoring_session_summary import DUE_DAYS

RULES_DAYS = (3, 7)
# A leader who has not answered within 48 hours is reminded after a week.
QUESTION_DAYS = (7,)
LOOK_BACK_DAYS = (3, 10)
KINDS = [
    ("rules", "Ground rules unread"),
    ("question", "Question unanswered"),
    ("summary", "Summary due"),
    ("look_back", "Look back due"),
]


class MentoringNudge(models.Model):
    """Leaders are reminded of what they owe to the one who teaches them, and both of looking
    back. Coordinators do not count these mails: they would tell who has done what."""

    _inherit = "mentoring.nudge"

    kind = fields.Selection(selection_add=KINDS, ondelete={name: "cascade" for name, _ in KINDS})

    def _due_of_pairings(self, owner, enrolments):
        yield from super()._due_of_pairings(owner, enrolments)
        pairings = self.env["mentoring.pairing"].search(
            [
                ("state", "=", "active"),
                "|",
                ("mentor_id", "in", enrolments.ids),
                ("mentee_id", "in", enrolments.ids),
            ]
        )
        pairings = pairings.filtered(lambda pairing: pairing._is_reverse())
        if not pairings:
            return
        unread = self.env["mentoring.ground.rules"]._asked_of(pairings) - pairings._acknowledged()
        questions = pairings._open_questions().grouped("pairing_id")
        bare = pairings._without_summary(ASKED_DAYS).grouped("pairing_id")
        given = self.env["mentoring.look.back"]._given(pairings)
        open_now = pairings._looks_back()
        for pairing in pairings:
            leader = pairing.mentee_id
            person = owner.get(leader)
            if person:
                if pairing in unread and pairing.date_start:
                    days = (person.today - pairing.date_start).days
                    yield from self._rung(leader, "rules", pairing, days, RULES_DAYS)
                for question in questions.get(pairing, ()):
                    days = (person.today - person.local(question.asked_on).date()).days
                    yield from self._rung(leader, "question", question, days, QUESTION_DAYS)
                for session in bare.get(pairing, ()):
                    days = (person.today - person.local(session.stop).date()).days
                    yield from self._rung(leader, "summary", session, days, (DUE_DAYS,))
            yield from self._due_of_looking_back(owner, pairing, open_now[pairing], given)

    def _due_of_looking_back(self, owner, pairing, kinds, given):
        last = max(
            pairing.session_ids.filtered(lambda s: s.state == "held").mapped("stop"), default=None
        )
        if not last:
            return
        for side in (pairing.mentor_id, pairing.mentee_id):
            person = owner.get(side)
            if not person:
                continue
            days = (person.today - person.local(last).date()).days
            for kind in kinds:
                if (pairing.id, side.id, kind) not in given:
                    about = f"{pairing.id}:{kind}"
                    yield from self._rung(side, "look_back", about, days, LOOK_BACK_DAYS)

    @api.model
    def _is_counted(self, due):
        return super()._is_counted(due) and due.kind not in dict(KINDS)

    def _words(self, person, due):
        """One line for all of these: most of them go to leaders alone, so that words of their own
        would tell who mentors and who leads, on other people's screens and in the queue of mails.
        """
        if due.kind in dict(KINDS):
            return self.env._("A few minutes of yours are waited for: see what it is.")
        return super()._words(person, due)
