import binascii
from base64 import b64decode
from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .mentoring_requirement import ROLES

FILE_SIZE_MB = 10


class MentoringResource(models.Model):
    """Something one of the two shares with the other: a link or a file, and a note on it.

    The file is an attachment of this very record, so who may not read the record cannot open it.
    """

    _name = "mentoring.resource"
    _inherit = ["mentoring.pair.work"]
    _description = "Mentoring Resource"
    _order = "id desc"

    _chosen = ("name", "link", "file", "file_name", "note")

    name = fields.Char(required=True, size=200)
    author = fields.Selection(ROLES, string="Shared by", required=True, readonly=True)
    link = fields.Char(size=2000)
    file = fields.Binary(attachment=True)
    file_name = fields.Char(size=200)
    note = fields.Text()

    _name_said = models.Constraint("CHECK(trim(name) != '')", "Give it a name.")

    @api.model
    def _of_author(self, role):
        return {"author": role}

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_file(vals.get("file"))
        return super().create(vals_list)

    def write(self, vals):
        self._check_file(vals.get("file"))
        return super().write(vals)

    @api.model
    def _check_file(self, content):
        """Before it is stored. ``content`` is base64, as text or bytes."""
        if not content:
            return
        # Three bytes are written as four characters.
        if len(content) > FILE_SIZE_MB * 1024 * 1024 * 4 / 3 + 4:
            raise UserError(
                self.env._(
                    "A file may have %s MB at most: share a link to a larger one.", FILE_SIZE_MB
                )
            )
        try:
            b64decode(content, validate=True)
        except (binascii.Error, TypeError, ValueError) as error:
            raise UserError(
                self.env._("This file arrived damaged: choose it once more.")
            ) from error

    @api.constrains("link")
    def _check_link(self):
        """Only addresses of web pages: others can run code in the reader's browser."""
        for resource in self.filtered("link"):
            try:
                parts = urlsplit(resource.link.strip())
                is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
            except ValueError:
                is_web = False
            if not is_web or any(sign.isspace() for sign in resource.link.strip()):
                raise ValidationError(
                    self.env._(
                        "A link begins with https:// or http:// and names a page: copy it from "
                        "the address line of your browser."
                    )
                )

    @api.constrains("name", "link", "file", "file_name")
    def _check_something_shared(self):
        for resource in self:
            # Its size, so that the file need not be read.
            has_file = bool(resource.with_context(bin_size=True).file)
            if bool(resource.link) == has_file:
                raise ValidationError(self.env._("Share either a link or a file."))
            if has_file and not (resource.file_name or "").strip():
                raise ValidationError(self.env._("Say what the file is called."))

    def _file_url(self):
        """Where the two open the file, always as a download; False for a link."""
        self.ensure_one()
        if self.link:
            return False
        return f"/web/content/{self._name}/{self.id}/file?filename_field=file_name&download=true"
