from .common import ReverseCase


class TestDirection(ReverseCase):
    def test_a_programme_takes_its_direction_from_its_type(self):
        programme = self._programme()
        self.assertEqual(programme.direction, "reverse")
        self.assertTrue(programme._is_reverse())
        self.assertFalse(programme._is_reciprocal())

    def test_in_a_reciprocal_programme_the_junior_leads_too(self):
        programme = self._programme(direction="reciprocal")
        self.assertTrue(programme._is_reverse())
        self.assertTrue(programme._is_reciprocal())

    def test_the_cores_directions_are_not_reverse(self):
        self.assertFalse(self._programme(direction="peer")._is_reverse())
