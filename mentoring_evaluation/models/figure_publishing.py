"""Publishing the figures of a company: gather, hide, freeze. Plain functions; whoever calls them
has asked whether somebody may publish, and no client can.
"""

import hashlib
import json
import secrets

from ..figures import Measure, Release, Report
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
    :raises UserError: where what was published before cannot be opened
    """
    releases = company.env["mentoring.evaluation.release"].search(
        [("company_id", "=", company.id)], order="id"
    )
    remembered = figure_memory.memories(releases)
    last = remembered[-1] if remembered else {"pooled": [], "secret": _new_secret()}
    before = json.loads(releases[-1].figures) if releases else {}
    k = releases[-1].threshold if releases else company.mentoring_figures_threshold
    secret = bytes.fromhex(last["secret"])

    found = gathered(company, k, last["pooled"], today)
    people = _people(found, k, before, [each["people"] for each in remembered], secret)
    asked, waves = said(found.study.env, found.key_of)
    quality, answers = published_answers(
        asked,
        {name: found.labels[name] for name in ("programme", "role")} | {"wave": waves},
        k,
        Release.from_dict(before["quality"]) if before else None,
        _by_name([each["answers"] for each in remembered]),
        secret,
    )
    health, health_memory = published_health(
        found, people, k, [each["health"] for each in remembered], secret
    )
    figures = {
        "people": people.to_dict(),
        "quality": quality.to_dict(),
        "effects": effects(found, k, before.get("effects", ())),
        "objectives": objectives(found, k),
        "health": health,
        "programmes": before.get("programmes", {}) | _programmes(company.env, found.key_of),
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
            "people": people.memory,
            "answers": answers,
            "health": health_memory,
        },
    )
    return release


def _people(found, k, before, history, secret):
    had = Release.from_dict(before["people"]).dimensions if before else ()
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


def _programmes(env, key_of):
    """What figures by type and period are sums of."""
    found = {}
    for programme, key in key_of.items():
        quarter = (programme.date_start.month + 2) // 3
        period = f"{programme.date_start.year}-{quarter}"
        found[key] = {
            "name": programme.name,
            "type": [str(programme.type_id.id), programme.type_id.name],
            "period": [
                period,
                env._(
                    "Quarter %(quarter)s of %(year)s",
                    quarter=quarter,
                    year=programme.date_start.year,
                ),
            ],
        }
    if DISCREET in found:
        pool = [DISCREET, DISCREET]
        found[DISCREET] = {"name": DISCREET, "type": pool, "period": pool}
    return found


def _new_secret():
    return secrets.token_hex(SECRET_BYTES)
