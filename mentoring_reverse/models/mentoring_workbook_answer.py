from odoo import models

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
    _inherit = ["mentoring.pair.note"]
    _description = "Workbook Answer"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id", "size": ANSWER_SIZE}

    _reference_once = models.UniqueIndex("(reference)", "This could not be kept: try once more.")
