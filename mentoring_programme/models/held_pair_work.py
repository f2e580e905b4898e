"""What the work of a pairing holds on one person, for "What is held on me" (:mod:`.held`)."""

from .mentoring_agreement import SIDES, TEXTS


def held_of_me(env, pairings):
    """What the person who asks wrote, signed, took on, shared and answered.

    :param pairings: their own ``mentoring.pairing``, read under their own rules, as all of this
    :return: dict of lists of dicts, in the order in which they were written, dates as ``date``
        and ``datetime`` (UTC): ``agreements``, ``goals``, ``actions``, ``resources`` (a file by
        its name and address) and ``assessments``
    """
    roles = {pairing: pairing._role_of_reader() for pairing in pairings}

    def found(model, order="id"):
        return env[model].search([("pairing_id", "in", pairings.ids)], order=order)

    milestones = found("mentoring.milestone", "date, id").grouped("goal_id")
    return {
        "agreements": [_agreement(line) for line in found("mentoring.agreement")],
        "goals": [
            _goal(goal, milestones.get(goal, ()))
            for goal in found("mentoring.goal")
            if goal._may_write(goal.pairing_id)
        ],
        "actions": [
            _action(action)
            for action in found("mentoring.action")
            if roles[action.pairing_id] in (action.owner, action.author)
        ],
        "resources": [
            _resource(resource)
            for resource in found("mentoring.resource")
            if resource.author == roles[resource.pairing_id]
        ],
        "assessments": [
            _assessment(assessment)
            for assessment in env["mentoring.assessment"].search(
                [("enrolment_id.user_id", "=", env.uid)]
            )
        ],
    }


def _about(record):
    pairing = record.pairing_id
    return {"programme": pairing.programme_id.name, "partner": pairing.partner_name or None}


def _words(record, name):
    return dict(record._fields[name]._description_selection(record.env)).get(record[name])


def _agreement(agreement):
    words = agreement._text_words()
    return {
        **_about(agreement),
        "version": agreement.version,
        "texts": [
            {"label": words[name]["label"], "text": agreement[name]}
            for name in TEXTS
            if agreement[name]
        ],
        "signed": [
            {"role": _side_words(agreement, side), "date": agreement[f"{side}_signed_on"]}
            for side in SIDES
            if agreement[f"{side}_signed_on"]
        ],
    }


def _side_words(agreement, side):
    return agreement.env._("Mentor") if side == "mentor" else agreement.env._("Mentee")


def _goal(goal, milestones):
    return {
        **_about(goal),
        "name": goal.name,
        "description": goal.description or None,
        "about": goal.tag_ids.mapped("name"),
        "progress": goal.progress,
        "state": _words(goal, "state"),
        "milestones": [
            {"name": step.name, "date": step.date or None, "is_done": step.is_done}
            for step in milestones
        ],
    }


def _action(action):
    return {
        **_about(action),
        "name": action.name,
        "owner": _words(action, "owner"),
        "date_due": action.date_due or None,
        "done_on": action.done_on or None,
    }


def _resource(resource):
    return {
        **_about(resource),
        "name": resource.name,
        "link": resource.link or None,
        "file_name": resource.file_name or None,
        "file_url": resource._file_url() or None,
        "note": resource.note or None,
        "date": resource.create_date,
    }


def _assessment(assessment):
    return {
        "programme": assessment.enrolment_id.programme_id.name,
        "moment": _words(assessment, "moment"),
        "is_shared": bool(assessment.shared_pairing_id),
        "date": assessment.create_date,
        "answers": [
            {"item": answer.item_id.name, "value": answer.value} for answer in assessment.answer_ids
        ],
    }
