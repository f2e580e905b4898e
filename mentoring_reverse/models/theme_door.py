"""The door for those who pass a theme on: functions, which no server action can reach (see
``mentoring_programme``'s ``key_ring``).

What is passed on is a theme of the vocabulary. No word of the giver's own leaves the pair: one
sentence would tell who wrote it.
"""

from odoo.exceptions import AccessError, UserError

from odoo.addons.mentoring_programme.models.held import Held
from odoo.addons.mentoring_programme.models.pair_note import can_write, own_sides
from odoo.addons.mentoring_programme.models.sealed_note import check_in_person, checked_id

from .theme_batches import FLOOR
from .theme_pool import GIVEN_AT_MOST, locked_pool, open_pool, seal_pool, themes_of


def list_themes(env, pairing_id):
    """What the person who asks can pass on from a pairing of theirs, and what of it they have.

    :return: dict with ``can_give``, ``least`` (k), ``at_most``, and ``themes``: list of dicts of
        ``id``, ``name``, ``description`` and ``is_given``: passed on since the pools were last
        looked at, after which it is False for all, told or not
    :raises AccessError: for a pairing that is not theirs or in which nothing is passed on, and
        for one that does not exist
    """
    pairing, mine = _giving_side(env, pairing_id)
    pool = env["mentoring.theme.pool"].sudo()  # sudo: mentoring.theme.pool - one's own part of it
    pool = pool.search([("programme_id", "=", pairing.programme_id.id)])
    given = themes_of(open_pool(pool), mine.id, env.uid) if pool else []
    return {
        "can_give": _can_give(pairing),
        "least": max(FLOOR, pairing.programme_id.preference_threshold),
        "at_most": GIVEN_AT_MOST,
        "themes": [
            {
                "id": theme.id,
                "name": theme.name,
                "description": theme.description or "",
                "is_given": theme.id in given,
            }
            for theme in _themes(env)
        ],
    }


def give_theme(env, pairing_id, theme_id):
    """Pass a theme on; the same theme twice counts once.

    :raises AccessError: for a pairing that is not theirs or in which nothing is passed on
    :raises UserError: when it cannot be passed on (yet, or any more)
    """
    pairing, mine = _giving_side(env, pairing_id)
    if not _can_give(pairing):
        raise UserError(
            env._(
                "Themes are passed on once you two have met, and until the programme is long over."
            )
        )
    theme = _themes(env).filtered(lambda theme: theme.id == checked_id(theme_id))
    if not theme:
        raise UserError(env._("This theme is not in the list any more: choose another."))

    def add(themes):
        if theme.id in themes:
            return themes
        if len(themes) >= GIVEN_AT_MOST:
            raise UserError(
                env._(
                    "You have passed on %s themes already: take one back before you add another.",
                    GIVEN_AT_MOST,
                )
            )
        return sorted([*themes, theme.id])

    _write(pairing, mine, add)


def take_back_theme(env, pairing_id, theme_id):
    """Take a theme back until the pools are looked at; then nothing is left to take back.

    :raises AccessError: for a pairing that is not theirs or in which nothing is passed on
    """
    pairing, mine = _giving_side(env, pairing_id)
    gone = checked_id(theme_id)
    _write(pairing, mine, lambda themes: [theme for theme in themes if theme != gone])


def held_of_me(env, pairings):
    """What the person who asks passed on and is not forgotten yet, for "What is held on me".

    :return: dict with ``themes``: list of dicts of ``programme`` and ``theme``
    :raises AccessError: for anybody but a person in their own session
    """
    check_in_person(env)
    # sudo: mentoring.enrolment, mentoring.theme.pool - the asker's own part of them
    pairings = pairings.sudo()
    mine = (pairings.mentor_id | pairings.mentee_id).filtered(lambda e: e.user_id.id == env.uid)
    pools = env["mentoring.theme.pool"].sudo()  # sudo: mentoring.theme.pool - as above
    pools = pools.search([("programme_id", "in", mine.programme_id.ids)])
    inside = {pool.programme_id: open_pool(pool) for pool in pools}
    # sudo: mentoring.theme - a vocabulary, the same for everybody
    themes = env["mentoring.theme"].sudo().with_context(active_test=False).search([])
    names = {theme.id: theme.name for theme in themes}
    return {
        "themes": [
            {"programme": enrolment.programme_id.name, "theme": names[theme]}
            for enrolment in mine
            if enrolment.programme_id in inside
            for theme in themes_of(inside[enrolment.programme_id], enrolment.id, env.uid)
            if theme in names
        ]
    }


Held.adds("mentoring.theme.pool", held_of_me)


def _giving_side(env, pairing_id):
    pairing, mine, _other = own_sides(env, pairing_id)
    if not pairing._passes_on():
        raise AccessError(env._("From this pairing nothing is passed on."))
    return pairing, mine


def _can_give(pairing):
    # Two who go on after their programme are no longer of any number that could hide them.
    lives = can_write(pairing) and not pairing.programme_id.date_forgotten
    return lives and "held" in pairing.session_ids.mapped("state")


def _themes(env):
    # sudo: mentoring.theme - a vocabulary, the same for everybody
    return env["mentoring.theme"].sudo().search([])


def _write(pairing, mine, change):
    """The pool is sealed anew whether or not that changes what is in it.

    What another user passed on from this enrolment is not shown and not taken back; what is given
    now takes its place. A refusal would tell that there was something.
    """
    pool = locked_pool(pairing.programme_id)
    inside = open_pool(pool)
    owner = mine.env.uid
    before = themes_of(inside, mine.id, owner)
    themes = change(before)
    if themes:
        inside["given"][str(mine.id)] = {"owner": owner, "themes": themes}
    elif before:
        del inside["given"][str(mine.id)]
    seal_pool(pool, inside)
