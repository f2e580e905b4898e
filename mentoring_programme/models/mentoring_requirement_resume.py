from odoo import api, fields, models
from odoo.exceptions import ValidationError

# Where the apps are installed, their fields on a résumé line, and what they point to.
SOURCES = {"survey_id": "survey.survey", "channel_id": "slide.channel"}
WHAT_COUNTS = {
    "resume_line_type_id",
    "resume_words",
    "resume_source",
    "resume_expires",
    "confirmation",
    "role",
}


class MentoringRequirement(models.Model):
    """What counts in a résumé, where certifications and courses of other apps report as well."""

    _inherit = "mentoring.requirement"

    resume_line_type_id = fields.Many2one(
        "hr.resume.line.type", string="Kind of résumé line", ondelete="restrict"
    )
    resume_words = fields.Char(
        string="Words in its title",
        help="All of these words have to be in the title of the résumé line, in any order.",
    )
    resume_source = fields.Reference(
        selection="_selection_resume_source",
        string="Certification or course",
        help="A certification or a course of these apps writes a line into the résumé of whoever "
        "has passed it.",
    )
    resume_expires = fields.Boolean(
        string="Until its end date",
        default=True,
        help="A certification ends on the day it expires. Untick this where the end is only the "
        "last day of a course, which counts for good.",
    )

    @api.model
    def _selection_resume_source(self):
        """The models of the installed apps that write résumé lines, with their names."""
        lines = self.env["hr.resume.line"]._fields
        models_ = [model for name, model in SOURCES.items() if name in lines]
        # sudo: ir.model - the names of two models
        found = self.env["ir.model"].sudo().search([("model", "in", models_)])
        return [(model.model, model.name) for model in found]

    @api.constrains("confirmation", "resume_line_type_id", "resume_words", "resume_source")
    def _check_resume_counts(self):
        for requirement in self.filtered(lambda line: line.confirmation == "resume"):
            if not (
                requirement.resume_line_type_id
                or (requirement.resume_words or "").split()
                or requirement.resume_source
            ):
                raise ValidationError(
                    self.env._(
                        "Say which line of a résumé fulfils “%s”: its kind, or words in its title.",
                        requirement.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        requirements = super().create(vals_list)
        requirements._check_resumes()
        return requirements

    def write(self, vals):
        result = super().write(vals)
        if WHAT_COUNTS & set(vals):
            self._check_resumes()
        return result

    def _check_resumes(self):
        # sudo: mentoring.requirement, mentoring.enrolment - who has met it follows from it
        asked = self.sudo().filtered(lambda line: line.confirmation == "resume")
        asked.programme_id.enrolment_ids._check_resumes()

    def _met_in_resumes(self, employees):
        """Who meets each of these requirements by a line of their résumé, as of today.

        :param employees: ``hr.employee``, in sudo
        :return: dict of requirement to the set of ids of ``hr.employee``
        """
        today = fields.Date.today()
        # Titles as they were entered, not as somebody may have translated them for the reader.
        lines = (
            self.env["hr.resume.line"]
            .with_context(lang=None)
            .search([("employee_id", "in", employees.ids), ("date_start", "<=", today)])
        )
        return {
            requirement: {line.employee_id.id for line in lines if requirement._counts(line, today)}
            for requirement in self
        }

    def _counts(self, line, today):
        """Whether ``line`` of a résumé fulfils this requirement on the day ``today``."""
        self.ensure_one()
        if self.resume_expires and line.date_end and line.date_end < today:
            return False
        if self.resume_line_type_id and line.line_type_id != self.resume_line_type_id:
            return False
        source = self.resume_source
        if source and not any(
            model == source._name and name in line._fields and line[name] == source
            for name, model in SOURCES.items()
        ):
            return False
        title = (line.name or "").casefold()
        return all(word in title for word in (self.resume_words or "").casefold().split())
