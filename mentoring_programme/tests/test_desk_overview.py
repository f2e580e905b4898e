from odoo.tests import tagged

from .common import MentoringCase

COUNTS = (
    "invited_count",
    "enrolled_count",
    "ready_count",
    "matched_count",
    "active_count",
    "completed_count",
    "late_count",
)


@tagged("post_install", "-at_install")
class TestDeskOverview(MentoringCase):
    """Many programmes at a glance, for those who manage them."""

    def _counts(self, programme, user):
        self.env.flush_all()
        self.env.invalidate_all()
        [values] = programme.with_user(user).read(COUNTS)
        return tuple(values[name] for name in COUNTS)

    def test_the_funnel_in_small_agrees_with_the_desk(self):
        pairing = self._paired_programme()
        programme = pairing.programme_id
        for person, state in (
            (self.max, "invited"),
            (self.mo, "applied"),
            (self.ian, "accepted"),
            (self.ivy, "ready"),
        ):
            self._enrol(programme, person, "mentee", state)
        self.assertEqual(self._counts(programme, self.manager)[:6], (1, 2, 1, 0, 2, 0))
        desk = self.env["mentoring.desk"].with_user(self.manager).get_desk(programme.id)
        stages = {
            line["stage"]: line["mentor"]["count"] + line["mentee"]["count"]
            for line in desk["sections"]["funnel"]
            if line["stage"] != "eligible"
        }
        self.assertEqual(tuple(stages.values()), (1, 2, 1, 0, 2, 0))

    def test_of_a_discreet_programme_a_manager_sees_steps_alone(self):
        hush = self._paired_programme(self.ian, self.max, discreet=True).programme_id
        self.assertEqual(self._counts(hush, self.manager), (0,) * 7)
        self.assertEqual(hush.with_user(self.manager).people_total, "fewer than 5")
        self.assertEqual(self._counts(hush, self.coordinator)[4], 2)

    def test_whoever_does_not_coordinate_it_is_told_nothing(self):
        programme = self._paired_programme().programme_id
        self.assertEqual(self._counts(programme, self.mia.user_id), (0,) * 7)

    def test_it_costs_the_same_for_one_programme_and_for_ten(self):
        programmes = self._paired_programme().programme_id
        costs = []
        for _more in range(2):
            for _turn in range(2):
                self.env.flush_all()
                self.env.invalidate_all()
                mine = programmes.with_user(self.manager)
                before = self.env.cr.sql_log_count
                mine.read(COUNTS)
                cost = self.env.cr.sql_log_count - before
            costs.append(cost)
            for _n in range(9):
                programmes |= self._paired_programme().programme_id
        self.assertEqual(costs[0], costs[1])
