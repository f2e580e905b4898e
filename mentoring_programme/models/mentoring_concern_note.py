from odoo import fields, models

from .sealed_note import NOTE_SIZE


class MentoringConcernNote(models.Model):
    """What was done about a concern: a note of the lead or the deputy, for the two of them, or
    an answer that the reporter reads as well.

    Who wrote it, when, and for whom is sealed with its text. Goes with its concern.
    """

    _name = "mentoring.concern.note"
    _inherit = ["mentoring.sealed.note"]
    _description = "Follow-up of a Concern"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id", "size": NOTE_SIZE}

    concern_id = fields.Many2one(
        "mentoring.concern", required=True, ondelete="cascade", index=True, groups=fields.NO_ACCESS
    )

    _reference_once = models.UniqueIndex("(reference)", "This could not be kept: try once more.")
