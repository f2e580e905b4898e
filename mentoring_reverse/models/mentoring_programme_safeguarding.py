from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.mentoring_programme.models.mentoring_enrolment import LIVE_ENROLMENT_STATES


class MentoringProgramme(models.Model):
    """Who hears concerns in a reverse programme stands outside every leader's chain of management.

    A mentor who raises one about a leader must not raise it with somebody who answers to that
    leader, nor with somebody to whom the leader answers. It is refused where the two are named and
    where a leader joins; when the chart changes afterwards, the coordinators are told on their
    desk.
    """

    _inherit = "mentoring.programme"

    def _near_safeguarding(self, leaders=None):
        """Leaders who stand in one chain of management with the lead or the deputy.

        :param leaders: ``mentoring.enrolment``; all who take part or are asked to, unless told
            otherwise
        :return: list of (``res.users``, ``mentoring.enrolment``), in sudo
        """
        # sudo: mentoring.programme, mentoring.enrolment, hr.employee - the organisation chart of
        # people whom the caller need not see; who may be told is the caller's to decide
        programmes = self.sudo().filtered(lambda programme: programme._is_reverse())
        if leaders is None:
            leaders = programmes.env["mentoring.enrolment"].search(
                [
                    ("programme_id", "in", programmes.ids),
                    ("role", "=", "mentee"),
                    ("state", "in", LIVE_ENROLMENT_STATES),
                ],
                order="id",
            )
        # sudo: mentoring.enrolment, hr.employee - as above
        leaders = leaders.sudo().filtered(
            lambda e: e.role == "mentee" and e.employee_id and e.programme_id in programmes
        )
        hearing = programmes.safeguarding_lead_id | programmes.safeguarding_deputy_id
        if not leaders or not hearing:
            return []
        # sudo: hr.employee - in whichever company they work
        theirs = self.env["hr.employee"].sudo().search([("user_id", "in", hearing.ids)])
        theirs = theirs.grouped("user_id")
        chains = leaders._management_chains(leaders.employee_id.union(*theirs.values()))
        near = []
        for leader in leaders:
            programme, employee = leader.programme_id, leader.employee_id
            for user in programme.safeguarding_lead_id | programme.safeguarding_deputy_id:
                for own in theirs.get(user, ()):
                    above, beneath = own.id in chains[employee.id], employee.id in chains[own.id]
                    if own == employee or above or beneath:
                        near.append((user, leader))
                        break
        return near

    def _near_safeguarding_words(self, near):
        """What a coordinator is told: a sentence for each who hears concerns."""
        leaders = {}
        for user, leader in near:
            leaders.setdefault(user, []).append(leader._person_name() or "")
        return [
            self.env._(
                "%(user)s hears concerns and stands in one chain of management with %(leaders)s, "
                "who takes part as a leader or is asked to: name somebody from outside that chain.",
                user=user.name,
                leaders=", ".join(names),
            )
            for user, names in leaders.items()
        ]

    @api.constrains("direction", "safeguarding_lead_id", "safeguarding_deputy_id")
    def _check_outside_chains(self):
        """For those who may know who takes part. Somebody who manages programmes and not this
        discreet one would learn it from a refusal; its coordinators see it on their desk."""
        near = self._told_of_chains()._near_safeguarding()
        if near:
            raise ValidationError("\n".join(self._near_safeguarding_words(near)))

    def _told_of_chains(self):
        """Those of which the caller may know who takes part."""
        # Constraints are checked in sudo: asked is who writes.
        by_system = self.env.uid == SUPERUSER_ID
        return self.filtered(lambda programme: by_system or programme.is_coordinator)

    def _check_conditions(self):
        """As :meth:`_check_outside_chains`, for those who may know who takes part."""
        result = super()._check_conditions()
        near = self._told_of_chains()._near_safeguarding()
        if near:
            raise UserError("\n".join(self._near_safeguarding_words(near)))
        return result

    def _desk_next(self, sections):
        steps = super()._desk_next(sections)
        if self.state in ("closed", "cancelled"):
            return steps
        near = [
            {"key": f"chain_{at}", "text": sentence, "buttons": [self._next_form()]}
            for at, sentence in enumerate(self._near_safeguarding_words(self._near_safeguarding()))
        ]
        return [*near, *steps]
