from contextlib import contextmanager
from unittest.mock import Mock, patch

from odoo import fields
from odoo.tests import HttpCase

from odoo.addons.mentoring_programme.models.key_ring import bound_to
from odoo.addons.mentoring_programme.models.preference_door import (
    open_own,
    own_box,
    save_own,
)

from .test_match_run import MatchCase

REQUEST = "odoo.addons.mentoring_programme.models.own_session.request"
PATH = "/mentoring/preferences/open"


class PreferenceCase(MatchCase):
    """A programme that asks for gender and faith, and people who answer in their own session."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Openings are committed in a transaction of their own, which has to see this company.
        # With a browser that is so already.
        if not issubclass(cls, HttpCase):
            cls.registry_enter_test_mode_cls()
        cls.gender = cls._question("Gender", "Woman", "Man", "Non-binary")
        cls.faith = cls._question("Faith", "One", "Another", "None", is_multiple=True)
        cls.woman, cls.man, cls.nonbinary = cls.gender.value_ids[1:]
        cls.one, cls.another, cls.none = cls.faith.value_ids[1:]
        cls.programme = cls._asking_programme("matching")

    @classmethod
    def _question(cls, name, *answers, **values):
        return cls.env["mentoring.dimension"].create(
            {
                "name": name,
                "question": f"{name}?",
                "value_ids": [
                    fields.Command.create({"name": "No answer", "is_undisclosed": True}),
                    *(fields.Command.create({"name": answer}) for answer in answers),
                ],
                **values,
            }
        )

    @classmethod
    def _asking_programme(cls, state, **values):
        return cls._programme(
            state,
            dimension_ids=[fields.Command.set((cls.gender | cls.faith).ids)],
            preference_threshold=3,
            **values,
        )

    @classmethod
    def _people(cls, role, count, **values):
        """Ready enrolments of so many new employees."""
        return cls.env["mentoring.enrolment"].concat(
            *(
                cls._ready(cls._employee(f"{role}{number}{cls._next()}"), role, **values)
                for number in range(count)
            )
        )

    _serial = 0

    @classmethod
    def _next(cls):
        PreferenceCase._serial += 1
        return PreferenceCase._serial

    @contextmanager
    def _own_session(self, user, path=PATH):
        """A request that ``user`` sends in their own web session."""
        request = Mock(env=self.env(user=user.id, su=False), session=Mock(uid=user.id))
        request.httprequest.path = path
        with patch(REQUEST, request):
            yield

    def _box(self, enrolment):
        """The box of an enrolment, as its owner reaches it."""
        return own_box(self.env(user=enrolment.user_id.id), enrolment.id)

    def _say(self, enrolment, answers=None, wishes=None):
        """Have the owner of ``enrolment`` save this; values as records, wishes as tuples."""
        with self._own_session(enrolment.user_id):
            save_own(self._box(enrolment), self._form(answers, wishes), 1)

    def _form(self, answers=None, wishes=None):
        """What the form sends.

        :param answers: list of ``mentoring.dimension.value``
        :param wishes: list of (dimension, kind, strength, values)
        """
        said = {"answers": {}, "wishes": {}}
        for value in answers or ():
            said["answers"].setdefault(str(value.dimension_id.id), []).append(value.id)
        for dimension, kind, strength, *values in wishes or ():
            said["wishes"][str(dimension.id)] = {
                "kind": kind,
                "strength": strength,
                "values": [value.id for value in values],
            }
        return said

    @staticmethod
    def _bound(enrolment):
        """What the box of an enrolment is sealed for."""
        return bound_to(enrolment.env, "mentoring.preference", enrolment.id)

    def _said(self, enrolment):
        with self._own_session(enrolment.user_id):
            return open_own(self._box(enrolment))
