from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context


class MentoringPairWork(models.AbstractModel):
    """What the two people of a pairing work on, and nobody else reads.

    Written while the pairing lives, read by the two afterwards. What one has written oneself can
    be deleted at any time, as reflections can.
    """

    _name = "mentoring.pair.work"
    _inherit = ["mentoring.unseen"]
    _description = "Work of a Pairing"

    # What users may choose, and in which roles they may write at all; all else follows.
    _chosen = ()
    _writers = ("mentor", "mentee")

    pairing_id = fields.Many2one(
        "mentoring.pairing", required=True, readonly=True, ondelete="cascade", index=True
    )
    # Copied by create(), not related: see mentoring.pairing.
    company_id = fields.Many2one("res.company", readonly=True, index=True)

    def _compute_display_name(self):
        """Neutral, since errors print it to anybody."""
        for record in self:
            record.display_name = self.env._("Mentoring, no. %s", record.id or "")

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self.check_access("create")
            # Without defaults from the context, which the caller chooses.
            self = self.with_context(clean_context(self.env.context))
            pairings = self.env["mentoring.pairing"]._own(
                [vals.get("pairing_id") for vals in vals_list]
            )
            self._check_writers(pairings)
            self._check_chosen(vals_list, "pairing_id")
            vals_list = [
                {**vals, **self._of_author(role)}
                for vals in vals_list
                if (role := pairings.browse(vals["pairing_id"])._role_of_reader())
            ]
        for vals in vals_list:
            # sudo: mentoring.pairing - its company, which the rules then check
            pairing = self.env["mentoring.pairing"].browse(vals.get("pairing_id")).sudo()
            vals["company_id"] = pairing.company_id.id
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            self._check_writers(self.pairing_id)
            self._check_chosen([vals])
        return super().write(vals)

    @api.model
    def _of_author(self, _role):
        """Values that follow from the role of who writes."""
        return {}

    @api.model
    def _may_write(self, pairing):
        """Whether the reader has a role in which this is written; not whether it still may be."""
        return pairing._role_of_reader() in self._writers

    @api.model
    def _check_writers(self, pairings):
        """
        :raises AccessError: in a role that only reads this
        :raises UserError: when a pairing does not live (any more)
        """
        if not all(self._may_write(pairing) for pairing in pairings):
            raise AccessError(
                self.env._("Only the mentee writes the goals; talk about what you would change.")
            )
        pairings._check_working()

    @api.model
    def _check_chosen(self, vals_list, *more):
        chosen = {*self._chosen, *more}
        if any(not set(vals) <= chosen for vals in vals_list):
            raise UserError(
                self.env._("This cannot be chosen here: reload the page, and use its buttons.")
            )
