import inspect
import json

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw, get_public_method
from odoo.tests import tagged
from odoo.tools import mute_logger

from .door_case import DoorCase

# Odoo's own methods, which every model has; that they ask is proven by the access tests.
ORM = {"create", "read", "write", "unlink", "copy_data", "load", "onchange"}
# What a client may call. Each was looked at: it asks who is calling before it does anything.
CALLABLE = {
    "hr.employee": {"action_view_mentoring_pairings"},
    "hr.employee.public": {"action_view_mentoring_pairings"},
    "mentoring.agreement": {"action_discard", "action_sign", "action_write_texts"},
    "mentoring.assessment": {"action_answer"},
    "mentoring.attendance": {
        "action_attended",
        "action_coming",
        "action_missed",
        "action_not_coming",
        "action_reset",
    },
    "mentoring.circle": {"action_change"},
    "mentoring.circle.build": {"action_build"},
    "mentoring.concern.tally": {"get_figures"},
    "mentoring.cohort.event": {"action_announce", "action_cancel", "action_view_attendance"},
    "mentoring.enrolment": {
        "action_accept_application",
        "action_accept_invitation",
        "action_acknowledge",
        "action_confirm_attendance",
        "action_confirm_requirement",
        "action_confirm_requirements",
        "action_decline_application",
        "action_decline_invitation",
        "action_rejoin",
        "action_remind",
        "action_send_invitation",
        "action_set_nudges",
        "action_withdraw",
    },
    "mentoring.desk": {"get_desk", "get_people", "open_list"},
    "mentoring.enrolment.form": {"get_form", "save_form"},
    "mentoring.home": {"get_my_mentoring", "get_pairing"},
    "mentoring.invite": {"action_invite"},
    "mentoring.lesson": {"action_done"},
    "mentoring.needs.poll": {"action_answer_page", "action_close", "action_open"},
    "mentoring.mail.merge": {"action_check", "action_compose", "action_send", "action_send_test"},
    "mentoring.match.proposal": {
        "action_choose_mentor",
        "action_lock",
        "action_reject",
        "action_swap",
        "action_unlock",
        "action_unreject",
    },
    "mentoring.match.run": {"action_discard", "action_publish", "action_reopen", "action_rerun"},
    "mentoring.pair": {"action_pair"},
    "mentoring.pairing": {
        "action_agree",
        "action_decline",
        "action_do_not_go_on",
        "action_end",
        "action_hold",
        "action_leave_circle",
        "action_pause",
        "action_plan_rhythm",
        "action_plan_session",
        "action_plan_sessions",
        "action_propose_change",
        "action_release",
        "action_resume",
        "action_start_agreement",
        "action_suggest_times",
        "action_wish_to_go_on",
    },
    "mentoring.programme": {
        "action_cancel",
        "action_close",
        "action_close_enrolment",
        "action_invite_waiting_list",
        "action_mend_condition",
        "action_next_cohort",
        "action_open_enrolment",
        "action_reset_to_draft",
        "action_review_run",
        "action_run_matching",
        "action_start",
        "action_view_enrolments",
        "action_view_events",
        "action_view_pairings",
        "action_view_runs",
        "action_view_sessions",
        "action_view_waiting",
    },
    "mentoring.programme.close": {"action_close"},
    "mentoring.programme.type": {"action_create_programme"},
    "mentoring.proposal.choose.line": {"action_choose"},
    "mentoring.request": {"action_accept", "action_ask", "action_decline", "action_withdraw"},
    "mentoring.requirement": {
        "action_acknowledge",
        "action_ask_anew",
        "action_open_anew",
        "action_read",
    },
    "mentoring.review": {"action_end", "action_keep"},
    "mentoring.role.mixin": {"action_view_mentoring_pairings"},
    "mentoring.session": {
        "action_cancel",
        "action_held",
        "action_missed",
        "action_mood",
        "action_move",
        "action_prepare",
        "action_reset",
        "action_set_place",
    },
    "mentoring.session.plan": {"action_plan"},
}


