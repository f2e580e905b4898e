from odoo import Command
from odoo.tests import TransactionCase, tagged


@tagged("mentoring_data")
class TestReverseData(TransactionCase):
    """The shapes that ship, asked while the addon is being installed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        data = cls.env["ir.model.data"].search(
            [("module", "=", "mentoring_reverse"), ("model", "=", "mentoring.programme.type")]
        )
        cls.types = cls.env["mentoring.programme.type"].browse(data.mapped("res_id"))

    def _type(self, name):
        return self.env.ref(f"mentoring_reverse.type_{name}")

    def test_four_types_ship(self):
        self.assertEqual(len(self.types), 4)
        self.assertTrue(all(self.types.mapped("active")))
        self.assertFalse(self.types.company_id)

    def test_their_shapes_are_the_published_ones(self):
        shapes = {
            name: (
                kind.direction,
                kind.duration_months,
                kind.session_count,
                kind.session_minutes,
                kind.supervision_required,
                kind.supervision_count,
            )
            for name in ("reverse_leaders", "monthly_hour", "pilot", "reciprocal")
            for kind in self._type(name)
        }
        self.assertEqual(shapes["reverse_leaders"], ("reverse", 6, 6, 60, 2, 3))
        self.assertEqual(shapes["monthly_hour"][:4], ("reverse", 12, 12, 60))
        self.assertEqual(shapes["pilot"][:4], ("reverse", 6, 6, 30))
        self.assertEqual(shapes["reciprocal"][0], "reciprocal")

    def test_each_makes_a_programme_that_lacks_only_who_hears_concerns(self):
        group = self.env.ref("mentoring_programme.group_mentoring_coordinator")
        user = self.env["res.users"].create(
            {"name": "Cora", "login": "reverse cora", "group_ids": [Command.link(group.id)]}
        )
        for kind in self.types:
            with self.subTest(type=kind.name):
                programme = self.env["mentoring.programme"].create(
                    {
                        "name": kind.name,
                        "type_id": kind.id,
                        "coordinator_ids": [Command.set(user.ids)],
                    }
                )
                self.assertEqual(programme.conditions_met, 4)
                self.assertFalse(programme.condition_boundaries)
                self.assertEqual(programme.level_distance, kind.level_distance)
                self.assertEqual(programme.dimension_ids, kind.dimension_ids)

    def test_both_inductions_are_gates(self):
        for kind in self.types:
            inductions = kind.requirement_ids.filtered(lambda asked: asked.kind == "induction")
            self.assertEqual(set(inductions.mapped("role")), {"mentor", "mentee"})
            self.assertEqual(set(inductions.mapped("confirmation")), {"attendance"})

    def test_each_keeps_the_two_apart_and_gives_a_mentor_one_leader(self):
        for kind in self.types:
            self.assertTrue(kind.level_distance)
            self.assertEqual(kind.mentor_capacity_max, 1)
            # The core's criterion asks for a mentor who stands above.
            self.assertNotIn("seniority", kind.criterion_ids.mapped("kind"))

    def test_each_says_what_it_is_for_and_how_to_run_it(self):
        for kind in self.types:
            with self.subTest(type=kind.name):
                for name in ("aim", "audience", "guidance", "agreement_text", "boundaries"):
                    self.assertTrue(kind[name], name)
                for name in ("mentor_commitments", "mentee_commitments"):
                    self.assertEqual(kind[name].count("<li>"), 3, name)
                self.assertIn(len(kind.dimension_ids), range(2, 8))
                for objective in kind.objective_ids:
                    self.assertTrue(objective.measure and objective.target)
                self.assertEqual(
                    sorted(kind.agenda_ids.mapped("position")), ["first", "last", "middle"]
                )

    def test_the_first_agenda_agrees_a_goal(self):
        for kind in self.types:
            first = kind.agenda_ids._for_number(1, kind.session_count)
            self.assertIn("goal", first.body)
