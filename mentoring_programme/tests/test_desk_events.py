from odoo.tests import tagged

from .event_case import EventCase


@tagged("post_install", "-at_install")
class TestDeskEvents(EventCase):
    """Coming events and supervision on the desk; requirements that are met by attending."""

    def _section(self, name, programme=None):
        self.env.flush_all()
        self.env.invalidate_all()
        desk = self.env["mentoring.desk"].with_user(self.coordinator)
        return desk.get_desk((programme or self.programme).id)["sections"].get(name)

    def test_coming_events_are_listed_with_how_many_are_invited(self):
        self.assertEqual(self._section("events"), [])
        event = self._event(name="Opening evening")
        draft = self._event(name="Later", announce=False, start="2099-01-01 10:00:00")
        self._begin(self._event(name="Over"))
        first, second = self._section("events")
        self.assertEqual((first["id"], first["name"], first["invited"]), (event.id, event.name, 2))
        self.assertEqual((second["id"], second["is_draft"]), (draft.id, True))
        event.action_cancel()
        self.assertEqual([each["id"] for each in self._section("events")], [draft.id])

    def test_a_programme_in_draft_has_no_section_of_events(self):
        self.assertIsNone(self._section("events", self._programme(name="Not open yet")))

    def test_who_missed_supervision_is_named(self):
        self.assertIsNone(self._section("supervision"))
        self.programme.write({"supervision_count": 3, "supervision_required": 1})
        self.assertEqual(self._section("supervision")["lacking"], 0)
        other = self._enrol(self.programme, self.ian, "mentor")
        event = self._event(kind="supervision", audience="mentor")
        self._begin(event)
        self._line(event, self.mentor).with_user(self.coordinator).action_attended()
        told = self._section("supervision")
        self.assertEqual((told["required"], told["enough"], told["lacking"]), (1, 1, 1))
        self.assertEqual(told["mentors"], [{"name": "Ian", "attended": 0, "offered": 1}])
        desk = self.env["mentoring.desk"].with_user(self.coordinator)
        action = desk.open_list(self.programme.id, told["figure"])
        found = self.env["mentoring.enrolment"].with_user(self.coordinator)
        self.assertEqual(found.search(action["domain"]), other)

    def test_who_can_attend_is_reminded_and_not_confirmed_in_passing(self):
        asked = self._requirement(role="mentee")
        lacking = self._enrol(self.programme, self.max, "mentee", "accepted")
        lacking._fulfil(lacking.missing_requirement_ids - asked)
        [row] = [each for each in self._section("readiness") if each["id"] == asked.id]
        self.assertEqual((row["confirmation"], row["total"], row["remind"]), ("attendance", 2, 2))
        lacking.with_user(self.coordinator).action_remind()
        [row] = [each for each in self._section("readiness") if each["id"] == asked.id]
        self.assertEqual(row["remind"], 1)

    def test_events_and_their_mails_are_counted(self):
        event = self._event()
        event.with_user(self.coordinator).action_cancel()
        log = self.env["mentoring.mail.log"].search([("programme_id", "=", self.programme.id)])
        self.assertEqual(set(log.mapped("kind")), {"event"})