@tagged("post_install", "-at_install")
class TestPlatformDoors(DoorCase):
    """Methods that a client may call past the screens."""

    def test_every_method_that_a_client_may_call_was_looked_at(self):
        found = {}
        for model, name in self._methods():
            try:
                get_public_method(self.env[model], name)
            except AccessError:
                continue
            if name not in ORM:
                found.setdefault(model, set()).add(name)
        self.assertEqual(found, CALLABLE)

    def test_no_other_method_is_called_from_outside(self):
        private = [(model, name) for model, name in self._methods() if name.startswith("_")]
        self.assertIn(("mentoring.preference", "_empty_boxes"), private)
        open_ = []
        for model, name in private:
            try:
                get_public_method(self.env[model], name)
            except AccessError:
                continue
            open_.append(f"{model}.{name}")
        self.assertFalse(open_)

    @mute_logger("odoo", "odoo.http")
    def test_nor_over_either_protocol(self):
        self.authenticate("max", "max")
        key = (
            self.env(user=self.max.user_id.id)["res.users.apikeys"]
            .sudo()
            ._generate("rpc", "test", fields.Datetime.add(fields.Datetime.now(), days=1))
        )
        for name, arguments in (
            ("_empty_boxes", {"enrolments": self.hush.mentee_id.ids}),
            ("_create_boxes", {"enrolments": self.hush.mentee_id.ids}),
            ("_destroy_at_departure", {"enrolments": self.hush.mentee_id.ids}),
            ("_cron_destroy_expired", {}),
        ):
            answer = self._call_over_http(name, arguments)
            self.assertIn("error", answer, name)
            reply = self.url_open(
                f"/json/2/mentoring.preference/{name}",
                data=json.dumps({"ids": self.box.ids, **arguments}),
                headers={"Authorization": f"bearer {key}", "Content-Type": "application/json"},
            )
            self.assertGreaterEqual(reply.status_code, 400, name)
        reply = self.url_open(
            "/json/2/mentoring.preference/read",
            data=json.dumps({"ids": self.box.ids, "fields": ["sealed"]}),
            headers={"Authorization": f"bearer {key}", "Content-Type": "application/json"},
        )
        self.assertEqual(reply.status_code, 403)

    def _call_over_http(self, name, arguments):
        params = {
            "model": "mentoring.preference",
            "method": name,
            "args": [self.box.ids],
            "kwargs": arguments,
        }
        reply = self.url_open(
            f"/web/dataset/call_kw/mentoring.preference/{name}",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        return reply.json()

    @mute_logger("odoo", "odoo.sql_db")
    def test_an_outsider_who_calls_one_changes_and_learns_nothing(self):
        before = self._state()
        answers = []
        for model, names in CALLABLE.items():
            for name in names:
                for user in self.outsiders:
                    mine = self.env(user=user.id, su=False)[model]
                    ids = self.theirs[model].ids if model in self.theirs else [1]
                    arguments = self._arguments(mine, name, ids)
                    if model == "mentoring.desk":
                        figure = [] if name == "get_desk" else ["stage.active.mentee"]
                        arguments = [self.programme.id, *figure]
                    with self.cr.savepoint() as savepoint:
                        answer = self._answer(mine, name, arguments)
                        self.env.flush_all()
                        self.env.invalidate_all()
                        shown = self._state()
                        savepoint.rollback()
                    self.env.invalidate_all()
                    # A manager may move a discreet programme on, and sees nobody in it.
                    if model != "mentoring.programme" or user != self.manager:
                        self.assertEqual(shown, before, f"{model}.{name} {user.login}")
                    self.assertNotRegex(str(answer), r"Ian\b|Max\b|Sam\b|Wim\b", (name, user.login))
                    if user != self.manager:
                        self.assertNotIn("Hush", str(answer))
                    answers.append((model, name, user.login, answer is None))
        refused = [each for each in answers if each[3]]
        self.assertGreater(len(refused), len(answers) * 3 // 4)

    def _arguments(self, records, name, ids):
        """What a client would send to learn something, and nothing for what else is asked for."""
        words = {
            "get_my_mentoring": [],
            "get_figures": [],
            "get_pairing": [self.hush.id],
            "get_form": [self.hush.mentee_id.id],
            "save_form": [{"capacity": 1}, self.hush.mentee_id.id],
        }
        method = getattr(records, name)
        first = [] if getattr(method, "_api_model", False) else [ids]
        asked = inspect.signature(method).parameters.values()
        needed = [
            each
            for each in asked
            if each.default is each.empty and each.kind == each.POSITIONAL_OR_KEYWORD
        ]
        return words.get(name, [*first, *(False for _each in needed)])

    def _answer(self, records, name, arguments):
        """What a client gets, ``None`` for a refusal without a word about anybody."""
        try:
            return call_kw(records, name, arguments, {})
        except (AccessError, UserError) as error:
            hidden = r"Ian\b|Max\b|Sam\b|Wim\b"
            # A manager knows the programme's name, and nobody in it.
            hidden += "" if records.env.user == self.manager else "|Hush"
            self.assertNotRegex(str(error), hidden)
            return None

    def _state(self):
        """What the outsiders could have changed."""
        return {
            model: records.sudo().read(["state"])
            for model, records in self.theirs.items()
            if "state" in records._fields
        }
