from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

POLL_STATES = [("draft", "Draft"), ("open", "Open"), ("closed", "Closed")]


class MentoringNeedsPoll(models.Model):
    """What would people need? Asked before a programme is opened, answered without a name.

    Nobody sees anything before the poll is closed, and then only in steps of the threshold, so
    that neither one answer more nor the difference of two figures tells of a person.

    Who has answered is kept until it is closed, so that everybody answers once; what they
    answered is added to counts at once and kept nowhere else (``mentoring_needs_answer``).
    """

    _name = "mentoring.needs.poll"
    _inherit = ["mentoring.unseen"]
    _description = "Mentoring Needs Poll"
    _order = "id desc"

    name = fields.Char(string="Title", required=True, translate=True)
    introduction = fields.Text(
        translate=True, help="What it is for, and what will be done with the outcome."
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    type_ids = fields.Many2many("mentoring.programme.type", string="Which programmes it is about")
    topic_ids = fields.Many2many("mentoring.topic", string="Topics to choose from")
    asks_times = fields.Boolean(string="Ask for good times", default=True)
    state = fields.Selection(POLL_STATES, default="draft", required=True, copy=False)
    date_end = fields.Date(string="Open until", copy=False)
    threshold = fields.Integer(
        string="In steps of",
        default=5,
        required=True,
        help="Fewer answers than this are not shown, and every figure is rounded down to a "
        "multiple of it.",
    )
    results = fields.Html(
        compute="_compute_results", groups="mentoring_programme.group_mentoring_coordinator"
    )

    _threshold_range = models.Constraint(
        "CHECK(threshold >= 5 AND threshold <= 100)",
        "Steps of fewer than 5 protect nobody: choose a number from 5 to 100.",
    )

    @api.constrains("topic_ids", "asks_times")
    def _check_topics(self):
        for poll in self:
            if poll.state != "draft" and not poll.topic_ids:
                raise ValidationError(self.env._("Choose at least one topic to ask about."))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [{**vals, "state": "draft"} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            if vals.get("state") and any(poll.state != vals["state"] for poll in self):
                raise UserError(self.env._("Open and close a poll with its buttons."))
            if any(poll.state != "draft" for poll in self) and set(vals) - {"state", "date_end"}:
                raise UserError(
                    self.env._(
                        "People answer these questions already, or have: duplicate the poll to "
                        "ask others."
                    )
                )
        return super().write(vals)

    def _write_state(self, state):
        return super().write({"state": state})

    def action_open(self):
        self.check_access("write")
        today = fields.Date.context_today(self)
        for poll in self:
            if poll.state != "draft":
                raise UserError(self.env._("This poll was opened already: reload the page."))
            if not poll.topic_ids:
                raise UserError(self.env._("Choose at least one topic to ask about."))
            if poll.date_end and poll.date_end < today:
                raise UserError(self.env._("Its last day is over: set a later one first."))
        self._write_state("open")

    def action_close(self):
        """Take no more answers, forget who has answered, and show what comes out."""
        self.check_access("write")
        if any(poll.state != "open" for poll in self):
            raise UserError(self.env._("Only an open poll can be closed: reload the page."))
        self._close()

    def _close(self):
        self._write_state("closed")
        # sudo: mentoring.needs.voter - who answered is needed no longer
        self.env["mentoring.needs.voter"].sudo().search([("poll_id", "in", self.ids)])._forget()

    @api.model
    def _cron_close(self):
        """Close what is over."""
        today = fields.Date.context_today(self)
        self.search([("state", "=", "open"), ("date_end", "<", today)])._close()

    def _takes_answers(self):
        today = fields.Date.context_today(self)
        return self.filtered(
            lambda poll: poll.state == "open" and (poll.date_end or today) >= today
        )

    def _open_to_reader(self):
        """The polls that the reader can answer today, or has answered."""
        if not self.env.user._is_internal():
            raise AccessError(self.env._("This poll is for employees."))
        mine = [("company_id", "in", self.env.companies.ids), ("state", "=", "open")]
        return self.search(mine)._takes_answers()

    # -- what comes out ------------------------------------------------------------------

    def _questions(self):
        """What is asked, as lists of (key of the answer, words).

        :return: dict of ``role``, ``topic`` and ``time`` (where it is asked)
        """
        self.ensure_one()
        questions = {
            "role": [
                ("mentor", self.env._("As a mentor")),
                ("mentee", self.env._("As a mentee")),
                ("either", self.env._("Either, or both")),
                ("neither", self.env._("Not for me at the moment")),
            ],
            "topic": [(str(topic.id), topic.name) for topic in self.topic_ids],
        }
        if self.asks_times:
            times = self.env["mentoring.availability"].search(Domain.TRUE)
            questions["time"] = [(str(time.id), time.name) for time in times]
        return questions

    def _figures(self):
        """The answers to a closed poll, each count rounded down to a multiple of the threshold.

        :return: dict of ``people`` and of question to list of (words, count), 0 standing for
            fewer than one step; with fewer people than one step, nothing but zeros
        """
        self.ensure_one()
        # sudo: mentoring.needs.count - counts, rounded before they leave this method
        counts = self.env["mentoring.needs.count"].sudo()
        counts = {count.key: count.count for count in counts.search([("poll_id", "=", self.id)])}
        if self.state != "closed" or counts.get("people", 0) < self.threshold:
            counts = {}

        def rounded(key):
            count = counts.get(key, 0)
            return count - count % self.threshold

        figures = {
            question: [(words, rounded(f"{question}:{key}")) for key, words in options]
            for question, options in self._questions().items()
        }
        return {"people": rounded("people"), **figures}

    @api.depends_context("uid", "lang")
    @api.depends("state")
    def _compute_results(self):
        for poll in self:
            poll.results = (
                poll.env["ir.qweb"]._render(
                    "mentoring_programme.needs_results",
                    {"figures": poll._figures(), "step": poll.threshold},
                )
                if poll.state == "closed"
                else False
            )

    def action_answer_page(self):
        return {"type": "ir.actions.act_url", "url": "/my/mentoring/needs", "target": "self"}
