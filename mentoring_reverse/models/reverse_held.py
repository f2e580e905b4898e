"""What reverse programmes hold on one person, for "What is held on me" (the core's ``held``)."""

from odoo.addons.mentoring_programme.models.held import Held

from . import mentoring_look_back, mentoring_not_with_me, mentoring_session_summary


def held_of_me(env, pairings):
    """What the person who asks marked, wrote, proposed, asked, answered and acknowledged.

    :param pairings: their own ``mentoring.pairing``
    :return: dict of lists of dicts: ``topics_left_out``, ``summaries``, ``looks_back``,
        ``ground_rules``, ``topic_proposals`` and ``questions``
    """
    roles = {pairing: pairing._role_of_reader() for pairing in pairings}

    def found(model):
        return env[model].search([("pairing_id", "in", pairings.ids)], order="id")

    def about(record):
        pairing = record.pairing_id
        return {"programme": pairing.programme_id.name, "partner": pairing.partner_name or None}

    return {
        "topics_left_out": mentoring_not_with_me.held_of_me(env),
        "summaries": mentoring_session_summary.held_of_me(env),
        "looks_back": mentoring_look_back.held_of_me(env),
        "ground_rules": [
            {**about(line), "version": line.rules_id.version, "date": line.date}
            for line in found("mentoring.ground.rules.acknowledgement")
            if roles[line.pairing_id] == "mentee"
        ],
        "topic_proposals": [
            {**about(line), "topic": line.topic_id.name or line.words}
            for line in found("mentoring.topic.proposal")
            if roles[line.pairing_id] == "mentee"
        ],
        "questions": [
            {
                **about(line),
                "asked_by_me": roles[line.pairing_id] == "mentor",
                "asked_on": line.asked_on,
                "text": line.text or None,
                "times": [line[name] for name in ("time_1", "time_2", "time_3") if line[name]],
                "answer": line.answer or None,
                "answered_on": line.answered_on or None,
            }
            for line in found("mentoring.question")
        ],
    }


Held.adds("mentoring.not.with.me", held_of_me)
