import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError, UserError

from odoo.addons.mentoring_programme.models.key_ring import bound_to, server_ring
from odoo.addons.mentoring_programme.models.own_session import check_in_person
from odoo.addons.mentoring_programme.models.sealed_note import checked_id
from odoo.addons.mentoring_programme.sealing import CannotOpenError, TooLongError

from .pair_texts import own_reverse_sides

# Bytes that every box is padded to: some two thousand topics.
BOX_SIZE = 16_384


class MentoringNotWithMe(models.Model):
    """Topics that a mentor does not want to talk about, and proposals of their leader that they
    leave, sealed: for that mentor alone.

    One box for every mentor of a programme in which the junior one leads, made with the
    enrolment, always of the same length and without dates, so that no row tells whether
    anything was marked. Nobody has a right on it. The leader proposes what they like; the
    mentor sees their own mark beside it.
    """

    _name = "mentoring.not.with.me"
    _description = "Topics Left Out, in Confidence"
    _order = "id"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "enrolment_id"}

    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", groups=fields.NO_ACCESS
    )
    sealed = fields.Text(required=True, groups=fields.NO_ACCESS)

    _one_box = models.UniqueIndex("(enrolment_id)", "Every mentor has one box.")

    def _compute_display_name(self):
        for box in self:
            box.display_name = self.env._("In confidence")

    @api.model
    def _make_boxes(self, enrolments):
        """Boxes for those of these mentors who lead, and have none yet."""
        # sudo: mentoring.enrolment, mentoring.not.with.me - made for whoever enrols somebody
        mentors = enrolments.sudo().filtered(
            lambda e: e.role == "mentor" and e.programme_id._is_reverse()
        )
        boxes = self.sudo()  # sudo: mentoring.not.with.me - as above
        there = boxes.search([("enrolment_id", "in", mentors.ids)]).enrolment_id
        boxes.create(
            [
                {"enrolment_id": mentor.id, "sealed": _sealed(mentor, mentor.user_id.id)}
                for mentor in mentors - there
            ]
        )

    @api.model
    def _empty_boxes(self, enrolments, without=()):
        """Destroy what was marked; the boxes stay, so that this cannot be told either.

        :param without: ids of ``res.users`` that are about to go
        """
        # sudo: mentoring.not.with.me - destroyed for whoever declines or archives somebody
        boxes = self.sudo().search([("enrolment_id", "in", enrolments.ids)])
        if boxes.try_lock_for_update() != boxes:
            # Sealed anew or written just now: Odoo tries the request again by itself.
            raise ConcurrencyError("A box is being written.")
        for box in boxes:
            owner = box.enrolment_id.user_id
            box.sealed = _sealed(box.enrolment_id, (owner - owner.browse(without)).id)


# -- the door of the mentor: functions, which no server action can reach --------------------


def marks(env, pairing_id):
    """What the person who asks leaves out, as the mentor of a pairing.

    :return: dict of lists of ids: ``topics`` that are not for them, ``proposals`` that they
        leave; None for the leader, who is told nothing and opens nothing
    :raises AccessError: for a pairing that is not theirs, and for one that does not exist
    """
    pairing, mine, _other = own_reverse_sides(env, pairing_id)
    return _opened(env, mine) if mine == pairing.mentor_id else None


def mark_topic(env, pairing_id, topic_id, is_marked):
    """Leave a topic out, or no longer. It holds in all pairings of this enrolment.

    :param int topic_id: of any topic of the library
    :raises AccessError: for anybody but the mentor of the pairing
    """
    _pairing, mine = _own_as_mentor(env, pairing_id)
    topic = env["mentoring.topic"].search([("id", "=", checked_id(topic_id))])
    if not topic:
        raise UserError(env._("This topic is not in the library any more: reload the page."))
    _mark(env, mine, "topics", topic, is_marked)


