from odoo import api, models
from odoo.tools import SQL

from odoo.addons.mentoring_programme.models.mentoring_enrolment import LIVE_PAIRING_STATES

from .mentoring_programme_shape import REVERSE_DIRECTIONS

FOLLOWED = "mentoring_reverse.followed"
# Live reverse pairings of everybody in the trees of some employees: one level can move a whole
# tree, above and beneath. UNION ends a circle.
IN_TREES = """
    WITH RECURSIVE above AS (
        SELECT id, parent_id FROM hr_employee WHERE id = ANY(%(ids)s)
         UNION
        SELECT manager.id, manager.parent_id
          FROM hr_employee manager JOIN above ON above.parent_id = manager.id
    ), tree AS (
        SELECT id FROM above
         UNION
        SELECT employee.id FROM hr_employee employee JOIN tree ON employee.parent_id = tree.id
    )
    SELECT pairing.id FROM mentoring_pairing pairing
      JOIN mentoring_programme programme ON programme.id = pairing.programme_id
     WHERE pairing.state = ANY(%(states)s)
       AND programme.direction = ANY(%(directions)s)
       AND (pairing.mentor_employee_id IN (SELECT id FROM tree)
            OR pairing.mentee_employee_id IN (SELECT id FROM tree))
"""


class MentoringPairing(models.Model):
    """Pairs of reverse programmes are looked at again when the organisation changes."""

    _inherit = "mentoring.pairing"

    @api.model
    def _follow_employees(self, employees, former_managers):
        result = super()._follow_employees(employees, former_managers)
        self._follow_trees(employees | former_managers)
        return result

    @api.model
    def _follow_trees(self, employees):
        """Look at the pairs in the trees of these employees before the transaction is committed:
        once, however many of them an import writes one after the other.

        Whoever moves a person from one tree to another names somebody who stays in the former.
        """
        if not employees.ids:
            return
        precommit = self.env.cr.precommit
        if FOLLOWED not in precommit.data:
            precommit.add(self._as_nobody().with_context(version_id=False)._review_trees)
        precommit.data.setdefault(FOLLOWED, set()).update(employees.ids)

    @api.model
    def _review_trees(self):
        """Ask about pairs that stand too close by now, and no longer about those that do not."""
        ids = sorted(self.env.cr.precommit.data.pop(FOLLOWED))
        self.env["hr.employee"].flush_model(["parent_id"])
        self.env["mentoring.programme"].flush_model(["direction"])
        self.flush_model(["state", "mentor_employee_id", "mentee_employee_id", "programme_id"])
        found = self.env.execute_query(
            SQL(
                IN_TREES,
                ids=ids,
                states=list(LIVE_PAIRING_STATES),
                directions=list(REVERSE_DIRECTIONS),
            )
        )
        if found:
            self.browse(number for (number,) in found)._review()
