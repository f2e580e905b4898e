"""Outcomes in words, in the reader's language."""

from ..figures.intervals import Verdict
from ..figures.questions import DEFAULT_THRESHOLD
from ..outcomes import RATES


def kind_names(env):
    """What each outcome is called: dict of kind to words."""
    return {
        "promoted": env._("Promoted"),
        "moved": env._("Moved internally"),
        "progressed": env._("Promoted or moved"),
        "stayed": env._("Still here"),
        "left_voluntarily": env._("Left by their own decision"),
        "left_otherwise": env._("Left otherwise"),
        "readier": env._("Ready sooner, in HR's assessment"),
        "gained_skill": env._("Gained a skill or a higher level in one"),
        "levels": env._("Levels of seniority gained"),
        "skills": env._("Skills gained"),
    }


def definitions(env):
    """What each outcome counts: dict of kind to a sentence."""
    return {
        "promoted": env._(
            "Took up a job that is higher than the one they held when the window began: HR marked "
            "it as higher, or it has a higher level of seniority."
        ),
        "moved": env._("Took up another job or department, and was not promoted."),
        "progressed": env._("Took up another job or department, and not a lower job."),
        "stayed": env._("Was employed here on the last day of the window."),
        "left_voluntarily": env._(
            "Was gone on the last day of the window, for a reason that HR counts as the person's "
            "own decision."
        ),
        "left_otherwise": env._(
            "Was gone on the last day of the window, for a reason that HR counts as another."
        ),
        "readier": env._(
            "HR's last assessment within the window says sooner than the last one before it. Who "
            "was ready already is not counted."
        ),
        "gained_skill": env._(
            "Had, on the last day of the window, a higher level in at least one skill than ever "
            "before it. People of whom no skill had been entered are not counted."
        ),
        "levels": env._("Level of the last job less that of the first; of those who are here."),
        "skills": env._("Number of skills with a higher level than ever before the window."),
    }


def tenure_names(env):
    """Bands of tenure: dict of key to words."""
    return {
        "0-1": env._("Less than 1 year"),
        "1-3": env._("1 to 3 years"),
        "3-6": env._("3 to 6 years"),
        "6-10": env._("6 to 10 years"),
        "10-": env._("10 years and more"),
    }


def sentence(env, comparison, k=DEFAULT_THRESHOLD, is_said=True):
    """A comparison as a plain sentence, with no count of fewer than ``k`` people in it. Of several
    that are read beside one another see :mod:`.outcome_shown`.

    :param comparison: :class:`.outcome_study.Comparison`
    :param is_said: whether its numbers may be said beside what else is
    :return: text
    """
    name = kind_names(env)[comparison.kind]
    found = comparison.effect
    if found.difference.verdict == Verdict.NOT_ENOUGH_DATA:
        return env._("%(outcome)s: not enough data.", outcome=name)
    verdict = _verdict(env, found.difference.verdict)
    if not (is_said and is_shown(comparison, k)):
        return env._(
            "%(outcome)s: the numbers would tell of a few people, and are not shown. %(verdict)s",
            outcome=name,
            verdict=verdict,
        )
    (first, people), (second, colleagues) = found.difference.first, found.difference.second
    if comparison.kind in RATES:
        return env._(
            "%(outcome)s: %(yes)s of %(people)s, against %(others)s of %(people)s among colleagues "
            "like them (%(colleagues)s compared). %(verdict)s",
            outcome=name,
            yes=round(first * people),
            people=people,
            others=round(second * people),
            colleagues=colleagues,
            verdict=verdict,
        )
    return env._(
        "%(outcome)s: %(mean)s on average of %(people)s people, against %(other)s of colleagues "
        "like them (%(colleagues)s compared). %(verdict)s",
        outcome=name,
        mean=f"{first:.1f}",
        people=people,
        other=f"{second:.1f}",
        colleagues=colleagues,
        verdict=verdict,
    )


def is_shown(comparison, k=DEFAULT_THRESHOLD):
    """Whether the numbers of a comparison may be shown: not where fewer than ``k`` people of
    either side did, or did not, what is counted. Nor its interval then, whose middle tells them."""
    found = comparison.effect
    groups = (found.difference.first, found.difference.second)
    if min(people for _figure, people in groups) < k:
        return False
    if comparison.kind not in RATES:
        return True
    # Of the comparison group, whose people have weights, in effect.
    sizes = (found.participants, found.effective)
    counts = [figure * size for (figure, _people), size in zip(groups, sizes, strict=True)]
    return all(k <= count <= size - k for count, size in zip(counts, sizes, strict=True))


def _verdict(env, verdict):
    return {
        Verdict.HIGHER: env._("That is higher, by more than chance explains."),
        Verdict.LOWER: env._("That is lower, by more than chance explains."),
        Verdict.MAY_BE_CHANCE: env._("The difference may be chance."),
    }[verdict]
