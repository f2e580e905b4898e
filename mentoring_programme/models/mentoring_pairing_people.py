from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, split_every

from ..matching import Person, broken
from .mentoring_enrolment import LIVE_ENROLMENT_STATES, LIVE_PAIRING_STATES

# How many pairings end at once when people leave; the scheduled job does the others.
AT_ONCE = 50
BATCH = 1000
# Live pairings of these employees and of everybody below them. UNION ends a circle.
CONCERNED = """
    WITH RECURSIVE below AS (
        SELECT id FROM hr_employee WHERE id = ANY(%(ids)s)
         UNION
        SELECT employee.id FROM hr_employee employee JOIN below ON employee.parent_id = below.id
    )
    SELECT pairing.id FROM mentoring_pairing pairing
     WHERE pairing.state = ANY(%(states)s)
       AND (pairing.mentor_employee_id IN (SELECT id FROM below)
            OR pairing.mentee_employee_id IN (SELECT id FROM below))
"""


class MentoringPairing(models.Model):
    """What becomes of a pairing when its people leave, or the organisation changes."""

    _inherit = "mentoring.pairing"

    @api.model
    def _follow_employees(self, employees, former_managers):  # noqa: ARG002 - for who extends it
        """Follow a change in who is there, who manages whom, and who works where.

        :param employees: ``hr.employee`` that changed
        :param former_managers: ``hr.employee`` to whom some of them reported before
        """
        self.env["hr.employee"].flush_model(["parent_id", "coach_id", "company_id"])
        self.flush_model(["state", "mentor_employee_id", "mentee_employee_id"])
        states = list(LIVE_PAIRING_STATES)
        found = self.env.execute_query(SQL(CONCERNED, ids=employees.ids, states=states))
        self._as_nobody().browse(number for (number,) in found)._follow_people()

    @api.model
    def _follow_contacts(self, partners):
        """The same for people from outside.

        :param partners: ``res.partner`` that changed
        """
        contacts = Domain("mentor_partner_id", "in", partners.ids)
        contacts |= Domain("mentee_partner_id", "in", partners.ids)
        live = Domain("state", "in", LIVE_PAIRING_STATES)
        self._as_nobody().search(live & contacts)._follow_people()

    def _follow_people(self):
        gone = self.filtered(lambda pairing: not pairing._are_here())
        gone[:AT_ONCE]._end_for_leavers()
        if len(gone) > AT_ONCE:
            # sudo: ir.cron - the rest in batches; whoever archives people may not trigger it
            self.env.ref("mentoring_programme.cron_pairing_life").sudo()._trigger()
        (self - gone)._review()

    def _are_here(self):
        """Whether both still work here, or are contacts that are not archived."""
        self.ensure_one()
        return all(side._person().active for side in (self.mentor_id, self.mentee_id))

    def _end_for_leavers(self):
        """End these pairings; whoever stays is told and waits to be matched again."""
        leavers = (self.mentor_id | self.mentee_id).filtered(lambda e: not e._person().active)
        self._end()
        leavers.filtered(lambda e: e.state in LIVE_ENROLMENT_STATES)._write_state("withdrawn")
        leavers.env.flush_all()

    # -- who may no longer be paired -----------------------------------------------------

    def _review(self):
        """Ask the coordinators about pairs that a rule of the matching forbids by now, once for
        each pair and reason; what holds no longer is not asked any more."""
        reviews = self.env["mentoring.review"].search([("pairing_id", "in", self.ids)])
        known = {(review.pairing_id.id, review.reason) for review in reviews}
        now = {(pairing.id, code) for pairing, codes in self._broken().items() for code in codes}
        reviews.filtered(
            lambda r: r.state == "open" and (r.pairing_id.id, r.reason) not in now
        ).unlink()
        self.env["mentoring.review"].create(
            [
                {**self.browse(number)._life_values(), "reason": code}
                for number, code in sorted(now - known)
            ]
        )

    def _broken(self):
        """Which rules forbid these pairs by now.

        :return: dict of pairing to the codes that coordinators are asked about
        """
        asked = self.env["mentoring.review"]._fields["reason"].get_values(self.env)
        # sudo: mentoring.enrolment, hr.employee - the organisation chart of the two
        enrolments = (self.mentor_id | self.mentee_id).sudo()
        places = enrolments._organisation_facts()
        people = {
            enrolment: Person(
                key=enrolment.id,
                # Where they work today, which the enrolment does not follow.
                company=(enrolment.employee_id or enrolment).company_id.id,
                **places[enrolment],
            )
            for enrolment in enrolments
        }
        codes = {
            pairing: broken(people[pairing.mentor_id], people[pairing.mentee_id])
            for pairing in self
        }
        return {pairing: [c for c in found if c in asked] for pairing, found in codes.items()}

    # -- by the clock --------------------------------------------------------------------

    @api.model
    def _cron_life(self):
        """Pauses that are over, pairings that went on after their programme and come to their
        day, people who left, and pairs that would not be made any more.

        Each batch is kept before the next begins, and is done once whatever happens: a pairing
        that goes on is no longer paused, one that ended is no longer live.
        """
        today = fields.Date.context_today(self)
        Pause = self.env["mentoring.pairing.pause"]
        due = Pause.search([("resumed_on", "=", False), ("until", "<=", today)]).pairing_id
        self._in_batches(due.filtered(lambda p: p.state == "paused"), "_resume", AT_ONCE)
        over = self.env["mentoring.pairing.extension"].search(
            [
                ("date_end", "<=", today),
                ("pairing_id.state", "in", LIVE_PAIRING_STATES),
                ("programme_id.state", "=", "closed"),
            ]
        )
        self._in_batches(over.pairing_id, "_complete", AT_ONCE)
        gone = Domain.OR(
            Domain(f"{side}_{kind}_id.active", "=", False)
            for side in ("mentor", "mentee")
            for kind in ("employee", "partner")
        )
        live = Domain("state", "in", LIVE_PAIRING_STATES)
        everybody = self.with_context(active_test=False)
        self._in_batches(everybody.search(live & gone), "_end_for_leavers", AT_ONCE)
        self._in_batches(self.search(live), "_review", BATCH)

    @api.model
    def _in_batches(self, pairings, step, size):
        """Take a step with some pairings, a batch at a time; each batch is committed."""
        for ids in split_every(size, pairings.ids):
            batch = self._as_nobody().browse(ids).try_lock_for_update(allow_referencing=True)
            getattr(batch, step)()
            self.env["ir.cron"]._commit_progress(len(ids), remaining=0)
            self.env.invalidate_all()
