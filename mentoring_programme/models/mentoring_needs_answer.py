from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError


class MentoringNeedsCount(models.Model):
    """How many people gave one answer. There is no row for a person's answers: they are added
    here at once, and which were given together, or by whom, is not kept.

    Nobody has a right on it; :meth:`~.MentoringNeedsPoll._figures` rounds what is shown.
    """

    _name = "mentoring.needs.count"
    _description = "Count of a Needs Poll"
    _log_access = False

    poll_id = fields.Many2one(
        "mentoring.needs.poll",
        required=True,
        ondelete="cascade",
        index=True,
        groups=fields.NO_ACCESS,
    )
    # "people", or the question and its answer: "role:mentor".
    key = fields.Char(required=True, groups=fields.NO_ACCESS)
    count = fields.Integer(groups=fields.NO_ACCESS)

    _once = models.UniqueIndex("(poll_id, key)", "This is being counted: try once more.")

    def _compute_display_name(self):
        for count in self:
            count.display_name = self.env._("In confidence")


class MentoringNeedsVoter(models.Model):
    """That somebody has answered a poll, until it is closed; not what.

    Nobody has a right on it. A row bears no date, but whoever reads the database directly sees
    which rows one transaction has written: who reads it at the right moment, again and again,
    can tell what changed in the counts when a person answered.
    """

    _name = "mentoring.needs.voter"
    _description = "Answered a Needs Poll"
    _log_access = False

    poll_id = fields.Many2one(
        "mentoring.needs.poll",
        required=True,
        ondelete="cascade",
        index=True,
        groups=fields.NO_ACCESS,
    )
    user_id = fields.Many2one(
        "res.users", required=True, ondelete="cascade", index=True, groups=fields.NO_ACCESS
    )

    _once = models.UniqueIndex("(poll_id, user_id)", "You have answered this poll already.")

    def _compute_display_name(self):
        for voter in self:
            voter.display_name = self.env._("In confidence")

    def _forget(self):
        """As nobody: Odoo writes into its log who deleted what."""
        self.with_user(SUPERUSER_ID).unlink()


class MentoringNeedsPoll(models.Model):
    """Answering a poll, once."""

    _inherit = "mentoring.needs.poll"

    def _answered_by_reader(self):
        """Those of these polls that the reader has answered."""
        # sudo: mentoring.needs.voter - the reader's own
        voters = self.env["mentoring.needs.voter"].sudo()
        mine = [("poll_id", "in", self.ids), ("user_id", "=", self.env.uid)]
        return self & voters.search(mine).poll_id.with_env(self.env)

    def _answer(self, role, topics=(), times=()):
        """Add the reader's answers to the counts.

        :param role: key of the question of the role
        :param topics: keys of topics
        :param times: keys of good times
        :raises AccessError: for a poll that is not open to the reader
        :raises UserError: when it was answered already, or asks something else
        """
        poll = self._open_to_reader().filtered(lambda poll: poll in self)
        if len(poll) != 1:
            raise AccessError(self.env._("This poll is not open to you, or not any more."))
        if poll._answered_by_reader():
            raise UserError(
                self.env._(
                    "You have answered this already. Answers are not kept by person, so they "
                    "cannot be changed."
                )
            )
        questions = poll._questions()
        said = {"role": [role], "topic": topics, "time": times if "time" in questions else ()}
        keys = {"people"}
        for question, answers in said.items():
            known = [key for key, _words in questions.get(question, ())]
            if any(answer not in known for answer in answers):
                raise UserError(self.env._("Choose among the answers on the page, and try again."))
            keys |= {f"{question}:{answer}" for answer in answers}
        # sudo: mentoring.needs.voter, mentoring.needs.count - nobody has a right on either
        self.env["mentoring.needs.voter"].sudo().create(
            {"poll_id": poll.id, "user_id": self.env.uid}
        )
        # sudo: mentoring.needs.count - as above
        self.env["mentoring.needs.count"].sudo()._add(poll, keys)


class MentoringNeedsCounting(models.Model):
    _inherit = "mentoring.needs.count"

    @api.model
    def _add(self, poll, keys):
        """One more of each; of two who answer at once, Odoo repeats the later request."""
        there = {count.key: count for count in self.search([("poll_id", "=", poll.id)])}
        # In one order, so that two who answer at once never wait for each other.
        for key in sorted(keys & there.keys()):
            there[key].count += 1
            there[key].flush_recordset()
        self.create(
            [{"poll_id": poll.id, "key": key, "count": 1} for key in sorted(keys - there.keys())]
        )
