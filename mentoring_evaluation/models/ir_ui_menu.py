from odoo import models
from odoo.exceptions import AccessError

from .figure_door import readable_departments


class IrUiMenu(models.Model):
    """The figures are in the menu of those who may have some."""

    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        hidden = super()._load_menus_blacklist()
        menu = self.env.ref("mentoring_evaluation.menu_mentoring_figures", raise_if_not_found=False)
        if menu:
            try:
                readable_departments(self.env, self.env.company)
            except AccessError:
                hidden.append(menu.id)
        return hidden
