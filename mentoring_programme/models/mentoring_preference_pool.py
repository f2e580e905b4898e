import json

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError

from ..matching import honoured
from ..sealing import CannotOpenError
from .key_ring import bound_to, server_ring
from .preference_said import ANSWER_BYTES, for_matching

NOTHING = {"now": {}, "changed": [], "counted": []}
LEAST_BYTES = 4096
# Twice what one person's answers take, for what they say now and for what was counted.
BYTES_A_PERSON = 2 * (ANSWER_BYTES + 40)


class MentoringPreferencePool(models.Model):
    """What the people of one role say of themselves, sealed, to tell whether k of them fit.

    Somebody who says "only so" is told before they save whether at least k people are known to
    fit. If that were counted live, asking before and after one colleague's answer would tell
    that answer. So the counts are renewed only once at least k different people have saved
    since, and what they were renewed from bears no names.

    ``now``: answers by enrolment; ``changed``: enrolments that saved since the last count;
    ``counted``: the answers of the last count, in no order that tells anything. Nobody has an
    access right; nothing in here leaves it but a yes or a no about k people or more.
    """

    _name = "mentoring.preference.pool"
    _description = "Counts behind Sealed Preferences"
    _order = "id"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id"}

    programme_id = fields.Many2one(
        "mentoring.programme", required=True, ondelete="cascade", index=True
    )
    role = fields.Char(required=True)
    sealed = fields.Text(groups=fields.NO_ACCESS)

    _one_pool = models.Constraint("UNIQUE(programme_id, role)", "Every role is counted once.")

    @api.model
    def _make_room(self, enrolments):
        """Keep the length of each pool a matter of how many people are enrolled."""
        self._note(enrolments, None)

    @api.model
    def _note(self, enrolments, answers):
        """Note what people say of themselves now, or that they say nothing (any more).

        :param answers: dict of dimension id as text to list of value ids, the same for all of
            ``enrolments``; ``None`` leaves what they say as it is
        """
        by_pool = enrolments.grouped(lambda enrolment: (enrolment.programme_id, enrolment.role))
        for (programme, role), people in by_pool.items():
            pool = self._of(programme, role)
            counts = pool._counts()
            if answers is not None:
                for person in people:
                    counts["now"].pop(str(person.id), None)
                    if answers:
                        counts["now"][str(person.id)] = answers
                counts["changed"] = sorted({*counts["changed"], *people.ids})
                if len(counts["changed"]) >= programme.preference_threshold:
                    counts["counted"] = sorted(counts["now"].values(), key=json.dumps)
                    counts["changed"] = []
            pool._seal(counts)

    @api.model
    def _forget(self, programmes):
        """Empty the counts of programmes that are over."""
        for pool in self.search([("programme_id", "in", programmes.ids)]):
            pool._seal(NOTHING)

    @api.model
    def _of(self, programme, role):
        """The locked pool of a role; made when there is none."""
        pool = self.search([("programme_id", "=", programme.id), ("role", "=", role)])
        if not pool:
            return self.create({"programme_id": programme.id, "role": role})
        if not pool.try_lock_for_update():
            # Somebody else saves just now: Odoo tries the request again by itself.
            raise ConcurrencyError("The counts are being written.")
        return pool

    def _counts(self):
        try:
            return json.loads(server_ring().open(self.sealed or "", self._bound()))
        except CannotOpenError:
            # A new pool, or one whose key is lost: people are asked again, and counted again.
            return {name: kind.copy() for name, kind in NOTHING.items()}

    def _seal(self, counts):
        people = self.env["mentoring.enrolment"].search_count(
            [("programme_id", "=", self.programme_id.id), ("role", "=", self.role)]
        )
        text = json.dumps(counts, separators=(",", ":"))
        size = LEAST_BYTES + people * BYTES_A_PERSON
        self.sealed = server_ring().seal(text, self._bound(), size=size)

    def _bound(self):
        return bound_to(self.env, self._name, self.id)

    @api.model
    def _too_few(self, enrolment, said, threshold):
        """Which "only so" wishes of ``said`` fewer than ``threshold`` people are known to fit.

        :param said: dict as :func:`.preference_said.cleaned` returns it
        :return: list of dimension ids, in the order of the questionnaire
        """
        programme = enrolment.programme_id
        other = "mentee" if enrolment.role == "mentor" else "mentor"
        pool = self.search([("programme_id", "=", programme.id), ("role", "=", other)])
        counted = pool._counts()["counted"] if pool else []
        person = for_matching(programme.dimension_ids, said)
        others = [
            for_matching(programme.dimension_ids, {"answers": answers}).answers
            for answers in counted
        ]
        kept = honoured(person, others, threshold)
        return [
            dimension
            for dimension, wish in person.wishes.items()
            if wish.strength == "only" and dimension not in kept
        ]
