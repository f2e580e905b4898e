from odoo import api, models


class MentoringHome(models.AbstractModel):
    """Feedback that is due, and polls that ask what people would need."""

    _inherit = "mentoring.home"

    @api.model
    def _held_further(self, enrolments):  # noqa: ARG002 - for those who extend it
        """What is held on the reader beyond this addon: nothing, here.

        An extension point: an addon that holds more on a person adds to what ``super()``
        returns. What is sealed it opens through a plain function that checks who asks.

        :param enrolments: the reader's own
        :return: list of dicts with ``title`` and ``lines``, a list of (label, what is held), all
            of them texts
        """
        return []

    def _asked(self, told, pairings, mine):
        enrolments = self.env["mentoring.enrolment"].browse(line["id"] for line in told)
        feedback = self.env["mentoring.programme"]._closing_feedback(enrolments)
        programmes = {line["id"]: line["programme"] for line in told}
        return [
            *super()._asked(told, pairings, mine),
            *(
                {
                    "kind": "feedback",
                    "key": f"feedback_{each['key']}",
                    "programme": programmes[enrolment.id],
                    "name": each["name"],
                    "url": each["url"],
                }
                for enrolment, asked in feedback.items()
                for each in asked
            ),
        ]


class MentoringNudge(models.Model):
    """People are reminded of the same feedback that their home asks for."""

    _inherit = "mentoring.nudge"

    @api.model
    def _feedback_due(self, enrolments):
        feedback = self.env["mentoring.programme"]._closing_feedback(enrolments)
        return [
            *super()._feedback_due(enrolments),
            *(
                (enrolment, each["key"], 0)
                for enrolment, asked in feedback.items()
                for each in asked
            ),
        ]
