from odoo.http import request, route

from .portal import MentoringPortal


class MentoringSafety(MentoringPortal):
    """Boundaries and contacts, and raising a concern, for people from outside and employees.

    The addresses say no more than that it is mentoring.
    """

    @route("/my/mentoring/safety", type="http", auth="user", website=True, sitemap=False)
    def safety(self):
        programmes = self._own_enrolments().programme_id
        return self._page(
            "mentoring_programme.portal_safety",
            page_part=request.env._("Boundaries and contacts"),
            programmes=[
                {
                    "name": programme.name,
                    "boundaries": programme.boundaries,
                    "contacts": programme._safety_contacts(),
                }
                for programme in programmes
                if programme.state != "draft"
            ],
        )

    @route("/my/mentoring/concern", type="http", auth="user", website=True, sitemap=False)
    def concern(self):
        return self._page(
            "mentoring_programme.portal_concern",
            page_part=request.env._("Raise a concern"),
        )
