from odoo import http
from odoo.http import request

from ..models import theme_door as door


class MentoringThemes(http.Controller):
    """The only way to pass a theme on, for employees and people from outside.

    Routes and not methods of a model: Odoo writes the arguments of every model call into its log
    at debug level. All of them answer with the list.
    """

    @http.route("/mentoring/themes/list", type="jsonrpc", auth="user", methods=["POST"])
    def list(self, pairing_id=None):
        """What the asker can pass on, and has: see :func:`door.list_themes`."""
        return door.list_themes(request.env, pairing_id)

    @http.route("/mentoring/themes/give", type="jsonrpc", auth="user", methods=["POST"])
    def give(self, pairing_id=None, theme_id=None):
        """Pass one on."""
        door.give_theme(request.env, pairing_id, theme_id)
        return self.list(pairing_id)

    @http.route("/mentoring/themes/take_back", type="jsonrpc", auth="user", methods=["POST"])
    def take_back(self, pairing_id=None, theme_id=None):
        """Take one back that is not forgotten yet."""
        door.take_back_theme(request.env, pairing_id, theme_id)
        return self.list(pairing_id)
