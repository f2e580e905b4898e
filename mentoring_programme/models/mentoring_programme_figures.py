from ast import literal_eval

from odoo import fields, models
from odoo.fields import Domain

from .mentoring_programme_desk import STAGE_STATES


class MentoringProgramme(models.Model):
    """What stands behind the figures on a coordinator's desk, for its lists and its bulk steps.

    A figure is a text such as ``stage.ready.mentor``: the same domain is counted and opened.
    """

    _inherit = "mentoring.programme"

    def _desk_domain(self, figure):
        """What a figure counts.

        :return: (heading of the list, name of the model, domain)
        :raises UserError: for a figure that the desk does not have
        """
        kind, *words = str(figure).split(".")
        ways = {
            "eligible": self._desk_domain_eligible,
            "stage": self._desk_domain_stage,
            "state": self._desk_domain_state,
            "lacking": self._desk_domain_lacking,
            "remind": self._desk_domain_remind,
            "confirm": self._desk_domain_confirm,
            "health": self._desk_domain_health,
            "supervision": self._desk_domain_supervision,
        }
        try:
            return ways[kind](*words)
        except (KeyError, TypeError, ValueError) as error:
            raise self.env["mentoring.desk"]._unknown_figure() from error

    def _desk_records(self, figure):
        """(heading, records) behind a figure, as the reader may see them."""
        name, model, domain = self._desk_domain(figure)
        return name, self.env[model].search(domain)

    def _desk_list(self, figure):
        name, model, domain = self._desk_domain(figure)
        actions = {
            "hr.employee.public": "hr.hr_employee_public_action",
            "mentoring.enrolment": "mentoring_programme.mentoring_enrolment_action",
            "mentoring.pairing": "mentoring_programme.mentoring_pairing_action",
        }
        action = self.env["ir.actions.act_window"]._for_xml_id(actions[model])
        return {
            **action,
            "name": name,
            "display_name": name,
            "domain": list(domain),
            # No default filter: the list shows what the number counted.
            "context": {"mentoring_show_names": True},
        }

    def _desk_rule(self, role):
        """The rule on who is eligible, as the coordinator wrote it."""
        return Domain(literal_eval(self[f"{role}_domain"] or "[]"))

    def _desk_domain_eligible(self, role):
        domain = Domain("company_id", "=", self.company_id.id) & Domain("active", "=", True)
        return (
            self._desk_heading("eligible", role),
            "hr.employee.public",
            domain & self._desk_rule(role),
        )

    def _desk_domain_stage(self, stage, role):
        domain = self._desk_in(STAGE_STATES[stage]) & Domain("role", "=", role)
        if stage in ("matched", "active"):
            begun = sorted(self._desk_begun())
            domain &= Domain("id", "in" if stage == "active" else "not in", begun)
        return self._desk_heading(stage, role), "mentoring.enrolment", domain

    def _desk_domain_state(self, state):
        labels = dict(
            self.env["mentoring.enrolment"]._fields["state"]._description_selection(self.env)
        )
        return labels[state], "mentoring.enrolment", self._desk_in((state,))

    def _desk_domain_lacking(self, requirement_id, role=None):
        """Those who lack one requirement."""
        requirement = self._desk_requirement(requirement_id)
        lacking = self._desk_lacking().get(requirement, self.env["mentoring.enrolment"])
        ids = [each.id for each in lacking if role in (None, each.role)]
        name = self.env._("Still to do: %s", requirement.name)
        return name, "mentoring.enrolment", Domain("id", "in", ids)

    def _desk_domain_remind(self, requirement_id):
        """Those who lack one requirement and were not reminded today."""
        name, model, domain = self._desk_domain_lacking(requirement_id)
        today = fields.Date.context_today(self)
        return name, model, domain & Domain("reminded_on", "!=", today)

    def _desk_domain_confirm(self):
        """Those who wait for nothing but what a coordinator confirms."""
        waiting = self._desk_waiting_for_confirmation(self._desk_enrolments())
        name = self.env._("Waiting for your confirmation")
        return name, "mentoring.enrolment", Domain("id", "in", waiting.ids)

    def _desk_in(self, states):
        return Domain("programme_id", "=", self.id) & Domain("state", "in", list(states))

    def _desk_requirement(self, requirement_id):
        requirement_id = int(requirement_id)
        found = self.requirement_ids.filtered(lambda requirement: requirement.id == requirement_id)
        if not found:
            raise ValueError(requirement_id)
        return found

    def _desk_heading(self, stage, role):
        words = {
            ("eligible", "mentor"): self.env._("Could be mentors"),
            ("eligible", "mentee"): self.env._("Could be mentees"),
            ("invited", "mentor"): self.env._("Mentors invited"),
            ("invited", "mentee"): self.env._("Mentees invited"),
            ("enrolled", "mentor"): self.env._("Mentors enrolled, not ready yet"),
            ("enrolled", "mentee"): self.env._("Mentees enrolled, not ready yet"),
            ("ready", "mentor"): self.env._("Mentors ready"),
            ("ready", "mentee"): self.env._("Mentees ready"),
            ("matched", "mentor"): self.env._("Mentors matched, not begun yet"),
            ("matched", "mentee"): self.env._("Mentees matched, not begun yet"),
            ("active", "mentor"): self.env._("Active mentors"),
            ("active", "mentee"): self.env._("Active mentees"),
            ("completed", "mentor"): self.env._("Mentors who completed"),
            ("completed", "mentee"): self.env._("Mentees who completed"),
        }
        return words[stage, role]
