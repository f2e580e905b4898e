from odoo import http
from odoo.http import request

from ..models import concern_desk as desk
from ..models import concern_door as door


class MentoringConcerns(http.Controller):
    """The only way to safeguarding concerns, for who raises them and for who hears them.

    Routes and not methods of a model: Odoo writes the arguments of every model call into its
    log at debug level.
    """

    @http.route("/mentoring/concerns/mine", type="jsonrpc", auth="user", methods=["POST"])
    def mine(self):
        """What the asker has raised and can raise: see :func:`door.my_concerns`."""
        return door.my_concerns(request.env)

    @http.route("/mentoring/concerns/raise", type="jsonrpc", auth="user", methods=["POST"])
    def raise_(
        self,
        enrolment_id=None,
        text=None,
        pairing_id=None,
        urgency="soon",
        pause=False,
        readers=None,
        token=None,
    ):
        """Raise one; answers as :meth:`mine` does."""
        door.raise_concern(
            request.env, enrolment_id, text, pairing_id, urgency, pause, readers, token
        )
        return door.my_concerns(request.env)

    @http.route("/mentoring/concerns/hand_on", type="jsonrpc", auth="user", methods=["POST"])
    def hand_on(self, reference=None, readers=None):
        """Hand one on that nobody reads any more; answers as :meth:`mine` does."""
        door.hand_on_concern(request.env, reference, readers)
        return door.my_concerns(request.env)

    @http.route("/mentoring/concerns/list", type="jsonrpc", auth="user", methods=["POST"])
    def list(self):
        """What was addressed to the safeguarding lead who asks."""
        return desk.concerns_to_hear(request.env)

    @http.route("/mentoring/concerns/open", type="jsonrpc", auth="user", methods=["POST"])
    def open(self, reference=None):
        """One of these, with its text: see :func:`desk.hear_concern`."""
        return desk.hear_concern(request.env, reference)

    @http.route("/mentoring/concerns/acknowledge", type="jsonrpc", auth="user", methods=["POST"])
    def acknowledge(self, reference=None):
        """Take it on, and tell its reporter."""
        return desk.acknowledge_concern(request.env, reference)

    @http.route("/mentoring/concerns/take_over", type="jsonrpc", auth="user", methods=["POST"])
    def take_over(self, reference=None):
        """Take on what the other of the two has taken on."""
        return desk.take_over_concern(request.env, reference)

    @http.route("/mentoring/concerns/follow_up", type="jsonrpc", auth="user", methods=["POST"])
    def follow_up(self, reference=None, text=None, for_reporter=False):
        """Note what was done, or answer its reporter."""
        return desk.follow_up_concern(request.env, reference, text, for_reporter)

    @http.route("/mentoring/concerns/release", type="jsonrpc", auth="user", methods=["POST"])
    def release(self, reference=None):
        """Let the two go on whose contact was paused."""
        return desk.release_contact(request.env, reference)

    @http.route("/mentoring/concerns/close", type="jsonrpc", auth="user", methods=["POST"])
    def close(self, reference=None, outcome=None, contact=None):
        """Tell its reporter that it is dealt with."""
        return desk.close_concern(request.env, reference, outcome, contact)
