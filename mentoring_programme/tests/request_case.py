from unittest.mock import patch

from .common import MentoringCase

OPEN = {"allow_requests": True, "open_request_max": 2, "request_days": 10}


class RequestCase(MentoringCase):
    """Mia and Max look for a mentor; Ida (two places), Ian and Ivy (one each) are willing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme("running", **OPEN)
        cls.mentor = cls._enrol(cls.programme, cls.ida, "mentor", capacity=2)
        cls.ian_mentor = cls._enrol(cls.programme, cls.ian, "mentor")
        cls.ivy_mentor = cls._enrol(cls.programme, cls.ivy, "mentor")
        cls.mentee = cls._enrol(cls.programme, cls.mia, "mentee")
        cls.other_mentee = cls._enrol(cls.programme, cls.max, "mentee")
        cls.env.flush_all()

    def _ask(self, mentee=None, mentor=None, message="Would you?"):
        mentee, mentor = mentee or self.mentee, mentor or self.mentor
        requests = self.env["mentoring.request"].with_user(mentee.user_id)
        return requests.browse(requests.action_ask(mentee.id, mentor.id, message))

    def _told(self, enrolment):
        """What the owner of an enrolment sees on their page of requests."""
        self.env.invalidate_all()
        env = self.env(user=enrolment.user_id.id, su=False)
        mine = env["mentoring.enrolment"].search([("user_id", "=", env.uid)])
        return env["mentoring.home"]._requests(mine)

    def _seen(self, mentee=None):
        """Names of the mentors whom a mentee sees, in the order shown."""
        lists = self._told(mentee or self.mentee)["browse"]
        return [card["name"] for each in lists for card in each["mentors"]]

    def _expire(self):
        """The cron, which commits after each batch."""
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", lambda *_args, **_options: True):
            self.env["mentoring.request"]._cron_expire()

    def _mails_to(self, enrolment):
        self.env.flush_all()
        return self.env["mail.mail"].search(
            [("recipient_ids", "in", enrolment.contact_id.ids)], order="id"
        )
