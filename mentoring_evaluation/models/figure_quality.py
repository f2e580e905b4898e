"""What people said, as reports of their own: released answers bear no name, and nothing that HR
knows of anybody is beside them.

Each question is a report by itself, of those who answered it. In one report for all questions it
would show how many left which out, and a question that three people left out would be hidden.
"""

from collections import defaultdict

from ..figures import Cell, Measure, Release, Report, Row
from .figure_gathering import dimensions
from .figure_words import ASKED, DISCREET, QUALITY_DIMENSIONS, SAID
from .survey_answers import released_answers

YES = "yes"


def said(env, key_of):
    """Released answers, by question.

    Three queries, and those of the names.

    :param key_of: ``mentoring.programme`` to its category key
    :return: dict of measure name to (kind, title, list of :class:`~..figures.Row`), and the labels
        of the dimensions
    """
    programmes = env["mentoring.programme"].union(*key_of)
    answers = released_answers(env, programmes)
    # What is asked in discreet programmes alone, and what it is called there, would tell of them.
    named = {programme.id for programme, key in key_of.items() if key != DISCREET}
    openly = {(each.wave_id, each.role) for each in answers if each.programme_id in named}
    asked = _asked(env, openly)
    rows, rounds = defaultdict(list), set()
    for answer in answers:
        if answer.code not in asked:
            continue
        kind, _title = asked[answer.code]
        wave = f"{answer.wave_id}-{answer.number}"
        rounds.add((answer.wave_id, answer.number))
        value = answer.value == YES if kind == "rate" else float(answer.value)
        programme = programmes.browse(answer.programme_id)
        rows[answer.code].append(
            Row(
                f"{answer.programme_id} {answer.key}",
                {"programme": key_of[programme], "role": answer.role, "wave": wave},
                {f"{SAID}{answer.code}": value},
            )
        )
    found = {f"{SAID}{code}": (*asked[code], rows[code]) for code in sorted(rows)}
    return found, _wave_names(env, rounds, {wave for wave, _role in openly})


def _asked(env, openly):
    """Questions that are answered by a number or a yes: code to (kind, title).

    :param openly: (id of a wave, role) pairs, of whose surveys all questions are looked at; of
        others those that come with the addon
    """
    waves = env["mentoring.survey.wave"]
    surveys = env["survey.survey"].union(
        *(waves.browse(wave)._survey(role) for wave, role in openly)
    )
    questions = env["survey.question"].search_fetch(
        [
            ("survey_id.survey_type", "=", "mentoring"),
            ("question_type", "in", ("scale", "simple_choice")),
            "|",
            ("mentoring_code", "in", list(ASKED)),
            "&",
            ("mentoring_code", "!=", False),
            ("survey_id", "in", surveys.ids),
        ],
        ["mentoring_code", "question_type", "title", "suggested_answer_ids"],
        order="id",
    )
    found = {}
    for question in questions:
        choices = question.suggested_answer_ids.mapped("mentoring_code")
        if question.question_type == "scale":
            found.setdefault(question.mentoring_code, ("mean", question.title))
        elif YES in choices:
            found.setdefault(question.mentoring_code, ("rate", question.title))
    return found


def _wave_names(env, rounds, openly):
    """What the rounds are called: key to label, in their order.

    :param openly: ids of waves that are called by their names; others by when they are asked
    """
    waves = env["mentoring.survey.wave"].with_context(active_test=False)
    waves = waves.browse({wave for wave, _number in rounds}).sorted()
    kinds = dict(waves._fields["kind"]._description_selection(env))
    names = {wave: wave.name if wave.id in openly else kinds[wave.kind] for wave in waves}
    return {
        f"{wave.id}-{number}": f"{names[wave]} {number + 1}" if number else names[wave]
        for wave in waves
        for number in sorted(number for each, number in rounds if each == wave.id)
    }


def published_answers(found, labels, k, axes, measures, memories, secret):
    """Publish what was said, and what was said before by questions that are not asked any more.

    :param found: what :func:`said` returned first
    :param labels: dimension to {key: label}
    :param axes: :class:`~..figures.Dimension` of the last release
    :param measures: :class:`~..figures.Measure` of the last release
    :param memories: measure name to its memories, oldest first
    :return: :class:`~..figures.Release` of all questions, dict of measure name to memory
    """
    axes = dimensions(labels, QUALITY_DIMENSIONS, axes)
    measures = {each.name: each for each in measures}
    for name, (kind, _title, _rows) in found.items():
        measures.setdefault(name, Measure(name, kind))
    cells, memory = defaultdict(dict), {}
    for name, measure in measures.items():
        kind, _title, rows = found.get(name, (measure.kind, "", []))
        # A question that is asked in another way than before is another question.
        rows = rows if kind == measure.kind else []
        report = Report(axes, (measure,), (QUALITY_DIMENSIONS,), k)
        release = report.publish(rows, memories.get(name, ()), secret)
        memory[name] = release.memory
        for key, cell in release.cells.items():
            cells[key] |= cell.values
    shown = {
        key: Cell(max(map(_answered, values.values())), values)
        for key, values in cells.items()
        # Of some groups it may be said how many answered, and nothing of what.
        if values
    }
    return Release(axes, tuple(measures.values()), k, shown), memory


def _answered(value):
    return value.get("of") or value["n"]
