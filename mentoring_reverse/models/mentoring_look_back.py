from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.mentoring_programme.models.locking import locked
from odoo.addons.mentoring_programme.models.own_session import check_in_person
from odoo.addons.mentoring_programme.models.pair_note import can_write
from odoo.addons.mentoring_programme.models.sealed_note import (
    new_reference,
    open_notes,
    seal_note,
)

from .pair_texts import checked_texts, own_reverse_sides

KINDS = {
    "middle": ("works", "does_not", "keep_or_change"),
    "end": ("my_growth", "your_growth"),
}
# Below this many sessions there is no middle to look back from.
MIDDLE_FROM = 3
# Days before the last one from which the two may look back, however often they met.
LAST_DAYS = 30


class MentoringLookBack(models.Model):
    """How one of the two sees their mentoring: halfway, and at the end.

    Sealed for both; the other's is shown to one who has given their own. Then it stays as it is.
    Nobody has a right on these rows.
    """

    _name = "mentoring.look.back"
    _inherit = ["mentoring.sealed.note"]
    _description = "Look Back"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id", "size": 32_768}

    pairing_id = fields.Many2one(
        "mentoring.pairing", required=True, ondelete="cascade", index=True, groups=fields.NO_ACCESS
    )
    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", groups=fields.NO_ACCESS
    )
    kind = fields.Char(required=True, groups=fields.NO_ACCESS)

    _once = models.UniqueIndex(
        "(pairing_id, enrolment_id, kind)", "You have said this by now: reload the page."
    )

    @api.model
    def _given(self, pairings):
        """Who has looked back already, for reminders: set of (pairing id, enrolment id, kind)."""
        # sudo: mentoring.look.back - whether, and nothing of what
        found = self.sudo().search([("pairing_id", "in", pairings.ids)])
        return {(note.pairing_id.id, note.enrolment_id.id, note.kind) for note in found}

    @api.model
    def _destroy_of(self, enrolments):
        """Whichever of the two leaves: it is about both."""
        # sudo: mentoring.look.back - rows nobody may reach
        notes = self.sudo().search(
            [
                "|",
                ("pairing_id.mentor_id", "in", enrolments.ids),
                ("pairing_id.mentee_id", "in", enrolments.ids),
            ]
        )
        notes._destroy()


class MentoringPairing(models.Model):
    _inherit = "mentoring.pairing"

    def _looks_back(self):
        """Which looks back are open now in each of these pairings.

        :return: dict of pairing to list of some of :data:`KINDS`
        """
        # sudo: mentoring.session - how many were held, for the two and for reminders
        sessions = self.env["mentoring.session"].sudo()
        counts = sessions._read_group(
            [("pairing_id", "in", self.ids), ("state", "=", "held")], ["pairing_id"], ["__count"]
        )
        held_of = {pairing.id: count for pairing, count in counts}
        later = {each.pairing_id.id: each.date_end for each in self._extensions()}
        soon = fields.Date.context_today(self) + timedelta(days=LAST_DAYS)
        kinds = {}
        for pairing in self:
            # sudo: mentoring.programme - how many sessions it plans, and its end
            programme = pairing.sudo().programme_id
            held, count = held_of.get(pairing.id, 0), programme.session_count
            is_middle = count >= MIDDLE_FROM and held >= count // 2
            last_day = later.get(pairing.id) or programme.date_end
            is_over = held >= count or last_day <= soon or pairing.state == "completed"
            kinds[pairing] = ["middle"] * is_middle + ["end"] * bool(held and is_over)
        return kinds


# -- the door of the two people: functions, which no server action can reach ----------------


def look_back_words(env):
    """What is asked, by kind: dict of ``title``, ``lead`` and ``prompts`` (list of dict of
    ``name``, ``label``)."""
    return {
        "middle": {
            "title": env._("Halfway: how is it going?"),
            "lead": env._(
                "Each of you writes for yourself. Once you both have, each sees the other's, and "
                "you can talk about it. Nobody else reads it."
            ),
            "prompts": [
                {"name": "works", "label": env._("What works well for me")},
                {"name": "does_not", "label": env._("What does not, or not yet")},
                {
                    "name": "keep_or_change",
                    "label": env._("What we should keep, and what I would change"),
                },
            ],
        },
        "end": {
            "title": env._("Looking back: how we have grown"),
            "lead": env._(
                "Both of you have learnt something. Each writes for yourself; once you both have, "
                "you see each other's. Nobody else reads it."
            ),
            "prompts": [
                {"name": "my_growth", "label": env._("How I have grown")},
                {"name": "your_growth", "label": env._("How I have seen you grow")},
            ],
        },
    }


