import io
import json
import zipfile

from odoo.http import content_disposition, request, route
from odoo.tools import json_default

from odoo.addons.portal.controllers.portal import CustomerPortal

from ..models.held import Held


class MentoringPortal(CustomerPortal):
    """The pages of a participant, from outside or employed: their own and nothing else.

    No programme's name is in an address or a title; no page is kept by a browser.
    """

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if not counters:
            # No counter: Odoo keeps those in the session's file, which would tell of it.
            values["has_mentoring"] = bool(self._own_enrolments(limit=1))
        return values

    def _own_enrolments(self, domain=(), **options):
        """The caller's own, whatever else they may read as a coordinator."""
        return request.env["mentoring.enrolment"].search(
            [("user_id", "=", request.env.uid), *domain], **options
        )

    def _private(self, response):
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        response.headers["Content-Security-Policy"] = "frame-ancestors 'self'"
        return response

    def _page(self, template, **values):
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "mentoring",
            "title": request.env._("Mentoring"),
            **values,
        }
        return self._private(request.render(template, values))

    @route("/my/mentoring", type="http", auth="user", website=True, sitemap=False)
    def mentoring(self):
        return self._page("mentoring_programme.portal_mentoring")

    @route(
        "/my/mentoring/preferences/<int:enrolment_id>",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def preferences(self, enrolment_id):
        """One answer for what is another's and for what is nobody's."""
        enrolment = self._own_enrolments([("id", "=", enrolment_id)])
        if not enrolment:
            raise request.not_found()
        return self._page(
            "mentoring_programme.portal_preferences",
            page_part=request.env._("In confidence"),
            component=json.dumps({"enrolmentId": enrolment.id}),
        )

    @route("/my/mentoring/data", type="http", auth="user", website=True, sitemap=False)
    def held(self):
        return self._page(
            "mentoring_programme.portal_held",
            page_part=request.env._("What is held on me"),
            held=Held(request.env).gather(),
        )

    @route("/my/mentoring/data/download", type="http", auth="user", website=True, sitemap=False)
    def held_download(self):
        """The same as a file, for machines (JSON) and for people (HTML, needs no network)."""
        held = Held(request.env).gather()
        page = request.env["ir.qweb"]._render(
            "mentoring_programme.held_document", {"held": held, "in_file": True}
        )
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "mentoring.json",
                json.dumps(held, default=json_default, ensure_ascii=False, indent=2),
            )
            archive.writestr("mentoring.html", f"<!DOCTYPE html>\n{page}")
        return self._private(
            request.make_response(
                content.getvalue(),
                [
                    ("Content-Type", "application/zip"),
                    ("Content-Disposition", content_disposition("mentoring.zip")),
                ],
            )
        )
