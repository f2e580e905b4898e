from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class SurveySurvey(models.Model):
    """A questionnaire of the mentoring: written in Odoo's surveys, answered outside them.

    Odoo keeps a survey's answers with a link, a contact, dates and lines that whoever administers
    surveys works with. None of that is ever made for this type: it is answered on the pages of
    My mentoring, and what is said goes into a sealed pool at once (see :mod:`.survey_pool`).
    """

    _inherit = "survey.survey"

    survey_type = fields.Selection(
        selection_add=[("mentoring", "Mentoring")], ondelete={"mentoring": "set default"}
    )

    @api.depends_context("uid")
    def _compute_allowed_survey_types(self):
        result = super()._compute_allowed_survey_types()
        user = self.env.user
        if user.has_group("survey.group_survey_user") or user.has_group(
            "mentoring_programme.group_mentoring_manager"
        ):
            for survey in self:
                survey.allowed_survey_types = [*(survey.allowed_survey_types or []), "mentoring"]
        return result

    @api.constrains("survey_type")
    def _check_mentoring_type(self):
        # sudo: mentoring.survey.wave - whether one asks it, for a refusal only
        waves = self.env["mentoring.survey.wave"].sudo().with_context(active_test=False)
        asked = waves.search(
            ["|", ("mentor_survey_id", "in", self.ids), ("mentee_survey_id", "in", self.ids)]
        )
        in_use = asked.mentor_survey_id | asked.mentee_survey_id
        for survey in self.filtered(lambda survey: survey.survey_type != "mentoring"):
            if survey.id in in_use.ids:
                raise ValidationError(
                    self.env._(
                        "“%s” is asked in mentoring programmes, which promise that its answers "
                        "stay out of the surveys: make another survey instead.",
                        survey.title,
                    )
                )
        mentoring = self.filtered(lambda survey: survey.survey_type == "mentoring")
        # sudo: survey.user_input - whether there is any, for a refusal only
        if self.env["survey.user_input"].sudo().search_count([("survey_id", "in", mentoring.ids)]):
            raise ValidationError(
                self.env._(
                    "This survey has answers with names: duplicate it, and make the copy a "
                    "mentoring survey."
                )
            )
        mentoring.question_ids._check_mentoring_question()

    def _refuse_mentoring(self):
        """Refuse Odoo's own ways of asking.

        :raises UserError: for a mentoring survey among these
        """
        if any(survey.survey_type == "mentoring" for survey in self):
            raise UserError(
                self.env._(
                    "Mentoring surveys are sent by the programmes that ask them, and answered in "
                    "My mentoring, so that nobody sees who answered what. They cannot be shared, "
                    "or answered, in any other way."
                )
            )

    def _create_answer(self, *args, **kwargs):
        self._refuse_mentoring()
        return super()._create_answer(*args, **kwargs)

    def action_send_survey(self):
        self._refuse_mentoring()
        return super().action_send_survey()

    def action_start_session(self):
        self._refuse_mentoring()
        return super().action_start_session()

    def action_test_survey(self):
        if self.survey_type != "mentoring":
            return super().action_test_survey()
        return {
            "type": "ir.actions.act_url",
            "target": "new",
            "url": f"/my/mentoring/survey/preview/{self.id}",
        }

    def action_mentoring_preview(self):
        self.ensure_one()
        return self.action_test_survey()

    def _check_not_asked(self):
        """
        :raises UserError: when somebody was asked one of these mentoring surveys already
        """
        mentoring = self.filtered(lambda survey: survey.survey_type == "mentoring")
        if not mentoring:
            return
        # sudo: mentoring.survey.ask - whether anybody was asked, for a refusal only
        asked = self.env["mentoring.survey.ask"].sudo()
        waves = [
            "|",
            "&",
            ("role", "=", "mentor"),
            ("wave_id.mentor_survey_id", "in", mentoring.ids),
            "&",
            ("role", "=", "mentee"),
            ("wave_id.mentee_survey_id", "in", mentoring.ids),
        ]
        if asked.search_count(waves, limit=1):
            raise UserError(
                self.env._(
                    "People were asked these questions already, and their answers are compared "
                    "with those to come: duplicate the survey to ask others."
                )
            )
