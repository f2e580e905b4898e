from odoo import fields, models


class MentoringPairingExtension(models.Model):
    """That a pairing goes on after its programme: once both wish it, and as long as both do.

    What one of the two wishes is told to nobody until the other wishes it as well, so that
    nobody is asked to explain a no.
    """

    _name = "mentoring.pairing.extension"
    _inherit = ["mentoring.unseen"]
    _description = "Extension of a Pairing"
    _order = "id desc"
    # Who made the row would tell who wished first.
    _log_access = False

    pairing_id = fields.Many2one("mentoring.pairing", required=True, ondelete="cascade")
    programme_id = fields.Many2one(
        "mentoring.programme", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade", index=True)
    date_end = fields.Date(string="Goes on until", required=True)

    _one_a_pairing = models.UniqueIndex(
        "(pairing_id)", "This pairing was extended at this moment: reload the page."
    )

    def _compute_display_name(self):
        for extension in self:
            extension.display_name = self.env._("Extension %s", extension.id or "")


class MentoringPairingWish(models.Model):
    """Until when one of the two would like to go on after the programme; theirs alone."""

    _name = "mentoring.pairing.wish"
    _description = "Wish to Go On"
    _order = "id desc"

    pairing_id = fields.Many2one("mentoring.pairing", required=True, ondelete="cascade", index=True)
    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", index=True
    )
    date_end = fields.Date(required=True)

    _one_a_person = models.UniqueIndex(
        "(pairing_id, enrolment_id)", "You said so at this moment already: reload the page."
    )

    def _compute_display_name(self):
        for wish in self:
            wish.display_name = self.env._("Wish %s", wish.id or "")
