from odoo import fields, models


class MentoringTopicCategory(models.Model):
    _name = "mentoring.topic.category"
    _description = "Mentoring Topic Category"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    topic_ids = fields.One2many("mentoring.topic", "category_id", string="Topics")


class MentoringTopic(models.Model):
    """A subject two people may talk about; also what participants tick as interests."""

    _name = "mentoring.topic"
    _description = "Mentoring Topic"
    _order = "category_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    category_id = fields.Many2one(
        "mentoring.topic.category", required=True, ondelete="restrict", index=True
    )
    sequence = fields.Integer(default=10)
    description = fields.Text(
        string="Opening questions",
        translate=True,
        help="A question or two with which a conversation on this topic may begin.",
    )
    active = fields.Boolean(default=True)

    def _keywords(self):
        """Words by which people find this topic beside its name, category and questions."""
        self.ensure_one()
        return ""
