"""The keys of people in programmes that link answers, as plain functions (see
:mod:`.survey_pool`, which says why). Records given to these functions are in sudo."""

import secrets
from random import SystemRandom

from odoo.addons.mentoring_programme.models.key_ring import bound_to, server_ring
from odoo.addons.mentoring_programme.sealing import CannotOpenError

KEY_BYTES = 64


def make_keys(enrolments):
    """Make a key for each of these people who has none: when they are asked, whether they will
    answer or not, in an order that chance decides. Made when they answer, it would tell who did."""
    keys = enrolments.env["mentoring.survey.key"]
    there = keys.search([("enrolment_id", "in", enrolments.ids)]).enrolment_id
    ids = list((enrolments - there).ids)
    SystemRandom().shuffle(ids)
    for row in keys.create([{"enrolment_id": enrolment} for enrolment in ids]):
        _renew(row)


def key_of(enrolment):
    """The key of a person, made when there is none, or none that a key of the server opens."""
    make_keys(enrolment)
    row = enrolment.env["mentoring.survey.key"].search([("enrolment_id", "=", enrolment.id)])
    return opened_key(row) or _renew(row)


def _renew(row):
    key = secrets.token_hex(16)
    row.sealed = server_ring().seal(key, _bound(row), size=KEY_BYTES)
    return key


def opened_key(row):
    """What is in a row of ``mentoring.survey.key``, or ``None``."""
    try:
        return server_ring().open(row.sealed or "", _bound(row))
    except CannotOpenError:
        return None


def _bound(row):
    return bound_to(row.env, row._name, row.id)
