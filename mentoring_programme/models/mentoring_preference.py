from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError

from . import preference_counts
from .preference_door import seal_empty


class MentoringPreference(models.Model):
    """What somebody says about themselves and wishes of a partner, sealed.

    One box an enrolment, made with it, always of the same length, without dates: neither
    that something was said nor when can be told from a row. The key is in a file that
    the server's configuration (``mentoring_preference_keys``) or the environment
    (``MENTORING_PREFERENCE_KEYS``) names, or in one beside Odoo's data, never in the database.

    No method here opens a box: there are two doors, and both are plain functions in
    :mod:`.preference_door`.
    """

    _name = "mentoring.preference"
    _inherit = ["mentoring.unseen"]
    _description = "Confidential Preference"
    _order = "id"
    _log_access = False
    # What the rotation of keys renews, and what a box is bound to.
    _sealed_in = {"column": "sealed", "bound": "enrolment_id"}

    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="enrolment_id.company_id", store=True)
    # Past read(), export and search for everybody.
    sealed = fields.Text(required=True, groups=fields.NO_ACCESS)
    # A visible fact, so that departures are counted once: the person was archived.
    has_left = fields.Boolean(groups=fields.NO_ACCESS)

    _one_box = models.Constraint("UNIQUE(enrolment_id)", "Every enrolment has one box.")

    def _compute_display_name(self):
        for preference in self:
            preference.display_name = self.env._("Preference")

    @api.model
    def _create_boxes(self, enrolments):
        # sudo: mentoring.enrolment - the box and the counts are made for whoever enrols somebody
        enrolments = enrolments.sudo()
        boxes = self.create(
            [
                {"enrolment_id": enrolment.id, "sealed": seal_empty(enrolment, enrolment.user_id)}
                for enrolment in enrolments
            ]
        )
        preference_counts.make_room(enrolments)
        return boxes

    @api.model
    def _empty_boxes(self, enrolments, without=()):
        """Destroy what was said; the boxes stay, so that this cannot be told either.

        :param without: ``res.users`` that are about to go: the boxes belong to whoever gets
            the log-in next
        """
        # sudo: mentoring.enrolment - destroyed also for whoever declines or archives somebody
        enrolments = enrolments.sudo()
        boxes = self.search([("enrolment_id", "in", enrolments.ids)])
        if boxes.try_lock_for_update() != boxes:
            # Sealed anew or written just now: Odoo tries the request again by itself.
            raise ConcurrencyError("A box is being written.")
        for box in boxes:
            owner = box.enrolment_id.user_id
            box.sealed = seal_empty(box.enrolment_id, owner - owner.browse(without))
        preference_counts.note(enrolments, {})
