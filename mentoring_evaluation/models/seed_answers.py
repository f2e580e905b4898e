"""What the people of a planned programme said when they were asked, as answers let out: plain
functions. Nobody is behind them, so there is no pool that they could have been in.
"""

from collections import defaultdict
from datetime import timedelta
from random import Random

from .survey_calendar import Life, opening

ANSWERED, LEFT_OUT = 0.8, 0.03
# How often each point of the scale is chosen, from 1 to 5; and after the programme, a little more.
SCALE = (0.03, 0.09, 0.26, 0.38, 0.24)
LATER = (0.02, 0.06, 0.20, 0.40, 0.32)
LATER_KINDS = ("closing", "after")
CHOICES = (0.72, 0.16, 0.12)


def answer(company, programme, planned):
    """Answer the surveys of a programme whose rounds are over.

    :param company: :class:`.seed_company.SeedCompany`
    :param programme: ``mentoring.programme``
    :param planned: :class:`~..seeding.PlannedProgramme`
    """
    rng = Random(f"{planned.name} {len(planned.pairings)}")  # noqa: S311 - nothing of it is secret
    rounds = defaultdict(list)
    for pairing in planned.pairings:
        for wave in programme.wave_ids:
            for number in _rounds(wave, programme, pairing, company.plan.today):
                for role in ("mentor", "mentee"):
                    survey = wave._survey(role)
                    if survey and rng.random() < ANSWERED:
                        said = _said(rng, wave, survey)
                        key = f"{rng.getrandbits(128):032x}"
                        rounds[wave, number, role].append((key, said))
    least = programme.evaluation_threshold
    company.insert(
        "mentoring_survey_answer",
        "programme_id wave_id number role key code value",
        [
            (programme.id, wave.id, number, role, key, code, value)
            for (wave, number, role), replies in rounds.items()
            if len(replies) >= least
            for key, said in replies
            for code, value in said
        ],
    )


def _rounds(wave, programme, pairing, today):
    """Numbers of the rounds in which the two were asked and that are over."""
    is_over = pairing.state == "completed"
    life = Life(
        start=programme.date_start,
        end=programme.date_end,
        enrolled=programme.date_start,
        matched=pairing.start,
        is_matched=True,
        is_meeting=pairing.state != "ended",
        is_through=is_over,
    )
    last = today - timedelta(days=wave.open_days)
    found = opening(wave.kind, life, last, wave.offset_days, wave.repeat_days)
    if wave.kind == "pulse" and found:
        return range(found[0] + 1)
    return [found[0]] if found else []


def _said(rng, wave, survey):
    """Pairs of what was asked and what was answered."""
    found = []
    for question in survey.question_ids:
        if not question.mentoring_code or rng.random() < LEFT_OUT:
            continue
        if question.question_type == "scale":
            weights = LATER if wave.kind in LATER_KINDS else SCALE
            found.append((question.mentoring_code, str(rng.choices((1, 2, 3, 4, 5), weights)[0])))
        elif question.question_type == "simple_choice":
            answers = question.suggested_answer_ids
            codes = [code for code in answers.mapped("mentoring_code") if code]
            found.append((question.mentoring_code, rng.choices(codes, CHOICES[: len(codes)])[0]))
    return found
