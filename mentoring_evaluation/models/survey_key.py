"""The keys of people in programmes that link answers, as plain functions (see
:mod:`.survey_pool`, which says why). Records given to these functions are in sudo."""

import secrets

from odoo.addons.mentoring_programme.models.key_ring import bound_to, server_ring
from odoo.addons.mentoring_programme.sealing import CannotOpenError

KEY_BYTES = 64


def key_of(enrolment):
    """The key of a person, made when there is none, or none that a key of the server opens."""
    keys = enrolment.env["mentoring.survey.key"]
    row = keys.search([("enrolment_id", "=", enrolment.id)]) or keys.create(
        {"enrolment_id": enrolment.id}
    )
    opened = opened_key(row)
    if not opened:
        opened = secrets.token_hex(16)
        row.sealed = server_ring().seal(opened, _bound(row), size=KEY_BYTES)
    return opened


def opened_key(row):
    """What is in a row of ``mentoring.survey.key``, or ``None``."""
    try:
        return server_ring().open(row.sealed or "", _bound(row))
    except CannotOpenError:
        return None


def _bound(row):
    return bound_to(row.env, row._name, row.id)
