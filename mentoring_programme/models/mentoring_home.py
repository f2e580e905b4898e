from odoo import api, fields, models
from odoo.exceptions import AccessError

from .mentoring_enrolment import LIVE_ENROLMENT_STATES, LIVE_PAIRING_STATES
from .mentoring_pairing import KNOWN_PAIRING_STATES

# Programmes in which there is still something to do for their participants.
LIVE_PROGRAMME_STATES = ("enrolling", "matching", "running")


class MentoringHome(models.AbstractModel):
    """ "My mentoring": all that one participant needs, gathered in one call.

    The number of queries depends neither on how many pairings there are nor on how many of
    them are the reader's: each kind of record is searched once and read as one batch.
    """

    _name = "mentoring.home"
    _description = "My Mentoring"

    @api.model
    def get_my_mentoring(self):
        """What concerns the calling user, read under their own rules.

        :return: dict with

            - ``is_internal``: False for people from outside
            - ``has_employee``: whether an employee record belongs to the user here
            - ``asked``: list of dicts, what waits for the user, ``kind`` being one of
              ``invitation``, ``pairing``, ``requirement``, ``session``, ``confirmation``,
              ``back`` and what addons add, and ``key`` unlike that of any other
            - ``pairings``, ``past_pairings``: lists of dicts, one a pairing that lives (and is
              not already among what is asked), or that lived and is over
            - ``enrolments``, ``past_enrolments``: lists of dicts, one an enrolment
            - ``programmes``: list of dicts, programmes that the user may join, with ``roles``
            - ``requests``: dict, mentors to ask and what was asked, see :meth:`_requests`
            - ``contacts``: list of dicts, the safeguarding leads and deputies of the user's
              programmes

            Dates and times are strings in Odoo's server format, times in UTC. Nothing in it
            is about anybody but the user and their partners.
        """
        user = self.env.user
        enrolments = self.env["mentoring.enrolment"].search([("user_id", "=", user.id)])
        pairings = self.env["mentoring.pairing"].search(
            ["|", ("mentor_id", "in", enrolments.ids), ("mentee_id", "in", enrolments.ids)]
        )
        partners = self._partners(pairings, enrolments)
        mine = [self._pairing(pairing, partners[pairing]) for pairing in pairings]
        openings = self._openings(enrolments)
        told = [self._enrolment(enrolment, openings[enrolment]) for enrolment in enrolments]
        return {
            "is_internal": user._is_internal(),
            "has_employee": bool(user.employee_id),
            "asked": self._asked(told, pairings, mine),
            "pairings": [line for line in mine if line["is_live"] and not line["asks_me"]],
            # A proposal that came to nothing is nobody's past partner.
            "past_pairings": [line for line in mine if not line["is_live"] and line["date_start"]],
            # An invitation is asked, and no enrolment before it is accepted.
            "enrolments": [
                line
                for line in told
                if (line["is_live"] and line["state"] != "invited") or line["can_rejoin"]
            ],
            "past_enrolments": [
                line for line in told if not line["is_live"] and not line["can_rejoin"]
            ],
            "programmes": self._joinable(user.employee_id, enrolments),
            "contacts": self._contacts(enrolments.programme_id),
            "requests": self._requests(enrolments),
        }

    @api.model
    def get_pairing(self, pairing_id):
        """The page of one of the calling user's own pairings.

        :return: dict with ``page``, see :meth:`~.MentoringPairing._page`, and ``sections``, dict
            of the name of each part to what its method answers
        :raises AccessError: for a pairing that is not theirs, and for one that does not exist
        """
        pairing = self.env["mentoring.pairing"].search([("id", "=", pairing_id)])
        if not pairing.my_role:
            raise AccessError(
                self.env._("This is not a pairing of yours: open it from My mentoring.")
            )
        return {
            "page": pairing._page(),
            "sections": {
                name: getattr(pairing, f"_page_{name}")() for name in pairing._page_sections()
            },
        }

    # -- pairings ------------------------------------------------------------------------

    def _partners(self, pairings, enrolments):
        """The other person of each pairing.

        :return: dict of pairing to dict with ``my_role``, ``name``, ``job_title``,
            ``image`` (model and id to take the photo from), ``user_id`` and ``email``
        """
        sides = {
            pairing: ("mentor", "mentee")
            if pairing.mentor_id in enrolments
            else ("mentee", "mentor")
            for pairing in pairings
        }
        employee_ids = [pairing[f"{other}_employee_id"].id for pairing, (_, other) in sides.items()]
        contact_ids = [pairing[f"{other}_partner_id"].id for pairing, (_, other) in sides.items()]
        # Searched and not browsed: somebody who went to another company of the group is no
        # longer readable, and must not break the page.
        employees = self._by_id("hr.employee.public", employee_ids)
        contacts = self._by_id("res.partner", contact_ids)
        internal = self.env.user._is_internal()
        partners = {}
        for pairing, (role, other) in sides.items():
            employee = employees.get(pairing[f"{other}_employee_id"].id)
            contact = contacts.get(pairing[f"{other}_partner_id"].id)
            person = dict.fromkeys(("name", "job_title", "image", "user_id", "email"), False)
            if employee:
                person.update(
                    name=employee.name,
                    job_title=employee.job_title,
                    image=["hr.employee.public", employee.id],
                    user_id=internal and employee.active and employee.user_id.id,
                    email=employee.active and employee.work_email,
                )
            elif contact:
                person.update(
                    name=contact.name, image=["res.partner", contact.id], email=contact.email
                )
            partners[pairing] = {"my_role": role, **person}
        return partners

    def _by_id(self, model, ids):
        records = self.env[model].with_context(active_test=False)
        if not self.env.user._is_internal():
            # sudo: hr.employee.public, res.partner - people from outside may read no colleague
            # but the one they are paired with, whose name, job and address these are
            records = records.sudo()
        found = records.search([("id", "in", [record_id for record_id in ids if record_id])])
        return {record.id: record for record in found}

    def _pairing(self, pairing, partner):
        programme = pairing.programme_id
        return {
            "id": pairing.id,
            "state": pairing.state,
            "is_live": pairing.state in LIVE_PAIRING_STATES,
            "asks_me": pairing.asks_me,
            "my_role": partner["my_role"],
            # What an addon says of the role instead.
            "role_words": False,
            "partner": {name: partner[name] for name in partner if name != "my_role"},
            "programme": programme.name,
            "discreet": programme.discreet,
            "date_start": fields.Date.to_string(pairing.date_start),
            "date_end": fields.Date.to_string(pairing.date_end),
            "next_session": fields.Datetime.to_string(pairing.next_session),
            "held_count": pairing.session_held_count,
            "session_count": programme.session_count,
        }

    # -- enrolments ----------------------------------------------------------------------

    def _openings(self, enrolments):
        """When the boxes of these enrolments were opened by a matching.

        :return: dict of enrolment to list of dicts with ``date`` (UTC, server format), ``by``
            (a name) and ``boxes`` (how many people's), newest first
        """
        found = self.env["mentoring.preference.opening"].search(
            [("programme_id", "in", enrolments.programme_id.ids)], order="date desc, id desc"
        )
        of_programme = found.grouped("programme_id")
        return {
            enrolment: [
                {
                    "date": fields.Datetime.to_string(opening.date),
                    # sudo: res.users - who ran the matching, by name; they may have left
                    "by": opening.sudo().user_id.name,
                    "boxes": opening.box_count,
                }
                for opening in of_programme.get(enrolment.programme_id, ())
                if enrolment.id in opening._opened_ids()
            ]
            for enrolment in enrolments
        }

    def _enrolment(self, enrolment, openings):
        programme = enrolment.programme_id
        is_live = (
            enrolment.state in LIVE_ENROLMENT_STATES and programme.state in LIVE_PROGRAMME_STATES
        )
        is_asked = is_live and enrolment.state != "invited"
        missing = enrolment.missing_requirement_ids if is_asked else ()
        return {
            "id": enrolment.id,
            "state": enrolment.state,
            "role": enrolment.role,
            "is_live": is_live,
            "can_rejoin": enrolment.state in ("withdrawn", "declined")
            and programme.state in ("enrolling", "matching"),
            "programme": programme.name,
            "programme_state": programme.state,
            "is_waiting": enrolment.is_waiting,
            "can_ask": enrolment._may_ask(),
            "aim": programme.aim,
            "discreet": programme.discreet,
            "asks_in_confidence": enrolment.asks_in_confidence,
            "openings": openings if is_live else [],
            # sudo: res.users - whom to ask, by name; they may work in another company
            "coordinators": ", ".join(programme.sudo().coordinator_ids.mapped("name")),
            "date_start": fields.Date.to_string(programme.date_start),
            "date_end": fields.Date.to_string(programme.date_end),
            "missing": [
                {
                    "id": requirement.id,
                    "name": requirement.name,
                    "description": requirement.description,
                    "confirmation": requirement.confirmation,
                }
                for requirement in missing
            ],
        }

    # -- what is asked -------------------------------------------------------------------

    def _asked(self, told, pairings, mine):
        """People first, then what to read, then what was, last what others will confirm."""
        invitations = [
            {"kind": "invitation", "key": f"invitation_{line['id']}", "enrolment": line}
            for line in told
            if line["is_live"] and line["state"] == "invited"
        ]
        answers = [
            {"kind": "pairing", "key": f"pairing_{line['id']}", "pairing": line}
            for line in mine
            if line["asks_me"]
        ]
        requirements = {"requirement": [], "confirmation": []}
        for line in told:
            for requirement in line["missing"]:
                by_me = requirement["confirmation"] == "participant"
                kind = "requirement" if by_me else "confirmation"
                requirements[kind].append(
                    {
                        "kind": kind,
                        "key": f"requirement_{line['id']}_{requirement['id']}",
                        "enrolment_id": line["id"],
                        "programme": line["programme"],
                        "requirement": requirement,
                    }
                )
        return [
            *invitations,
            *answers,
            *requirements["requirement"],
            *self._sessions_without_outcome(pairings, mine),
            *requirements["confirmation"],
        ]

    def _sessions_without_outcome(self, pairings, mine):
        lines = {line["id"]: line for line in mine}
        known = pairings.filtered(lambda pairing: pairing.state in KNOWN_PAIRING_STATES)
        sessions = self.env["mentoring.session"].search(
            [
                ("pairing_id", "in", known.ids),
                ("state", "=", "planned"),
                ("stop", "<=", fields.Datetime.now()),
            ],
            order="start, id",
        )
        return [
            {
                "kind": "session",
                "key": f"session_{session.id}",
                "session_id": session.id,
                "start": fields.Datetime.to_string(session.start),
                "partner": lines[session.pairing_id.id]["partner"],
                "programme": lines[session.pairing_id.id]["programme"],
            }
            for session in sessions
        ]

    # -- whom to turn to -----------------------------------------------------------------

    def _contacts(self, programmes):
        """The safeguarding leads and deputies of the reader's own programmes, each person once."""
        # sudo: mentoring.programme, res.users - name and address that are meant for the
        # participants, also where the lead belongs to another company of the group
        alive = programmes.sudo().filtered(lambda p: p.state in LIVE_PROGRAMME_STATES)
        listens = {}
        for name in ("safeguarding_lead_id", "safeguarding_deputy_id"):
            for person, led in alive.grouped(name).items():
                if person.active:
                    listens[person] = listens.get(person, alive.browse()) | led
        return [
            {"name": person.name, "email": person.email, "programmes": led.mapped("name")}
            for person, led in listens.items()
        ]
