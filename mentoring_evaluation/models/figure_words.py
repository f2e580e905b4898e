"""What figures are called and what each counts, in the reader's language: one place for all that
show them."""

from .outcome_words import definitions as outcome_definitions
from .outcome_words import kind_names, tenure_names

# By what people are grouped. Those of a programme (its type, when it began) are sums over it.
PEOPLE_DIMENSIONS = (
    "programme",
    "role",
    "department",
    "gender",
    "level",
    "tenure",
    "location",
)
OF_PROGRAMME = ("type", "period")
QUALITY_DIMENSIONS = ("programme", "role", "wave")
DIMENSIONS = (*PEOPLE_DIMENSIONS, *OF_PROGRAMME, "wave")
# Each with its kind, see figures.Measure.
FUNNEL = {"matched": "rate", "met": "rate", "completed": "rate"}
SUMS = {"sessions": "sum", "hours": "sum"}
# Promoted and moved exclude each other: nothing is shown that is the sum of two others.
OUTCOMES = {
    "promoted": "rate",
    "moved": "rate",
    "stayed": "rate",
    "readier": "rate",
    "gained_skill": "rate",
}
OUTCOME_MONTHS = 12
PEOPLE_MEASURES = FUNNEL | SUMS | OUTCOMES
# What is asked by the surveys that come with the addon: code to kind. A code of one's own is a
# mean where it is asked on a scale.
ASKED = {
    "quality": "mean",
    "would_continue": "rate",
    "more_inclusive": "mean",
    "more_confident": "mean",
    "broader": "mean",
    "mindset": "mean",
    "perspective": "mean",
    "belonging": "mean",
    "wellbeing": "mean",
    "culture": "mean",
}
SAID = "said_"
# The group of those of whom nothing is entered, and of the discreet programmes together.
NOT_SET = "none"
DISCREET = "discreet"


def dimension_words(env):
    """What people are grouped by: dict of name to (label, definition)."""
    return {
        "programme": (
            env._("Programme"),
            env._(
                "The programme somebody is enrolled in. Discreet programmes are one group together."
            ),
        ),
        "role": (env._("Role"), env._("Mentor or mentee. Who is both counts in each.")),
        "department": (
            env._("Department"),
            env._(
                "The department at the top of their own, on the day on which the programme began."
            ),
        ),
        "gender": (env._("Gender"), env._("As HR has entered it, and only in groups.")),
        "level": (
            env._("Level"),
            env._("The seniority that HR has given to the job they held when the programme began."),
        ),
        "tenure": (
            env._("Tenure"),
            env._("How long they had been with the company when the programme began."),
        ),
        "location": (
            env._("Work location"),
            env._("Where they worked when the programme began."),
        ),
        "type": (
            env._("Type"),
            env._(
                "The programme's type. Who took part in two of its programmes counts in each; it "
                "is shown where all of them are."
            ),
        ),
        "period": (
            env._("Began in"),
            env._(
                "The quarter in which the programme began. Who took part in two of its programmes "
                "counts in each; it is shown where all of them are."
            ),
        ),
        "wave": (
            env._("Asked"),
            env._("The survey and its round. It groups answers, and nothing else."),
        ),
    }


def measure_words(env):
    """What is measured: dict of name to (label, definition), of those that are always there."""
    names, outcomes = kind_names(env), outcome_definitions(env)
    months = env._("Within twelve months of the programme's first day. ")
    return {
        "people": (
            env._("People"),
            env._("People enrolled in a programme that has begun; each counts once."),
        ),
        "matched": (
            env._("Matched"),
            env._(
                "Of the people enrolled, those whose pairing began. Asked 30 days after that, or "
                "after the programme began where it did not."
            ),
        ),
        "met": (
            env._("Met"),
            env._(
                "Of the people matched, those who held a session. Asked 30 days after the pairing "
                "began, of everybody alike."
            ),
        ),
        "completed": (
            env._("Completed"),
            env._("Of the people who met, those who completed it. Asked when the programme ended."),
        ),
        "sessions": (
            env._("Sessions attended"),
            env._(
                "Sessions held, of each who took part: one of a mentor and a mentee counts twice, "
                "once for either."
            ),
        ),
        "hours": (
            env._("Hours spent"),
            env._(
                "Hours of the sessions held, of everybody enrolled: one hour of a mentor and a "
                "mentee counts for either. Who had none counts with 0."
            ),
        ),
        **{kind: (names[kind], months + outcomes[kind]) for kind in OUTCOMES},
        **said_words(env),
    }


def said_words(env):
    """What people said, dict of ``said_`` and the question's code to (label, definition)."""
    scale = env._("Mean of what people answered on a scale from 1 to 5.")
    labels = {
        "quality": env._("Quality of the relationship"),
        "would_continue": env._("Would continue"),
        "more_inclusive": env._("More inclusive"),
        "more_confident": env._("More confident"),
        "broader": env._("Broader perspective"),
        "mindset": env._("Mindset shift"),
        "perspective": env._("Takes another's perspective"),
        "belonging": env._("Belonging"),
        "wellbeing": env._("Well-being"),
        "culture": env._("Culture in the organisation"),
    }
    words = {f"{SAID}{code}": (label, scale) for code, label in labels.items()}
    words[f"{SAID}would_continue"] = (
        labels["would_continue"],
        env._("Said that they would go on with mentoring, of all who answered."),
    )
    return words


def health_words(env):
    """How pairings do, dict of key to words; what each means is in ``docs/health.md``."""
    return {
        "on_track": env._("On track"),
        "look": env._("Needs a look"),
        "risk": env._("At risk"),
        "other": env._("Not judged: no partner, too early, at rest or over"),
    }


def category_words(env, dimension, key, label):
    """What a category is called in the reader's language.

    :param label: what it was called when the figures were published
    """
    if dimension == "period" and key != DISCREET:
        year, quarter = key.split("-")
        return env._("Quarter %(quarter)s of %(year)s", quarter=quarter, year=year)
    fixed = {
        "role": {"mentor": env._("Mentor"), "mentee": env._("Mentee")},
        "programme": {DISCREET: env._("Discreet programmes")},
        "type": {DISCREET: env._("Discreet programmes")},
        "period": {DISCREET: env._("Discreet programmes")},
        "gender": {
            "male": env._("Male"),
            "female": env._("Female"),
            "other": env._("Other"),
        },
        "tenure": tenure_names(env),
    }.get(dimension, {})
    return fixed.get(key) or (env._("Not set") if key == NOT_SET else label)
