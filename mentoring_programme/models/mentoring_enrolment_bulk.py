from odoo import fields, models
from odoo.exceptions import UserError

from .locking import locked


class MentoringEnrolment(models.Model):
    """What a coordinator does for many people at once."""

    _inherit = "mentoring.enrolment"

    reminded_on = fields.Date(
        readonly=True,
        copy=False,
        help="When a coordinator last reminded this person, which is possible once a day.",
    )

    def action_remind(self):
        """Remind of an invitation, or of what is left to do; each person once a day at most.

        People of whom nothing is asked are passed over.

        :return: a notification that says how many were reminded
        :raises UserError: when that is nobody
        """
        self._check_coordinator()
        enrolments = locked(self)
        today = fields.Date.context_today(self)
        invited, lacking = enrolments._to_remind()
        asked = invited | lacking
        due = asked.filtered(lambda e: e.reminded_on != today and e.contact_id)
        if not due:
            raise UserError(
                self.env._(
                    "Nobody here can be reminded now: they have nothing left to do, have no "
                    "address, or were reminded today. Try again tomorrow."
                )
            )
        # sudo: mentoring.enrolment - a day that nobody writes by hand
        due.sudo().write({"reminded_on": today})
        (due & invited)._send_invitations()
        (due & lacking)._send_neutral("mentoring_programme.mail_template_reminder")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Reminded: %(reminded)s. Passed over: %(others)s.",
                    reminded=len(due),
                    others=len(self - due),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _to_remind(self):
        """Those of these enrolments who owe an answer, and those who owe a requirement.

        :return: (enrolments with an open invitation, accepted ones who can do something
            themselves)
        """
        open_ones = self.filtered(
            lambda e: e.programme_id.state in ("enrolling", "matching", "running")
        )
        invited = open_ones.filtered(lambda e: e.state == "invited")
        lacking = open_ones.filtered(
            lambda e: (
                e.state in ("accepted", "matched")
                and set(e.missing_requirement_ids.mapped("confirmation")) - {"coordinator"}
            )
        )
        return invited, lacking

    def action_confirm_requirement(self):
        """Confirm for these people the one requirement that the context names."""
        self._check_coordinator()
        asked = self.env.context.get("requirement_id")
        requirement = self.programme_id.requirement_ids.filtered(
            lambda r: r.id == asked and r.confirmation == "coordinator"
        )
        if not requirement:
            raise UserError(
                self.env._(
                    "This requirement is not one that coordinators confirm here: reload the page."
                )
            )
        locked(self)._fulfil(requirement)

    def _desk_names(self):
        """Their names, in this order, for a coordinator who may read these enrolments."""
        self.check_access("read")
        # sudo: hr.employee, res.partner - names, also of those who went to another company
        return [enrolment._person_name() for enrolment in self.sudo()]
