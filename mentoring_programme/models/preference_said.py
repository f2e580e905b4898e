"""What a person says, between the form, the box and the matching; plain functions.

No sentence here repeats what was said: errors reach logs.
"""

from odoo.exceptions import UserError

from ..matching import Said, Wish

KINDS = ("like_me", "different", "named")
STRENGTHS = ("nice", "important", "only")
# What one person's answers may take in the box that the counts are kept in, as JSON.
ANSWER_BYTES = 800


def cleaned(enrolment, said):
    """What the form sent, refused or brought into the one form in which it is kept.

    :param enrolment: a ``mentoring.enrolment`` of the person
    :param said: dict with ``answers`` and ``wishes``, as the form sends it
    :return: dict with ``answers`` and ``wishes``, without what says nothing
    :raises UserError: a sentence without any of what was said
    """
    env = enrolment.env
    offered = _offered(enrolment)
    try:
        answers = _answers(said.get("answers") or {}, offered)
        wishes = _wishes(said.get("wishes") or {}, offered)
    except (AttributeError, KeyError, TypeError, ValueError):
        # from None: what was said must not travel in a traceback.
        raise UserError(
            env._("This does not answer the questions as they stand: reload the page.")
        ) from None
    if any(
        wish["kind"] != "named" and dimension not in answers for dimension, wish in wishes.items()
    ):
        raise UserError(
            env._(
                "To wish for somebody like you or different from you, say first how it is with "
                "you, or name what you wish for."
            )
        )
    if len(str(answers)) > ANSWER_BYTES:
        raise UserError(env._("This is more than the box holds: choose fewer answers and wishes."))
    return {"answers": answers, "wishes": wishes}


def _offered(enrolment):
    """Dimension id as text to (whether several apply, ids of values, id of the one that says
    nothing)."""
    return {
        str(dimension.id): (
            dimension.is_multiple,
            set(dimension.value_ids.ids),
            set(dimension.value_ids.filtered("is_undisclosed").ids),
        )
        for dimension in enrolment.programme_id.dimension_ids
    }


def _answers(answers, offered):
    kept = {}
    for dimension, values in answers.items():
        several, ids, nothing = offered[dimension]
        said = _values(values, ids) - nothing
        if len(said) > 1 and not several:
            raise ValueError("one answer")
        if said:
            kept[dimension] = sorted(said)
    return kept


def _wishes(wishes, offered):
    kept = {}
    for dimension, wish in wishes.items():
        _several, ids, nothing = offered[dimension]
        if not wish:
            continue
        kind, strength = wish["kind"], wish["strength"]
        if kind not in KINDS or strength not in STRENGTHS:
            raise ValueError("kind or strength")
        values = _values(wish.get("values") or [], ids - nothing) if kind == "named" else set()
        if kind == "named" and not values:
            raise ValueError("named values")
        kept[dimension] = {"kind": kind, "strength": strength, "values": sorted(values)}
    return kept


def _values(values, ids):
    if not isinstance(values, list) or any(type(value) is not int for value in values):
        raise TypeError("values")
    if not set(values) <= ids:
        raise ValueError("values")
    return set(values)


def for_matching(dimensions, kept):
    """What is in a box, as the matching takes it.

    :param dimensions: the ``mentoring.dimension`` that the programme asks, in their order
    :param kept: dict as :func:`cleaned` returns it
    :return: :class:`~..matching.Said`
    """
    answers, wishes = kept.get("answers", {}), kept.get("wishes", {})
    order = [str(dimension.id) for dimension in dimensions]
    return Said(
        {int(key): frozenset(answers[key]) for key in order if key in answers},
        {
            int(key): Wish(
                wishes[key]["kind"], wishes[key]["strength"], frozenset(wishes[key]["values"])
            )
            for key in order
            if key in wishes
        },
    )
