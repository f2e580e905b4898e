from datetime import timedelta

from odoo import fields
from odoo.tests import TransactionCase, new_test_user

GROUPS = {
    "coordinator": "mentoring_programme.group_mentoring_coordinator",
    "manager": "mentoring_programme.group_mentoring_manager",
    "safeguarding": "mentoring_programme.group_mentoring_safeguarding",
    "hr": "hr.group_hr_user",
    "portal": "base.group_portal",
}


class MentoringCase(TransactionCase):
    """A small company to mentor in, and a factory for people, programmes and pairings.

    Mo manages Mia and Max; Ida, Ian and Ivy have no manager. Everybody has a log-in that is
    the lower-case name.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "no_reset_password": True})
        # As everybody's below: today is the same day for all, whenever the tests run.
        cls.env.user.tz = "UTC"
        cls.company = cls.env["res.company"].create({"name": "Mentoring Test Company"})
        cls.coordinator = cls._user("cora", "coordinator")
        cls.other_coordinator = cls._user("otto", "coordinator")
        cls.manager = cls._user("mara", "manager")
        cls.lead = cls._user("sage", "safeguarding")
        cls.deputy = cls._user("dell", "safeguarding")
        cls.hr_officer = cls._user("hana", "hr")
        cls.mo = cls._employee("Mo")
        cls.mia = cls._employee("Mia", parent_id=cls.mo.id)
        cls.max = cls._employee("Max", parent_id=cls.mo.id)
        cls.ida = cls._employee("Ida")
        cls.ian = cls._employee("Ian")
        cls.ivy = cls._employee("Ivy")
        cls.type = cls.env["mentoring.programme.type"].create(
            {
                "name": "Test type",
                "aim": "To learn from each other.",
                "agreement_text": "<p>We keep what we hear to ourselves.</p>",
                "boundaries": "<p>A mentor does not manage.</p>",
                "criterion_ids": [
                    fields.Command.create({"kind": "interests", "weight": 10}),
                ],
                "requirement_ids": [
                    fields.Command.create(
                        {
                            "name": "Training",
                            "kind": "training",
                            "role": "mentor",
                            "confirmation": "coordinator",
                            "covers_listening": True,
                            "covers_questioning": True,
                            "covers_advising": True,
                            "covers_contracting": True,
                            "covers_aim": True,
                        }
                    ),
                    fields.Command.create({"name": "Briefing", "kind": "briefing"}),
                ],
                "objective_ids": [
                    fields.Command.create(
                        {"name": "Promotions", "measure": "Counted.", "target": 10}
                    ),
                ],
            }
        )

    @classmethod
    def _user(cls, login, *roles, **values):
        groups = [GROUPS[role] for role in roles]
        if "portal" not in roles:
            groups.append("base.group_user")
        return new_test_user(
            cls.env,
            login=login,
            groups=",".join(groups),
            name=login.capitalize(),
            email=f"{login}@example.com",
            company_id=cls.company.id,
            company_ids=[fields.Command.set(cls.company.ids)],
            tz="UTC",
            **values,
        )

    @classmethod
    def _employee(cls, name, **values):
        user = cls._user(name.lower())
        return cls.env["hr.employee"].create(
            {"name": name, "user_id": user.id, "company_id": cls.company.id, **values}
        )

    @classmethod
    def _programme(cls, state="draft", **values):
        """A programme whose conditions are met, in ``state``."""
        start = fields.Date.today()
        return cls.env["mentoring.programme"].create(
            {
                "name": "Test programme",
                "type_id": cls.type.id,
                "company_id": cls.company.id,
                "date_start": start,
                "date_end": start + timedelta(days=180),
                "coordinator_ids": [fields.Command.set(cls.coordinator.ids)],
                "safeguarding_lead_id": cls.lead.id,
                "safeguarding_deputy_id": cls.deputy.id,
                "state": state,
                **values,
            }
        )

    @classmethod
    def _discreet_programme(cls, state="draft", **values):
        return cls._programme(
            state, name="Hush programme", discreet=True, enrolment_policy="invited", **values
        )

    @classmethod
    def _enrol(cls, programme, employee, role, state="ready", **values):
        person = (
            {"partner_id": employee.id}
            if employee._name == "res.partner"
            else {"employee_id": employee.id}
        )
        enrolment = cls.env["mentoring.enrolment"].create(
            {"programme_id": programme.id, "role": role, "state": state, **person, **values}
        )
        if state in ("ready", "matched"):
            enrolment._fulfil(enrolment.missing_requirement_ids)
        return enrolment

    @classmethod
    def _pair(cls, mentor, mentee, state="active"):
        """A pairing of two enrolments that stands in ``state``."""
        pairing = cls.env["mentoring.pairing"].create(
            {"mentor_id": mentor.id, "mentee_id": mentee.id}
        )
        if state != "proposed":
            now = fields.Datetime.now()
            pairing.write({"mentor_agreed_on": now, "mentee_agreed_on": now, "state": state})
        return pairing

    @classmethod
    def _paired_programme(cls, mentor=None, mentee=None, discreet=False, state="active"):
        """A programme that runs since three months, with one pairing (Ida mentors Mia unless told
        otherwise)."""
        make = cls._discreet_programme if discreet else cls._programme
        today = fields.Date.today()
        programme = make(
            "running",
            date_start=today - timedelta(days=90),
            date_end=today + timedelta(days=180),
        )
        return cls._pair(
            cls._enrol(programme, mentor or cls.ida, "mentor"),
            cls._enrol(programme, mentee or cls.mia, "mentee"),
            state,
        )

    @classmethod
    def _neutral_mails(cls):
        """The mails to people of this company that are about no record, as ours are."""
        mine = ("recipient_ids.user_ids.company_id", "=", cls.company.id)
        return cls.env["mail.mail"].search([mine, ("model", "=", False)])
