from odoo import api, models


class MentoringMatchWords(models.AbstractModel):
    """The matching answers in codes and numbers; here they become sentences."""

    _name = "mentoring.match.words"
    _description = "Words for the Matching's Reasons"

    @api.model
    def _part_words(self, parts):
        """Why two people fit, best reason first.

        :param parts: list of (kind of criterion, points, budget), in basis points
        :return: list of str
        """
        kinds = dict(
            self.env["mentoring.criterion"]._fields["kind"]._description_selection(self.env)
        )
        return [
            self.env._(
                "%(criterion)s: %(points)s of %(budget)s",
                criterion=kinds[kind],
                points=_percent(points),
                budget=_percent(budget),
            )
            for kind, points, budget in sorted(parts, key=lambda part: (-part[1], -part[2]))
        ]

    @api.model
    def _exclusion_words(self, code):
        """Why these two may not be paired, as a sentence."""
        return {
            "oneself": self.env._("Nobody mentors themself."),
            "management_chain": self.env._(
                "One of them manages the other, directly or further up: choose people of "
                "different chains of management."
            ),
            "coach": self.env._("One of them is the other's coach already."),
            "former": self.env._(
                "They are or were proposed to each other or paired, in this or another programme."
            ),
            "company": self.env._("They work in different companies."),
            "distance": self.env._(
                "The mentee has to stand further above the mentor in this programme, by their "
                "jobs' levels or the organisation chart; where these say nothing of the two, give "
                "their jobs levels."
            ),
            "department": self.env._(
                "They work in the same department, or one of them in none, and in this programme "
                "they have to be of different departments."
            ),
            "capacity": self.env._("One of them has no free place in this programme."),
            "rejected": self.env._("This pair was rejected in the review."),
            "required": self.env._("They do not meet a criterion marked “Must fit”."),
        }.get(code) or self.env._("They do not meet a criterion marked “Must fit”.")

    @api.model
    def _unmatched_words(self, code, others, allowed, excluded):
        """Why somebody has no partner, as a sentence or two.

        :param excluded: list of (code of an exclusion, how many people it excludes)
        """
        sentences = {
            "archived": self.env._(
                "This person is archived in Employees: withdraw the enrolment, or restore them."
            ),
            "left": self.env._(
                "A matching that used what people said in confidence had no partner for them, so "
                "nobody is proposed by visible criteria alone: pair them by hand, or match again "
                "when further people are ready."
            ),
            "no_place": self.env._("All the places they offer are taken."),
            "nobody": self.env._("There is nobody ready in the other role."),
            "all_excluded": self.env._("Nobody in the other role may be paired with them."),
            "all_taken": self.env._(
                "Those who may be paired with them have no place left: recruit further people, "
                "or unlock a pair."
            ),
            "not_chosen": self.env._(
                "Of %(others)s people in the other role, %(allowed)s could be paired with them. "
                "In the best matching for everybody they were not chosen this time.",
                others=others,
                allowed=allowed,
            ),
        }
        words = [sentences[code]]
        if excluded:
            words.append(
                self.env._(
                    "Ruled out: %s.",
                    ", ".join(self._excluded_count_words(*each) for each in excluded),
                )
            )
        return " ".join(words)

    @api.model
    def _excluded_count_words(self, code, count):
        what = {
            "oneself": self.env._("themself"),
            "management_chain": self.env._("same chain of management"),
            "coach": self.env._("coach"),
            "former": self.env._("paired or declined before"),
            "company": self.env._("other company"),
            "distance": self.env._("too close in seniority"),
            "department": self.env._("same department"),
            "capacity": self.env._("no free place"),
            "rejected": self.env._("rejected in the review"),
        }.get(code) or self.env._("a “Must fit” criterion")
        return self.env._("%(count)s × %(what)s", count=count, what=what)


def _percent(basis_points):
    return f"{basis_points / 100:g} %"
