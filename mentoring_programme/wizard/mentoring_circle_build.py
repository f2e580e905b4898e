from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class MentoringCircleBuild(models.TransientModel):
    """Make a circle of people who are ready, or add some to one."""

    _name = "mentoring.circle.build"
    _inherit = ["mentoring.unseen"]
    _description = "Build a Mentoring Circle"

    # Asked for by the button, in a sentence.
    programme_id = fields.Many2one("mentoring.programme", ondelete="cascade")
    circle_id = fields.Many2one("mentoring.circle", ondelete="cascade")
    mentor_ids = fields.Many2many(
        "mentoring.enrolment", "mentoring_circle_build_mentor_rel", string="Mentors"
    )
    mentee_ids = fields.Many2many(
        "mentoring.enrolment", "mentoring_circle_build_mentee_rel", string="Mentees"
    )
    note = fields.Text(compute="_compute_note")

    @api.depends("mentor_ids", "mentee_ids", "circle_id", "programme_id")
    def _compute_note(self):
        """Who is in it already, and whether it would be too small."""
        for build in self:
            build._check_coordinates()
            # sudo: mentoring.circle, mentoring.pairing - of a programme that the caller
            # coordinates
            live = build.sudo().circle_id._live_pairings()
            programme = build.programme_id
            sentences = []
            if live:
                people = (live.mentor_id | live.mentee_id).sorted("id")
                names = [person._person_name() or "" for person in people]
                sentences.append(self.env._("In it now: %s.", ", ".join(names)))
            count = len(set(live.mentee_id.ids) | set(build.mentee_ids._origin.ids))
            if programme and count < programme.circle_size_min:
                sentences.append(
                    self.env._(
                        "With %(count)s mentees it is smaller than a circle here should be "
                        "(%(least)s to %(most)s). You can add people later.",
                        count=count,
                        least=programme.circle_size_min,
                        most=programme.circle_size_max,
                    )
                )
            build.note = "\n".join(sentences)

    def _check_coordinates(self):
        for build in self:
            programme = build.programme_id
            if not programme:
                continue
            if not self.env.su and not (programme.has_access("read") and programme.is_coordinator):
                raise AccessError(
                    self.env._("Only a coordinator of this programme can build its circles.")
                )
            build.circle_id.check_access("read")
            if build.circle_id and build.circle_id.programme_id != programme:
                raise UserError(self.env._("Choose a circle of this programme."))

    def action_build(self):
        """Pair everybody in it; each answers for themself."""
        self.ensure_one()
        self._check_coordinates()
        programme = self.programme_id
        if not programme:
            raise UserError(
                self.env._("Choose the programme first, then one mentor or two, and the mentees.")
            )
        chosen = self.mentor_ids | self.mentee_ids
        if not programme.is_circle:
            raise UserError(self.env._("“%s” has pairs and no circles.", programme.name))
        if any(person.programme_id != programme for person in chosen):
            raise UserError(self.env._("Choose people who are enrolled in this programme."))
        if not chosen or (not self.circle_id and not (self.mentor_ids and self.mentee_ids)):
            raise UserError(self.env._("Choose one mentor or two, and the mentees."))
        # sudo: mentoring.circle - made through this dialog alone
        circle = self.circle_id or self.env["mentoring.circle"].sudo().create(
            {"programme_id": programme.id}
        )
        pairings = circle._seat(self.mentor_ids, self.mentee_ids)
        if not pairings:
            raise UserError(self.env._("They are all in this circle already."))
        return {
            "type": "ir.actions.act_window",
            "res_model": "mentoring.circle",
            "res_id": circle.id,
            "view_mode": "form",
        }
