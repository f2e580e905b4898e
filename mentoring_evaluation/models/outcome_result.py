"""What a study of outcomes gives, see :mod:`.outcome_study`."""

from dataclasses import dataclass, field

from ..figures.comparison import Effect


@dataclass(frozen=True)
class OutcomeRow:
    """One participant's outcomes in one programme.

    :param person: id of the employee, as text
    :param programme: id, or ``None`` where it is discreet
    :param role: ``mentor`` or ``mentee``
    :param start: the day on which the programme began
    :param columns: what is known of their work on that day: ``level``, ``tenure``, ``department``,
        ``branch`` (the department at the top of theirs), ``location``, ``earlier_promotion``; each
        a text, ``none`` where nothing is entered
    :param outcomes: window (``before``, ``6``, ``12``, ``24``) to kind to
        :class:`~..outcomes.Outcome`
    """

    person: str
    programme: int | None
    role: str
    start: object
    columns: dict
    outcomes: dict

    def values(self, window):
        """Kind to value, ``None`` where it is not known: as :class:`~..figures.questions.Row`
        takes it."""
        return {kind: outcome.value for kind, outcome in self.outcomes[window].items()}


@dataclass(frozen=True)
class Comparison:
    """Participants against colleagues like them, in one outcome and window.

    :param kind: which outcome, see :func:`~..outcomes.judge`
    :param months: length of the window
    :param effect: :class:`~..figures.comparison.Effect`. Its numbers are of people: before they are
        shown they go through :func:`.outcome_words.sentence`, or the suppression of a table
    :param too_early: participants whose window is not over
    :param unknown: participants of whom HR's records do not say it
    :param asks_today: the eligibility has conditions that could be asked of today alone
    :param role: whom it is about
    :param counted: of each participation compared (employee, programme) what became of them. Who
        somebody is stays in memory: see :mod:`.outcome_shown`, which needs it
    :param known: the same of every participation of which it is known
    """

    kind: str
    months: int
    effect: Effect
    too_early: int
    unknown: int
    asks_today: bool
    role: str = "mentee"
    counted: dict = field(default_factory=dict, repr=False)
    known: dict = field(default_factory=dict, repr=False)
