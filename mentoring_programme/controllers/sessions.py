from odoo import http
from odoo.http import request


class MentoringSessions(http.Controller):
    """A session for calendars other than Odoo's."""

    @http.route("/mentoring/session/<int:session_id>/ics", type="http", auth="user")
    def ics(self, session_id):
        """The meeting as a file, for its two people; for all others there is none.

        No name of a person or a programme is in the file's name or its title.
        """
        session = request.env["mentoring.session"].search([("id", "=", session_id)])
        content = session._ics() if session.is_mine else None
        if not content:
            return request.not_found()
        headers = [
            ("Content-Type", "text/calendar; charset=utf-8"),
            ("Content-Disposition", http.content_disposition("session.ics")),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(content, headers=headers)
