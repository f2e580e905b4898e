"""Publishing the figures of a company: gather, hide, freeze. Plain functions; whoever calls them
has asked whether somebody may publish, and no client can.
"""

import hashlib
import json
import secrets
from dataclasses import replace

from odoo.exceptions import LockError, UserError

from ..figures import Dimension, Measure, Release, Report
from . import figure_memory
from .figure_effects import effects, objectives
from .figure_gathering import dimensions, gathered
from .figure_health import published_health
from .figure_quality import published_answers, said
from .figure_words import DISCREET, PEOPLE_DIMENSIONS, PEOPLE_MEASURES

# They share no dimension, so that each is decided by itself: see figures.panel.
TABLES = ("programme", "role"), ("department", "gender", "level"), ("tenure",), ("location",)
SECRET_BYTES = 32


def publish(company, today=None):
    """Publish the figures of a company as they stand.

    :param company: ``res.company`` in sudo
    :return: the new ``mentoring.evaluation.release``
    :raises UserError: where what was published before cannot be opened, or somebody publishes now:
        two at a time would know nothing of one another, and their difference could tell of few
    """
    try:
        company.lock_for_update()
    except LockError as error:
        raise UserError(
            company.env._("The figures are being published just now: look again in a minute.")
        ) from error
    releases = company.env["mentoring.evaluation.release"].search(
        [("company_id", "=", company.id)], order="id"
    )
    remembered = figure_memory.memories(releases)
    last = remembered[-1] if remembered else _nothing_yet()
    before = json.loads(releases[-1].figures) if releases else {}
    k = releases[-1].threshold if releases else company.mentoring_figures_threshold
    secret = bytes.fromhex(last["secret"])

    found = gathered(company, k, last["pooled"], today)
    had = {name: _axes(kept) for name, kept in last["axes"].items()}
    people = _people(found, k, had["people"], [each["people"] for each in remembered], secret)
    asked, waves = said(found.study.env, found.key_of)
    quality, answers = published_answers(
        asked,
        {name: found.labels[name] for name in ("programme", "role")} | {"wave": waves},
        k,
        had["quality"],
        Release.from_dict(before["quality"]).measures if before else (),
        _by_name([each["answers"] for each in remembered]),
        secret,
    )
    measured, compared = effects(
        found,
        k,
        before.get("effects", ()),
        [each.get("effects", []) for each in remembered],
        secret,
    )
    health, health_memory = published_health(
        found, people, k, [each["health"] for each in remembered], secret
    )
    shown = {"people": _of_shown(people), "quality": _of_shown(quality)}
    figures = {
        **{name: release.to_dict() for name, release in shown.items()},
        "effects": measured,
        "objectives": objectives(found, k),
        "health": health,
        "programmes": {
            key: each
            for key, each in (before.get("programmes", {}) | _programmes(found.key_of)).items()
            if key != DISCREET or any(_has_category(release, key) for release in shown.values())
        },
        "asked": before.get("asked", {}) | {name: each[1] for name, each in asked.items()},
    }
    text = json.dumps(figures, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    release = releases.create(
        {
            "company_id": company.id,
            "date": found.study.today,
            "threshold": k,
            "hash": hashlib.sha256(text.encode()).hexdigest(),
            "figures": text,
        }
    )
    figure_memory.seal(
        release,
        {
            "pooled": list(found.pooled),
            "secret": last["secret"],
            "axes": {
                "people": [[axis.name, axis.categories] for axis in people.dimensions],
                "quality": [[axis.name, axis.categories] for axis in quality.dimensions],
            },
            "people": people.memory,
            "answers": answers,
            "effects": compared,
            "health": health_memory,
        },
    )
    return release


def _nothing_yet():
    """What is remembered where nothing was published."""
    return {
        "pooled": [],
        "secret": secrets.token_hex(SECRET_BYTES),
        "axes": {"people": [], "quality": []},
    }


def _axes(kept):
    return tuple(
        Dimension(name, tuple(tuple(pair) for pair in categories)) for name, categories in kept
    )


def _of_shown(release):
    """A release with those categories alone of which something is shown: that another one occurs
    tells that at least one of its people, who may be the only one, takes part."""
    used = [{key[at] for key in release.cells} for at in range(len(release.dimensions))]
    dimensions = tuple(
        Dimension(axis.name, tuple(pair for pair in axis.categories if pair[0] in keys))
        for axis, keys in zip(release.dimensions, used, strict=True)
    )
    return replace(release, dimensions=dimensions)


def _has_category(release, key):
    return any(key in axis.keys for axis in release.dimensions if axis.name == "programme")


def _people(found, k, had, history, secret):
    report = Report(
        dimensions(found.labels, PEOPLE_DIMENSIONS, had),
        tuple(Measure(name, kind) for name, kind in PEOPLE_MEASURES.items()),
        TABLES,
        k,
    )
    return report.publish(found.rows, history, secret)


def _by_name(remembered):
    """Memories of each question, oldest first."""
    found = {}
    for answers in remembered:
        for name, memory in answers.items():
            found.setdefault(name, []).append(memory)
    return found


def _programmes(key_of):
    """What figures by type and period are sums of."""
    found = {}
    for programme, key in key_of.items():
        quarter = (programme.date_start.month + 2) // 3
        period = f"{programme.date_start.year}-{quarter}"
        found[key] = {
            "name": programme.name,
            "type": [str(programme.type_id.id), programme.type_id.name],
            # Put into words when it is read, in the reader's language; sorted as it is.
            "period": [period, period],
        }
    if DISCREET in found:
        pool = [DISCREET, DISCREET]
        found[DISCREET] = {"name": DISCREET, "type": pool, "period": pool}
    return found