def mark_proposal(env, pairing_id, proposal_id, is_marked):
    """Leave what the leader proposes, without a reason, or no longer.

    :param int proposal_id: one of this pairing that is not taken up
    :raises AccessError: for anybody but the mentor of the pairing
    """
    pairing, mine = _own_as_mentor(env, pairing_id)
    pairing._check_working()
    proposal = env["mentoring.topic.proposal"].search(
        [
            ("id", "=", checked_id(proposal_id)),
            ("pairing_id", "=", pairing.id),
            ("is_taken_up", "=", False),
        ]
    )
    if not proposal:
        raise UserError(env._("This proposal does not wait any more: reload the page."))
    _mark(env, mine, "proposals", proposal, is_marked)


def held_of_me(env):
    """What the person who asks marked, for "What is held on me".

    :return: list of dict of ``programme``, ``topics`` and ``proposals`` (names); one for each
        enrolment as mentor in a programme where the junior one leads
    """
    check_in_person(env)
    # sudo: mentoring.not.with.me - the asker's own, in a model on which nobody has rights
    boxes = env["mentoring.not.with.me"].sudo().search([("enrolment_id.user_id", "=", env.uid)])
    held = []
    for box in boxes:
        said = _opened(env, box.enrolment_id)
        topics = env["mentoring.topic"].with_context(active_test=False)
        left = env["mentoring.topic.proposal"].search([("id", "in", said["proposals"])])
        held.append(
            {
                "programme": box.enrolment_id.programme_id.name,
                "topics": topics.search([("id", "in", said["topics"])]).mapped("name"),
                "proposals": [proposal.topic_id.name or proposal.words for proposal in left],
            }
        )
    return held


def _own_as_mentor(env, pairing_id):
    pairing, mine, _other = own_reverse_sides(env, pairing_id)
    if mine != pairing.mentor_id:
        raise AccessError(env._("Only the mentor can mark topics here."))
    return pairing, mine


def _mark(env, enrolment, kind, record, is_marked):
    """Put a topic or a proposal into the box of an enrolment, or take it out."""
    if not isinstance(is_marked, bool):
        raise UserError(env._("Reload the page, and mark it once more."))
    said = _opened(env, enrolment)
    kept = {*said[kind]} - {record.id} | ({record.id} if is_marked else set())
    if kind == "proposals":
        # What is answered or taken back by now fills no box.
        inside = [("id", "in", [*kept]), ("is_taken_up", "=", False)]
        kept = record.search(inside).ids
    box = _box(env, enrolment)
    if box.try_lock_for_update() != box:
        raise ConcurrencyError("A box is being written.")
    try:
        box.sealed = _sealed(enrolment, env.uid, **{**said, kind: sorted(kept)})
    except TooLongError:
        raise UserError(env._("These are more topics than the box holds: mark fewer.")) from None


def _box(env, enrolment):
    # sudo: mentoring.not.with.me - the asker's own, in a model on which nobody has rights
    return env["mentoring.not.with.me"].sudo().search([("enrolment_id", "=", enrolment.id)])


def _opened(env, enrolment):
    """What is in the box of an enrolment, as :func:`marks`; nothing when its key is lost, so that
    it is said anew.

    :raises AccessError: when the box is somebody else's by what is sealed in it
    """
    check_in_person(env)
    try:
        said = json.loads(server_ring().open(_box(env, enrolment).sealed, _bound(enrolment)))
    except CannotOpenError:
        return {"topics": [], "proposals": []}
    # Somebody enrolled before they had a log-in has marked nothing yet.
    if said["owner"] not in (env.uid, False):
        raise AccessError(env._("Only the person themself can open what is kept in confidence."))
    return {"topics": said["topics"], "proposals": said.get("proposals", [])}


def _sealed(enrolment, owner_id, topics=(), proposals=()):
    said = {"owner": owner_id, "topics": topics, "proposals": proposals}
    text = json.dumps(said, separators=(",", ":"))
    return server_ring().seal(text, _bound(enrolment), size=BOX_SIZE)


def _bound(enrolment):
    return bound_to(enrolment.env, "mentoring.not.with.me", enrolment.id)
