from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import MentoringCase

NAME = "Women in physics 2031"


@tagged("post_install", "-at_install")
class TestMailMerge(MentoringCase):
    """A coordinator writes to some of a programme's people, to each alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme("matching", name=NAME)
        cls.ready_mentor = cls._enrol(cls.programme, cls.ida, "mentor")
        cls.lacking = cls._enrol(cls.programme, cls.mia, "mentee", "accepted")
        cls.invited = cls._enrol(cls.programme, cls.max, "mentee", "invited")

    def _merge(self, user=None, **values):
        env = self.env(user=(user or self.coordinator).id, su=False)
        return env["mentoring.mail.merge"].create(
            {
                "programme_id": self.programme.id,
                "subject": "Dates",
                "body": "<p>Hello {first_name}</p>",
                **values,
            }
        )

    def _people(self, **values):
        return self._merge(**values).recipient_ids.sudo().employee_id.mapped("name")

    def _send(self, **values):
        merge = self._merge(**values)
        last = self.env["mail.mail"].search([], order="id desc", limit=1).id or 0
        merge.action_check()
        merge.action_send()
        return self.env["mail.mail"].search([("id", ">", last)], order="id")

    # -- to whom -------------------------------------------------------------------------

    def test_by_role_and_state(self):
        self.assertEqual(set(self._people()), {"Ida", "Mia"})
        self.assertEqual(self._people(to_mentors=False), ["Mia"])
        self.assertEqual(self._people(to_mentees=False), ["Ida"])
        self.assertEqual(self._people(to_mentors=False, to_accepted=False), [])
        self.assertEqual(set(self._people(to_invited=True)), {"Ida", "Mia", "Max"})
        self.assertEqual(self._people(to_ready=False), ["Mia"])

    def test_by_what_they_lack(self):
        briefing = self.programme.requirement_ids.filtered(lambda r: r.name == "Briefing")
        self.assertEqual(self._people(requirement_id=briefing.id), ["Mia"])

    def test_by_pairing(self):
        self._pair(self.ready_mentor, self._enrol(self.programme, self.ivy, "mentee"), "active")
        self.assertEqual(set(self._people(pairing_state="active")), {"Ida", "Ivy"})
        self.assertEqual(self._people(pairing_state="paused"), [])
        self.assertEqual(self._people(unmatched_only=True), ["Mia"])

    def test_one_mail_for_somebody_in_both_roles(self):
        self._enrol(self.programme, self.ida, "mentee", "accepted")
        self.assertEqual(self._merge().recipient_count, 2)

    def test_who_has_no_address_is_counted_and_left_out(self):
        self.mia.user_id.partner_id.email = False
        merge = self._merge()
        self.assertEqual((merge.recipient_count, merge.no_address_count), (1, 1))

    def test_the_form_counts_while_one_chooses(self):
        env = self.env(user=self.coordinator.id, su=False)
        merges = env["mentoring.mail.merge"].with_context(default_programme_id=self.programme.id)
        with Form(merges) as form:
            self.assertEqual(form.recipient_count, 2)
            form.to_invited = True
            self.assertEqual(form.recipient_count, 3)
            self.assertIn("Hello", form.preview_body)
            self.assertIn("only a greeting", form.problem)

    # -- what it says --------------------------------------------------------------------

    def test_placeholders_are_filled_in_for_each(self):
        mails = self._send(
            body="<p>{first_name} {name} {programme} {coordinator} {link}</p>",
            subject="For {first_name}",
        )
        self.assertEqual(mails.mapped("subject"), ["For Mia", "For Ida"])
        body = mails[1].body_html
        self.assertIn(f"Ida Ida {NAME} Cora", body)
        self.assertIn("/odoo/my-mentoring", body)
        self.assertNotIn("{", body)

    def test_a_name_with_markup_or_placeholders_stays_text(self):
        self.mia.name = "<b>Mia</b> {coordinator}"
        mails = self._send(body="<p>{name}</p>", to_mentors=False)
        self.assertIn("&lt;b&gt;Mia&lt;/b&gt; {coordinator}", mails.body_html)

    def test_expressions_are_text_or_refused(self):
        for text in (
            "<p>{{ object.env.user.password }}</p>",
            "<p>{{name}}</p>",
            "<p>{ name }</p>",
            "<p>{}</p>",
            "<p>{salary}</p>",
            "<p>{first_name</p>",
            "<p>{first<b>_name</b>}</p><p>{</p>",
        ):
            with self.assertRaisesRegex(UserError, "cannot be filled in"):
                self._merge(body=text).action_check()
        # What stands there is named, and so is what can.
        self.assertIn("“{{name}}” cannot", self._merge(body="<p>Hello {{name}}</p>").problem)
        self.assertIn("{first_name}, {name}", self._merge(subject="{{name}}").problem)
        mails = self._send(body="<p>$ env.user.login</p><t t-out='env.user.login'>y</t>")
        self.assertIn("$ env.user.login", mails[0].body_html)
        self.assertNotIn("cora", mails[0].body_html)

    def test_a_placeholder_in_an_address_is_refused(self):
        for address in ("https://example.com/{name}", "https://example.com/%7Bname%7D"):
            with self.assertRaisesRegex(UserError, "address of a link"):
                self._merge(body=f'<p><a href="{address}">here</a></p>').action_check()

    def test_scripts_do_not_get_into_it(self):
        mails = self._send(body="<p onclick='x()'>Hi</p><script>x()</script>")
        self.assertNotIn("x()", mails[0].body_html)

    def test_line_breaks_do_not_get_into_the_subject(self):
        mails = self._send(subject="Dates\nBcc: eve@example.com")
        self.assertEqual(mails[0].subject, "Dates Bcc: eve@example.com")

    def test_fixed_words_are_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.mia.user_id.lang = "de_DE"
        merge = self._merge()
        asked = []
        words = self.env.registry["mentoring.mail.merge"]
        footer = words._footer
        self.patch(words, "_footer", lambda mail: asked.append(mail.env.lang) or footer(mail))
        merge._mail_values(merge.recipient_ids)
        self.assertEqual(asked, ["de_DE", "en_US"])

    def test_people_from_outside_are_led_to_the_portal(self):
        porter = self._user("porter", "portal").partner_id
        self._enrol(self.programme, porter, "mentor")
        mails = self._send(body="<p>{link}</p>")
        to_porter = mails.filtered(lambda mail: mail.recipient_ids == porter)
        self.assertIn("/my/mentoring", to_porter.body_html)
        self.assertNotIn("/odoo/", to_porter.body_html)

    def test_what_cannot_be_sent_is_said(self):
        self.assertFalse(self._merge().problem)
        for values, sentence in (
            ({"to_mentors": False, "to_mentees": False}, "Nobody belongs"),
            ({"subject": " "}, "Write a subject"),
            ({"body": "<p><br></p>"}, "Write a subject"),
            ({"subject": "See {link}"}, "cannot be filled in"),
            ({"body": self.env["mentoring.mail.merge"].new({}).body}, "only a greeting"),
        ):
            merge = self._merge(**values)
            self.assertIn(sentence, merge.problem)
            for step in (merge.action_check, merge.action_send, merge.action_send_test):
                with self.assertRaisesRegex(UserError, sentence):
                    step()
        self.coordinator.email = False
        self.assertIn("no e-mail address", self._merge().problem)

    def test_the_programmes_name_in_the_subject_warns(self):
        self.assertFalse(self._merge().warning)
        self.assertTrue(self._merge(subject="News of WOMEN in  physics 2031").warning)
        self.assertTrue(self._merge(subject="News of {programme}").warning)

    # -- sending -------------------------------------------------------------------------

    def test_each_gets_their_own_and_sees_nobody_else(self):
        mails = self._send()
        self.assertEqual(len(mails), 2)
        for mail in mails:
            self.assertEqual(len(mail.recipient_ids), 1)
            self.assertFalse(mail.email_to or mail.email_cc)
            self.assertEqual(mail.state, "outgoing")
            self.assertIn("cora@example.com", mail.email_from)
            self.assertIn("cora@example.com", mail.reply_to)
        self.assertNotIn("Ida", mails[0].body_html + mails[0].subject)

    def test_it_is_counted(self):
        self._send()
        log = self.env["mentoring.mail.log"].search([("programme_id", "=", self.programme.id)])
        self.assertEqual([(line.kind, line.count) for line in log], [("merge", 2)])

    def test_it_is_shown_before_it_is_sent_and_sent_once(self):
        merge = self._merge()
        with self.assertRaisesRegex(UserError, "Check"):
            merge.action_send()
        merge.action_check()
        merge.action_send()
        with self.assertRaisesRegex(UserError, "sent already"):
            merge.action_send()
        merge.action_compose()
        with self.assertRaisesRegex(UserError, "sent already"):
            merge.action_send()

    def test_nobody_gets_it_who_was_not_shown_or_left_meanwhile(self):
        merge = self._merge()
        merge.action_check()
        self._enrol(self.programme, self.ivy, "mentee", "accepted")
        self.lacking.with_user(self.mia.user_id).action_withdraw()
        self.env.invalidate_all()
        answer = merge.action_send()
        self.assertIn("Sent to each alone: 1.", answer["params"]["message"])
        self.assertIn("No longer part of the audience: 1", answer["params"]["message"])

    def test_whoever_puts_others_on_the_list_by_hand_reaches_nobody_more(self):
        elsewhere = self._enrol(self._programme("matching", name="Other"), self.ivy, "mentee")
        merge = self._merge(to_mentors=False)
        merge.action_check()
        merge.checked_ids = [fields.Command.link(elsewhere.id)]
        merge.action_send()
        sent = self.env["mail.mail"].search(
            [("recipient_ids", "in", self.ivy.user_id.partner_id.ids)]
        )
        self.assertFalse(sent)

    def test_the_test_mail_goes_to_its_writer_alone_and_is_not_counted(self):
        merge = self._merge()
        merge.action_send_test()
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertEqual(mail.recipient_ids, self.coordinator.partner_id)
        self.assertEqual(mail.subject, "Test: Dates")
        self.assertIn("Hello Mia", mail.body_html)
        self.assertFalse(self.env["mentoring.mail.log"].search([]))

    # -- who may, and who sees it --------------------------------------------------------

    def test_nobody_else_writes_to_them(self):
        for user in (self.mia.user_id, self.hr_officer, self.other_coordinator):
            with self.assertRaises(AccessError):
                self._merge(user=user)
        own = self._programme("matching", coordinator_ids=self.other_coordinator.ids)
        merge = self._merge(user=self.other_coordinator, programme_id=own.id)
        with self.assertRaises(AccessError):
            merge.programme_id = self.programme
        merge.sudo().programme_id = self.programme
        for step in (merge.action_check, merge.action_send, merge.action_send_test):
            with self.assertRaises(AccessError):
                step()
        with self.assertRaises(AccessError):
            merge.read(["recipient_ids", "recipient_count", "preview_body"])

    def test_a_refusal_is_the_same_for_what_does_not_exist(self):
        hush = self._discreet_programme("matching")
        told = set()
        for programme_id in (hush.id, hush.id + 1000, False):
            with self.assertRaises(AccessError) as caught:
                self._merge(user=self.other_coordinator, programme_id=programme_id)
            told.add(str(caught.exception))
        self.assertEqual(len(told), 1)

    def test_the_form_tells_nothing_of_a_programme_of_others(self):
        hush = self._paired_programme(self.ian, self.ivy, discreet=True).programme_id
        merges = self.env(user=self.other_coordinator.id, su=False)["mentoring.mail.merge"]
        with self.assertRaises(AccessError):
            merges.onchange(
                {"programme_id": hush.id, "to_matched": True},
                ["programme_id"],
                {"recipient_count": {}, "recipient_ids": {}, "problem": {}, "preview_body": {}},
            )

    def test_nobody_finds_the_mails(self):
        mails = self._send(subject="Dates that nobody else sees", body="<p>canary</p>")
        self.env.flush_all()
        mails.invalidate_recordset()
        for user in (
            self.mia.user_id,
            self.mo.user_id,
            self.hr_officer,
            self.other_coordinator,
            self.manager,
            self.lead,
            self.coordinator,
        ):
            env = self.env(user=user.id, su=False)
            for domain in (
                [("subject", "ilike", "nobody else sees")],
                [("body", "ilike", "canary")],
                [("id", "in", mails.mail_message_id.ids)],
            ):
                self.assertFalse(env["mail.message"].search(domain), user.login)
            told = env["mail.notification"].search(
                [("mail_message_id", "in", mails.mail_message_id.ids)]
            )
            self.assertFalse(told, user.login)
            with self.assertRaises(AccessError):
                env["mail.message"].browse(mails.mail_message_id.ids).read(["subject", "body"])
        self.assertFalse(any(mails.mapped("model")) or any(mails.mapped("res_id")))
        self.assertEqual(set(mails.mapped("auto_delete")), {True})

    def test_a_discreet_programmes_name_is_in_no_mail(self):
        self.programme = self._discreet_programme("matching")
        self._enrol(self.programme, self.ian, "mentor")
        for values in (
            {"subject": "The hush  PROGRAMME"},
            {"subject": "{programme}"},
            {"body": "<p>Welcome to the Hush <b>programme</b></p>"},
            {"body": "<p>{programme}</p>"},
        ):
            with self.assertRaisesRegex(UserError, "leave its name out"):
                self._merge(**values).action_check()
        [mail] = self._send()
        self.assertNotIn("Hush", mail.subject + mail.body_html)

    def test_it_costs_the_same_for_five_and_for_fifty(self):
        counts = []
        for more in (3, 45):
            people = self.env["hr.employee"].create(
                [
                    {"name": f"P{n}", "work_email": f"p{n}@x.org", "company_id": self.company.id}
                    for n in range(more)
                ]
            )
            self.env["mentoring.enrolment"].create(
                [
                    {
                        "programme_id": self.programme.id,
                        "employee_id": person.id,
                        "role": "mentee",
                        "state": "accepted",
                    }
                    for person in people
                ]
            )
            for _turn in range(2):
                merge = self._merge()
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                merge.action_check()
                merge.action_send()
                self.env.flush_all()
                count = self.env.cr.sql_log_count - before
            counts.append(count)
        self.assertEqual(counts[0], counts[1])
