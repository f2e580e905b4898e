from odoo import api, fields, models

# Odoo's icons beside the words: no mood is told by a colour or a picture alone.
MOOD_ICONS = {
    "lifted": "fa-sun-o",
    "good": "fa-smile-o",
    "fine": "fa-leaf",
    "unsettled": "fa-random",
    "heavy": "fa-cloud",
}


class MentoringPairing(models.Model):
    """The sessions of a pairing as its two people see them on its page."""

    _inherit = "mentoring.pairing"

    hours_logged = fields.Float(
        string="Hours",
        compute="_compute_hours_logged",
        help="Together over all sessions that were held, as far as you may see them.",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_hours_logged(self):
        hours = dict(
            self.env["mentoring.session"]._read_group(
                [("pairing_id", "in", self.ids), ("state", "=", "held")],
                ["pairing_id"],
                ["duration:sum"],
            )
        )
        for pairing in self:
            pairing.hours_logged = hours.get(pairing, 0)

    def _page_sections(self):
        met = ["sessions"] if self.state != "proposed" else []
        return [*super()._page_sections(), *met]

    def _page_sessions(self):
        """All sessions of this pairing, for one of its two people.

        :return: dict with

            - ``sessions``: list of dicts, see ``_session_lines``, the next one first, then what
              is to come, then what was, latest first
            - ``next_id``: the id of the next session, or False
            - ``agendas``: dict of id to dict of ``name``, ``body`` (sanitised HTML),
              ``my_prompt``, ``topic_ids``
            - ``topics``: list of dicts, see ``_topic_library``
            - ``moods``: list of dicts of ``code``, ``name``, ``icon``
            - ``actions``: list of dicts of ``id``, ``name``, ``is_mine``, ``date_due``: what is
              still to be done of what the two agreed
            - ``held``, ``missed``, ``planned_count``, ``hours``: numbers
            - ``rhythm``: dict of ``count``, ``hours``, ``interval``, ``unit``: what is left to
              plan in the programme's shape
            - ``usual_place``: where they meet unless they say otherwise, in words
            - ``can_plan``: whether sessions can be planned now
            - ``can_lead``: whether topics and the agenda are the reader's to write

            Times are in UTC, as Odoo's server writes them, and say nothing of a time zone.
        """
        self.ensure_one()
        role = self._role_of_reader()
        sessions = self.env["mentoring.session"].search([("pairing_id", "=", self.id)])
        agendas = sessions._agendas()
        lines = self._session_lines(sessions, agendas, role)
        now = fields.Datetime.to_string(fields.Datetime.now())
        coming = [s for s in lines if s["state"] == "planned" and s["stop"] > now]
        coming.sort(key=lambda line: line["start"])
        programme = self.programme_id
        standing = sessions.filtered(lambda session: session.state in ("planned", "held"))
        held = sessions.filtered(lambda session: session.state == "held")
        shown = self.env["mentoring.agenda"].union(*agendas.values())
        return {
            "sessions": coming + [line for line in lines if line not in coming],
            "next_id": coming[0]["id"] if coming else False,
            "agendas": {
                agenda.id: {
                    "name": agenda.name,
                    "body": agenda.body or "",
                    "my_prompt": agenda[f"{role}_prompt"] or "",
                    "topic_ids": agenda.topic_ids.ids,
                }
                for agenda in shown
            },
            "topics": self._topic_library(),
            "moods": [
                {"code": code, "name": name, "icon": MOOD_ICONS[code]}
                for code, name in self.env["mentoring.session.mood"]
                ._fields["mood"]
                ._description_selection(self.env)
            ],
            "actions": self._actions_carried(role),
            "held": len(held),
            "missed": len(sessions.filtered(lambda session: session.state == "missed")),
            "planned_count": programme.session_count,
            "hours": sum(held.mapped("duration")),
            "rhythm": {
                "count": max(1, programme.session_count - len(standing)),
                "hours": programme.session_minutes / 60,
                "interval": programme.session_interval,
                "unit": programme.session_interval_unit,
            },
            "usual_place": self._usual_place() or "",
            "can_plan": self.state == "active",
            "can_lead": self._may_lead(role),
        }

    def _session_lines(self, sessions, agendas, role):
        """
        :return: list of dicts of ``id``, ``start``, ``stop``, ``hours``, ``state``, ``number``,
            ``agenda_id``, ``has_begun``, ``reschedule_count``, ``place``, ``video`` (an address
            or False), ``can_ics``, ``topic_ids``, ``agenda_note``, ``my_note``,
            ``partner_note``, ``mood`` (the reader's own), ``overlaps`` (with another session of
            the reader's)
        """
        numbers, contents, moods = sessions._numbers(), sessions._contents(), sessions._own_moods()
        # sudo: calendar.event - place and link of the meeting, for one of its two people
        events = {session: session.sudo().event_id for session in sessions}
        other = "mentee" if role == "mentor" else "mentor"
        clashes = sessions._overlapping_own()
        nothing = self.env["mentoring.session.content"]
        lines = []
        for session in sessions:
            event, content = events[session], contents.get(session, nothing)
            mood = moods.get(session)
            lines.append(
                {
                    "id": session.id,
                    "start": fields.Datetime.to_string(session.start),
                    "stop": fields.Datetime.to_string(session.stop),
                    "hours": session.duration,
                    "state": session.state,
                    "number": numbers[session],
                    "agenda_id": agendas[session].id,
                    "has_begun": session.is_past,
                    "reschedule_count": session.reschedule_count,
                    "place": event.location or "",
                    "video": event.videocall_location or False,
                    "can_ics": bool(event),
                    "topic_ids": content.topic_ids.ids,
                    "agenda_note": content.agenda_note or "",
                    "my_note": content[f"{role}_note"] or "",
                    "partner_note": content[f"{other}_note"] or "",
                    "mood": mood.mood if mood else False,
                    "overlaps": session in clashes,
                }
            )
        return lines

    def _topic_library(self):
        """
        :return: list of dicts of ``id``, ``name``, ``category``, ``questions`` and ``keywords``:
            by what else it is found
        """
        topics = self.env["mentoring.topic"].search([("active", "=", True)])
        return [
            {
                "id": topic.id,
                "name": topic.name,
                "category": topic.category_id.name,
                "questions": topic.description or "",
                "keywords": topic._keywords(),
            }
            for topic in topics
        ]

    def _actions_carried(self, role):
        return [
            {
                "id": action.id,
                "name": action.name,
                "is_mine": action.owner == role,
                "date_due": fields.Date.to_string(action.date_due),
            }
            for action in self._open_actions()
        ]
