from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.mentoring_programme.tests.in_person_case import InPersonCase

from ..models.mentoring_look_back import list_looks_back, write_look_back
from ..models.mentoring_question import ANSWER_HOURS
from ..models.mentoring_session_summary import list_summaries, write_summary
from .common import ReverseCase

# The figures of NHS Yorkshire and Humber's reverse mentoring agreement, as the programme's type.
SHAPE = {
    "session_count": 6,
    # The hour that is put into the calendars; the agreement lets the two stop after 45 minutes.
    "session_minutes": 60,
    "session_interval": 1,
    "session_interval_unit": "month",
    "supervision_count": 3,
    "supervision_required": 2,
}
REPLY_HOURS, REMINDER_DAYS, SHORTEST = 48, 7, 0.75
AGREEMENT = {
    **SHAPE,
    "duration_months": 6,
    "name": "Reverse mentoring agreement, Yorkshire and Humber",
    "direction": "reverse",
    "agreement_required": True,
    "agreement_text": "<p>Six sessions in six months, each of 45 to 60 minutes. Either of us may "
    "end it at any time, without fault.</p>",
}
PROMISES = ("rhythm", "place", "cancelling", "limits", "confidentiality", "success")
# A Tuesday.
FIRST_DAY = datetime(2030, 1, 1, 12)
MET_AT = FIRST_DAY + timedelta(days=28, hours=2)


