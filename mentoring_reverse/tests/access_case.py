from odoo.addons.mentoring_programme.tests.access_case import AccessCase
from odoo.addons.mentoring_programme.tests.rules_case import RulesCase

ADDON = "mentoring_reverse"
# Vocabularies, which are the same for everybody in every company.
BROCHURE = set()
# Models that nobody has an access right to: what is in them goes through doors that check.
CLOSED = set()


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
        return super()._programme(state, **{"direction": "reverse", **values})

    @classmethod
    def _paired_programme(cls, mentor=None, mentee=None, **values):
        """The junior one leads: whom the core's cases have as mentee."""
        return super()._paired_programme(mentee or cls.mia, mentor or cls.ida, **values)

    # -- one record of every model: each helper adds its models to these ----------------------

    @classmethod
    def _add_vocabulary(cls):
        """Records that belong to no programme, under the tag ``shared``."""

    @classmethod
    def _add_to_programme(cls, tag, programme):
        """Records of a programme."""

    @classmethod
    def _add_to_pairing(cls, tag, pairing):
        """Records of a pairing, and of its two enrolments."""

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
