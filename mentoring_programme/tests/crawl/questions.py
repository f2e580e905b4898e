"""What was asked and what came back, word for word, of one onlooker on one database."""

import json

# Sizes in the place of files: /web/image and /web/content ask for those themselves.
CONTEXT = {"bin_size": True, "active_test": False}


class Questions:
    """Asks as one client and keeps every answer.

    :param client: :class:`~.client.Client`
    :param company: :class:`~.company.Company`
    """

    def __init__(self, client, company):
        self.client = client
        self.fields = company.fields
        self.ours = company.ours
        self.answers = {}
        self._visible = {}

    def keep(self, question, answer):
        """Note an answer (bytes) to a question (its words, which occur once)."""
        if question in self.answers:
            raise ValueError(f"asked twice: {question}")
        self.answers[question] = answer

    def ask(self, question, model, method, *args, **kwargs):
        """Call a method, keep what came back.

        :return: the result, or None when it was refused
        """
        kwargs.setdefault("context", CONTEXT)
        answer = self.client.call_bytes(model, method, args, **kwargs)
        self.keep(f"{model}: {question}", answer)
        return json.loads(answer).get("result") if b'"error"' not in answer[:60] else None

    def ask_all(self, batch, ask_some):
        """Ask of many at once; where that is refused, of each half, down to single ones.

        :param ask_some: called with a list of the batch; returns None when refused
        :return: list of those of the batch that were answered
        """
        if not batch:
            return []
        if ask_some(batch) is not None:
            return batch
        middle = len(batch) // 2
        halves = (batch[:middle], batch[middle:]) if middle else ()
        return [each for half in halves for each in self.ask_all(half, ask_some)]

    def visible(self, model):
        """Names of the fields that the client is told of; none when the model is closed."""
        if model not in self._visible:
            told = self.ask("fields", model, "fields_get", attributes=["type", "string"])
            self._visible[model] = frozenset(told or ())
        return self._visible[model]
