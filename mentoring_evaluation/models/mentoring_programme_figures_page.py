from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Command

from .figure_door import latest


class MentoringProgramme(models.Model):
    """The page of figures, from the programme's own form."""

    _inherit = "mentoring.programme"

    has_figures_page = fields.Boolean(compute="_compute_has_figures_page")

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_has_figures_page(self):
        """Whether the reader may have the published figures of it, and there are some."""
        self.has_figures_page = False
        # sudo: turned off - whoever reads, not who computes
        reader = self.sudo(False).env
        for company, programmes in self.filtered("id").grouped("company_id").items():
            try:
                published = latest(reader, company)
            except AccessError:
                continue
            for programme in programmes if published else ():
                programme.has_figures_page = str(programme._origin.id) in published.programmes

    def action_figures_page(self):
        """Print what the programme did, on one page."""
        self.ensure_one()
        exports = self.env["mentoring.evaluation.export"].with_company(self.company_id)
        export = exports.create({})
        key = str(self.id)
        export.line_ids = [
            Command.update(line.id, {"is_chosen": False})
            for line in export.line_ids
            if line.key != key
        ]
        return export.action_page()
