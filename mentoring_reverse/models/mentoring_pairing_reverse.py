from odoo import models


class MentoringPairing(models.Model):
    """A pairing in which the one with less power leads, and its page."""

    _inherit = "mentoring.pairing"

    def _is_reverse(self):
        """Whether the mentor is the one with less power."""
        self.ensure_one()
        # sudo: mentoring.programme - its direction, which its participants know
        return self.sudo().programme_id._is_reverse()

    def _may_lead(self, role):
        """The mentor writes topics and agendas; the leader proposes."""
        return super()._may_lead(role) and (role == "mentor" or not self._is_reverse())

    def _usual_place(self):
        """Where the mentor works: the leader comes to them.

        Not where somebody works from home, and nothing for a mentor from outside.
        """
        if not self._is_reverse():
            return super()._usual_place()
        # sudo: hr.employee, hr.work.location, res.partner - a place that colleagues know, for
        # people from outside as well
        place = self.sudo().mentor_employee_id.work_location_id
        if not place or place.location_type == "home":
            return super()._usual_place()
        address = place.address_id._display_address(without_company=True)
        lines = [place.name, *(line.strip() for line in address.splitlines())]
        return ", ".join(filter(None, lines))

    # -- the page ------------------------------------------------------------------------

    def _page(self):
        """With ``is_reverse``."""
        return {**super()._page(), "is_reverse": self._is_reverse()}

    def _page_sections(self):
        sections = super()._page_sections()
        if self._is_reverse():
            sections += [
                "reverse_start",
                "reverse_questions",
                "reverse_summaries",
                "reverse_topics",
                "reverse_look_back",
            ]
        return sections

    def _page_reverse_start(self):
        """What has to be there before the first session counts as held.

        :return: dict with

            - ``rules``: dict of ``version`` and ``text`` (sanitised HTML) of the ground rules to
              acknowledge, or False when they are acknowledged or there are none
            - ``acknowledged``: see ``_rules_words``
            - ``can_acknowledge``: whether it is the reader who is asked
            - ``has_goal``: whether the two share a goal
            - ``has_met``: whether their first session was held
        """
        self.ensure_one()
        line = self.env["mentoring.ground.rules.acknowledgement"].search(
            [("pairing_id", "=", self.id)]
        )
        reciprocal = self.programme_id._is_reciprocal()
        current = self.env["mentoring.ground.rules"]._current(reciprocal)
        asked = not line and current
        return {
            "rules": {"version": current.version, "text": current.text} if asked else False,
            "acknowledged": self._rules_words(line),
            "can_acknowledge": bool(
                asked and self._role_of_reader() == "mentee" and self._is_working()
            ),
            "has_goal": bool(self._with_goal()),
            "has_met": bool(self._with_held_session()),
        }

    def _page_sessions(self):
        """With ``begin_lacks``: where on the page that stands which the first session needs
        before it counts as held: some of ``reverse_start`` and ``goals``."""
        told = super()._page_sessions()
        if not self._is_reverse():
            return told
        lacks = []
        if not self._with_held_session():
            if not self._acknowledged():
                lacks.append("reverse_start")
            if not self._with_goal():
                lacks.append("goals")
        return {**told, "begin_lacks": lacks}

    def _page_reverse_summaries(self):
        """Which sessions were held: what is said of them comes in confidence, see
        :mod:`.mentoring_session_summary`."""
        self.ensure_one()
        held = self.session_ids.filtered(lambda session: session.state == "held")
        return {"held": held.ids}

    def _page_reverse_look_back(self):
        """How many sessions were held: see :mod:`.mentoring_look_back`."""
        return self._page_reverse_summaries()

    # -- gates ---------------------------------------------------------------------------

    def _with_goal(self):
        # sudo: mentoring.goal - whether there is one, for a gate
        goals = self.env["mentoring.goal"].sudo()
        return self.browse(goals.search([("pairing_id", "in", self.ids)]).pairing_id.ids)

    def _with_held_session(self):
        # sudo: mentoring.session - whether one was held, for a gate
        sessions = self.env["mentoring.session"].sudo()
        held = sessions.search([("pairing_id", "in", self.ids), ("state", "=", "held")])
        return self.browse(held.pairing_id.ids)
