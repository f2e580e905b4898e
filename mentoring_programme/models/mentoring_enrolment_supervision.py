from odoo import api, fields, models
from odoo.fields import Domain


class MentoringEnrolment(models.Model):
    """How many supervision meetings a mentor attended, of how many."""

    _inherit = "mentoring.enrolment"

    supervision = fields.Char(
        compute="_compute_supervision", help="Supervision meetings attended, of those asked for."
    )
    lacks_supervision = fields.Boolean(
        compute="_compute_supervision", search="_search_lacks_supervision"
    )

    def _supervision(self):
        """Supervision meetings of these enrolments, as the reader may see them.

        :return: dict of enrolment to a tuple of whole numbers: attended; required by the
            programme (0 for mentees); offered, that is held so far with them on the list
        """
        counts = {}
        groups = self.env["mentoring.attendance"]._read_group(
            [
                ("enrolment_id", "in", self.ids),
                ("event_id.kind", "=", "supervision"),
                ("event_id.state", "=", "announced"),
                ("event_id.start", "<=", fields.Datetime.now()),
            ],
            ["enrolment_id", "state"],
            ["__count"],
        )
        for enrolment, state, count in groups:
            attended, offered = counts.get(enrolment.id, (0, 0))
            attended += count if state == "attended" else 0
            counts[enrolment.id] = (attended, offered + count)
        result = {}
        for enrolment in self:
            attended, offered = counts.get(enrolment.id, (0, 0))
            mentors = enrolment.role == "mentor"
            required = enrolment.programme_id.supervision_required if mentors else 0
            result[enrolment] = (attended, required, offered)
        return result

    @api.depends_context("uid", "allowed_company_ids")
    @api.depends("role", "programme_id.supervision_required")
    def _compute_supervision(self):
        told = self._supervision()
        for enrolment in self:
            attended, required, offered = told[enrolment]
            enrolment.supervision = (
                self.env._("%(attended)s of %(required)s", attended=attended, required=required)
                if required
                else False
            )
            # Nobody lacks what was not offered to them yet.
            enrolment.lacks_supervision = attended < min(required, offered)

    def _search_lacks_supervision(self, operator, value):
        if operator != "in":
            return NotImplemented
        # A search method runs for everybody: it asks what this reader may see.
        asked = self.with_user(self.env.user).search(
            [("role", "=", "mentor"), ("programme_id.supervision_required", ">", 0)]
        )
        lacking = asked.filtered("lacks_supervision").ids
        found = {True: Domain("id", "in", lacking), False: Domain("id", "not in", lacking)}
        return Domain.OR(found[wanted] for wanted in (True, False) if wanted in value)
