from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mentoring_programme.models.locking import locked


class MentoringGroundRulesAcknowledgement(models.Model):
    """That the leader of a pairing acknowledged the ground rules: when, and which version.

    Both of the two read it, and nobody else. One row a pairing, which only
    :meth:`MentoringPairing.action_acknowledge_ground_rules` makes.
    """

    _name = "mentoring.ground.rules.acknowledgement"
    _inherit = ["mentoring.pair.work"]
    _description = "Acknowledgement of the Ground Rules"
    _order = "id"
    _log_access = False

    rules_id = fields.Many2one(
        "mentoring.ground.rules", required=True, readonly=True, ondelete="restrict"
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)

    _once = models.UniqueIndex("(pairing_id)", "You have acknowledged them already: reload.")


class MentoringPairing(models.Model):
    _inherit = "mentoring.pairing"

    def action_acknowledge_ground_rules(self, version=None):
        """The leader has read the ground rules and will keep to them.

        :param int version: of the text that was shown
        :raises AccessError: for anybody but the leader
        :raises UserError: when another text is asked by now, or the pairing does not live
        """
        self.ensure_one()
        self._check_mine()
        if not self._is_reverse() or self._role_of_reader() != "mentee":
            raise AccessError(self.env._("The ground rules are for the leader to acknowledge."))
        locked(self)._check_working()
        if self._acknowledged():
            return
        rules = self.env["mentoring.ground.rules"]._current(self.programme_id._is_reciprocal())
        if not rules or version != rules.version:
            raise UserError(
                self.env._(
                    "The ground rules have changed since you opened this page: reload it, and "
                    "read them as they are now."
                )
            )
        # sudo: mentoring.ground.rules.acknowledgement - the leader's own, which no one writes
        # but by this step
        lines = self.env["mentoring.ground.rules.acknowledgement"].sudo()
        lines.create({"pairing_id": self.id, "rules_id": rules.id})

    def _acknowledged(self):
        """Those of these pairings whose leader has acknowledged the ground rules.

        For gates and reminders: who calls this answers for what they tell with it.
        """
        # sudo: mentoring.ground.rules.acknowledgement - whether, for a gate
        lines = self.env["mentoring.ground.rules.acknowledgement"].sudo()
        found = lines.search([("pairing_id", "in", self.ids)])
        return self.browse(found.pairing_id.ids)

    @api.model
    def _rules_words(self, line):
        """
        :param line: one acknowledgement, or none
        :return: dict of ``date`` (UTC), ``version`` and ``text`` (sanitised HTML), or False
        """
        if not line:
            return False
        return {
            "date": fields.Datetime.to_string(line.date),
            "version": line.rules_id.version,
            "text": line.rules_id.text,
        }
