from datetime import timedelta

from lxml import html

from odoo import fields
from odoo.tests import Form, tagged
from odoo.tools import html2plaintext

from .common import ReverseCase


@tagged("post_install", "-at_install")
class TestEventOutline(ReverseCase):
    """A knowledge session made from an outline in one step."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.outlines = cls.env["mentoring.event.outline"].search([])
        cls.outline = cls.env.ref("mentoring_reverse.outline_conversations")
        cls.pairing = cls._reverse_pairing()
        cls.start = fields.Datetime.now() + timedelta(days=7)

    def test_the_four_are_there_and_can_be_held_as_they_stand(self):
        self.assertEqual(len(self.outlines), 4)
        for outline in self.outlines:
            with self.subTest(outline.name):
                self.assertTrue(1 <= outline.duration <= 1.5)
                self.assertTrue(outline.description and outline.reading)
                plan = html2plaintext(outline.plan)
                for part in ("Aims", "minutes", "Questions that help", "few in the room"):
                    self.assertIn(part, plan)

    def test_the_times_of_a_plan_add_up_to_its_length(self):
        for outline in self.outlines:
            cells = html.fromstring(outline.plan).xpath("//table//td[1]")
            minutes = sum(int(cell.text) for cell in cells)
            self.assertEqual(minutes, round(outline.duration * 60), outline.name)
            self.assertIn(f"{minutes} minutes", outline.plan)

    def test_a_coordinator_makes_an_event_of_it_in_one_step(self):
        action = self.outline.with_user(self.coordinator).action_plan_event()
        events = self.env[action["res_model"]].with_user(self.coordinator)
        with Form(events.with_context(**action["context"])) as form:
            form.programme_id = self.pairing.programme_id
            form.start = self.start
        event = form.record
        self.assertEqual(
            (event.name, event.kind, event.audience, event.duration),
            (self.outline.name, "knowledge", "both", 1.5),
        )
        self.assertIn("sooner, smaller", event.material)
        self.assertIn("Difficult Conversations", event.material)
        self.assertNotIn("When it gets difficult", event.material)
        event.action_announce()
        people = event.sudo().attendance_ids.enrolment_id
        self.assertEqual(people, self.pairing.mentor_id | self.pairing.mentee_id)

    def test_from_a_script_too_and_what_is_said_is_kept(self):
        event = (
            self.env["mentoring.cohort.event"]
            .with_user(self.coordinator)
            .create(
                {
                    "programme_id": self.pairing.programme_id.id,
                    "outline_id": self.outline.id,
                    "start": self.start,
                    "duration": 1.0,
                }
            )
        )
        self.assertEqual((event.name, event.duration), (self.outline.name, 1.0))
        self.assertTrue(event.material)

    def test_a_discreet_programme_stays_neutral_in_calendars(self):
        hush = self._paired_programme(self.max, self.ian, discreet=True).programme_id
        event = self.env["mentoring.cohort.event"].create(
            {"programme_id": hush.id, "outline_id": self.outline.id, "start": self.start}
        )
        event.action_announce()
        entries = event.attendance_ids.calendar_event_id | event.host_event_id
        self.assertEqual(set(entries.mapped("name")), {"Meeting"})
        for entry in entries:
            self.assertNotIn("onversation", f"{entry.description} {entry.location}")
        subjects = " ".join(self._neutral_mails().mapped(lambda m: f"{m.subject} {m.body_html}"))
        self.assertNotIn("Courageous", subjects)

    def test_an_outline_that_goes_leaves_the_event(self):
        event = self.env["mentoring.cohort.event"].create(
            {
                "programme_id": self.pairing.programme_id.id,
                "outline_id": self.outline.id,
                "start": self.start,
            }
        )
        self.outline.unlink()
        self.assertTrue(event.exists().material)
