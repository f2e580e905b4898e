from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from .locking import locked
from .mentoring_ending import ENDING_REASONS, ENDING_WORDS
from .mentoring_enrolment import LIVE_PAIRING_STATES

# Where two people have something to rest from.
PAUSABLE_STATES = ("active", "paused")
# The longest that a pairing goes on after its programme.
EXTENSION_MONTHS = 12


class MentoringPairing(models.Model):
    """What happens in a life: a pause, an end without fault, going on after the programme.

    Who took such a step is not kept, and both are told of it in the same words.
    """

    _inherit = "mentoring.pairing"

    # -- pause and resume ----------------------------------------------------------------

    def action_pause(self, until=None):
        """Rest until a day, or until both want to go on. By either of the two, without a reason.

        :param until: a date (or its string in server format) after today and not after the
            programme's end, or nothing
        :raises UserError, ValidationError: when it cannot be paused, or not until then
        """
        self._check_mine()
        locked(self)
        self._check_state("active")
        for pairing in self:
            pairing._pause(pairing._checked_day(until, pairing._last_day()) if until else None)

    def action_resume(self):
        """Say that one is back. The pairing goes on once both have said so, or on its day.

        :raises UserError: when there is no pause
        """
        self._check_mine()
        locked(self)
        self._check_state("paused")
        for pairing in self:
            pause = pairing._running_pause()
            pause[f"{pairing._role_of_reader()}_is_back"] = True
            pause.env.flush_all()
            if pause.mentor_is_back and pause.mentee_is_back:
                pairing._resume()

    def _pause(self, until=None):
        """Let these pairings rest, clear their coming sessions and tell both; or, for those
        that rest already, change until when. Pairings that are over stay as they are.

        :param until: a date, or nothing: until both want to go on. Whoever calls this has
            checked it, and who asks for it.
        """
        pairings = self._as_nobody().filtered(lambda pairing: pairing.state in PAUSABLE_STATES)
        begins = pairings.filtered(lambda pairing: pairing.state == "active")
        pairings.session_ids._cancel_before(until)
        pairings._pauses().unlink()
        pairings.env["mentoring.pairing.pause"].create(
            [{**pairing._life_values(), "until": until} for pairing in pairings]
        )
        begins.write({"state": "paused"})
        pairings._flush_as_nobody()
        begins._tell_both("mentoring_programme.mail_template_paused")

    def _resume(self):
        """Let paused pairings go on and tell both."""
        pairings = self._as_nobody().filtered(lambda pairing: pairing.state == "paused")
        pairings.write({"state": "active"})
        pairings._pauses().write({"resumed_on": fields.Date.context_today(self)})
        pairings._flush_as_nobody()
        pairings._tell_both("mentoring_programme.mail_template_resumed")

    def _pauses(self):
        # sudo: mentoring.pairing.pause - rows that only the steps here write
        pauses = self.env["mentoring.pairing.pause"].sudo()
        return pauses.search([("pairing_id", "in", self.ids)])

    def _running_pause(self):
        """The pause that one pairing is in; made if its state was set without one."""
        self.ensure_one()
        pause = self._as_nobody()._pauses().filtered(lambda pause: not pause.resumed_on)
        return pause or self._as_nobody().env["mentoring.pairing.pause"].create(self._life_values())

    def _resumed_on(self):
        """:return: dict of pairing to the day on which it went on after its last pause"""
        pauses = self._pauses().filtered("resumed_on")
        return {self.browse(pause.pairing_id.id): pause.resumed_on for pause in pauses}

    def _life_values(self):
        """What every row about a pairing's life says of the pairing."""
        self.ensure_one()
        return {
            "pairing_id": self.id,
            "programme_id": self.programme_id.id,
            "company_id": self.company_id.id,
        }

    # -- the end -------------------------------------------------------------------------

    def action_end(self, reason=None, words=None):
        """End without fault, at any time, by either of the two or a coordinator.

        :param reason: one of :data:`~.mentoring_ending.ENDING_REASONS`, or nothing; for the
            coordinators alone
        :param words: what else they may know, at most 500 characters
        """
        if reason is not None and reason not in dict(ENDING_REASONS):
            raise ValidationError(self.env._("Choose one of the reasons, or none."))
        words = self._checked_words(words)
        self._check_may_end()
        locked(self)
        self._check_state(*LIVE_PAIRING_STATES)
        self._end()
        if reason or words:
            # As nobody, like the end itself.
            endings = self._as_nobody().env["mentoring.ending"]
            endings.create(
                [
                    {**pairing._life_values(), "reason": reason or "other", "words": words}
                    # sudo: mentoring.pairing - of which programme it is, for one who ended it
                    for pairing in self.sudo()
                ]
            ).env.flush_all()

    def _checked_words(self, words):
        if words is None or words is False:
            return False
        if not isinstance(words, str) or len(words.strip()) > ENDING_WORDS:
            raise ValidationError(self.env._("Say it in at most %s characters.", ENDING_WORDS))
        return words.strip() or False

    def _end(self):
        result = super()._end()
        self._forget_plans()
        return result

    def _complete(self):
        result = super()._complete()
        self._forget_plans()
        return result

    def _forget_plans(self):
        """What was planned of a pairing that is over, or was still to be decided."""
        nobody = self._as_nobody()
        over = nobody.filtered(lambda pairing: pairing.state not in LIVE_PAIRING_STATES)
        over._pauses().unlink()
        over._wishes().unlink()
        reviews = nobody.env["mentoring.review"]
        reviews.search([("pairing_id", "in", over.ids), ("state", "=", "open")]).unlink()

    # -- going on after the programme ----------------------------------------------------

    def action_wish_to_go_on(self, until):
        """Say that one would like to go on after the programme. Only if both do, it is so, up
        to the earlier of the two days; until then the other is not told.

        :param until: a date (or its string in server format) after the programme's end, at
            most a year after it
        """
        self._check_mine()
        locked(self)
        self._check_state(*PAUSABLE_STATES)
        for pairing in self:
            pairing._check_programme_runs()
            programme = pairing.programme_id
            last = programme.date_end + relativedelta(months=EXTENSION_MONTHS)
            day = pairing._checked_day(until, last, programme.date_end)
            pairing._wishes(own=True).unlink()
            pairing._wishes().create(
                {
                    "pairing_id": pairing.id,
                    "enrolment_id": pairing._own_enrolment().id,
                    "date_end": day,
                }
            )
            pairing._settle_extension()

    def action_do_not_go_on(self):
        """Take back the wish to go on, for as long as the programme runs."""
        self._check_mine()
        locked(self)
        for pairing in self:
            pairing._check_programme_runs()
            pairing._wishes(own=True).unlink()
            pairing._settle_extension()

    def _check_programme_runs(self):
        # sudo: mentoring.programme - its state, for one of the two
        if self.sudo().programme_id.state != "running":
            raise UserError(
                self.env._(
                    "Whether you go on is decided while the programme runs. It is over: you can "
                    "still end what you have, or keep meeting on your own."
                )
            )

    def _own_enrolment(self):
        self.ensure_one()
        # sudo: mentoring.enrolment - the reader's own
        return self.sudo()[f"{self._role_of_reader()}_id"]

    def _wishes(self, own=False):
        # sudo: mentoring.pairing.wish - rows that only the steps here write; whose wish is
        # whose is told to nobody else
        wishes = self.env["mentoring.pairing.wish"].sudo()
        mine = [("enrolment_id.user_id", "=", self.env.uid)] if own else []
        return wishes.search([("pairing_id", "in", self.ids), *mine])

    def _extensions(self):
        # sudo: mentoring.pairing.extension - rows that only the steps here write
        extensions = self.env["mentoring.pairing.extension"].sudo()
        return extensions.search([("pairing_id", "in", self.ids)])

    def _settle_extension(self):
        """An extension is there while both wish it."""
        self.ensure_one()
        pairing = self._as_nobody()
        wishes = pairing._wishes()
        pairing._extensions().unlink()
        if len(wishes.enrolment_id) == 2:
            day = min(wishes.mapped("date_end"))
            values = {**pairing._life_values(), "date_end": day}
            pairing.env["mentoring.pairing.extension"].create(values)
        pairing._flush_as_nobody()

    def _extended(self):
        """Those of these pairings that go on after their programme."""
        today = fields.Date.context_today(self)
        going_on = self._extensions().filtered(lambda extension: extension.date_end > today)
        return self.browse(going_on.pairing_id.ids)

    # -- days ----------------------------------------------------------------------------

    def _last_day(self):
        """The last day of this pairing as it stands: its programme's, or its extension's."""
        self.ensure_one()
        # sudo: mentoring.programme - its end, for one of the two
        days = [self.sudo().programme_id.date_end, *self._extensions().mapped("date_end")]
        return max(days)

    def _checked_day(self, day, last, after=None):
        """A day that a person chose.

        :param last: the last day that it may be
        :param after: a day that it has to be after; today, unless given
        :return: ``date``
        """
        today = fields.Date.context_today(self)
        try:
            day = fields.Date.to_date(day)
        except (TypeError, ValueError):
            day = None
        after = max(today, after or today)
        if not day or not after < day <= last:
            raise ValidationError(
                self.env._(
                    "Choose a day after %(after)s and not after %(last)s.",
                    after=fields.Date.to_string(after),
                    last=fields.Date.to_string(last),
                )
            )
        return day
