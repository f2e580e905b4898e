"""What is held on one person of what they answered in surveys, as a plain function: it opens what
is sealed, for that person alone."""

from odoo.addons.mentoring_programme.models.own_session import check_in_person

from .survey_key import opened_key
from .survey_pool import held_of


def held_of_me(env, enrolments):
    """The reader's own linked answers, and that they are asked something just now.

    Anonymous answers are not among them: nobody can tell whose they are, not even for the person.

    :param enrolments: ``mentoring.enrolment``, the reader's own
    :return: list of (label, what is held)
    :raises AccessError: when it is not the person themself, in their own web session
    """
    check_in_person(env)
    # sudo: mentoring.survey.ask, .key, .answer, .pool - the reader's own, in models that nobody
    # has a right on
    asks = env["mentoring.survey.ask"].sudo().search([("enrolment_id", "in", enrolments.ids)])
    words = {
        "open": env._("asked, not answered"),
        "answered": env._("asked, answered"),
        "over": env._("asked; whether you answered is not kept"),
    }
    lines = [(ask.wave_id.name, words[ask.state]) for ask in asks]
    keys = asks.env["mentoring.survey.key"].search([("enrolment_id", "in", enrolments.ids)])
    for row in keys:
        key = opened_key(row)
        programme, role = row.enrolment_id.programme_id, row.enrolment_id.role
        inside = [("programme_id", "=", programme.id), ("role", "=", role)]
        answers = asks.env["mentoring.survey.answer"].search([*inside, ("key", "=", key or "")])
        said = [(each.wave_id, each.code, each.value) for each in answers]
        for pool in asks.env["mentoring.survey.pool"].search(inside):
            said += [
                (pool.wave_id, code, value)
                for scores in held_of(pool, key)
                for code, value in scores.items()
            ]
        for wave, code, value in said:
            questions = wave._survey(role).question_ids
            for question in questions.filtered(lambda each, code=code: each.mentoring_code == code):
                words = dict(question._mentoring_options())
                lines.append((f"{wave.name}: {question.title}", words.get(value, value)))
    return lines
