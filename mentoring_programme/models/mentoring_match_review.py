from collections import Counter
from dataclasses import replace

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..matching import alternatives, why_not


class MentoringMatchRun(models.Model):
    """What a coordinator decides in the review of a run, until it is published or discarded."""

    _inherit = "mentoring.match.run"

    def action_rerun(self):
        """Match the rest again: locked pairs stay, rejected ones are not proposed again.

        Where what was said in confidence was used, all standing pairs stay and the rest are
        matched by visible criteria alone.
        """
        self._lock()
        for run in self:
            run._compute_matching()

    def action_discard(self):
        self._lock()
        # sudo: mentoring.match.run - coordinators do not write runs directly
        self.sudo().state = "discarded"

    def action_reopen(self):
        """Take back that a run was discarded, as long as no later one took its place."""
        self.ensure_one()
        self.check_access("read")
        if not self.env.su and not self.programme_id.is_coordinator:
            raise AccessError(
                self.env._("Only a coordinator of this programme can change its matching.")
            )
        later = self.search_count(
            [("programme_id", "=", self.programme_id.id), ("id", ">", self.id)], limit=1
        )
        open_for_matching = self.programme_id.state in ("matching", "running")
        if self.state != "discarded" or later or not open_for_matching:
            raise UserError(
                self.env._(
                    "Only the latest run can be reopened, if it was discarded and the programme "
                    "still matches people: review the latest run."
                )
            )
        # sudo: mentoring.match.run - coordinators do not write runs directly
        self.sudo().state = "proposed"

    def action_publish(self):
        """Turn the standing proposals into pairings and tell the people, all or nothing."""
        self.ensure_one()
        self._lock()
        standing = self.proposal_ids.filtered(lambda proposal: proposal.state != "rejected")
        if not standing:
            raise UserError(
                self.env._("There is no pair to publish: run the matching again, or unreject one.")
            )
        # In the order of the mentees, so that a pairing's number does not tell its rank.
        pairings = self.env["mentoring.pairing"].create(
            [
                {"mentor_id": proposal.mentor_id.id, "mentee_id": proposal.mentee_id.id}
                for proposal in standing.sorted(lambda proposal: proposal.mentee_id.id)
            ]
        )
        # sudo: mentoring.match.run - coordinators do not write runs directly
        self.sudo().write(
            {
                "state": "published",
                "published_by_id": self.env.uid,
                "date_published": fields.Datetime.now(),
            }
        )
        if self.programme_id.state == "matching":
            self.programme_id.action_start()
        return pairings._get_list_action()

    def _propose_by_hand(self, pairs):
        """Lock these pairs in the run; the mentees' other proposals give way to them.

        :param pairs: list of (mentor's enrolment, mentee's enrolment)
        :raises UserError: when a hard rule forbids one, or a mentor has no place left for it
        """
        self.ensure_one()
        self._lock()
        problem = self._problem()[0]
        mentees = {mentee for _mentor, mentee in pairs}
        gives_way = self.proposal_ids.filtered(
            lambda proposal: (
                (proposal.mentee_id in mentees and proposal.state != "rejected")
                or (proposal.mentor_id, proposal.mentee_id) in pairs
            )
        )
        staying = (self.proposal_ids - gives_way).filtered(lambda p: p.state != "rejected")
        rejected = {(mentor.id, mentee.id) for mentor, mentee in pairs}
        problem = replace(
            problem,
            locked=(),
            rejected=[pair for pair in problem.rejected if pair not in rejected],
        )
        self._check_allowed(problem, pairs)
        self._check_places(problem, pairs, staying)
        explained = {}
        for mentor, mentee in pairs:
            fits = alternatives(problem, mentee.id, len(problem.mentors))
            explained[mentor, mentee] = next(fit for fit in fits if fit.mentor == mentor.id)
        # sudo: mentoring.match.proposal, mentoring.match.unmatched - coordinators decide
        # through these actions alone
        gives_way.sudo().unlink()
        taken = self.unmatched_ids.filtered(
            lambda line: any(line.enrolment_id in pair for pair in pairs)
        )
        # sudo: mentoring.match.unmatched - as above
        taken.sudo().unlink()
        # sudo: mentoring.match.proposal - as above
        return self.proposal_ids.sudo().create(
            [
                {
                    "run_id": self.id,
                    "mentor_id": mentor.id,
                    "mentee_id": mentee.id,
                    "state": "locked",
                    "score": fit.score / 100,
                    "parts": fit.parts,
                    "rank": fit.rank,
                    "choices": fit.choices,
                }
                for (mentor, mentee), fit in explained.items()
            ]
        )

    def _check_allowed(self, problem, pairs):
        words = self.env["mentoring.match.words"]
        here = {person.key for person in (*problem.mentors, *problem.mentees)}
        for mentor, mentee in pairs:
            if mentor.id not in here or mentee.id not in here:
                raise UserError(
                    self.env._("One of these people no longer waits for a partner: match again.")
                )
            codes = why_not(problem, mentor.id, mentee.id)
            if codes:
                raise UserError(
                    self.env._(
                        "%(mentor)s and %(mentee)s cannot be paired. %(why)s",
                        mentor=mentor._person_name(),
                        mentee=mentee._person_name(),
                        why=" ".join(words._exclusion_words(code) for code in codes),
                    )
                )

    def _check_places(self, problem, pairs, staying):
        """Refuse more mentees for a mentor than they have places for."""
        wanted = Counter(proposal.mentor_id.id for proposal in staying)
        wanted.update(mentor.id for mentor, _mentee in pairs)
        places = {person.key: person.capacity for person in problem.mentors}
        for mentor, _mentee in pairs:
            if wanted[mentor.id] > places[mentor.id]:
                raise UserError(
                    self.env._(
                        "%s has no place left: reject one of their other pairs first, or swap "
                        "two pairs.",
                        mentor._person_name(),
                    )
                )
