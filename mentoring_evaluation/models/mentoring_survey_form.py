from odoo import models
from odoo.exceptions import AccessError, UserError

from . import survey_key, survey_pool


class MentoringSurveyAsk(models.Model):
    """Answering, once."""

    _inherit = "mentoring.survey.ask"

    def _key(self):
        self.ensure_one()
        return f"survey:{self.id}"

    def _survey(self):
        return self.wave_id._survey(self.role)

    def _promise(self):
        """What the person is told before they answer.

        :return: dict of what the page needs: ``mode``, ``least`` (people), ``least_texts`` and
            ``until`` (the day on which a link is destroyed)
        """
        programme = self.programme_id
        least = max(survey_pool.FLOOR, programme.evaluation_threshold)
        return {
            "mode": programme.survey_mode,
            "least": least,
            "least_texts": max(survey_pool.LEAST_COMMENTS, least),
            "until": programme._last_survey_day(),
        }

    def _answer(self, said):
        """Take what the reader says.

        :param said: dict of id of a question to what was chosen or written, as text
        :raises AccessError: for what they are not asked, or have answered
        :raises UserError: for an answer that was not offered, too long, or no answer at all
        """
        # sudo: mentoring.survey.ask - the reader's own, in a model that nobody has a right on
        ask = self.env["mentoring.survey.ask"]._of_reader(self.id)
        if len(self) != 1 or not ask:
            raise AccessError(
                self.env._("You are not asked this, or not any more: open My mentoring.")
            )
        scores, texts = ask._survey()._mentoring_said(said)
        if not scores and not texts:
            raise UserError(self.env._("Nothing is answered yet: answer at least one question."))
        rounds = ("programme_id", "wave_id", "role", "number")
        pool = ask.env["mentoring.survey.pool"].search(
            [(name, "=", ask[name].id if name.endswith("_id") else ask[name]) for name in rounds]
        )
        linked = ask.programme_id.survey_mode == "linked"
        survey_pool.add(
            pool, scores, texts, survey_key.key_of(ask.enrolment_id) if linked else None
        )
        ask.state = "answered"

    def _forget(self):
        """That a round is over is all that remains of it, for those who answered and the others."""
        if not self:
            return
        # sudo: mentoring.nudge - of which of these questions somebody was reminded
        nudges = self.env["mentoring.nudge"].sudo()
        nudges.search(
            [("kind", "=", "feedback"), ("reference", "in", [ask._key() for ask in self])]
        ).unlink()
        self.write({"state": "over"})
