from odoo import fields, models
from odoo.exceptions import UserError

from .mentoring_programme import PROGRAMME_STATES


class MentoringProgramme(models.Model):
    """How a programme moves on, and where one goes from it."""

    _inherit = "mentoring.programme"

    # -- what happens next ---------------------------------------------------------------

    def _moving(self, origins, state):
        """Those that would move, for those who may write and only from one of ``origins``.

        Where somebody else was a moment earlier and it is there already, nothing is wrong.

        :raises UserError: when the step is not open
        """
        self.check_access("write")
        moving = self.filtered(lambda programme: programme.state != state)
        for programme in moving:
            if programme.state not in origins:
                raise UserError(
                    self.env._(
                        "“%(name)s” is in the state “%(state)s”, so this step is not open. "
                        "Somebody else may have moved it on: reload the page.",
                        name=programme.name,
                        state=dict(PROGRAMME_STATES)[programme.state],
                    )
                )
        return moving

    def _move(self, origins, state):
        """Set the state, see :meth:`_moving`.

        :return: those that moved
        """
        moving = self._moving(origins, state)
        moving._write_state(state)
        return moving

    def action_open_enrolment(self):
        # First whether the step is open to the caller at all: what is missing is not for others.
        moving = self._moving(("draft", "matching"), "enrolling")
        moving._check_conditions()
        today = fields.Date.context_today(self)
        for programme in moving:
            if (programme.date_enrolment_end or today) < today:
                raise UserError(
                    self.env._(
                        "The last day to enrol in “%s” is over: set a later one first.",
                        programme.name,
                    )
                )
        moving._write_state("enrolling")

    def action_close_enrolment(self):
        self._move(("enrolling",), "matching")

    def action_start(self):
        for programme in self:
            if not programme.pairing_count:
                raise UserError(
                    self.env._(
                        "“%s” has no pairing yet: run the matching and publish it, or pair "
                        "two people by hand.",
                        programme.name,
                    )
                )
        self._move(("matching",), "running")
        pairings = self.env["mentoring.pairing"].search([("programme_id", "in", self.ids)])
        pairings._activate_agreed()

    def action_close(self):
        self._move(("running",), "closed")
        # sudo: mentoring.enrolment, mentoring.pairing - the programme's own, whose states
        # nobody may write directly
        self.sudo()._complete_people()

    def action_cancel(self):
        self._move(("draft", "enrolling", "matching", "running"), "cancelled")
        # sudo: mentoring.pairing - all of them end, also those a manager does not see
        pairings = self.env["mentoring.pairing"].sudo()
        pairings.search([("programme_id", "in", self.ids)])._end()

    def action_reset_to_draft(self):
        self.check_access("write")
        for programme in self:
            # sudo: mentoring.enrolment - whether anybody is enrolled, for a refusal only
            if programme.sudo().enrolment_ids:
                raise UserError(
                    self.env._(
                        "People are enrolled in “%s”: it can no longer become a draft.",
                        programme.name,
                    )
                )
        self._move(("enrolling", "cancelled"), "draft")

    def _update_readiness(self):
        # sudo: mentoring.enrolment - readiness follows from the requirements
        self.sudo().enrolment_ids._update_readiness()

    def _complete_people(self):
        pairings = self.env["mentoring.pairing"].search([("programme_id", "in", self.ids)])
        begun = pairings.filtered(lambda pairing: pairing.state in ("active", "paused"))
        (begun - begun._extended())._complete()
        pairings.filtered(lambda pairing: pairing.state in ("proposed", "agreed"))._end()

    # -- where to go from a programme ----------------------------------------------------

    def _action_on(self, xmlid, **context):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(f"mentoring_programme.{xmlid}")
        action["domain"] = [("programme_id", "=", self.id)]
        action["context"] = {
            "default_programme_id": self.id,
            "mentoring_show_names": True,
            **context,
        }
        return action

    def action_view_enrolments(self):
        return self._action_on("mentoring_enrolment_action")

    def action_view_pairings(self):
        return self._action_on("mentoring_pairing_action")

    def action_view_sessions(self):
        return self._action_on("mentoring_session_action")

    def action_view_runs(self):
        return self._action_on("mentoring_match_run_action")

    def action_run_matching(self):
        """Compute a new run for this programme and open it."""
        self.ensure_one()
        run = self.env["mentoring.match.run"].create({"programme_id": self.id})
        return run._get_form_action()
