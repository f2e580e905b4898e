from odoo import models
from odoo.tools import SQL


class PrivacyLookupWizard(models.TransientModel):
    """Odoo's search for what is held on a person finds enrolments and pairings.

    Not those of discreet programmes: whoever may search is an administrator, and that somebody
    takes part is nobody else's business. These, and what was said in confidence, the person
    gets from their own page "What is held on me".
    """

    _inherit = "privacy.lookup.wizard"

    def _get_query(self):
        query = super()._get_query()
        name, email = self.name.strip(), f"%{self.email.strip()}%"
        people = SQL(
            """
            SELECT enrolment.id, enrolment.programme_id
              FROM mentoring_enrolment enrolment
              JOIN mentoring_programme programme ON programme.id = enrolment.programme_id
              LEFT JOIN hr_employee employee ON employee.id = enrolment.employee_id
              LEFT JOIN res_partner contact ON contact.id = enrolment.partner_id
             WHERE NOT COALESCE(programme.discreet, FALSE)
               AND (employee.work_email ILIKE %(email)s OR employee.name ILIKE %(name)s
                    OR contact.email ILIKE %(email)s OR contact.name ILIKE %(name)s)
            """,
            email=email,
            name=name,
        )
        return SQL(
            """
            %(query)s
            UNION ALL
            SELECT %(enrolment)s AS res_model_id, id AS res_id, TRUE AS is_active
              FROM (%(people)s) AS people
            UNION ALL
            SELECT %(pairing)s AS res_model_id, pairing.id AS res_id, TRUE AS is_active
              FROM mentoring_pairing pairing
             WHERE pairing.mentor_id IN (SELECT id FROM (%(people)s) AS people)
                OR pairing.mentee_id IN (SELECT id FROM (%(people)s) AS people)
            """,
            query=query,
            people=people,
            enrolment=self.env["ir.model"]._get_id("mentoring.enrolment"),
            pairing=self.env["ir.model"]._get_id("mentoring.pairing"),
        )
