from odoo import models
from odoo.exceptions import UserError

TEXT_LENGTH = 1000


class SurveySurvey(models.Model):
    """What a page asks, and what was said on it."""

    _inherit = "survey.survey"

    def _mentoring_questions(self):
        """What is asked, for a page.

        :return: list of dicts with ``id``, ``title``, ``description`` (markup), ``kind``
            (``scale``, ``simple_choice`` or ``text_box``), ``options`` (list of (value, words))
            and ``ends`` (words of the lowest, the middle and the highest, or False)
        """
        return [
            {
                "id": question.id,
                "title": question.title,
                "description": question.description,
                "kind": question.question_type,
                "options": question._mentoring_options(),
                "ends": (
                    question.scale_min_label,
                    question.scale_mid_label,
                    question.scale_max_label,
                ),
            }
            for question in self.question_ids
        ]

    def _mentoring_said(self, said):
        """
        :param said: dict of id of a question to text
        :return: (dict of code to what was chosen, dict of code to what was written)
        :raises UserError: for what was not offered, or is too long
        """
        scores, texts = {}, {}
        for question in self.question_ids:
            value = str(said.get(question.id) or "").strip()
            if not value:
                continue
            if question.question_type == "text_box":
                if len(value) > TEXT_LENGTH:
                    raise UserError(
                        self.env._(
                            "Keep each text under %s characters, and send it again.", TEXT_LENGTH
                        )
                    )
                texts[question.mentoring_code] = value
            elif value in dict(question._mentoring_options()):
                scores[question.mentoring_code] = value
            else:
                raise UserError(
                    self.env._("Choose among the answers on the page, and send it again.")
                )
        return scores, texts


class SurveyQuestion(models.Model):
    _inherit = "survey.question"

    def _mentoring_options(self):
        """What can be chosen: list of (value that is kept, words)."""
        if self.question_type == "scale":
            return [(str(n), str(n)) for n in range(self.scale_min, self.scale_max + 1)]
        return [
            (answer.mentoring_code or str(answer.id), answer.value)
            for answer in self.suggested_answer_ids
        ]
