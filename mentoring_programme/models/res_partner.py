from odoo import models


class ResPartner(models.Model):
    """A person from outside who is archived takes along what they said in confidence."""

    _inherit = "res.partner"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active") is False:
            # sudo: mentoring.enrolment, mentoring.preference, mentoring.pairing - boxes nobody
            # else may reach, and pairings that end
            enrolments = self.env["mentoring.enrolment"].sudo()
            enrolments = enrolments.search([("partner_id", "in", self.ids)])
            enrolments.env["mentoring.preference"]._destroy_at_departure(enrolments)
            enrolments.env["mentoring.pairing"]._follow_contacts(self)
        return result
