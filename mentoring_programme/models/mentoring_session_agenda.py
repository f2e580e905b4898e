from odoo import models


class MentoringSession(models.Model):
    """Which session of its pairing it is, and the agenda that goes with that."""

    _inherit = "mentoring.session"

    def _numbers(self):
        """Which session of its pairing each of these is, from 1, by time.

        Only what took place or is to come is counted: who missed the first session still has
        their first conversation before them. One that was missed or cancelled has the number
        that it would have had.

        :return: dict of session to int
        """
        # As the reader: whoever reads a session reads all of its pairing.
        all_sessions = self.search([("pairing_id", "in", self.pairing_id.ids)], order="start, id")
        numbers, counts = {}, dict.fromkeys(self.pairing_id, 0)
        for session in all_sessions:
            numbers[session] = counts.setdefault(session.pairing_id, 0) + 1
            if session.state in ("planned", "held"):
                counts[session.pairing_id] += 1
        return {session: numbers.get(session, 0) for session in self}

    def _agendas(self):
        """The agenda of each of these sessions, as far as the reader may read the programme.

        :return: dict of session to ``mentoring.agenda``, of none or one
        """
        numbers = self._numbers()
        readable = self.programme_id._filtered_access("read")
        agendas = self.env["mentoring.agenda"].search([("programme_id", "in", readable.ids)])
        of_programme = agendas.grouped("programme_id")
        return {
            session: of_programme.get(session.programme_id, agendas.browse())._for_number(
                numbers[session], session.programme_id.session_count
            )
            if session.programme_id in readable
            else agendas.browse()
            for session in self
        }

    def _agenda(self):
        self.ensure_one()
        return self._agendas()[self]
