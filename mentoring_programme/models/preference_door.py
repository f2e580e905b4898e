"""The match run's door to the sealed boxes, as a plain function (see :mod:`.key_ring`)."""

import json

from ..sealing import CannotOpenError
from .key_ring import server_ring
from .preference_said import for_matching


def open_for_run(run, enrolments):
    """Open the boxes of everybody in a run's pool, and record that this was done.

    The answer goes into :func:`~..matching.confidential_points` and nowhere else. A box that no
    key opens counts as empty; its owner is asked again in their own dialog.

    :param run: the ``mentoring.match.run``
    :param enrolments: the ``mentoring.enrolment`` of its pool
    :return: dict of enrolment id to :class:`~..matching.Said`
    """
    # sudo: mentoring.preference, mentoring.preference.opening - boxes that only their owners
    # may reach otherwise, and the record of it, which nobody writes by hand
    env = run.sudo().env
    ring = server_ring()
    boxes = env["mentoring.preference"].search_fetch(
        [("enrolment_id", "in", enrolments.ids)], ["enrolment_id", "sealed"]
    )
    said = {}
    for box in boxes:
        try:
            kept = json.loads(ring.open(box.sealed, box._bound(box.enrolment_id)))
        except CannotOpenError:
            kept = {}
        said[box.enrolment_id.id] = for_matching(run.programme_id.dimension_ids, kept)
    env["mentoring.preference.opening"].create(
        {"programme_id": run.programme_id.id, "user_id": run.env.uid, "box_count": len(boxes)}
    )
    return said
