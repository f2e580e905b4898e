from odoo import api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError
from odoo.fields import Domain

from .theme_release import release


class MentoringInsight(models.Model):
    """A theme that enough people have passed on, and what the organisation makes of it.

    Written by :meth:`_cron_release` alone, which tells that there is a theme and nothing of who
    gave it: see :mod:`.theme_batches`. Without a programme it comes from several, which may be
    discreet ones and are not named.
    """

    _name = "mentoring.insight"
    _inherit = ["mentoring.unseen"]
    _description = "Insight from Mentoring"
    _order = "last_on desc, id desc"

    theme_id = fields.Many2one(
        "mentoring.theme", required=True, readonly=True, ondelete="restrict", index=True
    )
    programme_id = fields.Many2one(
        "mentoring.programme",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
        help="Empty: over several programmes, which are not named.",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    least = fields.Integer(
        string="People at least",
        required=True,
        readonly=True,
        aggregator="min",
        help="At least so many people gave this theme each time. How many there were exactly is "
        "not kept.",
    )
    times = fields.Integer(
        required=True,
        readonly=True,
        default=1,
        help="How often so many people gave it, in different months.",
    )
    first_on = fields.Date(string="First told", required=True, readonly=True)
    last_on = fields.Date(string="Last told", required=True, readonly=True)
    action_ids = fields.One2many("mentoring.insight.action", "insight_id", string="What we do")
    state = fields.Selection(
        [("new", "Not answered"), ("under_way", "Answered"), ("done", "Done")],
        compute="_compute_state",
        store=True,
    )

    _once = models.UniqueIndex(
        "(theme_id, company_id, COALESCE(programme_id, 0))", "This is told of already."
    )

    @api.depends("action_ids.state")
    def _compute_state(self):
        for insight in self:
            told = insight.action_ids.filtered(lambda action: action.state != "draft")
            if not told:
                insight.state = "new"
            elif all(action.state in ("done", "declined") for action in told):
                insight.state = "done"
            else:
                insight.state = "under_way"

    @api.depends_context("uid", "allowed_company_ids")
    @api.depends("theme_id")
    def _compute_display_name(self):
        """The theme to its readers: it shows past all rules in whatever record points to it."""
        readable = self.filtered("id").with_user(self.env.user)._filtered_access("read")
        for insight in self:
            known = insight.id in readable.ids
            # sudo: mentoring.insight, mentoring.theme - the words of a vocabulary, for its readers
            name = known and insight.sudo().theme_id.name
            insight.display_name = name or self.env._("Insight")

    def write(self, vals):
        if not self.env.su and set(vals) - {"action_ids"}:
            raise AccessError(
                self.env._("What people passed on stays as it is: write what you do about it.")
            )
        return super().write(vals)

    # -- telling -------------------------------------------------------------------------

    @api.model
    def _cron_release(self):
        """Tell of what enough people have passed on. Once a month, on whichever day it is called
        first: see :mod:`.theme_release`."""
        # sudo: mentoring.theme.pool - as nobody, in a scheduled job
        pools = self.env["mentoring.theme.pool"].sudo().with_context(active_test=False)
        pools = pools.search([("programme_id.date_forgotten", "=", False)], order="id")
        pools = pools.filtered(lambda pool: pool.programme_id._passes_on())
        for company, those in pools.grouped(lambda pool: pool.programme_id.company_id).items():
            try:
                with self.env.cr.savepoint():
                    # sudo: mentoring.insight - which nobody writes by hand
                    self.sudo()._note(company, release(those, fields.Date.today()))
            except ConcurrencyError:
                # Somebody passes something on just now: tomorrow, then.
                continue

    def _note(self, company, batches):
        """Tell of each batch, of a theme that was told of before once more."""
        today = fields.Date.today()
        there = {
            (insight.theme_id.id, insight.programme_id.id or None): insight
            for insight in self.search([("company_id", "=", company.id)])
        }
        known = set(
            self.env["mentoring.theme"].with_context(active_test=False).search(Domain.TRUE).ids
        )
        fresh = []
        for batch in batches:
            insight = there.get((batch.theme, batch.programme))
            if insight:
                insight.write(
                    {
                        "times": insight.times + 1,
                        "last_on": today,
                        "least": min(insight.least, batch.least),
                    }
                )
            elif batch.theme in known:
                fresh.append(
                    {
                        "theme_id": batch.theme,
                        "programme_id": batch.programme,
                        "company_id": company.id,
                        "least": batch.least,
                        "first_on": today,
                        "last_on": today,
                    }
                )
        self.create(fresh)

    # -- what changed --------------------------------------------------------------------

    @api.model
    def _changes(self, programmes):
        """What came of themes, for the people of these programmes.

        :param programmes: ``mentoring.programme`` in sudo, the reader's own
        :return: list of dicts, newest first: ``id``, ``theme``, ``programme`` (its name; False for
            several), ``name``, ``description``, ``responsible``, ``date`` (server format, or
            False), ``state`` and ``state_words``
        """
        mine = programmes.filtered(lambda programme: programme._passes_on())
        if not mine:
            return []
        # sudo: mentoring.insight.action - what was written for these very people to read
        actions = self.env["mentoring.insight.action"].sudo()
        actions = actions.search(
            [
                ("state", "!=", "draft"),
                "|",
                ("insight_id.programme_id", "in", mine.ids),
                "&",
                ("insight_id.programme_id", "=", False),
                ("company_id", "in", mine.company_id.ids),
            ]
        )
        words = dict(actions._fields["state"]._description_selection(self.env))
        return [
            {
                "id": action.id,
                "theme": action.insight_id.theme_id.name,
                "programme": action.insight_id.programme_id.name or False,
                "name": action.name,
                "description": action.description or "",
                "responsible": action.responsible,
                "date": fields.Date.to_string(action.date) or False,
                "state": action.state,
                "state_words": words[action.state],
            }
            for action in actions
        ]
