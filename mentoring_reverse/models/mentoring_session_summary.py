from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mentoring_programme.models.locking import locked
from odoo.addons.mentoring_programme.models.own_session import check_in_person
from odoo.addons.mentoring_programme.models.pair_note import can_write
from odoo.addons.mentoring_programme.models.sealed_note import (
    checked_id,
    new_reference,
    open_notes,
    seal_note,
)

from .pair_texts import checked_texts, own_reverse_sides

PROMPTS = ("took_away", "surprised", "until_next", "hear_more")
# Days after a session in which the leader writes what they took away.
DUE_DAYS = 7


class MentoringSessionSummary(models.Model):
    """What the leader took away from a session: for the two, and nobody else.

    One a session, sealed for both. The leader may correct it until the next session was held,
    since that one begins with it. Nobody has a right on these rows: that there is one is the
    two people's, too.
    """

    _name = "mentoring.session.summary"
    _inherit = ["mentoring.sealed.note"]
    _description = "Summary of a Session"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id", "size": 32_768}

    pairing_id = fields.Many2one(
        "mentoring.pairing", required=True, ondelete="cascade", index=True, groups=fields.NO_ACCESS
    )
    session_id = fields.Many2one(
        "mentoring.session", required=True, ondelete="cascade", groups=fields.NO_ACCESS
    )

    _once = models.UniqueIndex("(session_id)", "There is a summary by now: reload the page.")

    @api.model
    def _written_of(self, sessions):
        """Those of these sessions that have a summary, for reminders."""
        # sudo: mentoring.session.summary - whether, and nothing of what
        found = self.sudo().search([("session_id", "in", sessions.ids)])
        return sessions.browse(found.session_id.ids)

    @api.model
    def _destroy_of(self, enrolments):
        """Whichever of the two leaves: it is about what both said."""
        # sudo: mentoring.session.summary - rows nobody may reach
        notes = self.sudo().search(
            [
                "|",
                ("pairing_id.mentor_id", "in", enrolments.ids),
                ("pairing_id.mentee_id", "in", enrolments.ids),
            ]
        )
        notes._destroy()


# -- the door of the two people: functions, which no server action can reach ----------------


def summary_words(env):
    """The prompts in the reader's language: list of dict of ``name``, ``label``."""
    return [
        {"name": "took_away", "label": env._("What I took away")},
        {"name": "surprised", "label": env._("What surprised me")},
        {"name": "until_next", "label": env._("What I will do until next time")},
        {"name": "hear_more", "label": env._("What I would like to hear more about")},
    ]


def list_summaries(env, pairing_id):
    """The held sessions of one of the asker's own reverse pairings, latest first, with what the
    leader wrote of them.

    :return: list of dict of ``session_id``, ``start`` (UTC), ``due`` (a day), ``texts`` (dict by
        prompt, False while there are none), ``lost`` (no key opens it any more) and
        ``can_write`` (the asker is the leader, and may write or correct it)
    :raises AccessError: for a pairing that is not theirs, and for one that does not exist
    """
    pairing, mine, _other = own_reverse_sides(env, pairing_id)
    # sudo: mentoring.session.summary - no rights at all
    notes = env["mentoring.session.summary"].sudo().search([("pairing_id", "=", pairing.id)])
    opened = open_notes(env, notes)
    of_session = {note.session_id.id: note for note in notes}
    writes = mine == pairing.mentee_id and can_write(pairing)
    lines = []
    for number, session in enumerate(_held(pairing)):
        note = of_session.get(session.id)
        said = opened.get(note)
        lines.append(
            {
                "session_id": session.id,
                "start": fields.Datetime.to_string(session.start),
                "due": fields.Date.to_string(_due_day(env, session)),
                "texts": said["texts"] if said else False,
                "lost": bool(note) and said is None,
                "can_write": writes and (number == 0 or not note),
            }
        )
    return lines


def write_summary(env, pairing_id, session_id, texts):
    """Keep what the leader took away from a session; the mentor is told that it is there.

    :param dict texts: words by prompt, see :data:`PROMPTS`; one of them is enough
    :raises AccessError: for anybody but the leader of a reverse pairing
    :raises UserError: when there is nothing to keep, or it cannot be kept any more
    """
    pairing, mine, other = own_reverse_sides(env, pairing_id)
    if mine != pairing.mentee_id:
        raise AccessError(env._("The leader writes what they took away; you read it here."))
    locked(pairing)
    held = _held(pairing)
    session = held.filtered(lambda session: session.id == checked_id(session_id))
    if not session or not can_write(pairing):
        raise UserError(
            env._("A summary belongs to a session that was held: say first that it took place.")
        )
    # sudo: mentoring.session.summary - the leader's own, in a model on which nobody has rights
    notes = env["mentoring.session.summary"].sudo()
    note = notes.search([("session_id", "=", session.id)])
    if note and session != held[0]:
        raise UserError(
            env._("Your next session is over, so this stays as it is. Write what is new in that.")
        )
    said = {
        "readers": [mine.user_id.id, other.user_id.id],
        "date": fields.Datetime.to_string(fields.Datetime.now()),
        "texts": checked_texts(env, texts, PROMPTS),
    }
    is_new = not note
    if is_new:
        about = {"pairing_id": pairing.id, "session_id": session.id}
        # Sealed in a moment: what it is bound to is its own id.
        note = notes.create({"reference": new_reference(), **about, "sealed": ""})
    seal_note(note, said)
    if is_new:
        pairing._tell_side("mentor")


def held_of_me(env):
    """All summaries that the person who asks has written, for "What is held on me".

    :return: list of dict of ``programme``, ``partner``, ``session`` (its start), ``texts`` (list
        of dict of ``label``, ``text``) and ``lost``, oldest first
    """
    check_in_person(env)
    # sudo: mentoring.session.summary - the asker's own, in a model on which nobody has rights
    notes = env["mentoring.session.summary"].sudo()
    notes = notes.search([("pairing_id.mentee_id.user_id", "=", env.uid)])
    return [
        {
            "programme": note.pairing_id.programme_id.name,
            "partner": note.pairing_id.mentor_id._person_name() or False,
            "session": note.session_id.start,
            "texts": [
                {"label": prompt["label"], "text": said["texts"][prompt["name"]]}
                for prompt in summary_words(env)
                if said and said["texts"].get(prompt["name"])
            ],
            "lost": said is None,
        }
        for note, said in open_notes(env, notes).items()
    ]


def _held(pairing):
    """The held sessions of a pairing in sudo, latest first."""
    held = pairing.session_ids.filtered(lambda session: session.state == "held")
    return held.sorted(lambda session: (session.start, session.id), reverse=True)


def _due_day(env, session):
    over = fields.Datetime.context_timestamp(env["mentoring.session"], session.stop)
    return over.date() + timedelta(days=DUE_DAYS)
