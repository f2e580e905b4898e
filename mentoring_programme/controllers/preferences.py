from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from ..models.preference_door import open_own, own_box, preview_own, save_own, withdraw_own


class MentoringPreferences(http.Controller):
    """The owner's door to what they said in confidence, for employees and people from outside.

    Routes and not methods of a model: Odoo writes the arguments of every model call into its
    log at debug level. Each answers for the asker's own enrolment and refuses any other id
    alike.
    """

    @http.route("/mentoring/preferences/open", type="jsonrpc", auth="user", methods=["POST"])
    def open(self, enrolment_id):
        """What the reader said, what they are asked, and which matching has used it.

        :return: dict with ``enrolment``, ``dimensions``, ``said`` (``answers``, ``wishes``),
            ``consent``, ``consent_text``, ``threshold``, ``grace_days``, ``openings``,
            ``can_save`` and ``lost`` (what was said can no longer be opened by anybody)
        """
        return self._opened(own_box(request.env, enrolment_id))

    @http.route("/mentoring/preferences/preview", type="jsonrpc", auth="user", methods=["POST"])
    def preview(self, enrolment_id, said):
        """Before saving: which "only so" would count as important for now.

        :return: dict with ``important``, a list of dimension ids
        """
        return {"important": preview_own(own_box(request.env, enrolment_id), said)}

    @http.route("/mentoring/preferences/save", type="jsonrpc", auth="user", methods=["POST"])
    def save(self, enrolment_id, said, consent_version=None):
        """Keep what the reader says, sealed; answers as :meth:`open` does."""
        box = own_box(request.env, enrolment_id)
        save_own(box, said, consent_version)
        return self._opened(box)

    @http.route("/mentoring/preferences/withdraw", type="jsonrpc", auth="user", methods=["POST"])
    def withdraw(self, enrolment_id):
        """Destroy what the reader said, at once; answers as :meth:`open` does."""
        box = own_box(request.env, enrolment_id)
        withdraw_own(box)
        return self._opened(box)

    def _opened(self, box):
        enrolment = box.enrolment_id
        programme = enrolment.programme_id
        try:
            said, lost = open_own(box), False
        except AccessError:
            raise
        except UserError:
            said, lost = {}, True
        text = request.env["mentoring.consent.text"]._current("matching")
        return {
            "enrolment": {
                "id": enrolment.id,
                "role": enrolment.role,
                "state": enrolment.state,
                "programme": programme.name,
                "programme_state": programme.state,
            },
            "dimensions": [
                {
                    "id": dimension.id,
                    "name": dimension.name,
                    "question": dimension.question,
                    "is_multiple": dimension.is_multiple,
                    "values": [
                        {"id": value.id, "name": value.name}
                        for value in dimension.value_ids
                        if not value.is_undisclosed
                    ],
                }
                for dimension in programme.dimension_ids
            ],
            "said": {"answers": said.get("answers", {}), "wishes": said.get("wishes", {})},
            "consent": said.get("consent", False),
            "consent_text": {"version": text.version, "html": text.text} if text else False,
            "threshold": programme.preference_threshold,
            # sudo: res.company - a number that is meant for participants from outside too
            "grace_days": programme.company_id.sudo().mentoring_grace_days,
            "openings": request.env["mentoring.home"]._openings(enrolment)[enrolment],
            "can_save": enrolment._may_say_preferences(),
            "lost": lost,
        }
