from odoo import api, models


class MentoringPreference(models.Model):
    """What mentors marked lives as long as what is said for the matching, and goes with it."""

    _inherit = "mentoring.preference"

    @api.model
    def _create_boxes(self, enrolments):
        boxes = super()._create_boxes(enrolments)
        self.env["mentoring.not.with.me"]._make_boxes(enrolments)
        return boxes

    @api.model
    def _empty_boxes(self, enrolments, without=()):
        self.env["mentoring.not.with.me"]._empty_boxes(enrolments, without)
        return super()._empty_boxes(enrolments, without)

    @api.model
    def _shuffled_models(self):
        return [
            *super()._shuffled_models(),
            ("mentoring.not.with.me", "enrolment_id.programme_id.state"),
        ]


class MentoringEnrolment(models.Model):
    _inherit = "mentoring.enrolment"

    def _destroy_written(self):
        for model in (
            "mentoring.session.summary",
            "mentoring.look.back",
            "mentoring.topic.proposal",
            "mentoring.question",
        ):
            self.env[model]._destroy_of(self)
        return super()._destroy_written()


class MentoringPairing(models.Model):
    _inherit = "mentoring.pairing"

    def _destroy_written(self):
        inside = [("pairing_id", "in", self.ids)]
        # sudo: mentoring.session.summary, mentoring.look.back - rows nobody may reach
        self.env["mentoring.session.summary"].sudo().search(inside)._destroy()
        # sudo: mentoring.look.back - as above
        self.env["mentoring.look.back"].sudo().search(inside)._destroy()
        # As nobody: Odoo writes into its log who deleted what.
        nobody = self._as_nobody()
        for model in ("mentoring.topic.proposal", "mentoring.question"):
            nobody.env[model].search(inside).unlink()
        return super()._destroy_written()


class MentoringProgramme(models.Model):
    _inherit = "mentoring.programme"

    def write(self, vals):
        result = super().write(vals)
        if "direction" in vals:
            # sudo: mentoring.enrolment - whoever was enrolled before it became a reverse one
            self.env["mentoring.not.with.me"]._make_boxes(self.sudo().enrolment_ids)
        return result
