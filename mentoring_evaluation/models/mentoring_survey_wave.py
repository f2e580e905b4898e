from odoo import api, fields, models
from odoo.exceptions import ValidationError

WAVE_KINDS = [
    ("baseline", "At the start"),
    ("pulse", "How it is going"),
    ("midpoint", "Half-way"),
    ("closing", "At the end"),
    ("after", "After the end"),
]


class MentoringSurveyWave(models.Model):
    """When the people of a programme are asked, and what: one questionnaire a role.

    When exactly is in :mod:`.survey_calendar`.
    """

    _name = "mentoring.survey.wave"
    _inherit = ["mentoring.unseen"]
    _description = "Mentoring Survey Wave"
    _order = "sequence, id"

    name = fields.Char(
        required=True, translate=True, help="Participants read it in My mentoring, too."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True)
    kind = fields.Selection(WAVE_KINDS, string="When", required=True)
    offset_days = fields.Integer(
        string="Days later",
        help="Days after the pairing began, or after the end of the programme.",
    )
    repeat_days = fields.Integer(
        string="And every (days)", help="0 for once only. It ends with the programme."
    )
    open_days = fields.Integer(
        string="Open for (days)", default=21, required=True, help="Afterwards it is asked no more."
    )
    mentor_survey_id = fields.Many2one(
        "survey.survey",
        string="Asked of mentors",
        ondelete="restrict",
        domain=[("survey_type", "=", "mentoring")],
        index="btree_not_null",
    )
    mentee_survey_id = fields.Many2one(
        "survey.survey",
        string="Asked of mentees",
        ondelete="restrict",
        domain=[("survey_type", "=", "mentoring")],
        index="btree_not_null",
    )

    _days_range = models.Constraint(
        "CHECK(open_days BETWEEN 7 AND 90 AND offset_days BETWEEN 0 AND 1100)",
        "A wave is open for 7 to 90 days, and opens at most 1100 days later.",
    )
    _repeat_range = models.Constraint(
        "CHECK(repeat_days = 0 OR repeat_days > open_days)",
        "One round ends before the next begins: repeat it after more days than it is open for.",
    )

    @api.constrains("mentor_survey_id", "mentee_survey_id")
    def _check_surveys(self):
        for wave in self:
            surveys = wave.mentor_survey_id | wave.mentee_survey_id
            if any(survey.survey_type != "mentoring" for survey in surveys):
                raise ValidationError(
                    self.env._(
                        "Choose a survey of the type Mentoring: answers to any other are kept "
                        "with names, where whoever administers surveys reads them."
                    )
                )

    def write(self, vals):
        fixed = {"kind", "mentor_survey_id", "mentee_survey_id"} & set(vals)
        if any(
            self._fields[name].convert_to_write(wave[name], wave) != vals[name]
            for name in fixed
            for wave in self
        ):
            self._check_not_asked()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_not_asked(self):
        self._check_not_asked()

    def _check_not_asked(self):
        # sudo: mentoring.survey.ask - whether anybody was asked, for a refusal only
        asks = self.env["mentoring.survey.ask"].sudo()
        if asks.search_count([("wave_id", "in", self.ids)], limit=1):
            raise ValidationError(
                self.env._(
                    "People were asked in this wave already, and the next answers are compared "
                    "with theirs: archive it and make another."
                )
            )

    def _survey(self, role):
        """What one role is asked; empty where it is not asked.

        :param role: ``mentor`` or ``mentee``
        """
        self.ensure_one()
        return self[f"{role}_survey_id"]
