from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError


class MentoringProgramme(models.Model):
    """How a programme ends: what will happen is said first, and everybody is thanked."""

    _inherit = "mentoring.programme"

    lesson_ids = fields.One2many(
        "mentoring.lesson",
        "programme_id",
        string="Lessons",
        groups="mentoring_programme.group_mentoring_coordinator",
    )

    @api.model
    def _closing_feedback(self, enrolments):
        """What these people are still asked to say about their programme: nothing, here.

        An extension point: whoever asks people for feedback extends this method and adds to
        what ``super()`` returns. Their home then asks for it, and the mail of thanks says that
        there is something to answer. Called for a batch, and in the name of the system when
        mails go out: so look up in a constant number of queries, and say of each person what is
        theirs alone.

        :param enrolments: ``mentoring.enrolment``, in any programmes and states
        :return: dict of each of ``enrolments`` to a list of dicts with ``key`` (unlike that of
            any other), ``name`` (what is asked, in the reader's words) and ``url``
        """
        return {enrolment: [] for enrolment in enrolments}

    def action_close(self):
        # Who is thanked once is not thanked again by whoever presses the button a moment later.
        closing = self.filtered(lambda programme: programme.state != "closed")
        result = super(MentoringProgramme, closing).action_close()
        # sudo: mentoring.enrolment - the programme's own people, also where its coordinator may
        # not read one of them
        closing.sudo()._thank()
        return result

    def _thank(self):
        """One mail to everybody who completed, in their language; what is still asked of them
        is said in the same mail."""
        done = self.enrolment_ids.filtered(lambda enrolment: enrolment.state == "completed")
        asked = self._closing_feedback(done)
        for is_asked in (True, False):
            told = done.filtered(lambda e, is_asked=is_asked: bool(asked[e]) == is_asked)
            told.with_context(mentoring_feedback_due=is_asked)._send_neutral(
                "mentoring_programme.mail_template_thanks"
            )

    def _closing_plan(self):
        """What closing would do, for the dialog that asks first.

        :return: dict of ``completes``, ``never_met`` (those of them without a session that was
            held), ``goes_on`` and ``ends`` (numbers of pairings), ``thanks`` (number of people
            who get a mail), ``unmatched`` (number of people who wait for a partner),
            ``early_by`` (days until the planned end), ``forgotten_on`` (date)
        """
        self.ensure_one()
        if not self.is_coordinator:
            raise AccessError(self.env._("Only a coordinator of this programme can do that."))
        # sudo: mentoring.pairing, mentoring.enrolment - numbers of the coordinator's own
        # programme, all of it
        programme = self.sudo()
        # sudo: mentoring.pairing - as above
        pairings = self.env["mentoring.pairing"].sudo()
        pairings = pairings.search([("programme_id", "=", self.id)])
        begun = pairings.filtered(lambda pairing: pairing.state in ("active", "paused"))
        goes_on = begun._extended()
        completes = begun - goes_on
        ends = pairings.filtered(lambda pairing: pairing.state in ("proposed", "agreed"))
        live = goes_on.mentor_id | goes_on.mentee_id
        thanked = (completes.mentor_id | completes.mentee_id) - live
        waiting = programme.enrolment_ids.filtered(lambda e: e.state in ("accepted", "ready"))
        grace = programme.company_id.mentoring_grace_days
        met = completes.session_ids.filtered(lambda session: session.state == "held").pairing_id
        today = fields.Date.context_today(self)
        return {
            "completes": len(completes),
            "never_met": len(completes - met),
            "early_by": max(0, (self.date_end - today).days),
            "goes_on": len(goes_on),
            "ends": len(ends),
            "thanks": len(thanked),
            "unmatched": len(waiting),
            "forgotten_on": today + timedelta(days=grace),
        }

    def copy_data(self, default=None):
        """The next cohort gets what was learned as a list of what to consider."""
        copies = super().copy_data(default)
        for programme, vals in zip(self, copies, strict=True):
            vals["lesson_ids"] = programme._lessons_to_consider()
        return copies

    def _lessons_to_consider(self):
        self.ensure_one()
        if not self.is_coordinator:
            return []
        return [
            fields.Command.create(
                {
                    "name": lesson.name,
                    "kind": lesson.kind,
                    "source": lesson.source,
                    "is_carried": True,
                }
            )
            # What an earlier cohort left and this one dealt with is dealt with.
            for lesson in self.lesson_ids
            if not lesson.is_done
        ]
