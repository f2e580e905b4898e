from odoo import fields, models
from odoo.exceptions import ValidationError

from .locking import locked
from .mentoring_ending import ENDING_REASONS, ENDING_WORDS
from .mentoring_enrolment import LIVE_PAIRING_STATES

# Where two people have something to rest from.
PAUSABLE_STATES = ("active", "paused")


class MentoringPairing(models.Model):
    """What happens in a life: a pause, an end without fault. Going on after the programme is in
    ``mentoring_pairing_going_on``.

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
        for pairing in self:
            day = pairing._checked_day(until, pairing._last_day()) if until else None
            # The other may have asked for the very same, a moment earlier.
            if not (pairing.state == "paused" and (pairing._running_pause().until or None) == day):
                pairing._check_state("active")
                pairing._pause(day)

    def action_resume(self):
        """Say that one is back. The pairing goes on once both have said so, or on its day; until
        then the other is told that somebody would be ready.

        :raises UserError: when it is over, or has not begun
        """
        self._check_mine()
        locked(self)
        # One that goes on already: the other was there a moment earlier, or it was its day.
        self._check_state("paused", "active")
        for pairing in self.filtered(lambda pairing: pairing.state == "paused"):
            pause = pairing._running_pause()
            mine = f"{pairing._role_of_reader()}_is_back"
            is_new = not pause[mine]
            pause[mine] = True
            pause.env.flush_all()
            if pause.mentor_is_back and pause.mentee_is_back:
                pairing._resume()
            elif is_new:
                pairing._tell_who_rests()

    def _pause(self, until=None):
        """Let these pairings rest, clear their coming sessions and tell both; or, for those
        that rest already, change until when. Pairings that are over stay as they are.

        :param until: a date, or nothing: until both want to go on. Whoever calls this has
            checked it, and who asks for it.
        """
        pairings = self._as_nobody().filtered(lambda pairing: pairing.state in PAUSABLE_STATES)
        begins = pairings.filtered(lambda pairing: pairing.state == "active")
        pairings.session_ids._cancel_future(until)
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

    def _tell_who_rests(self):
        """Tell those who are not back from these pauses that the other would be ready."""
        waiting = self.env["mentoring.enrolment"]
        for pause in self._pauses().filtered(lambda pause: not pause.resumed_on):
            # sudo: mentoring.pairing - who of the two has said so, to tell the other
            pairing = pause.pairing_id
            if pause.mentor_is_back and not pause.mentee_is_back:
                waiting |= pairing.mentee_id
            elif pause.mentee_is_back and not pause.mentor_is_back:
                waiting |= pairing.mentor_id
        # sudo: mentoring.enrolment - one neutral mail to each
        here = waiting.sudo().filtered(lambda e: e._person().active)
        here.sorted("id")._send_neutral("mentoring_programme.mail_template_back")

    def _partner_is_back(self):
        """Whether the other one has said so in this pause, as far as the reader is told."""
        other = "mentee" if self._role_of_reader() == "mentor" else "mentor"
        return bool(self._pauses().filtered(lambda p: not p.resumed_on)[f"{other}_is_back"])

    def _waiting_for_reader(self):
        """Those of these that rest and could go on from the other side, as far as the reader is
        told; they have not said yet that they are back."""
        paused = {pairing.id: pairing for pairing in self if pairing.state == "paused"}
        waiting = self.browse()
        for pause in self.browse(paused)._pauses().filtered(lambda pause: not pause.resumed_on):
            pairing = paused[pause.pairing_id.id]
            role = pairing._role_of_reader()
            other = "mentee" if role == "mentor" else "mentor"
            if role and pause[f"{other}_is_back"] and not pause[f"{role}_is_back"]:
                waiting |= pairing
        return waiting

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

    def _resting_since(self):
        """:return: dict of pairing to the day since which it rests without one on which it goes
        on; what is held beyond its day rests so since then"""
        today = fields.Date.context_today(self)
        return {
            self.browse(pause.pairing_id.id): pause.until or pause.since
            for pause in self.filtered(lambda p: p.state == "paused")._pauses()
            if not pause.resumed_on and (not pause.until or pause.until <= today)
        }

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
        today = fields.Date.context_today(self)
        # One that the other has ended a moment earlier is ended as this one wishes, too.
        live = self.filtered(lambda p: p.state != "ended" or p.date_end != today)
        live._check_state(*LIVE_PAIRING_STATES)
        live._end()
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

    def _own_enrolment(self):
        self.ensure_one()
        # sudo: mentoring.enrolment - the reader's own
        return self.sudo()[f"{self._role_of_reader()}_id"]

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
