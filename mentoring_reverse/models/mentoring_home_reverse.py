from datetime import timedelta

from odoo import fields, models

from odoo.addons.mentoring_programme.models.mentoring_pairing_page import WRITABLE_STATES

from .mentoring_question import ANSWER_HOURS

# Days after a session in which its summary is asked on the home.
ASKED_DAYS = 60


class MentoringHome(models.AbstractModel):
    """What the two owe each other where the junior one leads is among what is asked of them."""

    _inherit = "mentoring.home"

    def _pairing(self, pairing, partner):
        """With ``answer_by``: until when an answer to a proposed pairing can be expected, in
        UTC; for the mentor whether or not it came, and for the leader who is asked."""
        line = super()._pairing(pairing, partner)
        if pairing._is_reverse():
            line["role_words"] = self._role_words(pairing, partner)
        waits = pairing.state == "proposed" and pairing._is_reverse()
        told = waits and (partner["my_role"] == "mentor" or pairing.asks_me)
        answer_by = told and pairing.create_date + timedelta(hours=ANSWER_HOURS)
        return {**line, "answer_by": fields.Datetime.to_string(answer_by)}

    def _role_words(self, pairing, partner):
        """Who learns, in words: "mentee" is not what leaders call themselves."""
        is_mentor = partner["my_role"] == "mentor"
        if pairing.programme_id._is_reciprocal():
            if is_mentor:
                return self.env._("You mentor each other, and you lead the meetings")
            return self.env._("You mentor each other; your partner leads the meetings")
        return self.env._("You mentor a leader") if is_mentor else self.env._("You learn")

    def _asked(self, told, pairings, mine):
        lines = {line["id"]: line for line in mine}
        living = pairings.filtered(
            lambda pairing: (
                pairing.state in (*WRITABLE_STATES, "completed") and pairing._is_reverse()
            )
        )
        waiting = self._reverse_waiting(living) if living else {}
        asked = [
            {
                "kind": f"reverse_{kind}",
                "key": f"reverse_{kind}_{pairing.id}",
                "pairing": lines[pairing.id],
            }
            for pairing, kinds in waiting.items()
            for kind in kinds
        ]
        return [*super()._asked(told, pairings, mine), *asked]

    def _reverse_waiting(self, pairings):
        """What waits for the reader in pairings of theirs where the junior one leads.

        :return: dict of pairing to list of some of ``rules``, ``question``, ``summary``,
            ``middle`` and ``end``
        """
        asked = self.env["mentoring.ground.rules"]._asked_of(pairings)
        unread = asked - pairings._acknowledged()
        of_leader = {
            "rules": unread.ids,
            "question": pairings._open_questions().pairing_id.ids,
            "summary": pairings._without_summary(ASKED_DAYS).pairing_id.ids,
        }
        given = self.env["mentoring.look.back"]._given(pairings)
        open_now = pairings._looks_back()
        waiting = {}
        for pairing in pairings:
            kinds = []
            if pairing._role_of_reader() == "mentee":
                # What is over is only summed up.
                begun = pairing.state in WRITABLE_STATES
                kinds += [
                    kind
                    for kind, ids in of_leader.items()
                    if pairing.id in ids and (begun or kind == "summary")
                ]
            own = pairing._own_enrolment()
            kinds += [k for k in open_now[pairing] if (pairing.id, own.id, k) not in given]
            waiting[pairing] = kinds
        return waiting


class MentoringPairing(models.Model):
    _inherit = "mentoring.pairing"

    def _open_questions(self):
        """What the mentors of these pairings asked and nobody has answered yet."""
        # sudo: mentoring.question - whether, for the leader and for reminders
        questions = self.env["mentoring.question"].sudo()
        return questions.search([("pairing_id", "in", self.ids), ("answered_on", "=", False)])

    def _without_summary(self, days):
        """The sessions of these pairings, held within so many days, that have no summary."""
        # sudo: mentoring.session - held or not, for the leader and for reminders
        held = self.env["mentoring.session"].sudo()
        held = held.search(
            [
                ("pairing_id", "in", self.ids),
                ("state", "=", "held"),
                ("start", ">", fields.Datetime.now() - timedelta(days=days)),
            ]
        )
        return held - self.env["mentoring.session.summary"]._written_of(held)
