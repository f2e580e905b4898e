from odoo import fields, models

from .mentoring_requirement import ROLES


class MentoringHome(models.AbstractModel):
    """Programmes that the reader may join."""

    _inherit = "mentoring.home"

    def _joinable(self, employee, enrolments):
        """Announced programmes that take ``employee`` in a role they do not have yet."""
        if not employee:
            return []
        programmes = self.env["mentoring.programme"].search(
            [
                ("state", "=", "enrolling"),
                ("discreet", "=", False),
                ("company_id", "=", self.env.company.id),
            ],
            order="date_start, id",
        )
        programmes = programmes._taking_applications()
        taken = {(enrolment.programme_id.id, enrolment.role) for enrolment in enrolments}
        open_to_me = programmes._eligible_roles(employee) - taken
        return [
            {
                "id": programme.id,
                "name": programme.name,
                "aim": programme.aim,
                "date_start": fields.Date.to_string(programme.date_start),
                "date_end": fields.Date.to_string(programme.date_end),
                "date_enrolment_end": fields.Date.to_string(programme.date_enrolment_end),
                "session_count": programme.session_count,
                "session_minutes": programme.session_minutes,
                "roles": roles,
            }
            for programme in programmes
            if (roles := [role for role, _name in ROLES if (programme.id, role) in open_to_me])
        ]
