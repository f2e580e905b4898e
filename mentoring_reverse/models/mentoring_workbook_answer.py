from odoo import SUPERUSER_ID, fields, models

from odoo.addons.mentoring_programme.models.sealed_note import NOTE_SIZE

# A text of the length of any note, and the question that it answers.
ANSWER_SIZE = NOTE_SIZE + 4096


class MentoringWorkbookAnswer(models.Model):
    """What one of the two wrote into their workbook, for themself or for both of them.

    As a reflection, of which all that is said in ``mentoring.reflection`` holds here too: who
    reads it is chosen before writing and sealed in, and so are its date and its question. The
    writer may change the text; nobody, the writer included, changes who reads it, but by
    destroying it and writing anew.

    :mod:`.workbook_door` is the only way in.
    """

    _name = "mentoring.workbook.answer"
    _inherit = ["mentoring.sealed.note"]
    _description = "Workbook Answer"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id", "size": ANSWER_SIZE}

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

    _reference_once = models.UniqueIndex("(reference)", "This could not be kept: try once more.")

    def _destroy_of(self, enrolments):
        """Destroy what these people wrote.

        :param enrolments: ``mentoring.enrolment``
        :return: number of answers destroyed
        """
        # sudo: mentoring.workbook.answer - rows nobody may reach
        return self.sudo().search([("enrolment_id", "in", enrolments.ids)])._destroy()

    def _destroy(self):
        """As nobody: Odoo writes into its log who deleted what.

        :return: number of rows destroyed
        """
        count = len(self)
        self.with_user(SUPERUSER_ID).unlink()
        return count
