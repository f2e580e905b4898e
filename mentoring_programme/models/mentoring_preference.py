import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError, UserError

from ..sealing import CannotOpenError, TooLongError
from . import preference_said
from .key_ring import bound_to, server_ring
from .own_session import is_own_session

NOTHING_SAID = "{}"


class MentoringPreference(models.Model):
    """What somebody says about themselves and wishes of a partner, sealed.

    One box an enrolment, made with it, always of the same length, without dates: neither
    that something was said nor when can be told from a row. The key is in the server's
    configuration (``mentoring_preference_keys``), in the environment
    (``MENTORING_PREFERENCE_KEYS``), or in a file beside Odoo's data, never in the database.

    There are two doors: the owner's, which are the methods here that end in ``_own``, and
    the match run's, :func:`.preference_door.open_for_run`.
    """

    _name = "mentoring.preference"
    _description = "Confidential Preference"
    _order = "id"
    _log_access = False
    # What the rotation of keys renews, and what a box is bound to.
    _sealed_in = {"column": "sealed", "bound": "enrolment_id"}

    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="enrolment_id.company_id", store=True)
    # Past read(), export and search for everybody: there are two doors, and they check.
    sealed = fields.Text(required=True, groups=fields.NO_ACCESS)
    # A visible fact, so that departures are counted once: the person was archived.
    has_left = fields.Boolean(groups=fields.NO_ACCESS)

    _one_box = models.Constraint("UNIQUE(enrolment_id)", "Every enrolment has one box.")

    def _compute_display_name(self):
        for preference in self:
            preference.display_name = self.env._("Preference")

    def _bound(self, enrolment):
        return bound_to(self.env, self._name, enrolment.id)

    @api.model
    def _create_boxes(self, enrolments):
        ring = server_ring()
        boxes = self.create(
            [
                {
                    "enrolment_id": enrolment.id,
                    "sealed": ring.seal(NOTHING_SAID, self._bound(enrolment)),
                }
                for enrolment in enrolments
            ]
        )
        self.env["mentoring.preference.pool"]._make_room(enrolments)
        return boxes

    @api.model
    def _empty_boxes(self, enrolments):
        """Destroy what was said; the boxes stay, so that this cannot be told either.

        :return: number of boxes, whatever was in them
        """
        ring = server_ring()
        boxes = self.search([("enrolment_id", "in", enrolments.ids)])
        if boxes.try_lock_for_update() != boxes:
            # Sealed anew or written just now: Odoo tries the request again by itself.
            raise ConcurrencyError("A box is being written.")
        for box in boxes:
            box.sealed = ring.seal(NOTHING_SAID, self._bound(box.enrolment_id))
        self.env["mentoring.preference.pool"]._note(enrolments, {})
        return len(boxes)

    # -- the owner's door ----------------------------------------------------------------

    def _check_own(self):
        """Refuse everybody but the owner of this box in their own web session."""
        self.ensure_one()
        if not is_own_session(self.env, self.enrolment_id.user_id):
            raise AccessError(self.env._("Only the person themself can open what they said."))

    @api.model
    def _of_own(self, enrolment_id):
        """The box of the reader's own enrolment; any other id is refused alike."""
        box = self.browse()
        if isinstance(enrolment_id, int) and 0 < enrolment_id < 2**31:
            box = self.search([("enrolment_id", "=", enrolment_id)])
        if not box or not is_own_session(self.env, box.enrolment_id.user_id):
            raise AccessError(self.env._("Only the person themself can open what they said."))
        return box

    def _open_own(self):
        """What the reader said in this box of theirs.

        :return: dict, empty or with ``consent`` (version, date), ``answers`` (dimension id as
            text to list of value ids) and ``wishes`` (to dict of kind, strength, values)
        :raises AccessError: for anybody but the owner in their own session
        :raises UserError: when the server's key is another one now
        """
        self._check_own()
        try:
            # sudo: mentoring.preference - the owner opens their own box
            said = server_ring().open(self.sudo().sealed, self._bound(self.enrolment_id))
        except CannotOpenError as error:
            raise UserError(
                self.env._(
                    "What you said here can no longer be opened, by anybody: the server's key "
                    "is another one now. Please say it again."
                )
            ) from error
        return json.loads(said)

    def _preview_own(self, said):
        """Which "only so" of ``said`` would count as important for now.

        :return: list of dimension ids
        :raises UserError: when the reader cannot say this
        """
        self._check_own()
        cleaned = preference_said.cleaned(self.enrolment_id, said)
        programme = self.enrolment_id.programme_id
        # sudo: mentoring.preference.pool - numbers of at least k people, for a yes or no
        pool = self.env["mentoring.preference.pool"].sudo()
        return pool._too_few(self.enrolment_id, cleaned, programme.preference_threshold)

    def _save_own(self, said, consent_version):
        """Seal what the reader says, in the place of what they said before.

        :param said: dict with ``answers`` and ``wishes`` as :meth:`_open_own` returns them
        :param consent_version: of the consent text that the reader saw and agreed to; ``None``
            is enough for saying nothing
        :raises UserError: when the reader cannot say this, or agreed to another text
        """
        self._check_own()
        self._check_can_save()
        cleaned = preference_said.cleaned(self.enrolment_id, said)
        if cleaned["answers"] or cleaned["wishes"]:
            cleaned["consent"] = self._consent(consent_version)
        else:
            cleaned = {}
        self._seal_own(cleaned)

    def _withdraw_own(self):
        """Take the consent back: what was said is destroyed at once, nothing is run again."""
        self._check_own()
        self._seal_own({})

    def _check_can_save(self):
        if not self.enrolment_id._may_say_preferences():
            raise UserError(
                self.env._(
                    "There is no matching ahead in which this could count, so nothing is kept."
                )
            )

    def _consent(self, version):
        current = self.env["mentoring.consent.text"]._current("matching")
        if not current or version != current.version:
            raise UserError(
                self.env._(
                    "What you say here is used only if you agree to the text beside it: read "
                    "it, tick the box, and save again."
                )
            )
        today = fields.Date.to_string(fields.Date.context_today(self))
        return {"version": current.version, "date": today}

    def _seal_own(self, said):
        text = json.dumps(said, separators=(",", ":"))
        try:
            sealed = server_ring().seal(text, self._bound(self.enrolment_id))
        except TooLongError as error:
            raise UserError(
                self.env._("This is more than the box holds: choose fewer answers and wishes.")
            ) from error
        # sudo: mentoring.preference, mentoring.preference.pool - the owner writes their own
        # box, which nobody may write through the ORM
        box = self.sudo()
        box.sealed = sealed
        box.env["mentoring.preference.pool"]._note(box.enrolment_id, said.get("answers", {}))
