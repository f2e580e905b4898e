from odoo import api, fields, models

from .mentoring_enrolment_requests import ASKING_STATES


class MentoringHome(models.AbstractModel):
    """Mentors to look through and to ask, and what was asked: of "My mentoring" and the portal."""

    _inherit = "mentoring.home"

    @api.model
    def _requests(self, enrolments):
        """What concerns browsing and asking of the reader's own enrolments.

        The mentors come in the order of their names. An order by how well they fit would tell
        what they wish for and said to the coordinators, and would send everybody to the same few.

        :param enrolments: ``mentoring.enrolment`` of the reader
        :return: dict with

            - ``browse``: list of dicts, one an enrolment as mentee without a partner in a
              programme where mentors are asked: ``enrolment_id``, ``programme``, ``discreet``,
              ``is_open`` (False: not before enrolment is closed), ``open_max``, ``left`` (how
              many more may be asked), ``days`` (to answer), ``mentors`` (list of cards)
            - ``asked``: list of dicts, the reader's open requests
            - ``received``: list of dicts, what is asked of the reader, with ``has_place``
            - ``visible``: list of dicts, the reader's enrolments as mentor in such programmes,
              with ``is_browsable``

            A request has ``id``, ``programme``, ``message``, ``date_expiry`` (UTC, server
            format) and ``person`` (a card). A card has ``id`` (of the enrolment), ``name``,
            ``job_title``, ``department``, ``image`` (model and id, or False), and lists of names:
            ``languages``, ``skills``, ``topics``, ``times``.
        """
        offering = enrolments.filtered(
            lambda e: (
                e.programme_id.allow_requests
                and e.state in ("ready", "matched")
                and e.programme_id.state in ("enrolling", *ASKING_STATES)
            )
        )
        looking = offering.filtered(lambda e: e.role == "mentee" and e.state == "ready")
        askable = looking._askable_mentors()
        requests = self.env["mentoring.request"].search(
            [
                ("state", "=", "asked"),
                ("date_expiry", ">", fields.Datetime.now()),
                "|",
                ("mentee_id", "in", enrolments.ids),
                ("mentor_id", "in", enrolments.ids),
            ],
            order="date_expiry, id",
        )
        mine = requests.filtered(lambda request: request.mentee_id in enrolments)
        received = requests - mine
        # sudo: mentoring.enrolment - the people of these requests and those who may be seen
        everybody = self.env["mentoring.enrolment"].sudo().union(*askable.values())
        everybody |= mine.sudo().mentor_id | received.sudo().mentee_id
        cards = self._cards(everybody)
        programmes = {each.id: each for each in enrolments.programme_id}
        spare = received.mentor_id._spare_places(even_discreet=True)

        def told(request, person):
            return {
                "id": request.id,
                "programme": programmes[request.programme_id.id].name,
                "message": request.message or "",
                "date_expiry": fields.Datetime.to_string(request.date_expiry),
                "person": cards[person.id],
            }

        return {
            "browse": [
                {
                    "enrolment_id": mentee.id,
                    "programme": mentee.programme_id.name,
                    "discreet": mentee.programme_id.discreet,
                    "is_open": mentee in askable,
                    "open_max": mentee.programme_id.open_request_max,
                    "left": max(
                        0,
                        mentee.programme_id.open_request_max
                        - len(mine.filtered(lambda r, mentee=mentee: r.mentee_id == mentee)),
                    ),
                    "days": mentee.programme_id.request_days,
                    "mentors": sorted(
                        (cards[mentor.id] for mentor in askable.get(mentee, ())),
                        key=lambda card: ((card["name"] or "").casefold(), card["id"]),
                    ),
                }
                for mentee in looking
            ],
            "asked": [told(request, request.mentor_id) for request in mine],
            "received": [
                {
                    **told(request, request.mentee_id),
                    "has_place": request.mentor_id.free_capacity > 0
                    and spare.get(request.mentor_id.id, 1) > 0,
                }
                for request in received
            ],
            "visible": [
                {
                    "enrolment_id": mentor.id,
                    "programme": mentor.programme_id.name,
                    "discreet": mentor.programme_id.discreet,
                    "is_browsable": mentor.is_browsable,
                }
                for mentor in offering.filtered(lambda e: e.role == "mentor")
            ],
        }

    def _cards(self, enrolments):
        """What somebody who looks for a partner sees of these people: what they named for that.

        :param enrolments: ``mentoring.enrolment`` in sudo
        :return: dict of id to card, see :meth:`_requests`
        """
        # People from outside have no access to colleagues' photos.
        with_photo = self.env.user._is_internal()
        cards = {}
        for enrolment in enrolments:
            employee = enrolment.employee_id
            image = (
                ["hr.employee.public", employee.id]
                if employee
                else ["res.partner", enrolment.partner_id.id]
            )
            cards[enrolment.id] = {
                "id": enrolment.id,
                "name": enrolment._person_name(),
                "job_title": employee.job_title or False,
                "department": employee.department_id.name or False,
                "image": image if with_photo else False,
                "languages": enrolment.language_ids.mapped("name"),
                "skills": enrolment.skill_ids.skill_id.mapped("name"),
                "topics": enrolment.interest_ids.mapped("name"),
                "times": enrolment.availability_ids.mapped("name"),
            }
        return cards
