from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from .mentoring_requirement import ROLES

# Models through which an eligibility filter may walk. Together with "no field that asks
# for a group", this keeps the live count from answering questions about private HR data.
PUBLIC_MODELS = {
    "hr.employee.public",
    "hr.department",
    "hr.job",
    "hr.work.location",
    "hr.employee.skill",
    "hr.skill",
    "hr.skill.type",
    "hr.skill.level",
    "res.company",
}


class MentoringProgramme(models.Model):
    """Who may join in which role, as a filter on what every colleague can read."""

    _inherit = "mentoring.programme"

    mentor_domain = fields.Char(string="Who can be a mentor", default="[]", required=True)
    mentee_domain = fields.Char(string="Who can be a mentee", default="[]", required=True)
    mentor_eligible_count = fields.Integer(
        string="Could be mentors", compute="_compute_eligible_counts"
    )
    mentee_eligible_count = fields.Integer(
        string="Could be mentees", compute="_compute_eligible_counts"
    )

    @api.depends("mentor_domain", "mentee_domain", "company_id")
    def _compute_eligible_counts(self):
        for programme in self:
            for role in ("mentor", "mentee"):
                try:
                    eligible = programme._eligible_domain(role)
                except ValidationError:
                    # Half-typed in an open form: the constraint speaks when it is saved.
                    programme[f"{role}_eligible_count"] = 0
                    continue
                # sudo: hr.employee.public - the same count for every reader; the filter is
                # held to fields that every colleague reads
                Employee = self.env["hr.employee.public"].sudo()
                programme[f"{role}_eligible_count"] = Employee.search_count(eligible)

    @api.constrains("mentor_domain", "mentee_domain")
    def _check_domains(self):
        for programme in self:
            programme._eligible_domain("mentor")
            programme._eligible_domain("mentee")

    def _eligible_domain(self, role):
        """Filter on ``hr.employee.public`` for those who may join this programme as ``role``.

        :raises ValidationError: on a filter that is malformed or asks for private fields
        """
        self.ensure_one()
        try:
            domain = Domain(literal_eval(self[f"{role}_domain"] or "[]"))
            self._check_public(domain)
            # sudo: hr.employee.public - to read the filter alike for everybody, on public fields
            domain = domain.optimize_full(self.env["hr.employee.public"].sudo())
        except (ValueError, SyntaxError, TypeError) as error:
            raise ValidationError(
                self.env._("This filter on employees cannot be read: build it again.")
            ) from error
        # The public employee is a view: what this transaction changed must be in its tables.
        self.env["hr.employee"].flush_model()
        self.env["hr.version"].flush_model()
        return Domain("company_id", "=", self.company_id.id) & Domain("active", "=", True) & domain

    def _check_public(self, domain):
        for condition in domain.iter_conditions():
            Model = self.env["hr.employee.public"]
            for name in condition.field_expr.split("."):
                field = Model._fields.get(name) if Model is not None else None
                stored = field is not None and (
                    field.store or (field.type.endswith("2many") and not field.compute)
                )
                if not stored or field.groups or Model._name not in PUBLIC_MODELS:
                    raise ValidationError(
                        self.env._(
                            "The filter asks for “%s”, which not every colleague may see. "
                            "Use department, job, location, skills or manager instead.",
                            condition.field_expr,
                        )
                    )
                Model = self.env[field.comodel_name] if field.relational else None
            if condition.operator.strip("!").endswith("any"):
                raise ValidationError(
                    self.env._("Write the filter with plain conditions, without “any”.")
                )

    def _eligible_roles(self, employee):
        """In which of these programmes ``employee`` (hr.employee) may be what, in one query.

        :return: set of (programme id, role)
        """
        # sudo: hr.employee.public - the answer for one person, on public fields only
        Employee = self.env["hr.employee.public"].sudo()
        questions = []
        for programme in self if employee else ():
            for role, _name in ROLES:
                try:
                    eligible = programme._eligible_domain(role)
                except ValidationError:
                    # A field of the filter is gone: the coordinator is told where it is set.
                    continue
                query = Employee._search(eligible & Domain("id", "=", employee.id))
                questions.append(query.select(SQL("%s", programme.id), SQL("%s", role)))
        if not questions:
            return set()
        return set(self.env.execute_query(SQL(" UNION ALL ").join(questions)))

    def _is_eligible(self, employee, role):
        """Whether ``employee`` (hr.employee) may join this programme as ``role``."""
        self.ensure_one()
        return (self.id, role) in self._eligible_roles(employee)

    def _taking_applications(self):
        """Those of these programmes to which colleagues of the reader's may apply today."""
        today = fields.Date.context_today(self)
        return self.filtered(
            lambda programme: (
                programme.state == "enrolling"
                and programme.enrolment_policy == "open"
                and (programme.date_enrolment_end or today) >= today
            )
        )
