"""The platform's holes, and where each is proven closed for our models.

============================================  ==================================================
related and computed fields in sudo           here; test_discreet (a form not yet saved)
order, group, filter on hidden fields         here; test_preference (the token), test_discreet
                                              (roles on employees), test_access_participant
search methods without a check                here (which there are); test_access_onlookers
                                              (sessions), test_discreet (roles)
names of linked records read in sudo          test_discreet, test_access_models
mails by the sender's rights, followers       test_access_models, test_discreet; here (tracking)
dialogs that others read                      here; test_access_coordinator
methods that a client may call                test_platform_doors
the cache that sudo fills                     here
reports, exports, files                       test_platform_doors
attachments                                   test_platform_doors; test_discreet (we make none)
private events found by name                  test_discreet
messages of unique constraints                here; test_answers
code that an administrator writes             test_platform_actions
privacy lookup                                test_platform_doors
============================================  ==================================================
"""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import NO_ACCESS
from odoo.models import MAGIC_COLUMNS
from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_case import HIDDEN_IN, AccessCase

# What is computed past the reader's rules, and why that tells nothing they may not read.
COPIES = "stored copy of the record's own programme or company, which its rules ask for"
SETTINGS = "of the company, for who may change settings"
IN_SUDO = {
    "mentoring.action.done_on": "of its own tick",
    "mentoring.agenda.company_id": COPIES,
    "mentoring.assessment.answer.company_id": COPIES,
    "mentoring.cohort.event.stop": "of its own start and duration",
    "mentoring.criterion.company_id": COPIES,
    "mentoring.enrolment.company_id": COPIES,
    "mentoring.enrolment.line.company_id": COPIES,
    "mentoring.enrolment.missing_requirement_ids": "of its own programme and fulfilments; a form "
    "not yet saved gets what is saved",
    "mentoring.enrolment.ready_since": "of its own state",
    "mentoring.enrolment.skill.company_id": COPIES,
    "mentoring.enrolment.wish.company_id": COPIES,
    "mentoring.fulfilment.company_id": COPIES,
    "mentoring.goal.closed_on": "of its own state",
    "mentoring.lesson.company_id": COPIES,
    "mentoring.mail.log.company_id": COPIES,
    "mentoring.match.proposal.company_id": COPIES,
    "mentoring.match.proposal.programme_id": COPIES,
    "mentoring.match.run.company_id": COPIES,
    "mentoring.match.unmatched.company_id": COPIES,
    "mentoring.match.unmatched.programme_id": COPIES,
    "mentoring.match.unmatched.role": "of the enrolment; the reader coordinates the programme",
    "mentoring.objective.company_id": COPIES,
    "mentoring.preference.company_id": COPIES,
    "mentoring.preference.opening.company_id": COPIES,
    "mentoring.programme.date_end": "of its own start and its type, which all employees read",
    "mentoring.requirement.company_id": COPIES,
    "res.config.settings.mentoring_capacity_total": SETTINGS,
    "res.config.settings.mentoring_concern_follow_up_days": SETTINGS,
    "res.config.settings.mentoring_concern_hours_later": SETTINGS,
    "res.config.settings.mentoring_concern_hours_now": SETTINGS,
    "res.config.settings.mentoring_concern_hours_soon": SETTINGS,
    "res.config.settings.mentoring_grace_days": SETTINGS,
    "mentoring.session.stop": "of its own start and duration",
    "mentoring.shape.line.company_id": COPIES,
    "mentoring.enrolment.user_id": "the owner, by whom its rules know them",
    "mentoring.enrolment.skill.skill_type_id": "of a skill, which all employees read",
}
# Where a search method asks for access is proven in test_access_onlookers, test_agreement,
# test_discreet, test_pairing_health and test_supervision.
SEARCH_METHODS = {
    "hr.employee.mentoring_role",
    "hr.employee.public.mentoring_role",
    "mentoring.enrolment.lacks_supervision",
    "mentoring.pairing.agreement_state",
    "mentoring.pairing.health",
    "mentoring.pairing.session_ids",
    "mentoring.role.mixin.mentoring_role",
}


