from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .locking import claimed
from .mentoring_enrolment_requests import ASKING_STATES

REQUEST_STATES = [
    ("asked", "Asked"),
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("withdrawn", "Withdrawn"),
    ("expired", "Expired"),
]
MESSAGE_LENGTH = 1000


class MentoringRequest(models.Model):
    """A mentee asks a mentor. The two can read it and nobody else; coordinators see counts.

    Nobody makes or writes one directly: it comes from :meth:`action_ask` and moves on by its
    steps (``mentoring_request_steps``).
    """

    _name = "mentoring.request"
    _inherit = ["mentoring.unseen"]
    _description = "Request to a Mentor"
    _order = "id desc"

    mentee_id = fields.Many2one(
        "mentoring.enrolment",
        string="Mentee's enrolment",
        required=True,
        ondelete="cascade",
        index=True,
    )
    mentor_id = fields.Many2one(
        "mentoring.enrolment",
        string="Mentor's enrolment",
        required=True,
        ondelete="cascade",
        index=True,
    )
    # Copied by create(), not related: see mentoring.pairing.
    programme_id = fields.Many2one("mentoring.programme", readonly=True, index=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    message = fields.Text(readonly=True)
    state = fields.Selection(REQUEST_STATES, default="asked", required=True, readonly=True)
    date_expiry = fields.Datetime(string="To be answered by", readonly=True)

    _asked_once = models.UniqueIndex(
        "(mentee_id, mentor_id) WHERE state = 'asked'",
        "You have asked this mentor already and can wait for the answer.",
    )
    _open_ones = models.Index("(date_expiry) WHERE state = 'asked'")

    def _compute_display_name(self):
        for request in self:
            request.display_name = self.env._("Request %s", request.id or "")

    @api.model_create_multi
    def create(self, vals_list):
        Enrolment = self.env["mentoring.enrolment"]
        for vals in vals_list:
            # sudo: mentoring.enrolment - programme and company of the one who asks
            mentee = Enrolment.browse(vals.get("mentee_id")).sudo()
            vals["programme_id"] = mentee.programme_id.id
            vals["company_id"] = mentee.company_id.id
        return super().create(vals_list)

    @api.model
    def action_ask(self, mentee_id, mentor_id, message=""):
        """Ask a mentor, as the mentee.

        :param mentee_id: id of the caller's own enrolment
        :param mentor_id: id of the mentor's enrolment, out of the list that the caller sees
        :param message: a few words to the mentor, or nothing
        :return: id of the request
        :raises AccessError: when the enrolment is not the caller's
        :raises UserError: when the mentor cannot be asked; which of the reasons holds is not said
        """
        if not isinstance(mentee_id, int) or not isinstance(mentor_id, int):
            raise UserError(self._cannot_ask_sentence())
        mentee = self.env["mentoring.enrolment"].browse(mentee_id)
        mentee._check_mine()
        programme = mentee.programme_id
        if mentee.role != "mentee" or not programme.allow_requests:
            raise UserError(
                self.env._("In this programme mentees do not ask mentors: your coordinator does.")
            )
        if programme.state not in ASKING_STATES:
            raise UserError(
                self.env._("Mentors can be asked once enrolment is closed, until the programme is.")
            )
        claimed(mentee)
        if mentee.state != "ready":
            raise UserError(
                self.env._(
                    "You can ask a mentor when you are ready and have none: see under “My "
                    "enrolments” what is still open."
                )
            )
        if not isinstance(message or "", str) or len(message or "") > MESSAGE_LENGTH:
            raise UserError(
                self.env._("Write at most %s characters to the mentor.", MESSAGE_LENGTH)
            )
        # sudo: mentoring.request - how many the caller has open
        open_count = self.sudo().search_count(
            [("mentee_id", "=", mentee.id), ("state", "=", "asked")]
        )
        if open_count >= programme.open_request_max:
            raise UserError(
                self.env._(
                    "You have asked %s mentors and they have time to answer: wait, or withdraw "
                    "one of your requests.",
                    open_count,
                )
            )
        mentor = mentee._askable_mentors()[mentee].filtered(lambda each: each.id == mentor_id)
        if not mentor:
            raise UserError(self._cannot_ask_sentence())
        expiry = fields.Datetime.now() + timedelta(days=programme.request_days)
        # sudo: mentoring.request - the caller's own, checked above; nobody may write them
        request = self.sudo().create(
            {
                "mentee_id": mentee.id,
                "mentor_id": mentor.id,
                "message": (message or "").strip(),
                "date_expiry": expiry,
            }
        )
        mentor._send_neutral("mentoring_programme.mail_template_request_received")
        return request.id

    def _cannot_ask_sentence(self):
        return self.env._(
            "This mentor cannot be asked just now: reload the page for those who can."
        )


def held_of_me(enrolments):
    """The requests of the one whose enrolments these are, for :class:`~.held.Held`.

    A plain function, which RPC cannot call.

    :return: list of dicts with ``programme``, ``asked_by_me``, ``with`` (a name), ``message``,
        ``state``, ``asked_on`` and ``open_until``
    """
    requests = enrolments.env["mentoring.request"].search(
        ["|", ("mentee_id", "in", enrolments.ids), ("mentor_id", "in", enrolments.ids)]
    )
    states = dict(requests._fields["state"]._description_selection(requests.env))
    held = []
    for request in requests:
        mine = request.mentee_id in enrolments
        # sudo: mentoring.enrolment - the name of the other, with whom it was about this request
        other = request.sudo().mentor_id if mine else request.sudo().mentee_id
        held.append(
            {
                "programme": request.programme_id.name,
                "asked_by_me": mine,
                "with": other._person_name(),
                "message": request.message or None,
                "state": states[request.state],
                "asked_on": request.create_date,
                "open_until": request.date_expiry or None,
            }
        )
    return held
