from datetime import timedelta

from odoo import api, fields, models

from .mentoring_place_before import YEARS_KEPT


class MentoringEmploymentGap(models.Model):
    """From when until when somebody had left, and why.

    Odoo forgets the day and the reason of a departure when the person comes back, and of an
    employee who was archived without the departure dialog it never knew the day. Kept of every
    employee; nobody has a right on it (see ``mentoring.place.before``).
    """

    _name = "mentoring.employment.gap"
    _description = "Time Away"
    _log_access = False
    _order = "id"

    employee_id = fields.Many2one(
        "hr.employee", required=True, ondelete="cascade", index=True, groups=fields.NO_ACCESS
    )
    # First day away. Of somebody who has not come back, the departure on their record goes first.
    date_left = fields.Date(required=True, groups=fields.NO_ACCESS)
    date_back = fields.Date(index="btree_not_null", groups=fields.NO_ACCESS)
    reason_id = fields.Many2one("hr.departure.reason", ondelete="set null", groups=fields.NO_ACCESS)

    def _compute_display_name(self):
        for gap in self:
            gap.display_name = self.env._("In confidence")

    @api.model
    def _note_archived(self, employees):
        """:param employees: ``hr.employee`` in sudo, about to be archived"""
        now = fields.Datetime.now()
        self.create(
            [
                {"employee_id": employee.id, "date_left": employee.version_id._day_of(now)}
                for employee in employees
            ]
        )

    @api.model
    def _note_back(self, employees):
        """:param employees: ``hr.employee`` in sudo, about to be restored, their departure not yet
        wiped"""
        now = fields.Datetime.now()
        open_gaps = self.search([("employee_id", "in", employees.ids), ("date_back", "=", False)])
        by_employee = open_gaps.grouped("employee_id")
        new = []
        for employee in employees:
            gap = by_employee.get(employee, self.browse())[:1]
            version = employee.current_version_id
            today = version._day_of(now)
            departure = version.departure_date
            left = departure + timedelta(days=1) if departure else gap.date_left
            if not left:
                # Archived before this was kept, without a date: nobody knows since when.
                continue
            # Restored late: the version they came back with says since when.
            begun = [each.date_version for each in employee.version_ids]
            back = min((day for day in begun if left <= day < today), default=today)
            values = {
                "date_left": left,
                "date_back": back,
                "reason_id": version.departure_reason_id.id,
            }
            if left >= back:
                # Archived and restored on one day, or back before the day of leaving.
                gap.unlink()
            elif gap:
                gap.write(values)
            else:
                new.append({"employee_id": employee.id, **values})
        self.create(new)

    @api.autovacuum
    def _forget(self):
        limit = fields.Date.today() - timedelta(days=366 * YEARS_KEPT)
        self.search([("date_back", "<", limit)]).unlink()


class HrEmployee(models.Model):
    """Leaving and coming back are dated."""

    _inherit = "hr.employee"

    def write(self, vals):
        if "active" in vals:
            # sudo: hr.employee, mentoring.employment.gap - dates, kept where nobody reads them
            everybody = self.sudo()
            # sudo: mentoring.employment.gap - as above
            gaps = self.env["mentoring.employment.gap"].sudo()
            if vals["active"]:
                gaps._note_back(everybody.filtered(lambda employee: not employee.active))
            else:
                gaps._note_archived(everybody.filtered("active"))
        return super().write(vals)
