from odoo.exceptions import UserError
from odoo.http import request, route

from odoo.addons.mentoring_programme.controllers.portal import MentoringPortal


class MentoringInvitation(MentoringPortal):
    """What an invitation link leads to, for a colleague who is logged in.

    The page says what joining means before anything is kept. Whoever merely opens it leaves no
    trace in the database.
    """

    @route(
        "/my/mentoring/join/<string:token>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def invitation(self, token):
        return self._invitation(token)

    @route(
        "/my/mentoring/join/<string:token>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
        sitemap=False,
    )
    def join(self, token, **_values):
        link = request.env["mentoring.invitation.link"]._of_token(token)
        if not link:
            return self._invitation(token)
        try:
            link.with_env(request.env)._join()
        except UserError as error:
            return self._invitation(token, problem=str(error))
        return request.redirect("/my/mentoring")

    def _invitation(self, token, problem=False):
        link = request.env["mentoring.invitation.link"]._of_token(token)
        programme = link.programme_id
        return self._page(
            "mentoring_reverse.portal_invitation",
            page_part=request.env._("Invitation"),
            link=link,
            programme=programme,
            coordinators=", ".join(programme.coordinator_ids.mapped("name")),
            requirements=programme.requirement_ids._asked_of(link.role) if link else (),
            enrolled=bool(link and link.with_env(request.env)._enrolment_of_reader()),
            problem=problem,
        )
