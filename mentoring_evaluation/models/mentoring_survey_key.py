from odoo import api, fields, models


class MentoringSurveyKey(models.Model):
    """What stands for a person among the answers of a programme that compares before and after.

    The key is sealed, so that a copy of the database tells of no answer whose it is; it is opened
    when the person answers and when they ask what is held on them: see :mod:`.survey_key`.
    Without it, once the last wave is over, the answers are nobody's any more.
    """

    _name = "mentoring.survey.key"
    _description = "Key of a Person in Mentoring Surveys"
    _order = "id"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id"}

    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", groups=fields.NO_ACCESS
    )
    sealed = fields.Text(groups=fields.NO_ACCESS)

    _one_a_person = models.UniqueIndex("(enrolment_id)", "They have a key already: try once more.")

    def _compute_display_name(self):
        for key in self:
            key.display_name = self.env._("In confidence")

    @api.model
    def _destroy_expired(self):
        """Destroy the keys, and what too few have said, of programmes whose last wave is over, also
        where nobody has closed them: people were told that day."""
        today = fields.Date.context_today(self)
        programmes = (
            self.env["mentoring.programme"]
            .with_context(active_test=False)
            .search([("date_end", "<", today)])
            .filtered(lambda programme: programme._last_survey_day() < today)
        )
        self.search([("enrolment_id.programme_id", "in", programmes.ids)]).unlink()
        pools = self.env["mentoring.survey.pool"]
        pools.search([("programme_id", "in", programmes.ids)]).unlink()
