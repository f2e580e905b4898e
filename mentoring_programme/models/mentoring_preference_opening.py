import json

from odoo import api, fields, models


class MentoringPreferenceOpening(models.Model):
    """That a match run opened the boxes of a programme: who ran it, when, how many boxes.

    Every participant reads it. The number is that of the people in the pool, whatever they
    said or did not say. It is written and committed before a box is opened, so that a run that
    is undone leaves it behind; and the next number is taken once, so that of two runs at one
    moment one is refused.
    """

    _name = "mentoring.preference.opening"
    _inherit = ["mentoring.unseen"]
    _description = "Opening of Sealed Preferences"
    _order = "date desc, id desc"

    programme_id = fields.Many2one(
        "mentoring.programme", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="programme_id.company_id", store=True)
    user_id = fields.Many2one("res.users", string="Matching run by", ondelete="set null")
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    box_count = fields.Integer(string="Boxes opened", required=True, aggregator=None)
    number = fields.Integer(groups=fields.NO_ACCESS)
    # Whose boxes, and what of it anybody could see: asked before the next opening. Ids in a
    # text, since Odoo groups by a many2many whatever groups it has.
    opened = fields.Text(groups=fields.NO_ACCESS)
    fingerprint = fields.Char(groups=fields.NO_ACCESS)
    last_pairing_id = fields.Integer(groups=fields.NO_ACCESS)

    _number_once = models.Constraint(
        "UNIQUE(programme_id, number)", "Somebody else is matching this programme right now."
    )

    def _compute_display_name(self):
        for opening in self:
            opening.display_name = self.env._("Matching")

    @api.model
    def _of_programme(self, programme):
        """The openings of a programme, the last one first."""
        return self.search([("programme_id", "=", programme.id)], order="number desc, id desc")

    def _still_used(self):
        """Enrolments of these openings that have not lost a partner since they were opened.

        Somebody whose pairing was made after their box was opened, and ended, waits anew.
        """
        last = {}
        for opening in self.sorted("number"):
            last.update(dict.fromkeys(opening._opened_ids(), opening.last_pairing_id))
        ended = self.env["mentoring.pairing"].search(
            [("programme_id", "in", self.programme_id.ids), ("state", "=", "ended")]
        )
        anew = {
            side.id
            for pairing in ended
            for side in (pairing.mentor_id, pairing.mentee_id)
            if pairing.id > last.get(side.id, 0)
        }
        enrolments = self.env["mentoring.enrolment"]
        return enrolments.browse(key for key in last if key not in anew)

    def _opened_ids(self):
        """Ids of the enrolments whose boxes were opened.

        :return: set of int
        """
        # sudo: mentoring.preference.opening - callers answer for the reader's own alone
        return set(json.loads(self.sudo().opened or "[]"))
