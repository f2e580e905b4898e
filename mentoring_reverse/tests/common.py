from odoo.addons.mentoring_programme.tests.common import MentoringCase


class ReverseCase(MentoringCase):
    """The small company of the core's tests, with a reverse programme: Mia (managed by Mo)
    mentors Ida, who leads Ian."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.type.direction = "reverse"
        cls.ian.parent_id = cls.ida

    @classmethod
    def _reverse_pairing(cls, state="active", **values):
        return cls._paired_programme(cls.mia, cls.ida, state=state, **values)
