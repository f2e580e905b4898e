from odoo import api, fields, models

from .mentoring_enrolment import LIVE_PAIRING_STATES


class MentoringMatchRun(models.Model):
    """What a run says beside its pairs: who came first, and how large the circles would be."""

    _inherit = "mentoring.match.run"

    priority_note = fields.Text(compute="_compute_notes")
    circle_note = fields.Text(string="Circles", compute="_compute_notes")

    @api.depends_context("lang", "uid")
    @api.depends("proposal_ids.state", "state", "unmatched_ids")
    def _compute_notes(self):
        for run in self:
            run.priority_note = run._priority_words()
            run.circle_note = run._circle_words() if run.programme_id.is_circle else False

    def _priority_words(self):
        """How many waited before and are seated; visible facts and nothing else."""
        standing = self.proposal_ids.filtered(lambda proposal: proposal.state != "rejected")
        first = standing.mentee_id.filtered("priority")
        left = self.unmatched_ids.enrolment_id.filtered("priority")
        if not first and not left:
            return False
        return self.env._(
            "%(all)s of the mentees were left without a partner before, or lost one, so they came "
            "first: among all matchings with the greatest number of people, this one has as many "
            "of them as can be (%(seated)s). Only then it was asked who fits whom best. Nobody "
            "loses a partner by it in number.",
            all=len(first | left),
            seated=len(first),
        )

    def _circle_words(self):
        """Which circles would be too small or too large, and what to do about it."""
        if self.state != "proposed":
            return False
        programme = self.programme_id
        standing = self.proposal_ids.filtered(lambda proposal: proposal.state != "rejected")
        # sudo: mentoring.pairing - who is in these mentors' circles already; the reader reviews
        # the run of the programme
        live = (
            self.env["mentoring.pairing"]
            # sudo: mentoring.pairing - as above
            .sudo()
            .search(
                [
                    ("mentor_id", "in", standing.mentor_id.ids),
                    ("state", "in", LIVE_PAIRING_STATES),
                ]
            )
        )
        sentences = []
        for mentor, proposals in standing.grouped("mentor_id").items():
            there = live.filtered(lambda pairing, mentor=mentor: pairing.mentor_id.id == mentor.id)
            count = len(set(proposals.mentee_id.ids) | set(there.mentee_id.ids))
            if count < programme.circle_size_min:
                sentences.append(
                    self.env._(
                        "%(mentor)s would have a circle of %(count)s, and it takes %(least)s: "
                        "give some of the mentees another mentor, or add people to the circle "
                        "after publishing.",
                        mentor=mentor._person_name(),
                        count=count,
                        least=programme.circle_size_min,
                    )
                )
            elif count > programme.circle_size_max:
                sentences.append(
                    self.env._(
                        "%(mentor)s would have a circle of %(count)s, and it has %(most)s at "
                        "most: reject some of these pairs, or give them another mentor.",
                        mentor=mentor._person_name(),
                        count=count,
                        most=programme.circle_size_max,
                    )
                )
        return "\n".join(sentences)


class MentoringMatchProposal(models.Model):
    _inherit = "mentoring.match.proposal"

    comes_first = fields.Boolean(
        string="Waited before",
        compute="_compute_comes_first",
        help="Was left without a partner in an earlier cohort, or lost one in this, and so is "
        "seated first.",
    )

    @api.depends("mentee_id.priority")
    def _compute_comes_first(self):
        for proposal in self:
            proposal.comes_first = bool(proposal.mentee_id.priority)