def list_looks_back(env, pairing_id):
    """What the two were asked halfway and at the end, and what the asker may read of it.

    :return: list of dict of ``kind``, ``title``, ``lead``, ``prompts``, ``mine`` and ``partners``
        (dict by prompt, or False), ``lost`` (no key opens the asker's any more) and
        ``can_write``. Whether the partner has written is told by nothing until the asker has.
    :raises AccessError: for a pairing that is not theirs, and for one that does not exist
    """
    pairing, mine, other = own_reverse_sides(env, pairing_id)
    notes = _notes(env, pairing)
    opened = open_notes(env, notes)
    words, lines = look_back_words(env), []
    is_open = pairing._looks_back()[pairing]
    for kind in KINDS:
        own, partners = _pair_of(notes, kind, mine, other)
        if kind not in is_open and not own:
            continue
        said, theirs = opened.get(own), opened.get(partners)
        lines.append(
            {
                "kind": kind,
                **words[kind],
                "mine": said["texts"] if said else False,
                "partners": theirs["texts"] if own and theirs else False,
                "lost": bool(own) and said is None,
                "can_write": can_write(pairing) and not (own and partners),
            }
        )
    return lines


def write_look_back(env, pairing_id, kind, texts):
    """Keep how the asker sees it; to be corrected until both have written.

    :param str kind: one of :data:`KINDS`
    :param dict texts: words by prompt; one of them is enough
    :raises AccessError: for a pairing that is not theirs, and for one that does not exist
    :raises UserError: when there is nothing to keep, or it is not the time
    """
    pairing, mine, other = own_reverse_sides(env, pairing_id)
    locked(pairing)
    if kind not in pairing._looks_back()[pairing] or not can_write(pairing):
        raise UserError(env._("There is nothing to look back on here now: reload the page."))
    notes = _notes(env, pairing)
    own, partners = _pair_of(notes, kind, mine, other)
    if own and partners:
        raise UserError(env._("You have both written, so it stays as it is: talk about the rest."))
    said = {
        "readers": [mine.user_id.id, other.user_id.id],
        "date": fields.Datetime.to_string(fields.Datetime.now()),
        "texts": checked_texts(env, texts, KINDS[kind]),
    }
    if not own:
        about = {"pairing_id": pairing.id, "enrolment_id": mine.id, "kind": kind}
        # Sealed in a moment: what it is bound to is its own id.
        own = notes.create({"reference": new_reference(), **about, "sealed": ""})
    seal_note(own, said)


def held_of_me(env):
    """All looks back that the person who asks has written, for "What is held on me".

    :return: list of dict of ``programme``, ``title``, ``texts`` (list of dict of ``label``,
        ``text``) and ``lost``, oldest first
    """
    check_in_person(env)
    # sudo: mentoring.look.back - the asker's own, in a model on which nobody has rights
    notes = env["mentoring.look.back"].sudo().search([("enrolment_id.user_id", "=", env.uid)])
    words = look_back_words(env)
    return [
        {
            "programme": note.pairing_id.programme_id.name,
            "title": words[note.kind]["title"],
            "texts": [
                {"label": prompt["label"], "text": said["texts"][prompt["name"]]}
                for prompt in words[note.kind]["prompts"]
                if said and said["texts"].get(prompt["name"])
            ],
            "lost": said is None,
        }
        for note, said in open_notes(env, notes).items()
    ]


def _notes(env, pairing):
    # sudo: mentoring.look.back - of one's own pairing, in a model on which nobody has rights
    return env["mentoring.look.back"].sudo().search([("pairing_id", "=", pairing.id)])


def _pair_of(notes, kind, mine, other):
    """The asker's note of this kind and the partner's, each of none or one."""
    of_kind = notes.filtered(lambda note: note.kind == kind)
    return tuple(
        of_kind.filtered(lambda note, side=side: note.enrolment_id == side)
        for side in (mine, other)
    )
