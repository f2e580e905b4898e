import logging

from odoo import api, fields, models
from odoo.exceptions import UserError

from .figure_publishing import publish

_logger = logging.getLogger(__name__)


class MentoringEvaluationRelease(models.Model):
    """The figures of a company as they were published on a day, and what the next ones need.

    Nobody has a right on these rows: what a reader may have of the latest comes out of
    :mod:`.figure_door`. ``memory`` holds everybody's facts and is sealed, see
    :mod:`.figure_memory`.
    """

    _name = "mentoring.evaluation.release"
    _description = "Published Figures of the Mentoring"
    _order = "id desc"
    _log_access = False
    _sealed_in = {"column": "memory", "bound": "id"}

    company_id = fields.Many2one(
        "res.company", required=True, ondelete="cascade", index=True, groups=fields.NO_ACCESS
    )
    date = fields.Date(required=True, groups=fields.NO_ACCESS)
    threshold = fields.Integer(required=True, groups=fields.NO_ACCESS)
    hash = fields.Char(required=True, groups=fields.NO_ACCESS)
    figures = fields.Text(required=True, groups=fields.NO_ACCESS)
    memory = fields.Text(groups=fields.NO_ACCESS)

    def _compute_display_name(self):
        for release in self:
            release.display_name = self.env._("In confidence")

    @api.model
    def _cron_publish(self):
        """Publish the figures of each company that has programmes, one after the other."""
        groups = self.env["mentoring.programme"]._read_group(
            [("state", "in", ("running", "closed"))], ["company_id"]
        )
        done, left = self.env["ir.cron"], len(groups)
        for (company,) in groups:
            try:
                publish(company)
            except UserError:
                # One company's key being lost does not keep the others from their figures.
                _logger.exception("The figures of company %s stay as they were.", company.id)
            left -= 1
            if not done._commit_progress(1, remaining=left):
                break
