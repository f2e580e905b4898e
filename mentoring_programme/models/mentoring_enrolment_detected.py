from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import split_every

from .mentoring_enrolment import LIVE_ENROLMENT_STATES

# Programmes in which it still matters what somebody has done.
LIVE_PROGRAMME_STATES = ("enrolling", "matching", "running")


class MentoringEnrolment(models.Model):
    """What is fulfilled without anybody's confirming it: by a résumé, or by attending."""

    _inherit = "mentoring.enrolment"

    lacks_attendance = fields.Boolean(compute="_compute_lacks_attendance")

    @api.depends("missing_requirement_ids.confirmation")
    def _compute_lacks_attendance(self):
        for enrolment in self:
            lacks = enrolment.missing_requirement_ids.mapped("confirmation")
            enrolment.lacks_attendance = "attendance" in lacks

    @api.model_create_multi
    def create(self, vals_list):
        enrolments = super().create(vals_list)
        # sudo: mentoring.enrolment - a new person may meet requirements already
        enrolments.sudo()._check_resumes()
        return enrolments

    def _lacks_nothing(self):
        """Whether this person, ready or matched, may be given a (further) partner.

        Of the ready it is so by definition; the matched may have been asked something anew.
        """
        self.ensure_one()
        return self.state != "matched" or not self.missing_requirement_ids

    # -- résumés -------------------------------------------------------------------------

    @api.model
    def _check_resumes_of(self, employees):
        """Look at the résumés of ``employees``, one of which has changed.

        As the system itself: who edits a résumé need not be somebody who may know of any
        enrolment, and must neither notice one nor leave their name there.
        """
        enrolments = self.with_user(SUPERUSER_ID).search(
            [
                ("employee_id", "in", employees.ids),
                ("programme_id.requirement_ids.confirmation", "=", "resume"),
            ]
        )
        enrolments._check_resumes()

    @api.model
    def _cron_check_resumes(self):
        """Every day: certificates run out, and lines begin, without anybody's writing them."""
        enrolments = self.search(
            [
                ("employee_id", "!=", False),
                ("state", "in", LIVE_ENROLMENT_STATES),
                ("programme_id.state", "in", LIVE_PROGRAMME_STATES),
                ("programme_id.requirement_ids.confirmation", "=", "resume"),
            ],
            order="id",
        )
        for ids in split_every(1000, enrolments.ids):
            self.browse(ids)._check_resumes()
            self.env["ir.cron"]._commit_progress(len(ids))

    def _check_resumes(self):
        """Fulfil what a résumé says, and take back what it no longer says."""
        enrolments = self.with_user(SUPERUSER_ID).filtered(
            lambda e: (
                e.employee_id
                and e.state in LIVE_ENROLMENT_STATES
                and e.programme_id.state in LIVE_PROGRAMME_STATES
            )
        )
        asked = enrolments.programme_id.requirement_ids.filtered(
            lambda requirement: requirement.confirmation == "resume"
        )
        if not asked:
            return
        # Whoever is being dealt with elsewhere at this moment is left to the daily check: no
        # writer of a résumé may be told that somebody else is busy with it.
        enrolments = enrolments.try_lock_for_update(allow_referencing=True)
        found = asked._met_in_resumes(enrolments.employee_id)
        met = {
            (enrolment, requirement): {"user_id": False}
            for requirement in asked
            for enrolment in enrolments
            if enrolment.programme_id == requirement.programme_id
            and requirement.role in (enrolment.role, "both")
            and enrolment.employee_id.id in found[requirement]
        }
        enrolments._follow("resume", asked, met)

    def _follow(self, how, asked, met):
        """Let what was fulfilled by ``how`` become what is so now.

        :param str how: ``resume`` or ``attendance``
        :param asked: the requirements that this is about
        :param dict met: (enrolment, requirement) to the values of its fulfilment
        """
        # sudo: mentoring.fulfilment, mentoring.enrolment - they follow from what is so
        enrolments = self.sudo()
        standing = enrolments.fulfilment_ids.filtered(
            lambda line: line.how == how and line.requirement_id in asked and not line.ended_on
        )
        lapsed = standing.filtered(lambda line: (line.enrolment_id, line.requirement_id) not in met)
        lapsed.write({"ended_on": fields.Datetime.now()})
        # Before the same is inserted once more: the database is asked at once.
        lapsed.flush_recordset(["ended_on"])
        fresh = [
            {
                "enrolment_id": enrolment.id,
                "requirement_id": requirement.id,
                "how": how,
                **values,
            }
            for (enrolment, requirement), values in met.items()
            if requirement in enrolment.missing_requirement_ids
        ]
        if not (lapsed or fresh):
            return
        standing.create(fresh)
        ready = enrolments.filtered(lambda enrolment: enrolment.state == "ready")
        enrolments._update_readiness()
        if how == "resume":
            ready.filtered(lambda enrolment: enrolment.state != "ready")._send_neutral(
                "mentoring_programme.mail_template_asked_anew"
            )
