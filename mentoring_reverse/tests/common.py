from odoo.addons.mentoring_programme.tests.common import MentoringCase


class ReverseCase(MentoringCase):
    """The small company of the core's tests, with a reverse programme: Mia (managed by Mo)
    mentors Ida, who leads Ian.

    Ida's job has level 5 and Mo's level 3, so that Mia and Max are on 2, and Ian is on 4. Nothing
    tells Ivy's level.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.type.direction = "reverse"
        cls.ian.parent_id = cls.ida
        cls._job(cls.ida, 5)
        cls._job(cls.mo, 3)

    @classmethod
    def _job(cls, employee, level):
        """Give somebody a job of their own, of this level."""
        job = cls.env["hr.job"].create(
            {
                "name": f"Job of {employee.name}",
                "company_id": employee.company_id.id,
                "mentoring_level": level,
            }
        )
        employee.job_id = job
        return job

    def _commit(self):
        """All that is done at the latest when a request or an import is over."""
        self.env.cr.flush()

    @classmethod
    def _reverse_pairing(cls, state="active", **values):
        return cls._paired_programme(cls.mia, cls.ida, state=state, **values)
