from odoo.http import Controller, request, route


class MentoringPhoto(Controller):
    """The photo of one's partner, for people from outside, who may read no colleague."""

    @route("/mentoring/photo/<int:pairing_id>", type="http", auth="user", readonly=True)
    def photo(self, pairing_id):
        """One answer for a pairing of others and for none."""
        pairing = request.env["mentoring.pairing"].search([("id", "=", pairing_id)])
        role = pairing.my_role
        if not role:
            raise request.not_found()
        other = "mentee" if role == "mentor" else "mentor"
        # sudo: hr.employee, res.partner - the photo of the caller's own partner
        own = pairing.sudo()
        person = own[f"{other}_employee_id"] or own[f"{other}_partner_id"]
        stream = request.env["ir.binary"]._get_image_stream_from(person, "avatar_128")
        response = stream.get_response()
        response.headers["Cache-Control"] = "private, max-age=3600"
        return response
