from odoo import fields, models

from .mentoring_enrolment import LIVE_PAIRING_STATES

# Both have said yes, and it is not over: what the two keep here may still be changed.
WRITABLE_STATES = ("agreed", "active", "paused")


class MentoringPairing(models.Model):
    """The page of a pairing, for its two people.

    Each part of it is one method ``_page_<name>``, run as the one of the two who reads it, and one
    component of that name in ``static/src/pairing``. An addon adds a part by extending
    :meth:`_page_sections`.
    """

    _inherit = "mentoring.pairing"

    def _page_sections(self):
        """Names of the parts of this page; the screen decides their order."""
        self.ensure_one()
        return []

    def _page(self):
        """What every part of the page may need to know.

        :return: dict with ``id``, ``my_role``, ``state``, ``is_live``, ``can_write``,
            ``partner`` (dict with ``name``), ``programme`` (name), ``programme_id`` and
            ``enrolment_id`` (the reader's own)
        """
        self.ensure_one()
        return {
            "id": self.id,
            "my_role": self.my_role,
            "state": self.state,
            "is_live": self.state in LIVE_PAIRING_STATES,
            "can_write": self.state in WRITABLE_STATES,
            "partner": {"name": self.partner_name},
            "programme": self.programme_id.name,
            "programme_id": self.programme_id.id,
            "enrolment_id": self[f"{self.my_role}_id"].id,
            "now": fields.Datetime.to_string(fields.Datetime.now()),
        }