@tagged("post_install", "-at_install")
class TestPlatformFields(AccessCase):
    """What the platform does with fields behind the reader's back, looked for in every field.

    These lists are what somebody has looked at: a new field that needs it is added to one of
    them after it was looked at as well.
    """

    addon = "mentoring_programme"

    def _ours(self):
        return [
            field
            for cls in self.env.registry.values()
            for field in cls._fields.values()
            if field.name not in (*MAGIC_COLUMNS, "display_name") and self._brings(field, cls)
        ]

    def _brings(self, field, model):
        """Whether the addon brings this field, on a model of its own or on another's; addons that
        build on it look at what they bring themselves."""
        return field._module == self.addon or (
            model._original_module == self.addon and not field._module.startswith("mentoring_")
        )

    def _confidential(self):
        """Models that hold what only one person may read."""
        return {
            name
            for name, cls in self.env.registry.items()
            if getattr(cls, "_sealed_in", None) or name == "mentoring.preference"
        }

    def test_every_field_computed_in_sudo_was_looked_at(self):
        found = {str(field) for field in self._ours() if field.compute_sudo and field.compute}
        self.assertEqual(found, set(IN_SUDO))

    def test_every_field_with_a_search_method_was_looked_at(self):
        found = {str(field) for field in self._ours() if field.search and not field.related}
        self.assertEqual(found, SEARCH_METHODS)

    def test_no_field_of_any_model_walks_into_a_confidential_record(self):
        confidential = self._confidential()
        self.assertIn("mentoring.preference.pool", confidential)
        walks = []
        for model, cls in self.env.registry.items():
            for field in cls._fields.values():
                if model in confidential:
                    continue
                if field.comodel_name in confidential:
                    walks.append(str(field))
                paths = [field.related] if field.related else []
                paths += self.env.registry.field_depends[field]
                walks += [
                    f"{field} by {path}"
                    for path in paths
                    if confidential & set(self._models_on(model, path))
                ]
        self.assertFalse(walks)

    def _models_on(self, model, path):
        for name in path.split("."):
            field = self.env[model]._fields.get(name)
            if field is None or not field.comodel_name:
                return
            model = field.comodel_name
            yield model

    def test_no_field_is_tracked_or_searched_past_the_rules(self):
        tracked = [str(field) for field in self._ours() if getattr(field, "tracking", None)]
        bypassing = [
            str(field) for field in self._ours() if getattr(field, "bypass_search_access", False)
        ]
        self.assertFalse(tracked + bypassing)

    # -- hidden fields ---------------------------------------------------------------------

    def _ways_to(self, field):
        """(model, path) of a hidden field: itself, and from each model that points there."""
        yield field.model_name, field.name
        for model, cls in self.env.registry.items():
            if cls._abstract or not cls._auto:
                continue
            for link in cls._fields.values():
                if link.comodel_name == field.model_name and (link.store or link.search):
                    yield model, f"{link.name}.{field.name}"

    def _questions(self, records, path):
        """Everything that could answer something about a field without reading it."""
        value = [(path, "!=", False)]
        link = path.rpartition(".")[0]
        return {
            "filter": lambda: records.search(value),
            "other filter": lambda: records.search([(path, "ilike", "A")]),
            "count": lambda: records.search_count(value),
            "order": lambda: records.search([], order=path, limit=1),
            "group": lambda: records._read_group([], [path], ["__count"]),
            "formatted group": lambda: records.formatted_read_group([], [path], ["__count"]),
            "grouping sets": lambda: records.formatted_read_grouping_sets([], [[path]]),
            "group by a day": lambda: records._read_group([], [f"{path}:day"], ["__count"]),
            "values": lambda: records._read_group([], [], [f"{path}:array_agg"]),
            "how many values": lambda: records._read_group([], [], [f"{path}:count_distinct"]),
            "having": lambda: records._read_group(
                [], ["id"], [], having=[(f"{path}:count", ">", 0)]
            ),
            "order of groups": lambda: records._read_group(
                [], ["id"], [], order=f"{path}:max", limit=1
            ),
            "export": lambda: (
                # of no record, nothing is refused and nothing comes out
                records.search([(link, "!=", False)] if link else [], limit=1).export_data(
                    [path.replace(".", "/")]
                )["datas"]
                or None
            ),
            "side panel": lambda: records.search_panel_select_range(path),
            "read": lambda: records.search([], limit=1).read([path]),
            "nested read": lambda: records.web_search_read(value, {"id": {}}, limit=1),
        }

    @mute_logger("odoo", "odoo.sql_db")
    def test_hidden_fields_answer_no_question_whatever_the_way(self):
        hidden = [
            field
            for field in self._ours()
            if field.groups == NO_ACCESS and not self.env[field.model_name]._abstract
        ]
        names = {str(field) for field in hidden}
        self.assertLessEqual(
            {"mentoring.preference.sealed", "mentoring.pairing.mentor_agreed_on"}, names
        )
        ways = {(model, path) for field in hidden for model, path in self._ways_to(field)}
        self.assertIn(("mentoring.session", "pairing_id.mentor_agreed_on"), ways)
        answered = []
        for user in (
            self.mia.user_id,
            self.coordinator,
            self.manager,
            self.env.ref("base.user_admin"),
        ):
            for model, path in ways:
                records = self.env(user=user.id, su=False)[model]
                for kind, ask in self._questions(records, path).items():
                    with self.cr.savepoint() as savepoint:
                        if self._is_answered(ask):
                            answered.append((user.login, model, path, kind))
                        savepoint.rollback()
        self.assertFalse(answered)

    def _is_answered(self, ask):
        try:
            answer = ask()
        except AccessError:
            return False
        except Exception:  # noqa: BLE001 - what the platform cannot do for anybody
            return False
        return answer is not None

    # -- dialogs, caches, messages ---------------------------------------------------------

    def test_a_dialog_is_its_makers_alone(self):
        self.open.programme_id.coordinator_ids += self.other_coordinator
        self.hush.programme_id.coordinator_ids += self.other_coordinator
        everybody = (self.mia | self.ida | self.max | self.ian | self.eve | self.mo).user_id
        everybody |= self.coordinator | self.other_coordinator | self.manager | self.hr_officer
        dialogs = [model for model in self.records if self.env[model]._transient]
        self.assertGreaterEqual(len(dialogs), 4)
        for model in dialogs:
            for tag, record in self.records[model].items():
                for user in everybody - record.create_uid:
                    mine = self.env(user=user.id, su=False)[model]
                    told = f"{model} {tag} {user.login}"
                    if mine.has_access("read"):
                        self.assertFalse(mine.search([("id", "=", record.id)]), told)
                    for operation in ("read", "write", "unlink"):
                        self.assertFalse(mine.browse(record.id).has_access(operation), told)

    def test_what_the_system_has_just_read_is_read_by_nobody_else(self):
        """Values read in sudo stay in the cache that all users of a transaction share."""
        outsiders = (self.eve.user_id, self.mo.user_id, self.hr_officer, self.other_coordinator)
        asked = 0
        for model, tagged_records in self.records.items():
            record = tagged_records.get("hush") or tagged_records.get("hush mentor")
            if not record or model == "mentoring.invite":
                continue
            names = [name for name, field in record._fields.items() if field.type != "binary"]
            for user in outsiders:
                mine = record.with_user(user).sudo(False)
                for ask in (
                    lambda mine=mine: mine.read(),
                    lambda mine=mine: mine.web_read({"display_name": {}}),
                    lambda mine=mine: mine.copy(),
                ):
                    record.sudo().read(names)
                    asked += 1
                    # Odoo lets nobody copy an attendee, and says so in its own words.
                    refused = UserError if model in HIDDEN_IN else AccessError
                    with self.assertRaises(refused, msg=f"{model} {user.login}"):
                        ask()
        self.assertGreater(asked, 100)
        box = self.records["mentoring.preference"]["open mentee"]
        for user in (self.mia.user_id, self.env.ref("base.user_admin")):
            for name in ("sealed", "has_left"):
                box.sudo().read([name])
                mine = box.with_user(user).sudo(False)
                for ask in (
                    lambda mine=mine, name=name: mine.read([name]),
                    lambda mine=mine, name=name: mine.web_read({name: {}}),
                    lambda mine=mine, name=name: mine.search_read([], [name]),
                ):
                    with self.assertRaises(AccessError):
                        ask()

    @mute_logger("odoo.sql_db")
    def test_what_is_there_twice_is_refused_without_its_value(self):
        """PostgreSQL's own words about a unique value show it."""
        unique = [
            (model, constraint)
            for model, cls in self.env.registry.items()
            if model.startswith("mentoring.")
            for constraint in cls._table_objects.values()
            if "UNIQUE" in constraint.get_definition(self.env.registry).upper()
        ]
        self.assertGreaterEqual(len(unique), 5)
        silent = [
            c.full_name(self.env[model])
            for model, c in unique
            if not c.get_error_message(self.env[model])
        ]
        self.assertFalse(silent)
        mentor = self.open.mentor_id
        values = {"programme_id": mentor.programme_id.id, "employee_id": self.ida.id}
        mine = self.env(user=self.coordinator.id, su=False)["mentoring.enrolment"]
        with self.assertRaises(IntegrityError) as refused, self.cr.savepoint():
            mine.create({**values, "role": "mentor"})
        told = mine._sql_error_to_message(refused.exception)
        self.assertEqual(told, "This person has an enrolment in this role already: open that one.")
