from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mentoring_programme.models.locking import locked

# Within how many hours a leader answers what the mentor asks or proposes.
ANSWER_HOURS = 48
TEXT_LENGTH = 1000
TIMES = ("time_1", "time_2", "time_3")


class MentoringQuestion(models.Model):
    """Something the mentor asks the leader, times to meet above all, and the leader's answer.

    A senior diary is full, and the one with less power should not have to chase it: the leader
    is expected to answer within 48 hours and reminded after a week, the mentor sees by when.
    The two read it and nobody else; it comes and goes by steps alone.
    """

    _name = "mentoring.question"
    _inherit = ["mentoring.pair.work"]
    _description = "Question to the Leader"
    _order = "id desc"
    _log_access = False

    text = fields.Text(readonly=True)
    time_1 = fields.Datetime(readonly=True)
    time_2 = fields.Datetime(readonly=True)
    time_3 = fields.Datetime(readonly=True)
    asked_on = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    answer = fields.Text(readonly=True)
    answered_on = fields.Datetime(readonly=True)

    _said = models.Constraint(
        "CHECK(text IS NOT NULL OR time_1 IS NOT NULL)", "Write a question, or propose a time."
    )

    def _times(self):
        """The proposed times that are still to come."""
        self.ensure_one()
        now = fields.Datetime.now()
        return [self[name] for name in TIMES if self[name] and self[name] > now]

    def _own_step(self, role):
        self.ensure_one()
        self.check_access("read")
        if self.pairing_id._role_of_reader() != role:
            raise AccessError(self.env._("The mentor asks here, and the leader answers."))
        locked(self.pairing_id)._check_working()
        # sudo: mentoring.question - which no one writes but by steps
        return locked(self).sudo()

    def action_answer(self, text=None, time=None):
        """The leader answers: one of the times, by which the session is planned, or in words.

        :param str text: words for the mentor
        :param str time: one of the proposed times, in UTC, as Odoo's server writes it
        """
        question = self._own_step("mentee")
        if question.answered_on:
            raise UserError(self.env._("You have answered this already: reload the page."))
        text = self._checked_text(text)
        if time:
            moment = self.env["mentoring.pairing"]._checked_time(time)
            if moment not in question._times():
                raise UserError(
                    self.env._("This time is not among those proposed, or is over: choose another.")
                )
            self.pairing_id._check_can_plan()
            self.pairing_id._plan_sessions([moment])
        elif not text:
            raise UserError(self.env._("Choose one of the times, or write a few words."))
        question.write({"answer": text or False, "answered_on": fields.Datetime.now()})
        self.pairing_id._tell_side("mentor")

    def action_take_back(self):
        """The mentor does not ask it any more."""
        self._own_step("mentor").unlink()

    @api.model
    def _checked_text(self, text):
        if text is None or text is False:
            return ""
        if not isinstance(text, str) or len(text) > TEXT_LENGTH:
            raise UserError(self.env._("Say it in at most %s characters.", TEXT_LENGTH))
        return text.replace("\x00", "").strip()

    @api.model
    def _destroy_of(self, enrolments):
        # sudo: mentoring.question - of people who leave, whoever notes it
        questions = self.sudo()
        questions.search(
            [
                "|",
                ("pairing_id.mentor_id", "in", enrolments.ids),
                ("pairing_id.mentee_id", "in", enrolments.ids),
            ]
        ).unlink()


class MentoringPairing(models.Model):
    _inherit = "mentoring.pairing"

    def action_ask_leader(self, text=None, times=None):
        """The mentor asks the leader something, or proposes up to three times to meet.

        :param str text: the question
        :param list times: of str, in UTC, as Odoo's server writes them
        """
        self.ensure_one()
        self._check_mine()
        if not self._is_reverse() or self._role_of_reader() != "mentor":
            raise AccessError(self.env._("The mentor asks here, and the leader answers."))
        locked(self)._check_working()
        text = self.env["mentoring.question"]._checked_text(text)
        times = times if isinstance(times, list) else []
        moments = sorted({self._checked_time(time) for time in times})
        now = fields.Datetime.now()
        if len(moments) > len(TIMES) or any(moment <= now for moment in moments):
            raise UserError(self.env._("Propose up to three times, all of them still to come."))
        if moments:
            self._check_can_plan()
        if not text and not moments:
            raise UserError(self.env._("Write a question, or propose a time."))
        # sudo: mentoring.question - the mentor's own, which no one writes but by steps
        questions = self.env["mentoring.question"].sudo()
        questions.create(
            {
                "pairing_id": self.id,
                "text": text or False,
                **dict(zip(TIMES, moments, strict=False)),
            }
        )
        self._tell_side("mentee")

    def _tell_side(self, side):
        """One neutral mail, the same whatever it is about and to whichever side, which nobody
        counts: it tells what the two do."""
        # sudo: mentoring.enrolment - whom to tell
        enrolment = self.sudo()[f"{side}_id"]
        enrolment._send_neutral("mentoring_reverse.mail_template_pair", is_counted=False)

    def _page_reverse_questions(self):
        """
        :return: dict with ``can_ask`` (the reader is the mentor, and the pairing lives),
            ``can_answer`` (the leader), ``hours`` (within which an answer is expected), ``length``
            (most characters) and ``questions``: list of dict, newest first, of ``id``, ``text``,
            ``times`` (those still to come), ``asked_on``, ``expected_by`` (False when answered),
            ``answer`` and ``answered_on``. Moments in UTC, as Odoo's server writes them.
        """
        self.ensure_one()
        role, is_working = self._role_of_reader(), self._is_working()
        moment = fields.Datetime.to_string
        questions = self.env["mentoring.question"].search([("pairing_id", "=", self.id)])
        return {
            "can_ask": role == "mentor" and is_working,
            "can_answer": role == "mentee" and is_working,
            "hours": ANSWER_HOURS,
            "length": TEXT_LENGTH,
            "questions": [
                {
                    "id": question.id,
                    "text": question.text or "",
                    "times": [moment(time) for time in question._times()],
                    "asked_on": moment(question.asked_on),
                    "expected_by": not question.answered_on
                    and moment(question.asked_on + timedelta(hours=ANSWER_HOURS)),
                    "answer": question.answer or "",
                    "answered_on": moment(question.answered_on),
                }
                for question in questions
            ],
        }
