from odoo import fields

from .access_case import OPERATIONS, AccessCase


class RulesCase(AccessCase):
    """The people and records of :class:`AccessCase`, and a second company: Bea is enrolled and
    paired there, and works in the first company just now.

    An addon that asks the same of its own rules names itself in ``addon``.
    """

    addon = "mentoring_programme"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.abroad = cls.env["res.company"].create({"name": "Mentoring Test Abroad"})
        kind = cls.type.copy({"name": "Abroad", "company_id": cls.abroad.id})
        cls._add("abroad", kind)
        programme = cls._programme("running", company_id=cls.abroad.id, name="Abroad")
        cls._add_programme("abroad", programme)
        cls._add_poll("abroad", "open", company_id=cls.abroad.id)
        cls.bea = cls._abroad_employee("Bea")
        pairing = cls._pair(
            cls._enrol(programme, cls.bea, "mentor"),
            cls._enrol(programme, cls._abroad_employee("Bo"), "mentee"),
        )
        cls._add_enrolment("abroad", pairing.mentor_id)
        opening = {"programme_id": programme.id, "user_id": cls.coordinator.id, "box_count": 7}
        cls._add("abroad", cls.env["mentoring.preference.opening"].create(opening))
        log = {"company_id": cls.abroad.id, "reason": "closed", "box_count": 7}
        cls._add("abroad", cls.env["mentoring.retention.log"].create(log))
        sent = {"programme_id": programme.id, "kind": "invitation", "count": 7}
        cls._add("abroad", cls.env["mentoring.mail.log"].create(sent))
        cls._add_pairing_abroad(pairing)
        cls.users = [
            cls.mia.user_id,
            cls.bea.user_id,
            cls.eve.user_id,
            cls.mo.user_id,
            cls.coordinator,
            cls.other_coordinator,
            cls.manager,
            cls.hr_officer,
            cls.lead,
            cls.portal,
        ]
        cls.env.flush_all()

    @classmethod
    def _abroad_employee(cls, name):
        user = cls._user(name.lower())
        user.company_ids += cls.abroad
        return cls.env["hr.employee"].create(
            {"name": name, "user_id": user.id, "company_id": cls.abroad.id}
        )

    @classmethod
    def _add_pairing_abroad(cls, pairing):
        env = cls.env
        cls._add("abroad", pairing)
        cls._add_life("abroad", pairing)
        values = {"pairing_id": pairing.id, "start": fields.Datetime.now()}
        session = env["mentoring.session"].create({**values, "duration": 1})
        cls._add("abroad", session)
        about = {"session_id": session.id}
        cls._add("abroad", env["mentoring.session.content"].create(about))
        mood = {**about, "enrolment_id": pairing.mentor_id.id, "mood": "good"}
        cls._add("abroad", env["mentoring.session.mood"].create(mood))
        cls._add_pair_work("abroad", pairing)
        cls._add_mode("abroad", pairing)
        programme = pairing.programme_id
        spare = cls._enrol(programme, cls._abroad_employee("Ben"), "mentor")
        cls._enrol(programme, cls._abroad_employee("Bix"), "mentee")
        run = env["mentoring.match.run"].create({"programme_id": programme.id})
        cls._add("abroad", run)
        cls._add("abroad", run.proposal_ids[0])
        left = {"run_id": run.id, "enrolment_id": spare.id, "code": "no_place"}
        cls._add("abroad", env["mentoring.match.unmatched"].create(left))
        cls._add_event("abroad", programme)

    def _who_may(self, model):
        """Who may do what with which record of ``model``."""
        self.env.flush_all()
        self.env.invalidate_all()
        ids = [record.id for record in self.records[model].values()]
        here = {"allowed_company_ids": self.company.ids}
        return {
            (user.login, operation): self.env(user=user.id, context=here, su=False)[model]
            .browse(ids)
            ._filtered_access(operation)
            .ids
            for user in self.users
            for operation in OPERATIONS
        }

    def _rules(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", self.addon), ("model", "=", "ir.rule")]
        )
        return {line.name: self.env["ir.rule"].browse(line.res_id) for line in data}
