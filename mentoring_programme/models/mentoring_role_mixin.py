from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .mentoring_pairing import KNOWN_PAIRING_STATES

MENTORING_ROLES = [("mentor", "Mentor"), ("mentee", "Mentee"), ("both", "Mentor and mentee")]


class MentoringRoleMixin(models.AbstractModel):
    """Mentoring roles and pairings on an employee record, as far as the reader may know them.

    Nothing is stored and nothing points from the employee to a pairing. Each value, filter
    and group is computed from the pairings that *this reader's* record rules let them find:
    HR officers those of their companies, a line manager those of direct reports, employees
    their own. Discreet programmes never show here, not even to the person themself.
    """

    _name = "mentoring.role.mixin"
    _description = "Mentoring on an Employee Record"

    mentoring_role = fields.Selection(
        MENTORING_ROLES,
        string="Mentoring role",
        compute="_compute_mentoring",
        search="_search_mentoring_role",
    )
    mentoring_pairing_ids = fields.Many2many(
        "mentoring.pairing", string="Mentoring pairings", compute="_compute_mentoring"
    )
    mentoring_pairing_count = fields.Integer(
        string="Pairings", compute="_compute_mentoring", aggregator=None
    )

    def _mentoring_pairings(self):
        """The pairing model as the reader, also where this record is read in sudo."""
        return self.env["mentoring.pairing"].with_user(self.env.user)

    def _mentoring_known_domain(self):
        # any!: the pairing is known to them, its programme need not be
        return Domain("state", "in", KNOWN_PAIRING_STATES) & Domain(
            "programme_id", "any!", Domain("discreet", "=", False)
        )

    def _mentoring_employee_ids(self):
        """Id of the employee behind each of these records, as dict of record id to id."""
        return {record.id: record._origin.id or record.id for record in self}

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_mentoring(self):
        employee_ids = self._mentoring_employee_ids()
        ids = [employee_id for employee_id in employee_ids.values() if employee_id]
        pairings = self._mentoring_pairings().search(
            self._mentoring_known_domain()
            & (Domain("mentor_employee_id", "in", ids) | Domain("mentee_employee_id", "in", ids))
        )
        pairings._fetch_for_rules()
        as_mentor = pairings.grouped(lambda pairing: pairing.mentor_employee_id.id)
        as_mentee = pairings.grouped(lambda pairing: pairing.mentee_employee_id.id)
        nothing = pairings.browse()
        for record in self:
            employee_id = employee_ids[record.id]
            mentor = as_mentor.get(employee_id, nothing) if employee_id else nothing
            mentee = as_mentee.get(employee_id, nothing) if employee_id else nothing
            record.mentoring_pairing_ids = (mentor | mentee).with_env(self.env)
            record.mentoring_pairing_count = len(mentor | mentee)
            record.mentoring_role = (
                "both" if mentor and mentee else "mentor" if mentor else mentee and "mentee"
            ) or False

    def _mentoring_side_sql(self, side):
        """Employees who are ``side`` in a pairing that the reader may know of, as a subquery."""
        query = self._mentoring_pairings()._search(
            self._mentoring_known_domain() & Domain(f"{side}_employee_id", "!=", False)
        )
        return query.subselect(f"{side}_employee_id")

    def _search_mentoring_role(self, operator, value):
        if operator != "in":
            return NotImplemented
        # A search method runs for everybody, whatever groups its field has.
        self._check_field_access(self._fields["mentoring_role"], "read")
        mentors = Domain("id", "in", self._mentoring_side_sql("mentor"))
        mentees = Domain("id", "in", self._mentoring_side_sql("mentee"))
        found = {
            "mentor": mentors & ~mentees,
            "mentee": mentees & ~mentors,
            "both": mentors & mentees,
            False: ~mentors & ~mentees,
        }
        return Domain.OR(found[role] for role in value if role in found)

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr != "mentoring_role":
            return super()._field_to_sql(alias, field_expr, query)
        # Grouping and sorting go through the reader's own pairings as well.
        self._check_field_access(self._fields["mentoring_role"], "read")
        employee = SQL.identifier(alias, "id")
        mentor = SQL("%s IN %s", employee, self._mentoring_side_sql("mentor"))
        mentee = SQL("%s IN %s", employee, self._mentoring_side_sql("mentee"))
        return SQL(
            "CASE WHEN %(mentor)s AND %(mentee)s THEN 'both' WHEN %(mentor)s THEN 'mentor' "
            "WHEN %(mentee)s THEN 'mentee' END",
            mentor=mentor,
            mentee=mentee,
        )

    def action_view_mentoring_pairings(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "mentoring_programme.mentoring_pairing_action_known"
        )
        action["domain"] = [("id", "in", self.mentoring_pairing_ids.ids)]
        return action
