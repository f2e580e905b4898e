from odoo import fields

from odoo.addons.mentoring_programme.tests.access_case import AccessCase
from odoo.addons.mentoring_programme.tests.rules_case import RulesCase

ADDON = "mentoring_reverse"
# Vocabularies, which are the same for everybody in every company.
BROCHURE = {
    "mentoring.event.outline",
    "mentoring.theme",
    "mentoring.workbook.question",
    "mentoring.workbook.section",
}
# Models that nobody has an access right to: what is in them goes through doors that check.
CLOSED = {"mentoring.theme.pool", "mentoring.workbook.answer"}


class ReverseRecords:
    """Beside the core's test cases: its programmes are reverse ones, and there is one record of
    every model of this addon for each of several tags.

    ``open``: Mia mentors Ida, who has no manager; ``hush``: Max mentors Ian in a discreet
    programme; ``outside``: a person from outside mentors Mel; ``abroad``: Bea mentors Bo in
    another company, where the case has one. ``enrolling``: a programme that takes applications.
    """

    addon = ADDON

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._add_vocabulary()
        for tag, programme in list(cls.records["mentoring.programme"].items()):
            cls._add_to_programme(tag, programme)
        for tag in ("open", "hush", "outside", "abroad"):
            pairing = cls.records["mentoring.pairing"].get(tag)
            if pairing:
                cls._add_to_pairing(tag, pairing)
        cls.env.flush_all()

    @classmethod
    def _programme(cls, state="draft", **values):
        return super()._programme(state, **{"direction": "reverse", "level_distance": 0, **values})

    @classmethod
    def _paired_programme(cls, mentor=None, mentee=None, **values):
        """The junior one leads: whom the core's cases have as mentee."""
        return super()._paired_programme(mentee or cls.mia, mentor or cls.ida, **values)

    # -- one record of every model: each helper adds its models to these ----------------------

    @classmethod
    def _add_vocabulary(cls):
        """Records that belong to no programme, under the tag ``shared``."""
        for model in sorted(BROCHURE):
            cls._add("shared", cls.env[model].search([], limit=1))

    @classmethod
    def _add_to_programme(cls, tag, programme):
        """Records of a programme."""
        line = {"programme_id": programme.id, "role": "mentor"}
        today = fields.Date.today()
        links = cls.env["mentoring.invitation.link"]
        values = {**line, "company_id": programme.company_id.id, "date_expiry": today}
        cls._add(tag, links.create({**values, "token_hash": f"{tag} {programme.id}"}))
        makes = cls.env(user=cls.coordinator.id)["mentoring.invitation.make"]
        if tag != "abroad":
            cls._add(tag, makes.create(line))
        pools = cls.env["mentoring.theme.pool"]
        cls._add(tag, pools.search([("programme_id", "=", programme.id)]))
        cls._add_insight(tag, programme)

    @classmethod
    def _add_to_pairing(cls, tag, pairing):
        """Records of a pairing, and of its two enrolments."""
        note = {"reference": f"workbook {tag}", "sealed": "sealed", "is_shared": True}
        writer = {"pairing_id": pairing.id, "enrolment_id": pairing.mentor_id.id}
        cls._add(tag, cls.env["mentoring.workbook.answer"].create({**note, **writer}))

    @classmethod
    def _add_insight(cls, tag, programme):
        """A theme that was told of, and what is done about it; of a discreet programme, too, as
        one that became discreet later."""
        told = {"first_on": "2026-01-01", "last_on": "2026-01-01", "least": 5}
        insight = cls.env["mentoring.insight"].create(
            {
                **told,
                "theme_id": cls.records["mentoring.theme"]["shared"].id,
                "programme_id": programme.id,
                "company_id": programme.company_id.id,
            }
        )
        cls._add(tag, insight)
        action = {"insight_id": insight.id, "name": "Look into it", "responsible": "HR"}
        cls._add(tag, cls.env["mentoring.insight.action"].create(action))

    # -- asking -------------------------------------------------------------------------------

    def _mine(self):
        """The models of this addon that have records."""
        return {
            name
            for name, model in self.env.registry.items()
            if model._original_module == ADDON and not model._abstract
        }


class ReverseAccessCase(ReverseRecords, AccessCase):
    """Who may do what with the records of this addon: see the core's case."""

    def _may(self, user, operation):
        mine = self._mine()
        allowed = super()._may(user, operation)
        return {model: tags for model, tags in allowed.items() if model in mine}


class ReverseRulesCase(ReverseRecords, RulesCase):
    """The same with a second company, and with the two people of the pairing among the users."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users += [cls.ida.user_id, cls.max.user_id]
