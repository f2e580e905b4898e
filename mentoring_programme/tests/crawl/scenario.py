"""What happens in the company that the crawls look at, committed once into a template.

Five mentors and five mentees take part in all of its programmes. The natural partner of each
mentee, going by what everybody may know, is the mentor at the same place in the list; but the
first two of each were paired in the programme that runs, so that a later matching crosses them.
"""

from datetime import datetime, timedelta
from unittest.mock import patch

from odoo import fields

from odoo.addons.base.models import res_users

from ..common import MentoringCase
from .client import open_session

MENTORS = ("ida", "ian", "ivy", "bob", "gus")
MENTEES = ("mia", "max", "mel", "moe", "may")
# Somebody from outside, who mentors over the portal.
OUTSIDER = "gus"
# Who looks, by log-in.
ONLOOKERS = {
    "mia": "participant",
    "ida": "partner",
    "gus": "mentor from outside, over the portal",
    "eve": "other employee",
    "mo": "line manager",
    "cora": "coordinator",
    "dora": "coordinator of the discreet programme",
    "mara": "mentoring manager",
    "hana": "HR officer",
    "hera": "HR administrator",
    "sage": "safeguarding lead",
    "porter": "portal user who takes part in nothing",
    "seth": "settings administrator",
}
PROGRAMMES = ("Enrolling", "In review", "To match", "Running", "Discreet")
DIMENSION = "Canary question"
# One id of a value nobody else has, and that of its twin, which nobody ever says: whatever
# shows the first without the second shows what somebody said, and not the questionnaire.
CANARY_VALUE, TWIN_VALUE = 987654321, 987654322
COMMON = ("one", "two")
VALUES = ("first", "second", "third", "fourth", "fifth")


