from odoo import api, fields, models
from odoo.exceptions import ValidationError


class MentoringAgenda(models.Model):
    """What two people may do in one of their sessions, by where it stands in the series."""

    _name = "mentoring.agenda"
    _inherit = ["mentoring.shape.line"]
    _description = "Mentoring Agenda"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    position = fields.Selection(
        [
            ("first", "First session"),
            ("middle", "Sessions in between"),
            ("last", "Last session"),
            ("number", "Session number …"),
        ],
        string="For the",
        required=True,
        default="number",
    )
    number = fields.Integer(
        string="Session",
        help="An agenda for one given session goes before those for the first, the last and "
        "the sessions in between.",
    )
    name = fields.Char(string="Title", required=True, translate=True)
    body = fields.Html(
        string="Agenda", translate=True, help="What the session may be about, step by step."
    )
    mentor_prompt = fields.Text(string="The mentor prepares", translate=True)
    mentee_prompt = fields.Text(string="The mentee prepares", translate=True)
    topic_ids = fields.Many2many("mentoring.topic", string="Suggested topics")

    _number_range = models.Constraint(
        "CHECK(position != 'number' OR (number >= 1 AND number <= 104))",
        "Say for which session this agenda is: a number from 1 to 104.",
    )

    @api.constrains("position", "number", "type_id", "programme_id")
    def _check_once(self):
        for owner in ("type_id", "programme_id"):
            for shape, lines in self[owner].agenda_ids.grouped(owner).items():
                places = [line._place() for line in lines]
                if shape and len(set(places)) < len(places):
                    raise ValidationError(
                        self.env._(
                            "There are two agendas for the same session: keep one of them, or "
                            "give the other to another session."
                        )
                    )

    def _place(self):
        """For which session this is, as (position, number or 0)."""
        self.ensure_one()
        return self.position, self.number if self.position == "number" else 0

    def _for_number(self, number, count):
        """The one of these agendas that suits a session.

        :param int number: which session of the pairing it is, from 1
        :param int count: how many the programme plans
        :return: one agenda, or none
        """
        by_place = {agenda._place(): agenda for agenda in self}
        at_the_end = "last" if number >= count else "middle"
        place = "first" if number == 1 else at_the_end
        return by_place.get(("number", number)) or by_place.get((place, 0)) or self.browse()
