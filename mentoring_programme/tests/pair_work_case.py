from odoo.addons.mentoring_programme.models.mentoring_agreement import TEXTS

from .common import MentoringCase


class PairWorkCase(MentoringCase):
    """Ida mentors Mia, and Pola from outside mentors Max, in a running programme.

    ``onlookers`` are those who must read nothing of what they work on: the coordinator, the
    manager, the HR officer, Mia's line manager, the safeguarding lead, another participant and
    the administrator.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.type.mentor_commitments = "<ul><li>I listen.</li></ul>"
        cls.type.mentee_commitments = "<ul><li>I bring questions.</li></ul>"
        cls.pairing = cls._paired_programme()
        cls.programme = cls.pairing.programme_id
        cls.pola = cls._user("pola", "portal")
        cls.outside = cls._pair(
            cls._enrol(cls.programme, cls.pola.partner_id, "mentor"),
            cls._enrol(cls.programme, cls.max, "mentee"),
        )
        cls.mentor, cls.mentee = cls.ida.user_id, cls.mia.user_id
        cls.admin = cls.env.ref("base.user_admin")
        cls.admin.company_ids += cls.company
        cls.onlookers = (
            cls.coordinator,
            cls.manager,
            cls.hr_officer,
            cls.mo.user_id,
            cls.lead,
            cls.max.user_id,
            cls.admin,
        )

    @classmethod
    def _as(cls, user, record):
        """``record`` as ``user`` has it, with nothing of anybody else's in the cache."""
        cls.env.flush_all()
        cls.env.invalidate_all()
        there = {"allowed_company_ids": cls.company.ids}
        return record.with_user(user).with_context(**there)

    @classmethod
    def _draft(cls, pairing=None):
        """An agreement with all texts filled in, which nobody has signed."""
        pairing = pairing or cls.pairing
        cls._as(pairing.mentee_id.user_id, pairing).action_start_agreement()
        agreement = cls.env["mentoring.agreement"].search([("pairing_id", "=", pairing.id)])
        mentee = cls._as(pairing.mentee_id.user_id, agreement)
        mentee.action_write_texts({name: f"Our {name}" for name in TEXTS}, 0)
        return agreement

    @classmethod
    def _signed(cls, pairing=None):
        """An agreement that both have signed."""
        agreement = cls._draft(pairing)
        for side in (agreement.pairing_id.mentor_id, agreement.pairing_id.mentee_id):
            cls._as(side.user_id, agreement).action_sign(agreement.stamp)
        return agreement
