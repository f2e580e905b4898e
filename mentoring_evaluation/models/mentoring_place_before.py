from datetime import date, timedelta

import pytz

from odoo import api, fields, models

# The longest question reaches from a year before a programme's start to two years after it; a
# year of mentoring and two of looking back on it are added.
YEARS_KEPT = 6
PLACE_FIELDS = ("job_id", "department_id", "work_location_id")


class MentoringPlaceBefore(models.Model):
    """What job, department and location a version of an employee's record gave before it was
    changed in place, and until when.

    Odoo keeps a new version's past, but of a version changed in place only lines in the chatter,
    and none when the change was imported or made by a program that turns them off. Kept of every
    employee, so that a row tells nothing about who takes part in mentoring. Nobody has a right on
    it; :mod:`.outcome_facts` reads it, and only figures over groups come out.
    """

    _name = "mentoring.place.before"
    _description = "Place Before a Change"
    _log_access = False
    _order = "id"

    version_id = fields.Many2one(
        "hr.version", required=True, ondelete="cascade", index=True, groups=fields.NO_ACCESS
    )
    # The first day on which the version said something else.
    date = fields.Date(required=True, index=True, groups=fields.NO_ACCESS)
    job_id = fields.Many2one("hr.job", ondelete="set null", groups=fields.NO_ACCESS)
    department_id = fields.Many2one("hr.department", ondelete="set null", groups=fields.NO_ACCESS)
    work_location_id = fields.Many2one(
        "hr.work.location", ondelete="set null", groups=fields.NO_ACCESS
    )

    _once_a_day = models.UniqueIndex(
        "(version_id, date)", "This employee is being changed by somebody else: try once more."
    )

    def _compute_display_name(self):
        for place in self:
            place.display_name = self.env._("In confidence")

    @api.model
    def _note(self, before):
        """Keep what versions said before today's change, unless it is kept already.

        :param before: dict of ``hr.version`` to dict of :data:`PLACE_FIELDS` to id
        """
        changed = [
            version
            for version, place in before.items()
            if any(version[name].id != place[name] for name in PLACE_FIELDS)
        ]
        days = self.env["hr.version"].union(*changed)._days_changed_in_place()
        there = self.search([("version_id", "in", [version.id for version in days])])
        kept = {(place.version_id, place.date) for place in there}
        self.create(
            [
                {"version_id": version.id, "date": day, **before[version]}
                for version, day in days.items()
                if (version, day) not in kept
            ]
        )

    @api.model
    def _copy_tracked(self):
        """Once, at installation: what the chatter says of changes made before."""
        Tracking = self.env["mail.tracking.value"]
        lines = Tracking.search(
            [
                ("field_id.model", "=", "hr.version"),
                ("field_id.name", "in", PLACE_FIELDS),
                ("mail_message_id.model", "=", "hr.version"),
            ],
            order="id desc",
        )
        by_version = lines.grouped(lambda line: line.mail_message_id.res_id)
        Version = self.env["hr.version"].with_context(active_test=False)
        old = {name: set() for name in PLACE_FIELDS}
        for line in lines:
            old[line.field_id.name].add(line.old_value_integer)
        there = {
            name: set(self.env[Version[name]._name].browse(ids).exists()._ids)
            for name, ids in old.items()
        }
        vals_list = []
        for version in Version.browse(by_version).exists():
            before = {name: version[name].id for name in PLACE_FIELDS}
            days = {}
            for line in by_version[version.id]:
                name = line.field_id.name
                old = line.old_value_integer
                before[name] = old if old in there[name] else False
                when = line.mail_message_id.date or line.mail_message_id.create_date
                day = version._day_of(when)
                if version._is_changed_in_place_on(day):
                    # The latest line comes first: the day's earliest is what it said before.
                    days[day] = dict(before)
            vals_list += [{"version_id": version.id, "date": day, **days[day]} for day in days]
        self.create(vals_list)

    @api.autovacuum
    def _forget(self):
        limit = fields.Date.today() - timedelta(days=366 * YEARS_KEPT)
        self.search([("date", "<", limit)]).unlink()


class HrVersion(models.Model):
    """A version that is changed in place leaves where it was."""

    _inherit = "hr.version"

    def write(self, vals):
        followed = not vals.keys().isdisjoint(PLACE_FIELDS)
        # sudo: hr.version - job, department and location, kept where nobody reads them
        versions = self.sudo().filtered("employee_id") if followed else self.browse()
        before = {
            version: {name: version[name].id for name in PLACE_FIELDS} for version in versions
        }
        result = super().write(vals)
        if before:
            # sudo: mentoring.place.before - nobody has a right on it
            self.env["mentoring.place.before"].sudo()._note(before)
        return result

    def _days_changed_in_place(self):
        """On which day it is where these people are, for those versions whose change today is a
        change of the person's place.

        :return: dict of version to date
        """
        # Of all their employees at once.
        self.employee_id.version_ids.mapped("date_version")
        now = fields.Datetime.now()
        days = {version: version._day_of(now) for version in self}
        return {
            version: day for version, day in days.items() if version._is_changed_in_place_on(day)
        }

    def _is_changed_in_place_on(self, day):
        """Whether a change of that day is one of the person's place. A version that was not in
        force is corrected, and one that was made on that day is still being filled in: the dialog
        for a new version first copies the last one and then changes it."""
        self.ensure_one()
        in_force = max(
            (v.date_version for v in self.employee_id.version_ids if v.date_version <= day),
            default=None,
        )
        made = self._day_of(self.create_date)
        return made < day and self.date_version < day and self.date_version == in_force

    def _day_of(self, moment):
        """The date of a moment (UTC) where the employee is; of none the earliest of all."""
        self.ensure_one()
        if not moment:
            return date.min
        tz = pytz.timezone(self.employee_id.tz or "UTC")
        return pytz.utc.localize(moment).astimezone(tz).date()
