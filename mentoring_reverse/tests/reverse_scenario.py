"""The core's company of the crawls, with programmes in which the junior colleague leads: a
database of its own, made once a run of the tests."""

import atexit
from datetime import timedelta
from functools import cache

from odoo import fields

from odoo.addons.mentoring_programme.tests.crawl.ground import Ground
from odoo.addons.mentoring_programme.tests.crawl.scenario import Scenario

READ = {
    "ida": {"shared"},
    "mia": {"shared", "own"},
}


class ReverseScenario(Scenario):
    """Ida mentors Mia, who leads; never run as a test."""

    @classmethod
    def _add_type(cls):
        result = super()._add_type()
        cls.type.direction = "reverse"
        return result

    @classmethod
    def _own_programme(cls, name, state, **values):
        return super()._own_programme(name, state, level_distance=0, **values)

    @classmethod
    def _meet(cls, pairing):
        """One session that was held, without how two begin well, which is tested elsewhere."""
        if pairing.state == "active":
            start = fields.Datetime.now() - timedelta(days=7)
            values = {"pairing_id": pairing.id, "start": start, "duration": 1}
            cls.env["mentoring.session"].create(values)._as_nobody().write({"state": "held"})


@cache
def reverse_ground():
    """As the core's ``company_ground``."""
    ground = Ground()
    atexit.register(ground.close)
    name = ground.copied("r")
    ground.run(
        name,
        f"from {__name__} import ReverseScenario\nReverseScenario.build(env)\nenv.cr.commit()\n",
    )
    return ground, name


class Speaker:
    """What one person does on the page of their one active pairing, over the web."""

    def __init__(self, company, login):
        self._company, self._login = company, login
        enrolment_id = company.enrolments["Running", login]
        ((self.pairing,),) = company.query(
            "SELECT id FROM mentoring_pairing "
            "WHERE state = 'active' AND %s IN (mentor_id, mentee_id)",
            enrolment_id,
        )

    def ask(self, path, **params):
        client = self._company.client(self._login)
        answer = client.rpc(f"/mentoring/{path}", pairing_id=self.pairing, **params)
        if "error" in answer:
            raise RuntimeError(f"{self._login}: {path}: {answer['error']['data']}")
        return answer["result"]

    def answer(self, place, text, is_shared):
        """Answer the question at this place of the workbook."""
        question = self._questions(self.ask("workbook/open"))[place]["id"]
        self.ask("workbook/write", question_id=question, text=text, is_shared=is_shared)

    def texts(self):
        """What can be read in the workbook."""
        told = self.ask("workbook/open")
        answers = [
            question[side] for question in self._questions(told) for side in ("mine", "theirs")
        ]
        return {answer["text"] for answer in [*answers, *told["others"]] if answer}

    def give(self, place):
        """Pass on the theme at this place of the list."""
        theme = self.ask("themes/list")["themes"][place]["id"]
        self.ask("themes/give", theme_id=theme)

    def given(self):
        """Names of the themes that were passed on and not told of."""
        return [theme["name"] for theme in self.ask("themes/list")["themes"] if theme["is_given"]]

    def kept_copy(self):
        """The page or file to keep."""
        return self._company.client(self._login).get(f"/mentoring/workbook/{self.pairing}/copy")

    @staticmethod
    def _questions(told):
        return [question for section in told["sections"] for question in section["questions"]]
