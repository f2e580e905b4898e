from datetime import date

from odoo import models
from odoo.exceptions import UserError

from .figure_door import of_programme
from .mentoring_objective import Measured
from .survey_answers import released_answers

GOOD = 4


class MentoringObjective(models.Model):
    """What each kind of figure measures, in percent, as a number or as a score.

    Each takes a programme in sudo. An addon that knows a further figure adds a ``figure`` and its
    ``_measure_`` method.
    """

    _inherit = "mentoring.objective"

    def _in_unit(self, people, count=None, of=None, score=None, is_secret=False):
        """
        :param people: how many people it is about
        :param count: how many there are, ``of`` how many there could be
        :param score: mean of a score from 1 to 5
        :param is_secret: whether nobody may know who is among those who are counted
        """
        values = {
            "count": count,
            "percent": 100 * count / of if of and count is not None else None,
            "score": score,
        }
        is_told = is_secret and self.target_unit != "score"
        return Measured(values[self.target_unit], people, (count, of - count) if is_told else ())

    # -- pairings ------------------------------------------------------------------------

    def _begun(self, programme):
        return self.env["mentoring.pairing"].search(
            [("programme_id", "=", programme.id), ("date_start", "!=", False)]
        )

    def _people_in(self, pairings):
        return len(pairings.mentor_id | pairings.mentee_id)

    def _measure_sessions(self, programme):
        """How many sessions were held, of those planned for the pairings that began."""
        pairings = self._begun(programme)
        held = self.env["mentoring.session"].search_count(
            [("pairing_id", "in", pairings.ids), ("state", "=", "held")]
        )
        planned = len(pairings) * programme.session_count
        return self._in_unit(self._people_in(pairings), held, planned)

    def _measure_pairings_active(self, programme):
        return self._measure_pairings(programme, ("active", "paused"))

    def _measure_pairings_completed(self, programme):
        return self._measure_pairings(programme, ("completed",))

    def _measure_pairings(self, programme, states):
        """How many pairings are in a state, of those that began."""
        pairings = self._begun(programme)
        inside = pairings.filtered(lambda pairing: pairing.state in states)
        return self._in_unit(self._people_in(pairings), len(inside), len(pairings))

    def _measure_retention(self, programme):
        """How many of the employees who were paired still work in the company."""
        pairings = self._begun(programme).with_context(active_test=False)
        people = (pairings.mentor_id | pairings.mentee_id).employee_id
        return self._in_unit(len(people), len(people.filtered("active")), len(people))

    # -- outcomes ------------------------------------------------------------------------

    def _measure_promoted(self, programme):
        return self._measure_published(programme, "promoted")

    def _measure_moved(self, programme):
        return self._measure_published(programme, "moved")

    def _measure_stayed(self, programme):
        return self._measure_published(programme, "stayed")

    def _measure_readier(self, programme):
        return self._measure_published(programme, "readier")

    def _measure_gained_skill(self, programme):
        return self._measure_published(programme, "gained_skill")

    def _measure_published(self, programme, kind):
        """What became of people, out of the latest figures: nothing is worked out anew.

        :raises UserError: where nothing is published of it
        """
        cell = of_programme(programme)
        value = cell and cell.values.get(kind)
        if not value:
            raise UserError(
                self.env._(
                    "“%s” is read from the published figures, and they say nothing of it: the "
                    "year is not over, or too few people did, or did not. Look at it again later.",
                    self.name,
                )
            )
        return self._in_unit(value["of"], value["yes"], value["of"])

    # -- surveys -------------------------------------------------------------------------

    def _last_answers(self, programme, code, role=None):
        """What was answered to a question in the last round that has released answers to it: list
        of text.

        One round, also where the answers of several are linked: with each person's last answer,
        whatever round it is from, the difference to the figure of a round would be the answers of
        those few who gave none in it.
        """
        rounds = {}
        for each in released_answers(self.env, programme, [code]):
            if role in (None, each.role):
                rounds.setdefault((each.wave_id, each.number), []).append(each.value)
        opened = self.env["mentoring.survey.ask"]._read_group(
            [("programme_id", "=", programme.id)], ["wave_id", "number"], ["date_open:min"]
        )
        days = {(wave.id, number): day for wave, number, day in opened}
        # Whoever was asked may be forgotten since.
        last = max(rounds, key=lambda each: (days.get(each, date.min), *each), default=None)
        return rounds.get(last, [])

    def _measure_score(self, programme, code, role=None):
        scores = [int(value) for value in self._last_answers(programme, code, role)]
        return self._in_unit(
            len(scores),
            sum(score >= GOOD for score in scores),
            len(scores),
            sum(scores) / len(scores) if scores else None,
            is_secret=True,
        )

    def _measure_quality(self, programme):
        """Mean of the headline score in the last round, or those who gave 4 or 5."""
        return self._measure_score(programme, "quality")

    def _measure_more_inclusive(self, programme):
        return self._measure_score(programme, "more_inclusive", "mentee")

    def _measure_more_confident(self, programme):
        return self._measure_score(programme, "more_confident", "mentor")

    def _measure_would_continue(self, programme):
        """Those who say yes, of all who answered."""
        said = self._last_answers(programme, "would_continue")
        return self._in_unit(len(said), said.count("yes"), len(said), is_secret=True)