class Scenario(MentoringCase):
    """The factories of the tests at work in a database that is kept; never run as a test."""

    @classmethod
    def build(cls, env):
        """Fill the database of ``env``, and open a session for everybody in it."""
        cls.env = env(context={**env.context, "no_reset_password": True, "tracking_disable": True})
        cls.company = cls.env["res.company"].create({"name": "Crawl Company"})
        cls.env = cls.env(context={**cls.env.context, "allowed_company_ids": cls.company.ids})
        # Passwords are not what is tested, and making them hard to guess takes a second each.
        with patch.object(res_users, "MIN_ROUNDS", 1):
            cls._add_staff()
            cls._add_participants()
        cls._add_type()
        cls._add_programmes()
        cls.env.flush_all()
        logins = {*ONLOOKERS, *MENTORS, *MENTEES}
        users = cls.env["res.users"].search([("login", "in", list(logins))])
        # A right that a company may give to anybody; without it an export answers nothing.
        export = fields.Command.link(cls.env.ref("base.group_allow_export").id)
        users.filtered(lambda user: not user.share).write({"group_ids": [export]})
        for user in users:
            open_session(user)

    @classmethod
    def _add_staff(cls):
        cls.coordinator = cls._user("cora", "coordinator")
        cls.dora = cls._user("dora", "coordinator")
        cls._user("mara", "manager")
        cls.lead = cls._user("sage", "safeguarding")
        cls.deputy = cls._user("dell", "safeguarding")
        cls._user("hana", "hr")
        cls._user("hera").group_ids += cls.env.ref("hr.group_hr_manager")
        cls._user("seth").group_ids += cls.env.ref("base.group_system")
        cls._user("porter", "portal")

    @classmethod
    def _add_participants(cls):
        cls.mo, cls.eve = cls._employee("Mo"), cls._employee("Eve")
        below = {"mia": cls.mo.id, "moe": cls.mo.id}
        cls.people = {
            login: cls._user(login, "portal").partner_id
            if login == OUTSIDER
            else cls._employee(login.capitalize(), parent_id=below.get(login))
            for login in (*MENTORS, *MENTEES)
        }

    @classmethod
    def _add_type(cls):
        cls.type = cls.env["mentoring.programme.type"].create(
            {
                "name": "Crawl type",
                "aim": "To learn from each other.",
                "agreement_text": "<p>We keep what we hear to ourselves.</p>",
                "boundaries": "<p>A mentor does not manage.</p>",
                "criterion_ids": [fields.Command.create({"kind": "interests", "weight": 10})],
                "requirement_ids": [
                    fields.Command.create({"name": "Briefing", "kind": "briefing"}),
                ],
            }
        )
        category = cls.env["mentoring.topic.category"].create({"name": "Crawl topics"})
        # Two for all and one for each pair, of three that make a fit whole.
        names = (*COMMON, *VALUES)
        cls.topics = cls.env["mentoring.topic"].create(
            [{"name": name, "category_id": category.id} for name in names]
        )
        cls.dimension = cls._dimension()

    @classmethod
    def _dimension(cls):
        """A question with the canary and its twin among its answers."""
        names = (*VALUES, "canary", "twin")
        dimension = cls.env["mentoring.dimension"].create(
            {
                "name": DIMENSION,
                "question": "Which?",
                "is_multiple": True,
                "value_ids": [fields.Command.create({"name": name}) for name in names],
            }
        )
        for name, value_id in (("canary", CANARY_VALUE), ("twin", TWIN_VALUE)):
            value = dimension.value_ids.filtered(lambda value, name=name: value.name == name)
            cls.env.flush_all()
            cls.env.cr.execute(
                "UPDATE mentoring_dimension_value SET id = %s WHERE id = %s", [value_id, value.id]
            )
            cls.env.invalidate_all()
        return dimension

    @classmethod
    def _add_programmes(cls):
        enrolling = cls._own_programme("Enrolling", "enrolling")
        cls._enrol_all(enrolling, "applied", ("ida", "ian", "mia", "max", "mel"))
        for name in ("In review", "To match"):
            programme = cls._own_programme(name, "matching")
            cls._enrol_all(programme, "ready", (*MENTORS, *MENTEES))
            if name == "In review":
                cls.env["mentoring.match.run"].with_user(cls.coordinator).create(
                    {"programme_id": programme.id}
                )
        running = cls._enrol_all(
            cls._own_programme("Running", "running"), "ready", (*MENTORS, *MENTEES)
        )
        for mentor, mentee, state in (
            ("ida", "mia", "active"),
            ("gus", "mel", "active"),
            ("ian", "max", "proposed"),
        ):
            cls._meet(cls._pair(running[mentor], running[mentee], state))
        hush = cls._enrol_all(
            cls._own_programme(
                "Discreet",
                "running",
                discreet=True,
                enrolment_policy="invited",
                coordinator_ids=[fields.Command.set(cls.dora.ids)],
            ),
            "ready",
            ("ivy", "bob", "moe", "may"),
        )
        cls._meet(cls._pair(hush["ivy"], hush["moe"]))

    @classmethod
    def _own_programme(cls, name, state, **values):
        asked = {
            "dimension_ids": [fields.Command.set(cls.dimension.ids)],
            "preference_threshold": 3,
        }
        return cls._programme(state, **{"name": name, **asked, **values})

    @classmethod
    def _enrol_all(cls, programme, state, logins):
        enrolled = {}
        for login in logins:
            role, line = ("mentor", MENTORS) if login in MENTORS else ("mentee", MENTEES)
            own = cls.topics[len(COMMON) + line.index(login)]
            interests = [fields.Command.set((cls.topics[: len(COMMON)] | own).ids)]
            enrolled[login] = cls._enrol(
                programme, cls.people[login], role, state, interest_ids=interests
            )
        return enrolled

    @classmethod
    def _meet(cls, pairing):
        """Two sessions of an active pairing, one of them held."""
        if pairing.state != "active":
            return
        noon = datetime.combine(fields.Date.today(), datetime.min.time()) + timedelta(hours=12)
        sessions = cls.env["mentoring.session"].create(
            [
                {"pairing_id": pairing.id, "start": noon + timedelta(days=days), "duration": 1}
                for days in (-7, 7)
            ]
        )
        sessions[0].action_held()
