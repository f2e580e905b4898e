import json
import os
from pathlib import Path

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.http import request
from odoo.tools import config

from ..sealing import CannotOpenError, KeyRing, load_keys

NOTHING_SAID = "{}"


class MentoringPreference(models.Model):
    """What somebody says about themselves and wishes of a partner, sealed.

    One box an enrolment, made with it, always of the same length, without dates: neither
    that something was said nor when can be told from a row. The key is in the server's
    configuration (``mentoring_preference_keys``), in the environment
    (``MENTORING_PREFERENCE_KEYS``), or in a file beside Odoo's data, never in the database.
    """

    _name = "mentoring.preference"
    _description = "Confidential Preference"
    _order = "id"
    _log_access = False

    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="enrolment_id.company_id", store=True)
    # Past read(), export and search for everybody: there is one door, and it checks.
    sealed = fields.Text(required=True, groups=fields.NO_ACCESS)

    _one_box = models.Constraint("UNIQUE(enrolment_id)", "Every enrolment has one box.")

    def _compute_display_name(self):
        for preference in self:
            preference.display_name = self.env._("Preference")

    @api.model
    def _key_ring(self):
        configured = os.environ.get("MENTORING_PREFERENCE_KEYS") or config.get(
            "mentoring_preference_keys"
        )
        path = Path(config["data_dir"]) / "mentoring" / "preference.keys"
        return KeyRing(load_keys(configured, path))

    def _context_of(self, enrolment):
        """What a box is bound to: this database and this enrolment."""
        # sudo: ir.config_parameter - the database's identity, which is no secret
        uuid = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        return f"{uuid}:{enrolment.id}"

    @api.model
    def _create_boxes(self, enrolments):
        ring = self._key_ring()
        return self.create(
            [
                {
                    "enrolment_id": enrolment.id,
                    "sealed": ring.seal(NOTHING_SAID, self._context_of(enrolment)),
                }
                for enrolment in enrolments
            ]
        )

    @api.model
    def _empty_boxes(self, enrolments):
        """Destroy what was said; the boxes stay, so that this cannot be told either."""
        ring = self._key_ring()
        for box in self.search([("enrolment_id", "in", enrolments.ids)]):
            box.sealed = ring.seal(NOTHING_SAID, self._context_of(box.enrolment_id))

    def _open_own(self):
        """What the reader said in this box of theirs, as a dict.

        :raises AccessError: for anybody but the owner
        """
        self.ensure_one()
        self.check_access("read")
        # The request's own user: code that runs as somebody else is not that person.
        asker = request.env.uid if request else None
        if self.env.su or self.enrolment_id.user_id.id != asker or self.env.uid != asker:
            raise AccessError(self.env._("Only the person themself can open what they said."))
        # sudo: mentoring.preference - the owner opens their own box
        sealed = self.sudo().sealed
        try:
            said = self._key_ring().open(sealed, self._context_of(self.enrolment_id))
        except CannotOpenError as error:
            raise UserError(
                self.env._(
                    "What you said here can no longer be opened, by anybody: the server's key "
                    "is another one now. Please say it again."
                )
            ) from error
        return json.loads(said)
