"""The door to released answers, as plain functions of this addon: no client can call them.

What comes out of here are still rows: whoever shows figures made of them hides small groups
(``figures``), and never shows a row.
"""

from typing import NamedTuple

from odoo.fields import Domain


class Answer(NamedTuple):
    """One answer of one person to one question.

    :param key: the same for all answers of one person to one round; and to all rounds of the
        programme where it links answers
    :param programme_id: id
    :param role: ``mentor`` or ``mentee``
    :param wave_id: id of ``mentoring.survey.wave``
    :param kind: ``baseline``, ``pulse``, ``midpoint``, ``closing`` or ``after``
    :param number: round of the wave, from 0
    :param code: what was asked
    :param value: what was chosen: a number on the scale as text, or the code of a choice
    """

    key: str
    programme_id: int
    role: str
    wave_id: int
    kind: str
    number: int
    code: str
    value: str


def released_answers(env, programmes, codes=None):
    """The answers that may become figures: each round's in batches of at least k people.

    Two queries, for any number of programmes.

    :param programmes: recordset of ``mentoring.programme``; who may see figures of them is the
        caller's to check
    :param codes: questions to look at; all without
    :return: list of :class:`Answer`, in the order of their keys, which is chance's
    """
    # sudo: mentoring.survey.answer - rows that nobody has a right on, for figures
    answers = env["mentoring.survey.answer"].sudo()
    domain = Domain("programme_id", "in", programmes.ids)
    if codes is not None:
        domain &= Domain("code", "in", list(codes))
    found = answers.search_fetch(
        domain,
        ["key", "programme_id", "role", "wave_id", "number", "code", "value"],
        order="key, wave_id, number, code",
    )
    kinds = {wave.id: wave.kind for wave in found.wave_id}
    return [
        Answer(
            each.key,
            each.programme_id.id,
            each.role,
            each.wave_id.id,
            kinds[each.wave_id.id],
            each.number,
            each.code,
            each.value,
        )
        for each in found
    ]


def asked_and_answered(env, programmes):
    """How many people were asked in each round, and how many of them have released answers.

    :return: dict of (programme id, wave id, number, role) to (asked, answered); both are counts
        of people, to be hidden where they are small
    """
    rounds = ["programme_id", "wave_id", "number", "role"]
    inside = [("programme_id", "in", programmes.ids)]
    # sudo: mentoring.survey.ask, mentoring.survey.answer - counts, for figures
    asked = env["mentoring.survey.ask"].sudo()._read_group(inside, rounds, ["__count"])
    # sudo: mentoring.survey.answer - as above
    answers = env["mentoring.survey.answer"].sudo()
    answered = {
        tuple(line[:4]): line[4]
        for line in answers._read_group(inside, rounds, ["key:count_distinct"])
    }
    return {
        (programme.id, wave.id, number, role): (
            count,
            answered.get((programme, wave, number, role), 0),
        )
        for programme, wave, number, role, count in asked
    }
