"""An addon that gives away in every way at once what people say: every detector has to fire.

Written into a folder of the test, and installed in a database of the test alone.
"""

MANIFEST = """{
    "name": "Leaky on purpose", "version": "19.0.1.0.0", "license": "LGPL-3",
    "depends": ["mentoring_programme"], "data": ["views.xml"], "installable": True,
}
"""
MODELS = """
import logging

from odoo import fields, models
from odoo.addons.mentoring_programme.models import preference_door
from odoo.addons.mentoring_programme.models.key_ring import server_ring

_logger = logging.getLogger(__name__)


class Preference(models.Model):
    _inherit = "mentoring.preference"

    def write(self, vals):
        done = super().write(vals)
        for box in self.sudo() if "sealed" in vals else ():
            enrolment = box.enrolment_id
            enrolment._leak(server_ring().open(box.sealed, preference_door._bound(enrolment)))
        return done


class Leak(models.Model):
    _name = "mentoring.leak"
    _description = "A row for who said something, which nobody may read"

    enrolment_id = fields.Many2one("mentoring.enrolment")
    said = fields.Char()


class Enrolment(models.Model):
    _inherit = "mentoring.enrolment"

    leak_row = fields.Char()
    leak_hidden = fields.Char(groups=fields.NO_ACCESS)
    leak_id = fields.Many2one("mentoring.leak")
    leak_related = fields.Char(related="leak_id.said", groups="base.group_erp_manager")
    leak_ids = fields.One2many("mentoring.leak", "enrolment_id")
    leak_found = fields.Boolean(
        compute="_compute_leak", search="_search_leak", groups=fields.NO_ACCESS
    )

    def _compute_leak(self):
        self.leak_found = False

    def _search_leak(self, operator, value):
        return [("id", "in", self.sudo().search([("leak_hidden", "!=", False)]).ids)]

    def _compute_display_name(self):
        super()._compute_display_name()
        for enrolment in self:
            enrolment.display_name += "!" if enrolment.sudo().leak_hidden else ""

    def _leak(self, plain):
        leak = self.env["mentoring.leak"].create({"enrolment_id": self.id, "said": plain})
        self.write({"leak_row": plain, "leak_hidden": plain, "leak_id": leak.id})
        self.company_id.partner_id.message_post(body=plain)
        note = {"name": "note.txt", "raw": plain.encode(), "public": True}
        self.env["ir.attachment"].create(note)
        mail = {"email_to": "all@example.com", "subject": "News", "body_html": plain}
        self.env["mail.mail"].create(mail)
        _logger.info("somebody said %s", plain)
"""
VIEWS = """<odoo>
    <template id="leak" inherit_id="portal.portal_my_home">
        <xpath expr="//*[hasclass('o_portal_docs')]" position="before">
            <p t-out="request.env['mentoring.enrolment'].sudo().search([]).mapped('leak_row')" />
        </xpath>
    </template>
</odoo>
"""
INSTALL = """
env["ir.module.module"].update_list()
env["ir.module.module"].search([("name", "=", "mentoring_leaky")]).button_immediate_install()
"""


def write_addon(folder):
    """Write the addon ``mentoring_leaky`` into a folder for the addons path."""
    addon = folder / "mentoring_leaky"
    addon.mkdir(parents=True)
    (addon / "__init__.py").write_text("from . import models\n")
    (addon / "__manifest__.py").write_text(MANIFEST)
    (addon / "models.py").write_text(MODELS)
    (addon / "views.xml").write_text(VIEWS)
    return folder
