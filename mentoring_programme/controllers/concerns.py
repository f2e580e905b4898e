from odoo import http
from odoo.http import request

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
    def raise_(self, enrolment_id=None, text=None, pairing_id=None):
        """Raise one; answers as :meth:`mine` does."""
        door.raise_concern(request.env, enrolment_id, text, pairing_id)
        return door.my_concerns(request.env)

    @http.route("/mentoring/concerns/list", type="jsonrpc", auth="user", methods=["POST"])
    def list(self):
        """What was addressed to the safeguarding lead who asks."""
        return door.concerns_to_hear(request.env)

    @http.route("/mentoring/concerns/open", type="jsonrpc", auth="user", methods=["POST"])
    def open(self, reference=None):
        """One of these, with its text: see :func:`door.hear_concern`."""
        return door.hear_concern(request.env, reference)

    @http.route("/mentoring/concerns/acknowledge", type="jsonrpc", auth="user", methods=["POST"])
    def acknowledge(self, reference=None):
        """Tell its reporter that it was read."""
        return door.move_concern(request.env, reference, "acknowledged")

    @http.route("/mentoring/concerns/close", type="jsonrpc", auth="user", methods=["POST"])
    def close(self, reference=None):
        """Tell its reporter that it is dealt with."""
        return door.move_concern(request.env, reference, "closed")
