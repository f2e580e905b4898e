from odoo.exceptions import UserError
from odoo.http import request, route

from .portal import MentoringPortal


class MentoringNeeds(MentoringPortal):
    """Needs polls, for employees. A plain form: what is chosen travels in the body of a request,
    which Odoo does not log."""

    @route("/my/mentoring/needs", type="http", auth="user", website=True, sitemap=False)
    def needs(self):
        return self._needs()

    @route(
        "/my/mentoring/needs/<int:poll_id>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
        sitemap=False,
    )
    def answer(self, poll_id, role=None):
        said = request.httprequest.form
        poll = request.env["mentoring.needs.poll"].browse(poll_id)
        try:
            poll._answer(role, said.getlist("topic"), said.getlist("time"))
        except UserError as error:
            # AccessError is one, too: the page says why, in a sentence.
            return self._needs(problem=str(error))
        return self._needs(thanks=True)

    def _needs(self, **values):
        if not request.env.user._is_internal():
            raise request.not_found()
        polls = request.env["mentoring.needs.poll"]._open_to_reader()
        return self._page(
            "mentoring_programme.portal_needs",
            page_part=request.env._("What would you need?"),
            polls=polls,
            answered=polls._answered_by_reader(),
            **{"problem": False, "thanks": False, **values},
        )
