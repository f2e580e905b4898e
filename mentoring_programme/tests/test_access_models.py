from odoo.tests import tagged

from .access_case import CLOSED, HIDDEN_IN, PAIR_WORK, AccessCase


@tagged("post_install", "-at_install")
class TestAccessModels(AccessCase):
    def test_every_model_of_the_addon_is_asked_about(self):
        mine = {
            name
            for name, model in self.env.registry.items()
            if model._original_module == "mentoring_programme" and not model._abstract
        }
        self.assertEqual(set(self.records), mine | HIDDEN_IN)

    def test_nobody_has_an_access_right_to_a_closed_model(self):
        """Not even to be refused: an unknown id would be answered otherwise than another's."""
        rights = self.env["ir.model.access"].search([("model_id.model", "in", list(CLOSED))])
        for operation in ("read", "write", "create", "unlink"):
            self.assertFalse(any(rights.mapped(f"perm_{operation}")))
        for model in CLOSED:
            for user in (self.mia.user_id, self.coordinator, self.env.ref("base.user_admin")):
                for operation in ("read", "write", "create", "unlink"):
                    self.assertFalse(self.env[model].with_user(user).has_access(operation))

    def test_no_model_of_the_addon_has_followers(self):
        for model in set(self.records) - HIDDEN_IN:
            self.assertNotIn("message_follower_ids", self.env[model]._fields, model)
            self.assertNotIn("activity_ids", self.env[model]._fields, model)

    def test_nothing_of_odoos_own_points_at_a_mentoring_record(self):
        """But for what is computed per reader, which no filter can ask for."""
        pointing = {
            f"{model}.{field.name}"
            for model, cls in self.env.registry.items()
            if not model.startswith("mentoring.")
            for field in cls._fields.values()
            if (field.comodel_name or "").startswith("mentoring.")
        }
        self.assertEqual(
            pointing,
            {
                "hr.employee.mentoring_pairing_ids",
                "hr.employee.public.mentoring_pairing_ids",
                "res.users.mentoring_pairing_ids",
            },
        )
        for path in pointing:
            model, name = path.rsplit(".", 1)
            field = self.env[model]._fields[name]
            self.assertTrue(field.compute and not field.store and not field.search, path)

    def test_display_names_of_people_are_neutral(self):
        for model in (
            "mentoring.enrolment",
            "mentoring.enrolment.wish",
            "mentoring.fulfilment",
            "mentoring.preference",
            "mentoring.pairing",
            "mentoring.session",
            "mentoring.session.content",
            "mentoring.session.mood",
            "mentoring.attendance",
            "mentoring.match.run",
            "mentoring.match.proposal",
            "mentoring.match.unmatched",
            "mentoring.preference.opening",
            "mentoring.retention.log",
            "mentoring.reflection",
            "mentoring.concern",
            "mentoring.mail.log",
            "mentoring.mail.merge",
            *PAIR_WORK,
            "mentoring.request",
            "mentoring.circle",
            "mentoring.concern.note",
            "mentoring.concern.tally",
            "mentoring.pairing.hold",
            "mentoring.lesson",
            "mentoring.needs.count",
            "mentoring.needs.voter",
            "mentoring.pairing.pause",
            "mentoring.pairing.extension",
            "mentoring.pairing.wish",
            "mentoring.ending",
            "mentoring.review",
            "mentoring.nudge",
            "mentoring.nudge.day",
        ):
            names = " ".join(r.sudo().display_name for r in self.records[model].values())
            for said in ("Mia", "Ida", "Max", "Ian", "Hush", "Test programme", "Briefing", "Lead"):
                self.assertNotIn(said, names, model)
