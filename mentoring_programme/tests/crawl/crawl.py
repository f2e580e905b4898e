"""One crawl: everything, by everybody, of several databases at once."""

from concurrent.futures import ThreadPoolExecutor

from . import orm, pages
from .methods import call_all
from .questions import Questions
from .scenario import ONLOOKERS

# One of each set of rights: who reads the rest of Odoo's models reads what these do.
SWEEPERS = {"eve", "hera", "porter", "seth"}
# With the rights of others who are asked everything: of these rows, values and pages.
ALIKE = {"dora", "gus"}


class Crawl:
    """What every onlooker is answered on one database.

    :param company: :class:`~.company.Company`
    :param masks: :class:`~.masks.Masks`
    :param our_routes: what :func:`~.pages.routes` returns
    """

    def __init__(self, company, masks, our_routes):
        self.company = company
        self._masks = masks
        self._routes = our_routes
        self.answers = {}

    def run(self, deeply=True, vary=(), onlookers=tuple(ONLOOKERS), models=None):
        """Ask in one order, one after the other: questions leave traces (caches, counters).

        :param deeply: everything; else what shows rows, values and pages
        :param vary: log-ins that say something else in the databases compared
        :param models: only these, instead of all of ours and those beside them
        """
        company = self.company
        for login in onlookers:
            questions = Questions(company.client(login), company)
            if deeply and not models and login in SWEEPERS:
                orm.sweep(questions, company.reach(login))
            beside = [model for model in orm.BESIDE_OURS if model in company.models]
            for model in models or [*sorted(company.ours), *beside]:
                orm.look_into(
                    questions, model, company.models[model], deeply and login not in ALIKE
                )
            own = [number for (_, who), number in company.enrolments.items() if who == login]
            pages.walk(questions, company, self._routes, own if login in vary else ())
            pages.reports(questions, company)
            self.answers[login] = self._masked(questions)
        return self.answers

    def call_methods(self, methods):
        """Call what :func:`~.methods.public_methods` returns as every onlooker; steps are taken
        by this."""
        self.answers = {}
        for login in reversed([login for login in ONLOOKERS if login not in ALIKE]):
            questions = Questions(self.company.client(login), self.company)
            call_all(questions, methods, self.company.models)
            self.answers[login] = self._masked(questions)
        return self.answers

    def _masked(self, questions):
        return {question: self._masks(answer) for question, answer in questions.answers.items()}


def side_by_side(*tasks):
    """Run callables at the same time, one server each; return what they return."""
    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result() for future in [pool.submit(task) for task in tasks]]
