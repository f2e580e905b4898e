"""What people said and not enough others yet, as plain functions: what is reachable from an
environment can be called by a server action, and must never open a pool.

One pool a programme, wave, round and role. In it stand, sealed together and in an order that
chance decides at each writing, the ``answers`` of each person and, apart from these, what each
wrote in their own words (``comments``). Neither bears a name, a date or a place in a row; where
the programme links answers, each bears the person's key (see :mod:`.survey_key`).

Answers leave it in batches of at least k, comments of at least ten people, and what stays behind
while people are still asked is as many again: so neither what is let out today nor the
difference from what was let out before is about fewer (D. Denning and J. Schlörer, 1983, on
trackers). Since every question may be left out, that holds of each question by itself: one that
fewer than k of a batch have answered stays behind. What too few have said never leaves the pool.
Its length tells how many it holds, and nothing of what they said. Records given to these functions
are in sudo.
"""

import json
import secrets
from collections import Counter
from random import SystemRandom

from odoo.exceptions import UserError

from odoo.addons.mentoring_programme.models.key_ring import bound_to, server_ring
from odoo.addons.mentoring_programme.models.locking import locked
from odoo.addons.mentoring_programme.sealing import CannotOpenError

# Fewer protect nobody, whatever a threshold was set to past the model.
FLOOR = 3
LEAST_COMMENTS = 10
LEAST_BYTES = 256
ANSWER_BYTES = 2048
COMMENT_BYTES = 8192
KINDS = {"answers": ANSWER_BYTES, "comments": COMMENT_BYTES}


def add(pool, scores, texts, key=None):
    """Put what one person says into a pool.

    :param pool: one ``mentoring.survey.pool``
    :param scores: dict of the question's code to what was chosen, as text
    :param texts: dict of the question's code to what was written
    :param key: what stands for the person, where the programme links answers
    :raises UserError: when it is too long for a pool
    """
    locked(pool)
    # Without a key of the person, chance's: it tells of one reply's parts that they are one's.
    reply = {"key": key or secrets.token_hex(16), "scores": scores}
    said = {"answers": reply, "comments": texts}
    for kind, size in KINDS.items():
        if len(_json(said[kind]).encode()) >= size:
            raise UserError(
                pool.env._("This is more than fits: shorten what you wrote, and send it again.")
            )
    inside = _open(pool)
    for kind in KINDS:
        inside[kind].append(said[kind])
    _seal(pool, inside)


def release(pools, is_over):
    """Let out of these pools what may be known.

    :param is_over: whether nobody is asked any more; then nothing needs to stay behind
    """
    answers, comments = [], []
    for pool in pools:
        inside = _open(pool)
        least = max(FLOOR, pool.programme_id.evaluation_threshold)
        of_round = {
            "programme_id": pool.programme_id.id,
            "wave_id": pool.wave_id.id,
            "role": pool.role,
            "number": pool.number,
        }
        replies, inside["answers"] = _parted(inside["answers"], least, is_over)
        replies, inside["answers"] = _parted_by_question(replies, inside["answers"], least, is_over)
        texts, inside["comments"] = _parted(inside["comments"], max(LEAST_COMMENTS, least), is_over)
        if not replies and not texts:
            continue
        for reply in replies:
            answers += [
                {**of_round, "key": reply["key"], "code": code, "value": value}
                for code, value in sorted(reply["scores"].items())
            ]
        written = _shuffled([(code, text) for each in texts for code, text in each.items()])
        comments += [{**of_round, "code": code, "text": text} for code, text in written]
        _seal(pool, inside)
    pools.env["mentoring.survey.answer"].create(answers)
    pools.env["mentoring.survey.comment"].create(comments)


def _parted(items, least, is_over):
    """Which of some people's items leave the pool, and which stay: none or at least ``least``
    leave, and none or at least ``least`` stay while others are still asked."""
    items = _shuffled(items)
    if is_over:
        leaving = len(items) if len(items) >= least else 0
    else:
        leaving = len(items) - least if len(items) >= 2 * least else 0
    return items[:leaving], items[leaving:]


def _parted_by_question(replies, staying, least, is_over):
    """The same of each question by itself, since people leave questions out. What stays of a reply
    is a reply of its own."""
    leave, stay = (
        Counter(code for reply in some for code in reply["scores"]) for some in (replies, staying)
    )
    enough = {
        code for code, count in leave.items() if count >= least and (is_over or stay[code] >= least)
    }
    leaving, staying = [], list(staying)
    for reply in replies:
        few = {code: value for code, value in reply["scores"].items() if code not in enough}
        out = {code: value for code, value in reply["scores"].items() if code in enough}
        if few:
            staying.append({**reply, "scores": few})
        if out:
            leaving.append({**reply, "scores": out})
    return leaving, staying


def held_of(pool, key):
    """What stands in a pool by a person's key: list of dicts of code to value."""
    return [item["scores"] for item in _open(pool)["answers"] if key and item["key"] == key]


def _open(pool):
    """What is in a pool; nothing in a new one, and in one whose key is lost."""
    try:
        return json.loads(server_ring().open(pool.sealed or "", _bound(pool)))
    except CannotOpenError:
        return {kind: [] for kind in KINDS}


def _seal(pool, inside):
    inside = {kind: _shuffled(items) for kind, items in inside.items()}
    size = LEAST_BYTES + sum(len(inside[kind]) * size for kind, size in KINDS.items())
    pool.sealed = server_ring().seal(_json(inside), _bound(pool), size=size)


def _shuffled(items):
    return SystemRandom().sample(items, len(items))


def _json(said):
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _bound(pool):
    return bound_to(pool.env, pool._name, pool.id)
