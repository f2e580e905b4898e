from odoo import fields, models


class MentoringPairNote(models.AbstractModel):
    """A sealed note of one of the two people of a pairing, for themself or for both of them.

    Which of the two is chosen before writing and sealed in. How one is kept and opened is in
    :mod:`.pair_note`.
    """

    _name = "mentoring.pair.note"
    _inherit = ["mentoring.sealed.note"]
    _description = "Note of One of Two"
    _log_access = False

    pairing_id = fields.Many2one(
        "mentoring.pairing", required=True, ondelete="cascade", index=True, groups=fields.NO_ACCESS
    )
    enrolment_id = fields.Many2one(
        "mentoring.enrolment",
        string="Written by",
        required=True,
        ondelete="cascade",
        index=True,
        groups=fields.NO_ACCESS,
    )
    # Narrows what is opened at all for the partner; whether they may read it is sealed in.
    is_shared = fields.Boolean(groups=fields.NO_ACCESS)

    def _destroy_of(self, enrolments):
        """Destroy what these people wrote.

        :param enrolments: ``mentoring.enrolment``
        :return: number of notes destroyed
        """
        # sudo: the notes - rows nobody may reach
        return self.sudo().search([("enrolment_id", "in", enrolments.ids)])._destroy()
