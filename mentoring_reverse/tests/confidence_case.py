from odoo.tools import SQL

from ..models.mentoring_look_back import list_looks_back, write_look_back
from ..models.mentoring_not_with_me import mark_proposal, mark_topic, marks
from ..models.mentoring_session_summary import list_summaries, write_summary
from .pair_case import TEXTS, PairCase

SEALED = ("mentoring.session.summary", "mentoring.look.back", "mentoring.not.with.me")
PATH = "/mentoring/reverse/tell"


class ConfidenceCase(PairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls._session(-30, "held")
        cls.topic = cls.env.ref("mentoring_reverse.topic_barriers")

    def _as(self, user, function, *args, **kwargs):
        with self._request(user, path=PATH) as env:
            return function(env, *args, **kwargs)

    def _summarise(self, session=None, user=None, texts=None):
        session = session or self.first
        return self._as(
            user or self.leader, write_summary, self.pairing.id, session.id, texts or TEXTS
        )

    def _summaries(self, user):
        return self._as(user, list_summaries, self.pairing.id)

    def _mark(self, user=None, topic=None, is_marked=True):
        topic = topic or self.topic
        return self._as(user or self.mentor, mark_topic, self.pairing.id, topic.id, is_marked)

    def _leave(self, proposal, user=None, is_marked=True):
        number = proposal.id
        return self._as(user or self.mentor, mark_proposal, self.pairing.id, number, is_marked)

    def _marks(self, user=None):
        """Ids of topics that are marked; None for the leader."""
        said = self._as(user or self.mentor, marks, self.pairing.id)
        return said and said["topics"]

    def _left(self):
        """Ids of proposals that the mentor leaves."""
        return self._as(self.mentor, marks, self.pairing.id)["proposals"]

    def _proposed(self, **what):
        self._of(self.leader).action_propose_topic(**(what or {"topic_id": self.topic.id}))
        return self._rows("mentoring.topic.proposal")[-1]

    def _look(self, user, kind="middle", **texts):
        texts = texts or {"works": f"canary {user.login}"}
        return self._as(user, write_look_back, self.pairing.id, kind, texts)

    def _looks(self, user):
        lines = self._as(user, list_looks_back, self.pairing.id)
        return {line["kind"]: line for line in lines}

    def _box(self):
        boxes = self.env["mentoring.not.with.me"]
        return boxes.search([("enrolment_id", "=", self.pairing.mentor_id.id)])

    def _clear_text(self):
        """All that the database holds of these models in clear."""
        self.env.flush_all()
        text = ""
        for model in SEALED:
            table = SQL.identifier(self.env[model]._table)
            rows = self.env.execute_query(SQL("SELECT row_to_json(t)::text FROM %s t", table))
            text += "".join(row for (row,) in rows)
        return text
