from odoo import fields, models


class MentoringEnrolment(models.Model):
    """What a person has to show for what they completed."""

    _inherit = "mentoring.enrolment"

    def _own_completed(self):
        """Those of these enrolments that are the asker's own and completed, in sudo; without a
        single session there is nothing to certify."""
        # sudo: mentoring.enrolment - whose they are; only the asker's own are answered
        mine = self.sudo().search(
            [
                ("id", "in", self.ids),
                ("user_id", "=", self.env.uid),
                ("state", "=", "completed"),
            ]
        )
        return mine.filtered(lambda enrolment: enrolment._sessions_held()[0])

    def _sessions_held(self):
        """How often and how long the person met their partners.

        Two pairings of one mentor that met at the same moment met once: nobody is in two places.

        :return: (number of sessions held, hours)
        """
        self.ensure_one()
        # sudo: mentoring.session - the person's own, counted
        sessions = self.env["mentoring.session"].sudo()
        sessions = sessions.search(
            [
                ("state", "=", "held"),
                "|",
                ("pairing_id.mentor_id", "=", self.id),
                ("pairing_id.mentee_id", "=", self.id),
            ]
        )
        hours = {}
        for session in sessions:
            hours[session.start] = max(session.duration, hours.get(session.start, 0))
        return len(hours), sum(hours.values())

    def _certificate(self, is_neutral=False):
        """What the certificate of an enrolment in sudo says.

        :param is_neutral: without the programme's name and its days, as the person chose; of a
            discreet programme always
        :return: dict of ``name``, ``role``, ``company``, ``programme`` (False where neutral),
            ``date_start``, ``date_end`` (False where neutral), ``sessions``, ``hours`` and
            ``made_on``
        """
        self.ensure_one()
        programme = self.programme_id
        is_neutral = is_neutral or programme.discreet
        sessions, hours = self._sessions_held()
        return {
            "name": self._person_name(),
            "role": self.role,
            "company": programme.company_id.name,
            "programme": not is_neutral and programme.name,
            "date_start": not is_neutral and programme.date_start,
            "date_end": not is_neutral and (programme.date_over or programme.date_end),
            "sessions": sessions,
            "hours": hours,
            "made_on": fields.Date.context_today(self),
        }
