from ..models import concern_door as door
from .in_person_case import InPersonCase

TEMPLATE = "mentoring_programme.mail_template_attention"


class ConcernCase(InPersonCase):
    """Ida mentors Mia; Sage leads safeguarding there, Dell is the deputy. Mia has a concern."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.programme = cls.pairing.programme_id
        cls.other_lead = cls._user("sally", "safeguarding")
        cls.hush = cls._paired_programme(cls.ian, cls.max, discreet=True)
        cls.hush.programme_id.safeguarding_lead_id = cls.other_lead
        cls.concerns = cls.env["mentoring.concern"]
        cls.admin = cls.env.ref("base.user_admin")
        cls.onlookers = (
            cls.ida.user_id,
            cls.mo.user_id,
            cls.ivy.user_id,
            cls.coordinator,
            cls.manager,
            cls.other_lead,
            cls.hr_officer,
            cls.admin,
        )

    def _raise(self, text="It does not feel right.", pairing=True, enrolment=None):
        enrolment = enrolment or self.pairing.mentee_id
        self._as(
            enrolment.user_id,
            door.raise_concern,
            enrolment.id,
            text,
            pairing_id=self.pairing.id if pairing else None,
        )
        return self.concerns.search([], order="id desc", limit=1)

    def _mails(self, user=None):
        self.env.flush_all()
        partner = (user or self.lead).partner_id
        return self.env["mail.mail"].search([("recipient_ids", "in", partner.ids)])
