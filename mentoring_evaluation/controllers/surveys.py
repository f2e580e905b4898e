from odoo.exceptions import UserError
from odoo.http import request, route

from odoo.addons.mentoring_programme.controllers.portal import MentoringPortal


class MentoringSurveys(MentoringPortal):
    """What people are asked about their mentoring. A plain form: what is said travels in the body
    of a request, which Odoo does not log; no page is kept by a browser."""

    @route(
        "/my/mentoring/survey/<int:ask_id>", type="http", auth="user", website=True, sitemap=False
    )
    def survey(self, ask_id):
        """One answer for what is another's, what is over, and what is nobody's."""
        ask = request.env["mentoring.survey.ask"]._of_reader(ask_id)
        if not ask:
            return self._survey_page(gone=True)
        return self._survey_page(ask)

    @route(
        "/my/mentoring/survey/<int:ask_id>/answer",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
        sitemap=False,
    )
    def survey_answer(self, ask_id):
        asks = request.env["mentoring.survey.ask"]
        form = request.httprequest.form
        said = {
            int(name[2:]): value
            for name, value in form.items()
            if name.startswith("q_") and name[2:].isdecimal()
        }
        try:
            asks.browse(ask_id)._answer(said)
        except UserError as error:
            # AccessError is one, too: the page says why, in a sentence.
            ask = asks._of_reader(ask_id)
            return self._survey_page(ask, gone=not ask, problem=str(error), said=said)
        return self._survey_page(thanks=True)

    @route(
        "/my/mentoring/survey/preview/<int(max=2147483647):survey_id>",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def survey_preview(self, survey_id):
        """What people will see, for those who write the questions."""
        surveys = request.env["survey.survey"]
        survey = surveys.has_access("read") and surveys.search(
            [("id", "=", survey_id), ("survey_type", "=", "mentoring")]
        )
        if not survey:
            raise request.not_found()
        return self._survey_page(survey=survey)

    def _survey_page(self, ask=None, survey=None, **values):
        survey = survey or (ask and ask._survey())
        return self._page(
            "mentoring_evaluation.portal_survey",
            page_part=request.env._("A few questions"),
            ask=ask,
            survey=survey,
            questions=survey._mentoring_questions() if survey else [],
            promise=ask._promise() if ask else None,
            **{"problem": False, "thanks": False, "gone": False, "said": {}, **values},
        )
