from odoo import fields, models


class MentoringTopicTag(models.Model):
    """By what a topic is found beside its category, which is one only."""

    _name = "mentoring.topic.tag"
    _description = "Mentoring Topic Tag"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)

    _name_once = models.UniqueIndex("(name)", "There is a tag of this name already.")


class MentoringTopic(models.Model):
    _inherit = "mentoring.topic"

    tag_ids = fields.Many2many("mentoring.topic.tag", string="Tags")

    def _keywords(self):
        return " ".join(filter(None, [super()._keywords(), *self.tag_ids.mapped("name")]))
