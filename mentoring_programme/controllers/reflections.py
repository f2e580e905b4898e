from odoo import http
from odoo.http import request

from ..models import mentoring_reflection as door


class MentoringReflections(http.Controller):
    """The only way to reflections, for employees and people from outside.

    Routes and not methods of a model: Odoo writes the arguments of every model call into its
    log at debug level. All of them answer with the list.
    """

    @http.route("/mentoring/reflections/list", type="jsonrpc", auth="user", methods=["POST"])
    def list(self, pairing_id=None):
        """What the asker may read of a pairing of theirs: see :func:`door.list_reflections`."""
        return door.list_reflections(request.env, pairing_id)

    @http.route("/mentoring/reflections/write", type="jsonrpc", auth="user", methods=["POST"])
    def write_one(self, pairing_id=None, text=None, is_shared=None, session_id=None):
        """Keep a new one."""
        door.write_reflection(request.env, pairing_id, text, is_shared, session_id)
        return self.list(pairing_id)

    @http.route("/mentoring/reflections/delete", type="jsonrpc", auth="user", methods=["POST"])
    def delete_one(self, pairing_id=None, reference=None):
        """Destroy one of the asker's own."""
        door.delete_reflection(request.env, reference)
        return self.list(pairing_id)
