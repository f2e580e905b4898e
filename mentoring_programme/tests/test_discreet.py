from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import MentoringCase

NAMED = {"fields": {"display_name": {}}}


@tagged("post_install", "-at_install")
class TestDiscreet(MentoringCase):
    """Ian mentors Max in the programme "Hush programme"; nobody outside can tell."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hush = cls._paired_programme(cls.ian, cls.max, discreet=True)
        cls.programme = cls.hush.programme_id
        # Something to find, so that finding nothing of the discreet one says something.
        cls.open = cls._paired_programme()
        cls.session = cls.env["mentoring.session"].create(
            {
                "pairing_id": cls.hush.id,
                "start": fields.Datetime.now() + timedelta(days=7),
                "duration": 1,
            }
        )
        cls.spare = cls._enrol(cls.programme, cls._employee("Sam"), "mentor")
        cls._enrol(cls.programme, cls._employee("Wim"), "mentee")
        cls.match_run = cls.env["mentoring.match.run"].create({"programme_id": cls.programme.id})
        cls.eve = cls._employee("Eve")
        cls.outsiders = (
            cls.mo.user_id,
            cls.hr_officer,
            cls.eve.user_id,
            cls.manager,
            cls.other_coordinator,
        )

    def _as(self, user, model, **context):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env(user=user.id, context=context, su=False)[model]

    def test_the_participants_see_it(self):
        for person in (self.ian, self.max):
            self.assertIn(self.hush, self._as(person.user_id, "mentoring.pairing").search([]))
            programmes = self._as(person.user_id, "mentoring.programme").search([])
            self.assertIn("Hush programme", programmes.mapped("display_name"))

    def test_employee_records_show_no_role(self):
        for user in (*self.outsiders, self.max.user_id, self.coordinator):
            public = self._as(user, "hr.employee.public").browse((self.max | self.ian).ids)
            for person in public:
                self.assertFalse(person.mentoring_role, user.login)
                self.assertFalse(person.mentoring_pairing_ids, user.login)
                self.assertEqual(person.mentoring_pairing_count, 0)
        for person in self._as(self.hr_officer, "hr.employee").browse((self.max | self.ian).ids):
            self.assertFalse(person.mentoring_role or person.mentoring_pairing_ids)

    def test_no_filter_group_or_order_on_employees_finds_it(self):
        ids = (self.max | self.ian).ids
        for user in self.outsiders:
            people = self._as(user, "hr.employee.public")
            inside = [("id", "in", ids)]
            self.assertFalse(people.search([*inside, ("mentoring_role", "!=", False)]))
            self.assertEqual(people.search_count([*inside, ("mentoring_role", "=", False)]), 2)
            [group] = people.formatted_read_group(inside, ["mentoring_role"], ["__count"])
            self.assertEqual((group["mentoring_role"], group["__count"]), (False, 2))
            self.assertEqual(
                people.search(inside, order="mentoring_role, id"),
                people.search(inside, order="mentoring_role desc, id"),
            )

    def test_lists_searches_and_names_do_not_show_it(self):
        for user in self.outsiders:
            self.assertNotIn(self.hush, self._as(user, "mentoring.pairing").search([]))
            sessions = self._as(user, "mentoring.session").search([])
            self.assertNotIn(self.session, sessions)
            if user != self.manager:
                programmes = self._as(user, "mentoring.programme")
                self.assertFalse(programmes.search([("name", "ilike", "hush")]))
                self.assertFalse(programmes.name_search("Hush"))

    def test_its_name_shows_in_no_record_that_points_to_it(self):
        invite = self._as(self.other_coordinator, "mentoring.invite")
        values = {"programme_id": self.programme.id, "domain": "[]"}
        with self.assertRaises(AccessError):
            invite.create(values)
        own = invite.sudo().create(values).sudo(False)
        [shown] = own.read(["programme_id"])
        self.assertEqual(shown["programme_id"][1], "Programme")
        with self.assertRaises(AccessError):
            own.action_invite()
        with self.assertRaises(AccessError):
            own.read(["invitee_count"])
        activity = self._as(self.eve.user_id, "mail.activity")
        answer = activity.onchange(
            {"res_model": "mentoring.programme", "res_id": self.programme.id},
            ["res_id"],
            {"res_name": {}},
        )
        self.assertNotIn("Hush", str(answer))

    def test_a_form_not_yet_saved_tells_nothing(self):
        """``onchange`` takes any values from anybody who may create, and computes from them."""
        eve, otto = self.eve.user_id, self.other_coordinator
        enrolment, mentee = self.hush.mentor_id, self.hush.mentee_id
        proposal = self.match_run.proposal_ids[0]
        programme = {"programme_id": self.programme.id}
        pair = {"mentor_id": enrolment.id, "mentee_id": mentee.id}
        for user, model, values, names in (
            (eve, "enrolment", programme, "programme_state programme_aim programme_discreet"),
            (eve, "enrolment", programme, "missing_requirement_ids display_name"),
            (eve, "session", {"pairing_id": self.hush.id}, "with_whom is_mine programme_id"),
            (eve, "session.plan", {"pairing_id": self.hush.id}, "count duration interval"),
            (eve, "enrolment.wish", {"enrolment_id": enrolment.id}, "enrolment_id"),
            (otto, "pairing", pair, "mentor_employee_id mentor_name programme_id my_role"),
            (otto, "pairing", pair, "mentee_employee_id mentee_name partner_name"),
            (otto, "invite", {**programme, "role": "mentor"}, "domain invitee_count"),
            (otto, "proposal.choose", {"proposal_id": proposal.id}, "mentor_name mentee_name"),
            (otto, "proposal.choose", {"proposal_id": proposal.id}, "line_ids"),
            (otto, "requirement", programme, "programme_id display_name"),
            (otto, "objective", {**programme, "review_month": 0}, "date_review"),
            (otto, "match.run", programme, "programme_id pair_count proposal_ids"),
        ):
            for context in ({}, {f"default_{name}": value for name, value in values.items()}):
                with self.subTest(model=model, names=names, context=bool(context)):
                    answer = self._onchange(
                        self._as(user, f"mentoring.{model}", **context),
                        {} if context else values,
                        names.split(),
                    )
                    self.assertTellsNothing(answer)

    def _onchange(self, model, values, names):
        spec = {}
        for name in names:
            field = model._fields[name]
            spec[name] = NAMED if field.type == "many2one" else {}
        try:
            return model.onchange(dict(values), list(values), spec).get("value", {})
        except AccessError:
            return {}

    def assertTellsNothing(self, answer):  # noqa: N802 - as unittest names them
        answer = {name: value for name, value in answer.items() if name != "display_name"}
        for name in ("programme_id", "enrolment_id", "pairing_id"):
            shown = answer.pop(name, False)
            if shown:
                self.assertNotRegex(shown["display_name"], "Hush|Max|Ian")
        told = {
            name: value
            for name, value in answer.items()
            if value not in (False, 0, [], None, "", "[]")
        }
        self.assertEqual(told, {})

    def test_the_calendar_says_meeting(self):
        event = self.session.event_id
        self.assertEqual((event.name, event.privacy), ("Meeting", "private"))
        for user in self.outsiders:
            # Nor is anybody seen to be busy then: two who are, again and again, are a pair.
            events = self._as(user, "calendar.event")
            self.assertFalse(events.search([("id", "=", event.id)]))
            with self.assertRaises(AccessError):
                events.browse(event.id).read(["start"])
            attendees = self._as(user, "calendar.attendee")
            self.assertFalse(attendees.search([("event_id", "=", event.id)]))
            people = self._as(user, "res.partner")
            self.assertFalse(people.search([("meeting_ids", "any", [("id", "=", event.id)])]))

    def test_nobody_is_seen_to_have_planned_or_to_be_told(self):
        """Followers and notifications are readable to every employee."""
        planner = self.env(user=self.max.user_id.id)
        session = planner["mentoring.session"].create(
            {"pairing_id": self.hush.id, "start": fields.Datetime.now() + timedelta(days=3)}
        )
        event = session.sudo().event_id
        about = [("res_model", "=", "calendar.event"), ("res_id", "=", event.id)]
        self.assertFalse(self.env["mail.followers"].search(about))
        people = self.ian.user_id.partner_id | self.max.user_id.partner_id
        notified = self.env["mail.notification"].search([("res_partner_id", "in", people.ids)])
        self.assertFalse(notified.filtered(lambda n: n.mail_message_id.model == "calendar.event"))
        mails = self.env["mail.mail"].search([("recipient_ids", "in", people.ids)])
        told = mails.filtered(lambda mail: mail.subject == "A change in your calendar")
        self.assertEqual(told.recipient_ids, self.ian.user_id.partner_id)
        self.assertEqual(told.create_uid, self.env.ref("base.user_root"))
        self.assertFalse(told.model)

    def test_mails_and_notifications_name_neither_it_nor_mentoring(self):
        before = self.env["mail.message"].search([], order="id desc", limit=1).id or 0
        enrolment = self.hush.mentee_id
        enrolment._send_invitations()
        for template in ("proposed", "active", "ended"):
            enrolment._send_neutral(f"mentoring_programme.mail_template_{template}")
        messages = self.env["mail.message"].search(
            [("id", ">", before), ("partner_ids", "in", enrolment.contact_id.ids)]
        )
        self.assertEqual(len(messages), 4)
        # Who may read an enrolment reads the messages about it, and who wrote them.
        self.assertFalse(any(messages.mapped("model")))
        self.assertEqual(messages.create_uid, self.env.ref("base.user_root"))
        for message in messages:
            shown = f"{message.subject} {message.record_name} {message.preview}"
            self.assertNotRegex(shown, "(?i)hush|ian|programme")
        self.assertFalse(
            self.env["mail.notification"].search([("mail_message_id", "in", messages.ids)])
        )
        for user in self.outsiders:
            self.assertFalse(self._as(user, "mail.message").search([("id", "in", messages.ids)]))

    def test_nobody_follows_anything_of_ours(self):
        for model in ("mail.followers", "mail.activity", "mail.notification", "ir.attachment"):
            field = "mail_message_id.model" if model == "mail.notification" else "res_model"
            self.assertFalse(self.env[model].search([(field, "=like", "mentoring.%")]), model)

    def test_an_exclusion_in_another_programme_does_not_tell_of_it(self):
        """Ian and Max are former partners to nobody outside the discreet programme."""
        self.hush._end()
        other = self._programme("matching", coordinator_ids=[(6, 0, self.other_coordinator.ids)])
        mentor = self._enrol(other, self.ian, "mentor")
        mentee = self._enrol(other, self.max, "mentee")
        run = self._as(self.other_coordinator, "mentoring.match.run").create(
            {"programme_id": other.id}
        )
        self.assertEqual(run.proposal_ids.mentor_id, mentor)
        self.assertEqual(run.proposal_ids.mentee_id, mentee)

    def test_an_open_pairing_that_ended_does_exclude(self):
        """The same as above without discretion, so that the test above tests something."""
        self.open._end()
        other = self._programme("matching", coordinator_ids=[(6, 0, self.other_coordinator.ids)])
        self._enrol(other, self.ida, "mentor")
        self._enrol(other, self.mia, "mentee")
        run = self._as(self.other_coordinator, "mentoring.match.run").create(
            {"programme_id": other.id}
        )
        self.assertFalse(run.proposal_ids)
