from odoo import fields
from odoo.fields import NO_ACCESS
from odoo.tests import tagged

from .pair_case import PairCase

# What a leader may write that has a number or a choice in it, and of what it is.
OF_THEIR_OWN = {
    "mentoring.action": "what one of the two is to do",
    "mentoring.goal": "the goal of both, and how far they are",
    "mentoring.milestone": "a step on the way to it",
    "mentoring.session": "its time and length",
    "mentoring.session.mood": "how it was for themself, for nobody else",
    "mentoring.session.plan": "a series of sessions to plan",
    "mentoring.enrolment": "their own",
    "mentoring.enrolment.skill": "their own",
    "mentoring.enrolment.wish": "their own",
    "mentoring.assessment": "of themself",
    "mentoring.resource": "what they share",
}
HR_MODELS = ("hr.employee", "hr.employee.public", "hr.version", "hr.resume.line")


@tagged("post_install", "-at_install")
class TestProtection(PairCase):
    """The one with less power is not rated, and leaves no trace when they go."""

    def test_nothing_that_a_leader_writes_rates_the_mentor(self):
        self._session(-3, "held")
        found = set()
        for name, model in self.env.registry.items():
            if not name.startswith("mentoring.") or model._abstract:
                continue
            mine = self._of(self.leader, self.env[name])
            self.assertFalse({"rating_ids", "rating_avg"} & set(model._fields), name)
            if not (mine.has_access("write") or mine.has_access("create")):
                continue
            if any(
                field.type in ("integer", "float", "selection", "monetary")
                and field.store
                and not field.readonly
                and field.groups != NO_ACCESS
                and field.name not in ("id", "sequence")
                for field in model._fields.values()
            ):
                found.add(name)
        ours = {name for name in found if self.env[name]._original_module == "mentoring_reverse"}
        self.assertFalse(ours)
        core = {n for n in found if self.env[n]._original_module == "mentoring_programme"}
        self.assertLessEqual(core, set(OF_THEIR_OWN))

    def test_the_leader_cannot_say_how_a_session_was_for_the_mentor(self):
        session = self._session(-3, "held")
        self._of(self.leader, session).action_mood("heavy")
        moods = self.env["mentoring.session.mood"].search([("session_id", "=", session.id)])
        self.assertEqual(moods.enrolment_id, self.pairing.mentee_id)
        for user in (self.mentor, *self.onlookers):
            self.assertFalse(self._of(user, moods)._filtered_access("read"), user.login)

    def test_an_assessment_is_of_oneself(self):
        items = self.env["mentoring.assessment.item"].search([])
        self.assertTrue(items)
        for item in items:
            self.assertTrue(item.name.startswith("I "), item.name)

    # -- leaving -------------------------------------------------------------------------

    def _files(self, user):
        """All that somebody reads about the mentor as an employee."""
        self.env.flush_all()
        self.env.invalidate_all()
        found = {}
        for model in HR_MODELS:
            records = self._of(user, self.env[model])
            if not records.has_access("read"):
                continue
            link = "id" if model.startswith("hr.employee") else "employee_id"
            records = records.with_context(active_test=False).search([(link, "=", self.mia.id)])
            skipped = {"mentoring_role", "mentoring_pairing_ids", "mentoring_pairing_count"}
            names = [
                name
                for name, field in records._fields.items()
                if name not in skipped
                and field.type != "binary"
                and records._has_field_access(field, "read")
            ]
            found[model] = records.read(names)
            found[f"{model} fields"] = sorted(set(records._fields) - skipped)
        return found

    def _traces(self):
        """Messages, activities, followers and attachments on the mentor's files."""
        found = {}
        for model, key in (
            ("mail.message", "model"),
            ("mail.activity", "res_model"),
            ("mail.followers", "res_model"),
            ("ir.attachment", "res_model"),
        ):
            found[model] = self.env[model].search([(key, "in", HR_MODELS)]).ids
        return found

    def test_leaving_changes_nothing_on_any_file(self):
        """As before it began: for HR, the line manager, colleagues and the manager."""
        readers = (self.hr_officer, self.mo.user_id, self.max.user_id, self.manager, self.admin)
        never = {user: self._roles(user, self.max) for user in readers}
        for step in ("action_end", "action_withdraw"):
            with self.subTest(step), self.cr.savepoint() as savepoint:
                before = {user: self._files(user) for user in readers}
                traces = self._traces()
                target = self.pairing if step == "action_end" else self.pairing.mentor_id
                getattr(self._of(self.mentor, target), step)()
                self.env.flush_all()
                self.assertEqual({user: self._files(user) for user in readers}, before)
                self.assertEqual(self._traces(), traces)
                # What is computed per reader is as of somebody who never was paired.
                for user in readers:
                    if user != self.admin:
                        self.assertEqual(self._roles(user, self.mia), never[user], user.login)
                savepoint.rollback()

    def _roles(self, user, employee):
        public = self._of(user, self.env["hr.employee.public"].browse(employee.id))
        # The role itself also says who offers to mentor, and is not about this pairing.
        names = ["mentoring_pairing_ids", "mentoring_pairing_count"]
        told = public.read(names)[0]
        return [told[name] for name in names]

    def test_hr_and_the_line_manager_find_no_ended_pairing(self):
        self._of(self.mentor).action_end("time", "Too much")
        for user in (self.hr_officer, self.mo.user_id, self.max.user_id):
            self.assertFalse(self._of(user)._filtered_access("read"), user.login)
        today = fields.Date.today()
        self.assertEqual(self.pairing.date_end, today)
