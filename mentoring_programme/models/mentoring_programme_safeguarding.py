from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .concern_readers import hears_concerns


class MentoringProgramme(models.Model):
    """Who hears concerns: a lead, and a deputy where the lead is away or is too close to it."""

    _inherit = "mentoring.programme"

    safeguarding_deputy_id = fields.Many2one(
        "res.users",
        ondelete="restrict",
        domain=lambda self: [
            (
                "all_group_ids",
                "in",
                self.env.ref("mentoring_programme.group_mentoring_safeguarding").ids,
            )
        ],
        help="Hears concerns beside the lead, and alone where the lead is one of the two people "
        "or above one of them.",
    )

    def write(self, vals):
        result = super().write(vals)
        if {"safeguarding_lead_id", "safeguarding_deputy_id"} & set(vals):
            self.env["mentoring.concern"]._follow_leads(self)
        return result

    def _is_heard(self):
        """Whether somebody can hear a concern in this programme now."""
        # sudo: res.users - whether the two have a log-in and are safeguarding leads
        programme = self.sudo()
        hearers = programme.safeguarding_lead_id | programme.safeguarding_deputy_id
        return any(map(hears_concerns, hearers))

    @api.constrains("coordinator_ids", "safeguarding_lead_id", "safeguarding_deputy_id")
    def _check_safeguarding_deputy(self):
        for programme in self:
            deputy = programme.safeguarding_deputy_id
            if deputy and not deputy.has_group("mentoring_programme.group_mentoring_safeguarding"):
                raise ValidationError(
                    self.env._(
                        "%s cannot be the safeguarding deputy yet: add them to the group "
                        "“Mentoring: Safeguarding lead” first.",
                        deputy.name,
                    )
                )
            if deputy and deputy == programme.safeguarding_lead_id:
                raise ValidationError(
                    self.env._(
                        "The deputy stands in where the lead cannot hear a concern: name two "
                        "different people."
                    )
                )
            if deputy in programme.coordinator_ids:
                raise ValidationError(
                    self.env._(
                        "The safeguarding deputy hears concerns about everyone, the coordinators "
                        "included: name somebody who does not coordinate this programme."
                    )
                )

    def _safety_contacts(self):
        """Whom to turn to with what, for the participants of this programme.

        :return: list of dict of ``kind`` (lead, deputy or coordinator), ``name``, ``what_for``,
            ``email`` and ``phone`` (or False): lead, deputy, then the coordinators
        """
        self.ensure_one()
        # sudo: mentoring.programme, res.users - name and address that are meant for the
        # participants, also where these people work in another company of the group
        programme = self.sudo()
        people = [
            (
                "lead",
                programme.safeguarding_lead_id,
                self.env._("Safeguarding lead: hears what worries you, past everyone else."),
            ),
            (
                "deputy",
                programme.safeguarding_deputy_id,
                self.env._(
                    "Safeguarding deputy: hears it too, and alone where the lead is too close."
                ),
            ),
            (
                "coordinator",
                programme.coordinator_ids,
                self.env._("Coordinator: for everything about the programme and your pairing."),
            ),
        ]
        return [
            {
                "kind": kind,
                "name": user.name,
                "what_for": what_for,
                "email": user.email,
                "phone": user.employee_id.work_phone or user.partner_id.phone,
            }
            for kind, users, what_for in people
            for user in users
            if user.active
        ]
