from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError

MOMENTS = [("start", "At the start"), ("end", "At the end")]
SCALE = (1, 2, 3, 4, 5)
# The end can also be looked at from afterwards.
ANSWERING_STATES = {
    "start": ("agreed", "active", "paused"),
    "end": ("active", "paused", "completed"),
}


class MentoringAssessment(models.Model):
    """How a mentee sees themself, once at the start and once at the end of the mentoring.

    Whether the mentor reads it is chosen before answering and not changed afterwards. It is
    written once; whoever wants to answer anew deletes it first. It belongs to the enrolment,
    so that it survives a change of mentor, and is shared with the mentor of one pairing, so
    that the next one does not inherit what was told to the one before.
    """

    _name = "mentoring.assessment"
    _inherit = ["mentoring.unseen"]
    _description = "Self-Assessment"
    _order = "id"

    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, readonly=True, ondelete="cascade", index=True
    )
    # Copied, not related: see mentoring.pairing.
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    moment = fields.Selection(MOMENTS, required=True, readonly=True)
    shared_pairing_id = fields.Many2one(
        "mentoring.pairing",
        string="Shared with the mentor of",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    answer_ids = fields.One2many("mentoring.assessment.answer", "assessment_id", string="Answers")

    _moment_once = models.Constraint(
        "UNIQUE(enrolment_id, moment)",
        "You have answered this already: reload the page to see it.",
    )

    def _compute_display_name(self):
        """Neutral, since errors print it to anybody."""
        for assessment in self:
            assessment.display_name = self.env._("Mentoring, no. %s", assessment.id or "")

    @api.model
    def action_answer(self, pairing_id, moment, is_shared, answers):
        """Keep what the mentee who asks answers about themself.

        :param int pairing_id: a pairing of theirs
        :param str moment: ``start`` or ``end``
        :param bool is_shared: whether the mentor of this pairing reads it, too
        :param dict answers: id of the item, also as text, to a number from 1 to 5; what they
            would rather not answer is left out
        :raises AccessError: for anybody but the mentee of the pairing
        :raises UserError: when it cannot be kept like this
        """
        pairing = self.env["mentoring.pairing"]._own([pairing_id])
        if pairing._role_of_reader() != "mentee":
            raise AccessError(self.env._("Only the mentee answers this, about themself."))
        if moment not in ANSWERING_STATES:
            raise UserError(self.env._("This is answered at the start and at the end."))
        if not isinstance(is_shared, bool):
            raise UserError(self.env._("Choose first who is to read it."))
        asked = self._asked(pairing)
        if moment not in asked:
            raise UserError(
                self.env._(
                    "This cannot be answered now: it was answered already, or its time has not "
                    "come or is over. Reload the page."
                )
            )
        lines = self._checked_answers(answers, asked[moment])
        # sudo: mentoring.assessment - the mentee's own, which nobody may write directly; the
        # enrolment is theirs
        enrolment = pairing.sudo().mentee_id
        # sudo: mentoring.assessment - as above
        self.sudo().create(
            {
                "enrolment_id": enrolment.id,
                "company_id": enrolment.company_id.id,
                "moment": moment,
                "shared_pairing_id": pairing.id if is_shared else False,
                "answer_ids": [fields.Command.create(line) for line in lines],
            }
        )
        return True

    @api.model
    def _checked_answers(self, answers, items):
        """
        :return: list of dict of ``item_id``, ``value``
        :raises UserError: for an answer to something else, none of 1 to 5, or no answer at all
        """
        if not isinstance(answers, dict):
            raise UserError(self.env._("Choose a number from 1 to 5 for what you answer."))
        known = {str(item.id): item.id for item in items}
        said = {str(key): value for key, value in answers.items()}
        if not said:
            raise UserError(self.env._("Answer one sentence at least, or leave it for later."))
        wrong = not set(said) <= set(known) or any(
            type(value) is not int or value not in SCALE for value in said.values()
        )
        if wrong:
            raise UserError(self.env._("Choose a number from 1 to 5 for what you answer."))
        return [{"item_id": known[key], "value": value} for key, value in said.items()]

    @api.model
    def _asked(self, pairing):
        """What the mentee who asks can answer now, about themself.

        :param pairing: one ``mentoring.pairing`` of theirs
        :return: dict of moment to its items; at the end the same as at the start
        """
        # sudo: mentoring.programme - whether all that was said in it is destroyed, after which
        # nobody would destroy it again
        if pairing.programme_id.sudo().date_forgotten:
            return {}
        given = {line.moment: line for line in self._of_mentee(pairing)}
        current = self.env["mentoring.assessment.item"].search([("active", "=", True)])
        asked = {}
        if "start" not in given and "end" not in given:
            asked["start"] = current
        if "end" not in given:
            asked["end"] = given["start"].answer_ids.item_id if "start" in given else current
        return {
            moment: items.sorted()
            for moment, items in asked.items()
            if pairing.state in ANSWERING_STATES[moment]
            and (moment != "end" or pairing._nears_its_end())
        }

    @api.model
    def _of_mentee(self, pairing):
        """Of the mentee of ``pairing``, as far as the reader may read it."""
        # sudo: mentoring.pairing - the mentee's enrolment, which the mentor may not read
        return self.search([("enrolment_id", "=", pairing.sudo().mentee_id.id)])

    @api.model
    def _page(self, pairing):
        """For the page of a pairing.

        :return: dict with ``given`` and ``asked``, both dicts by moment, without what there is
            not. Given: dict of ``id``, ``date``, ``is_shared`` and ``answers``, a list of dict
            of ``item`` (its sentence) and ``value``. Asked: list of dict of ``id``, ``name``.
        """
        is_mentee = pairing._role_of_reader() == "mentee"
        asked = self._asked(pairing) if is_mentee else {}
        return {
            "given": {
                line.moment: {
                    "id": line.id,
                    "date": fields.Datetime.to_string(line.create_date),
                    "is_shared": bool(line.shared_pairing_id),
                    "answers": [
                        {"item": answer.item_id.name, "value": answer.value}
                        for answer in line.answer_ids
                    ],
                }
                for line in self._of_mentee(pairing)
            },
            "asked": {
                moment: [{"id": item.id, "name": item.name} for item in items]
                for moment, items in asked.items()
            },
        }

    def _destroy_of(self, enrolments):
        """Destroy what these people have answered about themselves.

        When they withdraw, leave the organisation or lose their log-in, for the reasons for
        which their goals go (``mentoring.goal``). As nobody: Odoo's log names who deleted what.

        :param enrolments: ``mentoring.enrolment``
        """
        assessments = self.with_user(SUPERUSER_ID)
        assessments.search([("enrolment_id", "in", enrolments.ids)]).unlink()
