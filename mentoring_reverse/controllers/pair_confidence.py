from odoo import http
from odoo.http import request

from ..models import mentoring_look_back as looks_back
from ..models import mentoring_not_with_me as not_with_me
from ..models import mentoring_session_summary as summaries
from ..models.pair_texts import PROMPT_LENGTH


class MentoringPairConfidence(http.Controller):
    """The only way to what the two of a reverse pairing keep in confidence, for employees and
    people from outside.

    Routes and not methods of a model: Odoo writes the arguments of every model call into its log
    at debug level. All of them answer as :meth:`tell`, and refuse any other pairing alike.
    """

    @http.route("/mentoring/reverse/tell", type="jsonrpc", auth="user", methods=["POST"])
    def tell(self, pairing_id=None):
        """
        :return: dict with ``summaries`` (see :func:`summaries.list_summaries`), ``prompts`` of a
            summary, ``looks_back`` (see :func:`looks_back.list_looks_back`), ``not_with_me`` (see
            :func:`not_with_me.marks`) and ``length`` (most characters of an answer)
        """
        env = request.env
        return {
            "summaries": summaries.list_summaries(env, pairing_id),
            "prompts": summaries.summary_words(env),
            "looks_back": looks_back.list_looks_back(env, pairing_id),
            "not_with_me": not_with_me.marks(env, pairing_id),
            "length": PROMPT_LENGTH,
        }

    @http.route("/mentoring/reverse/summarise", type="jsonrpc", auth="user", methods=["POST"])
    def summarise(self, pairing_id=None, session_id=None, texts=None):
        """Keep the leader's summary of a session."""
        summaries.write_summary(request.env, pairing_id, session_id, texts)
        return self.tell(pairing_id)

    @http.route("/mentoring/reverse/look_back", type="jsonrpc", auth="user", methods=["POST"])
    def look_back(self, pairing_id=None, kind=None, texts=None):
        """Keep how the asker sees it, halfway or at the end."""
        looks_back.write_look_back(request.env, pairing_id, kind, texts)
        return self.tell(pairing_id)

    @http.route("/mentoring/reverse/mark", type="jsonrpc", auth="user", methods=["POST"])
    def mark(self, pairing_id=None, topic_id=None, proposal_id=None, is_marked=None):
        """Leave a topic or a proposal out, or no longer: the mentor's own mark.

        One route for both: a server's log names the routes that people call.
        """
        if proposal_id is None:
            not_with_me.mark_topic(request.env, pairing_id, topic_id, is_marked)
        else:
            not_with_me.mark_proposal(request.env, pairing_id, proposal_id, is_marked)
        return self.tell(pairing_id)