@tagged("post_install", "-at_install")
class TestPublishedAgreement(ReverseCase, InPersonCase):
    """A published programme, set up from its figures and walked to its end: Mia mentors Ida, and
    Max mentors Ivy, who stop early."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._now(FIRST_DAY)
        cls.type.write(AGREEMENT)
        cls.type.requirement_ids = [
            fields.Command.create(
                {
                    "name": f"Induction: {role}",
                    "kind": "induction",
                    "role": role,
                    "confirmation": "attendance",
                }
            )
            for role in ("mentor", "mentee")
        ]
        cls._job(cls.ivy, 5)
        ward = {
            "name": "Ward 7, the quiet room",
            "location_type": "office",
            "address_id": cls.company.partner_id.id,
            "company_id": cls.company.id,
        }
        cls.mia.work_location_id = cls.env["hr.work.location"].create(ward)
        cls.programme = cls.env["mentoring.programme"].with_user(cls.coordinator)
        cls.programme = cls.programme.create(
            {
                "name": "Turning the tables",
                "type_id": cls.type.id,
                "company_id": cls.company.id,
                "date_start": FIRST_DAY.date() + timedelta(days=14),
                "coordinator_ids": [fields.Command.set(cls.coordinator.ids)],
                "safeguarding_lead_id": cls.lead.id,
                "safeguarding_deputy_id": cls.deputy.id,
                "matching_mode": "manual",
            }
        )

    @classmethod
    def _now(cls, moment):
        """Go to this moment, until the end of the test or another is gone to."""
        frozen = freeze_time(moment)
        frozen.__enter__()
        cls.addClassCleanup(frozen.__exit__, None, None, None)

    def _later(self, moment):
        self.env.flush_all()
        self.env.invalidate_all()
        frozen = freeze_time(moment)
        frozen.__enter__()
        self.addCleanup(frozen.__exit__, None, None, None)

    def _of(self, employee, record):
        self.env.flush_all()
        self.env.invalidate_all()
        return record.with_user(employee.user_id)

    # -- on the way to the first session -------------------------------------------------

    def _enrolled(self):
        """Four people invited and accepted, with all but their inductions done."""
        self.programme.action_open_enrolment()
        people = {"mia": self.mia, "max": self.max, "ida": self.ida, "ivy": self.ivy}
        enrolments = self.env["mentoring.enrolment"].with_user(self.coordinator)
        for name, person in people.items():
            role = "mentor" if name.startswith("m") else "mentee"
            values = {"programme_id": self.programme.id, "role": role, "employee_id": person.id}
            enrolment = enrolments.create(values)
            enrolment.action_send_invitation()
            mine = self._of(person, enrolment)
            mine.action_accept_invitation()
            enrolment.action_confirm_requirements()
            for asked in enrolment.missing_requirement_ids:
                if asked.confirmation == "participant":
                    mine.with_context(requirement_id=asked.id).action_acknowledge()
            people[name] = enrolment
        return people

    def _meeting(self, kind, audience, start, there, **values):
        """An event that the coordinator announces a day before and notes who was at."""
        self._later(start - timedelta(days=1))
        events = self.env["mentoring.cohort.event"].with_user(self.coordinator)
        event = events.create(
            {
                "programme_id": self.programme.id,
                "name": f"{kind} of {audience}s",
                "kind": kind,
                "audience": audience,
                "start": start,
                **values,
            }
        )
        event.action_announce()
        self._later(start + timedelta(hours=3))
        lines = self.env["mentoring.attendance"].with_user(self.coordinator)
        for line in lines.search([("event_id", "=", event.id)]):
            line.action_attended() if line.enrolment_id in there else line.action_missed()
        return event

    def _inducted(self, people):
        """Both inductions; Ivy misses hers, and makes up for it a day later."""
        asked = {r.role: r for r in self.programme.requirement_ids if r.kind == "induction"}
        self.assertEqual(set(asked), {"mentor", "mentee"})
        start = FIRST_DAY + timedelta(days=7)
        mentors, leader = people["mia"] | people["max"], people["ida"]
        about = {"requirement_id": asked["mentor"].id}
        self._meeting("induction", "mentor", start, mentors, **about)
        about = {"requirement_id": asked["mentee"].id}
        self._meeting("induction", "mentee", start + timedelta(days=1), leader, **about)
        self.assertEqual(set((mentors | leader).mapped("state")), {"ready"})
        late = people["ivy"]
        self.assertEqual(late.state, "accepted")
        self.assertEqual(late.missing_requirement_ids, asked["mentee"])
        pairings = self.env["mentoring.pairing"].with_user(self.coordinator)
        self.programme.action_close_enrolment()
        with self.assertRaises(UserError), self.cr.savepoint():
            pairings.create({"mentor_id": people["max"].id, "mentee_id": late.id})
        self._meeting("induction", "mentee", start + timedelta(days=3), late, **about)
        self.assertEqual(late.state, "ready")

    def _agreed(self, people, mentor, leader):
        pairings = self.env["mentoring.pairing"].with_user(self.coordinator)
        pairing = pairings.create({"mentor_id": people[mentor].id, "mentee_id": people[leader].id})
        for enrolment in (people[mentor], people[leader]):
            home = self._home(enrolment.employee_id)
            [asked] = [line["pairing"] for line in home["asked"] if line["kind"] == "pairing"]
            answer_by = pairing.create_date + timedelta(hours=REPLY_HOURS)
            self.assertEqual(asked["answer_by"], fields.Datetime.to_string(answer_by))
            self._of(enrolment.employee_id, pairing).action_agree()
        return pairing

    def _home(self, employee):
        return self._of(employee, self.env["mentoring.home"]).get_my_mentoring()

    def _started(self):
        people = self._enrolled()
        self._inducted(people)
        pairings = self._agreed(people, "mia", "ida") | self._agreed(people, "max", "ivy")
        self._later(FIRST_DAY + timedelta(days=14))
        self.programme.action_start()
        self.assertEqual(pairings.mapped("state"), ["active", "active"])
        return pairings.sudo()

    # -- the figures ---------------------------------------------------------------------

    def test_its_shape_is_that_of_the_agreement(self):
        self.assertEqual({name: self.programme[name] for name in SHAPE}, SHAPE)
        self.assertEqual(self.programme.date_end, datetime(2030, 7, 15).date())
        self.assertEqual(ANSWER_HOURS, REPLY_HOURS)

    def test_from_the_invitation_to_the_closing(self):
        going, stopping = self._started()
        self._plan(going)
        self._stop_without_fault(stopping)
        self._begin_well(going)
        self._six_sessions(going)
        self._close(going)

    def _plan(self, pairing):
        """Six hours in six months, where the mentor works."""
        told = self._of(self.mia, pairing)._page_sessions()
        rhythm = {"count": 6, "hours": 1.0, "interval": 1, "unit": "month"}
        self.assertEqual(told["rhythm"], rhythm)
        place = told["usual_place"]
        self.assertIn("Ward 7, the quiet room", place)
        start = fields.Datetime.to_string(MET_AT)
        self._of(self.mia, pairing).action_plan_rhythm(start=start, location=place, **rhythm)
        sessions = pairing.session_ids.sorted("start")
        self.assertEqual(
            sessions.mapped("start"), [MET_AT + relativedelta(months=n) for n in range(6)]
        )
        self.assertEqual(set(sessions.mapped("duration")), {1.0})
        self.assertEqual(set(sessions.event_id.mapped("location")), {place})
        self.assertLessEqual(sessions[-1].start.date(), self.programme.date_end)

    # -- without fault -------------------------------------------------------------------

    def _of_user(self, user, record):
        self.env.flush_all()
        self.env.invalidate_all()
        return record.with_user(user)

    def _stop_without_fault(self, pairing):
        """Max stops: both are told in the same words, and no file says that it ever was."""
        before, traces = self._neutral_mails(), self._traces()
        self._of(self.max, pairing).action_end()
        mails = self._neutral_mails() - before
        self.assertEqual(mails.recipient_ids, (self.max | self.ivy).user_id.partner_id)
        self.assertEqual(len(set(mails.mapped("subject"))), 1)
        self.assertEqual(self._traces(), traces)
        self.assertNotIn(pairing.write_uid, (self.max | self.ivy).user_id)
        for reader in (self.hr_officer, self.mo.user_id, self.mia.user_id):
            with self.subTest(reader.login):
                self.assertFalse(self._of_user(reader, pairing)._filtered_access("read"))
                # As of Ian, who never took part.
                self.assertEqual(self._told_of(reader, self.max), self._told_of(reader, self.ian))
        self.assertEqual(pairing.mentor_id.state, "ready")
        self.assertEqual(pairing.mentee_id.state, "ready")

    def _traces(self):
        """All that stands on the files of employees, and what was said at an ending."""
        files = ("hr.employee", "hr.version", "hr.resume.line")
        return (
            self.env["mail.message"].search([("model", "in", files)]),
            self.env["mail.activity"].search([("res_model", "in", files)]),
            self.env["hr.resume.line"].search([]),
            self.env["mentoring.ending"].search([]),
        )

    def _told_of(self, reader, employee):
        public = self._of_user(reader, self.env["hr.employee.public"].browse(employee.id))
        [told] = public.read(["mentoring_pairing_ids", "mentoring_pairing_count"])
        return told["mentoring_pairing_ids"], told["mentoring_pairing_count"]

    # -- the sessions --------------------------------------------------------------------

    def _begin_well(self, pairing):
        """Nothing counts before the ground rules are read and a goal is shared."""
        first = pairing.session_ids.sorted("start")[0]
        self._later(first.stop)
        with self.assertRaisesRegex(UserError, "ground rules"):
            self._of(self.mia, first).action_held()
        rules = self.env["mentoring.ground.rules"]._current(reciprocal=False)
        self._of(self.ida, pairing).action_acknowledge_ground_rules(rules.version)
        with self.assertRaisesRegex(UserError, "a goal that you share"):
            self._of(self.mia, first).action_held()
        goal = {"pairing_id": pairing.id, "name": "Hear what is not said"}
        self._of(self.mia, self.env["mentoring.goal"]).create(goal)

    def _six_sessions(self, pairing):
        for number, session in enumerate(pairing.session_ids.sorted("start"), 1):
            self._later(session.stop + timedelta(hours=1))
            if number == 2:
                self._sign(pairing, session)
            # Shortest allowed by the agreement, and noted as it was.
            self._of(self.mia, session).action_held(SHORTEST if number == 1 else None)
            self.assertEqual(session.state, "held")
            self._summed_up(pairing, session, number)
            if number == 2:
                self._answered_late(pairing)
            if number in (2, 4, 6):
                self._supervised(pairing, number // 2)
            if number == 3:
                self._looked_back(pairing, "middle", {"works": "You listen"})
        told = self._of(self.mia, pairing)._page_sessions()
        self.assertEqual((told["held"], told["missed"], told["hours"]), (6, 0, 5 + SHORTEST))

    def _sign(self, pairing, session):
        """The second counts once both have signed what the agreement asks."""
        with self.assertRaisesRegex(UserError, "sign your agreement"):
            self._of(self.mia, session).action_held()
        self._of(self.mia, pairing).action_start_agreement()
        agreement = self.env["mentoring.agreement"].search([("pairing_id", "=", pairing.id)])
        self._of(self.mia, agreement).action_write_texts(
            dict.fromkeys(PROMISES, "As we said"), agreement.stamp
        )
        for person in (self.mia, self.ida):
            page = str(self._of(person, pairing)._page_agreement())
            self.assertIn("45 to 60 minutes", page)
            self._of(person, agreement).action_sign(agreement.stamp)

    def _summed_up(self, pairing, session, number):
        """In the third month the leader is late, and is reminded once."""
        lines = self._as(self.mia.user_id, list_summaries, pairing.id)
        due = session.stop.date() + timedelta(days=7)
        self.assertEqual(lines[0]["due"], fields.Date.to_string(due))
        self.assertFalse(lines[0]["texts"])
        if number == 3:
            monday = due + timedelta(days=-due.weekday() % 7)
            week_before = monday - timedelta(days=7)
            self.assertEqual(self._reminded(week_before, "summary", self.ida), 0)
            self.assertEqual(self._reminded(monday, "summary", self.ida), 1)
            self.assertEqual(self._reminded(monday + timedelta(days=1), "summary", self.ida), 1)
        texts = {"took_away": f"Said in session {number}"}
        self._as(self.ida.user_id, write_summary, pairing.id, session.id, texts)
        lines = self._as(self.mia.user_id, list_summaries, pairing.id)
        self.assertEqual(lines[0]["texts"]["took_away"], f"Said in session {number}")

    def _reminded(self, day, kind, employee):
        """Let the job run at noon; how many reminders of this kind there were until then."""
        self._later(datetime.combine(day, datetime.min.time()).replace(hour=12))
        with self.enter_registry_test_mode():
            self.env.ref("mentoring_programme.cron_nudge").method_direct_trigger()
        mine = [("kind", "=", kind), ("enrolment_id.employee_id", "=", employee.id)]
        return self.env["mentoring.nudge"].search_count(mine)

    def _answered_late(self, pairing):
        """Mia asks; within 48 hours an answer is expected, after a week Ida is reminded."""
        asked = fields.Datetime.now()
        self._of(self.mia, pairing).action_ask_leader("May I bring a colleague?")
        question = self.env["mentoring.question"].search([("pairing_id", "=", pairing.id)])
        expected = fields.Datetime.to_string(asked + timedelta(hours=REPLY_HOURS))
        for person in (self.mia, self.ida):
            [told] = self._of(person, pairing)._page_reverse_questions()["questions"]
            self.assertEqual(told["expected_by"], expected)
        kinds = [line["kind"] for line in self._home(self.ida)["asked"]]
        self.assertIn("reverse_question", kinds)
        after = asked.date() + timedelta(days=REMINDER_DAYS)
        self.assertEqual(self._reminded(after - timedelta(days=1), "question", self.ida), 0)
        self.assertEqual(self._reminded(after, "question", self.ida), 1)
        self.assertEqual(self._reminded(after, "question", self.mia), 0)
        self._of(self.ida, question).action_answer("Gladly")
        self.assertEqual(
            self._reminded(after + timedelta(days=REMINDER_DAYS), "question", self.ida), 1
        )

    def _supervised(self, pairing, time):
        """Three are held; Mia misses the second, and is behind until the third."""
        mia, max_ = pairing.mentor_id, self._enrolment_of(self.max)
        there = (mia | max_) if time == 1 else (mia if time == 3 else max_.browse())
        self._meeting("supervision", "mentor", fields.Datetime.now() + timedelta(days=2), there)
        seen = mia.with_user(self.coordinator)
        self.env.invalidate_all()
        attended, lacks = ((1, False), (1, True), (2, False))[time - 1]
        self.assertEqual((seen.supervision, seen.lacks_supervision), (f"{attended} of 2", lacks))
        [mine] = self._home(self.mia)["enrolments"]
        self.assertEqual(mine["supervision"], {"attended": attended, "required": 2, "held": time})
        desk = self.env["mentoring.desk"].with_user(self.coordinator)
        section = desk.get_desk(self.programme.id)["sections"]["supervision"]
        self.assertEqual((section["required"], section["held"]), (2, time))
        self.assertEqual(section["lacking"], (0, 2, 1)[time - 1])

    def _enrolment_of(self, employee):
        return self.programme.sudo().enrolment_ids.filtered(lambda e: e.employee_id == employee)

    # -- looking back and closing --------------------------------------------------------

    def _looked_back(self, pairing, kind, texts):
        """Each sees the other's once they have written."""
        for person, known in ((self.mia, False), (self.ida, texts)):
            kinds = [line["kind"] for line in self._home(person)["asked"]]
            self.assertIn(f"reverse_{kind}", kinds)
            self._as(person.user_id, write_look_back, pairing.id, kind, texts)
            lines = self._as(person.user_id, list_looks_back, pairing.id)
            [line] = [line for line in lines if line["kind"] == kind]
            theirs = line["partners"] and {name: line["partners"][name] for name in texts}
            self.assertEqual(theirs, known)

    def _close(self, pairing):
        growth = {"my_growth": "I speak up", "your_growth": "You ask before you answer"}
        self._looked_back(pairing, "end", growth)
        self._later(datetime.combine(self.programme.date_end, MET_AT.time()))
        before = self._neutral_mails()
        self.env["mentoring.programme.close"].with_user(self.coordinator).create(
            {"programme_id": self.programme.id}
        ).action_close()
        self.assertEqual((self.programme.state, pairing.state), ("closed", "completed"))
        both = pairing.mentor_id | pairing.mentee_id
        self.assertEqual(set(both.mapped("state")), {"completed"})
        thanked = (self._neutral_mails() - before).recipient_ids
        self.assertLessEqual(both.user_id.partner_id, thanked)
        closing = self._of(self.mia, pairing)._page_closing()
        self.assertTrue(closing["is_completed"] and closing["has_certificate"])
        [summary, *_] = self._as(self.mia.user_id, list_summaries, pairing.id)
        self.assertEqual(summary["texts"]["took_away"], "Said in session 6")
