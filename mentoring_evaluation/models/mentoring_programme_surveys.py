from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# What people were promised before they answered.
PROMISED = ("survey_mode", "evaluation_threshold")


class MentoringProgramme(models.Model):
    """Which surveys a programme sends, and what it promises to those who answer."""

    _inherit = "mentoring.programme"

    wave_ids = fields.Many2many(
        "mentoring.survey.wave",
        string="Surveys",
        default=lambda self: self._default_waves(),
        groups="mentoring_programme.group_mentoring_coordinator",
        help="What people are asked, and when. Sent by itself, in one message a day at most.",
    )

    @api.model
    def _default_waves(self):
        # sudo: mentoring.survey.wave - which there are, also for whoever may not make others
        waves = self.env["mentoring.survey.wave"].sudo()
        return waves.search([("company_id", "in", [False, self.env.company.id])]).ids

    @api.constrains("wave_ids", "company_id")
    def _check_waves(self):
        for programme in self:
            if programme.wave_ids.company_id - programme.company_id:
                raise ValidationError(
                    self.env._("Choose surveys of the programme's own company, or of all.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        """A discreet programme is anonymous unless somebody chose otherwise, whatever its type."""
        return super().create(
            [
                {"survey_mode": "anonymous", **vals} if vals.get("discreet") else vals
                for vals in vals_list
            ]
        )

    def _compute_survey_mode(self):
        """What people were told stays, also when a programme becomes discreet later."""
        return super(MentoringProgramme, self - self._asked())._compute_survey_mode()

    def write(self, vals):
        self._check_promise_kept(vals)
        return super().write(vals)

    def _check_promise_kept(self, vals):
        """People answered, or were told they would, on these terms."""
        changed = self.filtered(
            lambda programme: any(
                vals.get(name, programme[name]) != programme[name] for name in PROMISED
            )
        )
        if changed._asked():
            raise UserError(
                self.env._(
                    "The first survey went out, and said how answers are kept: that stays as it "
                    "is. Choose otherwise in the next programme."
                )
            )

    def _asked(self):
        """Those of these programmes in which anybody was asked anything."""
        # sudo: mentoring.survey.ask - whether anybody was asked, and no more
        asks = self.env["mentoring.survey.ask"].sudo()
        lines = asks._read_group([("programme_id", "in", self.ids)], ["programme_id"], [])
        return self.browse([programme.id for [programme] in lines])

    def _thank(self):
        """The mail of thanks says what is asked at the end: so that is asked first."""
        self.env["mentoring.survey.ask"]._ask(self)
        return super()._thank()

    @api.model
    def _closing_feedback(self, enrolments):
        asked = super()._closing_feedback(enrolments)
        by_id = {enrolment.id: lines for enrolment, lines in asked.items()}
        for ask in self.env["mentoring.survey.ask"]._waiting(enrolments):
            by_id[ask.enrolment_id.id].append(
                {
                    "key": ask._key(),
                    "name": self.env._("A few questions: %s", ask.wave_id.name),
                    "url": f"/my/mentoring/survey/{ask.id}",
                }
            )
        return asked

    def _last_survey_day(self):
        """The day after which nobody of this programme is asked anything any more."""
        self.ensure_one()
        end = max(filter(None, (self.date_over, self.date_end)))
        waves = self.with_context(active_test=False).wave_ids
        days = [
            (wave.offset_days if wave.kind == "after" else 0) + wave.open_days for wave in waves
        ]
        return end + timedelta(days=max(days, default=0))
