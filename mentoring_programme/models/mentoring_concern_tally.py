from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import AccessError

# How many concerns a figure is rounded down to, and the smallest that is shown at all.
STEP = 5
# Years that are over and can be looked at.
YEARS = 3
OUTCOMES = [
    ("talked", "Settled by talking"),
    ("changed", "Something in the pairing was changed"),
    ("ended", "The contact was ended"),
    ("passed_on", "Passed on to those who decide about it"),
    ("taken_back", "Taken back by the person who raised it"),
    ("nothing_found", "Nothing was found to act on"),
]


class MentoringConcernTally(models.Model):
    """That a concern was raised, or closed with an outcome, in a company and a year: a stroke on
    a list, which outlives the concern and leads back to none.

    What managers are told (:meth:`get_figures`) is counted and never described:

    - for a company as a whole: a programme has few people, and a figure for one would be
      about them;
    - in steps of :data:`STEP`, each figure rounded down by itself, so that neither a sum nor a
      difference of two figures tells of one concern;
    - only for years that are over: a figure that moves while one looks tells that somebody
      has raised a concern today;
    - for every such year, also one without any, so that a line does not tell that there was one.
    """

    _name = "mentoring.concern.tally"
    _description = "Tally of Concerns"
    _log_access = False

    # Not named company_id: see mentoring.concern.
    kept_for_id = fields.Many2one(
        "res.company", required=True, ondelete="cascade", index=True, groups=fields.NO_ACCESS
    )
    year = fields.Integer(required=True, groups=fields.NO_ACCESS)
    kind = fields.Selection(
        [("raised", "Raised"), *OUTCOMES], required=True, groups=fields.NO_ACCESS
    )

    def _compute_display_name(self):
        for stroke in self:
            stroke.display_name = self.env._("In confidence")

    @api.model
    def _add(self, company, kind):
        # sudo: mentoring.concern.tally - a stroke, in a model on which nobody has rights
        year = fields.Date.context_today(self).year
        self.sudo().create({"kept_for_id": company.id, "year": year, "kind": kind})

    @api.model
    def get_figures(self):
        """Concerns in the companies in which the reader works now, in years that are over.

        :return: dict with ``step`` and ``figures``, a list of dicts with ``company``, ``year``,
            ``raised`` and ``outcomes`` (list of dict with ``name`` and ``count``); counts are
            rounded down to a multiple of ``step``, 0 standing for "fewer than one step"
        :raises AccessError: for anybody but mentoring managers
        """
        if not self.env.user.has_group("mentoring_programme.group_mentoring_manager"):
            raise AccessError(self.env._("Figures on concerns are for those who manage mentoring."))
        this_year = fields.Date.context_today(self).year
        years = range(this_year - 1, this_year - 1 - YEARS, -1)
        companies = self.env.companies
        # sudo: mentoring.concern.tally - counts, rounded before they leave this method
        groups = self.sudo()._read_group(
            [("kept_for_id", "in", companies.ids), ("year", "in", list(years))],
            ["kept_for_id", "year", "kind"],
            ["__count"],
        )
        counts = Counter({(company.id, year, kind): count for company, year, kind, count in groups})
        return {
            "step": STEP,
            "figures": [
                {
                    "company": company.name,
                    "year": year,
                    "raised": _rounded(counts[company.id, year, "raised"]),
                    "outcomes": [
                        {"name": name, "count": _rounded(counts[company.id, year, kind])}
                        for kind, name in outcome_words(self.env)
                    ],
                }
                for company in companies
                for year in years
            ],
        }


def outcome_words(env):
    """Outcomes with their names in the reader's language, as :data:`OUTCOMES`."""
    kinds = env["mentoring.concern.tally"]._fields["kind"]._description_selection(env)
    return [(kind, name) for kind, name in kinds if kind != "raised"]


def _rounded(count):
    return count - count % STEP
