import json

from odoo import fields, http
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .door_case import DoorCase


@tagged("post_install", "-at_install")
class TestPlatformRoutes(DoorCase):
    """Routes that anybody may call who has a log-in."""

    def test_every_report_on_ours_asks_itself_whose_it_is(self):
        """Odoo's own routes for reports ask nobody; those that follow are asked below."""
        reports = self.env["ir.actions.report"].search([("model", "=like", "mentoring.%")])
        for report in reports:
            asks = self.env[f"report.{report.report_name}"]
            own = self.theirs.get(report.model) or self.env[report.model].browse(1)
            for user in self.outsiders:
                # Also that there is nothing for them: not every report is of the records named.
                with self.assertRaises(UserError):
                    asks.with_user(user)._get_report_values(own.ids)

    @mute_logger("odoo", "odoo.http")
    def test_no_report_route_prints_a_page_of_ours(self):
        for login in ("eve", "mo", "hana", "otto"):
            self.authenticate(login, login)
            for name in (
                "mentoring_programme.held_document",
                "mentoring_programme.portal_held",
                "mentoring.enrolment",
            ):
                for kind in ("html", "pdf", "text"):
                    reply = self.url_open(f"/report/{kind}/{name}/{self.hush.mentee_id.id}")
                    self.assertGreaterEqual(reply.status_code, 400)
                    self.assertNotRegex(reply.text, r"Ian\b|Max\b|Hush")

    @mute_logger("odoo", "odoo.http")
    def test_exports_and_files_give_what_reading_gives(self):
        group = fields.Command.link(self.env.ref("base.group_allow_export").id)
        for user in (self.eve.user_id, self.max.user_id, self.other_coordinator):
            user.group_ids = [group]
        self.env.flush_all()
        asked = {
            "eve": [("mentoring.enrolment", self.hush.mentee_id, "employee_id/name")],
            "otto": [
                ("mentoring.pairing", self.hush, "mentee_name"),
                ("mentoring.match.proposal", self.match_run.proposal_ids, "mentee_name"),
            ],
            "max": [("mentoring.preference", self.box, "sealed")],
        }
        for login, questions in asked.items():
            self.authenticate(login, login)
            for model, record, name in questions:
                for kind in ("csv", "xlsx"):
                    reply = self._export(kind, model, record, name)
                    self.assertGreaterEqual(reply.status_code, 400, (login, model, kind))
                    self.assertNotRegex(reply.text, r"Ian\b|Hush|Wim\b")
                reply = self.url_open(f"/web/content/{model}/{record[:1].id}/{name.split('/')[0]}")
                self.assertGreaterEqual(reply.status_code, 400)
        # The same route does export to whoever may read it.
        self.authenticate("max", "max")
        reply = self._export("csv", "mentoring.enrolment", self.hush.mentee_id, "role")
        self.assertEqual(reply.status_code, 200)
        self.assertIn("entee", reply.text)

    def _export(self, kind, model, record, name):
        data = {
            "model": model,
            "fields": [{"name": name, "label": name, "type": "char"}],
            "ids": record.ids,
            "domain": [],
            "groupby": [],
            "context": {},
            "import_compat": False,
        }
        return self.url_open(
            f"/web/export/{kind}",
            data={"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)},
        )

    def test_what_is_attached_to_a_record_is_its_readers(self):
        Attachment = self.env["ir.attachment"]
        attached = Attachment.concat(
            *(
                Attachment.create(
                    {"name": "Note", "raw": b"x", "res_model": model, "res_id": record[:1].id}
                )
                for model, record in self.theirs.items()
                if model.startswith("mentoring.")
            )
        )
        self.assertFalse(any(attached.mapped("public")))
        for user in self.outsiders:
            mine = self.env(user=user.id, su=False)["ir.attachment"]
            seen = mine.search([("id", "in", attached.ids)])
            if user == self.manager:
                seen = seen.filtered(
                    lambda a: (
                        a.sudo().res_model not in ("mentoring.programme", "mentoring.requirement")
                    )
                )
            self.assertFalse(seen, user.login)
        mine = self.env(user=self.max.user_id.id, su=False)["ir.attachment"]
        self.assertTrue(mine.search([("id", "in", attached.ids)]))
        public = self.env["ir.attachment"].search(
            [("res_model", "=like", "mentoring.%"), ("public", "=", True)]
        )
        self.assertFalse(public)

    def test_privacy_lookup_finds_people_but_not_in_discreet_programmes(self):
        admin = self.env.ref("base.user_admin")
        opened = self._paired_programme()
        found = {}
        for person in (self.max, self.mia):
            lookup = self.env(user=admin.id, su=False)["privacy.lookup.wizard"].create(
                {"name": person.name, "email": person.user_id.email}
            )
            lookup.action_lookup()
            found[person] = {
                (line.res_model_id.model, line.res_id)
                for line in lookup.sudo().line_ids
                if line.res_model_id.model.startswith("mentoring.")
            }
        self.assertFalse(found[self.max])
        self.assertEqual(
            found[self.mia],
            {("mentoring.enrolment", opened.mentee_id.id), ("mentoring.pairing", opened.id)},
        )
