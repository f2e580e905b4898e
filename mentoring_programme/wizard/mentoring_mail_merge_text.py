import re

from lxml import html
from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.tools import is_html_empty

# Anything in braces, also in several pairs of them, and a brace that is left over.
BRACES = re.compile(r"\{+[^{}]*\}+|[{}]+\S*")
# All that a mail may fill in. Plain words in braces and no expressions: an expression would
# read, with the sender's rights, what its reader may not see.
PLACEHOLDER = re.compile(r"\{(\w+)\}")
PLACEHOLDERS = ("first_name", "name", "programme", "link", "coordinator")
SUBJECT_PLACEHOLDERS = ("first_name", "name", "programme", "coordinator")


class MentoringMailMerge(models.TransientModel):
    """What a mail to participants says, and how it looks to one of them."""

    _inherit = "mentoring.mail.merge"

    subject = fields.Char(
        default=lambda self: self.env._("A note from your coordinator"),
        help="It shows on locked screens and in previews: let it say nothing that others "
        "should not see.",
    )
    body = fields.Html(
        string="Text",
        sanitize_overridable=False,
        default=lambda self: (
            Markup("<p>%s</p><p><br></p><p>%s</p><p>{link}</p>")
            % (self.env._("Hello {first_name},"), "{coordinator}")
        ),
    )
    preview_id = fields.Many2one(
        "mentoring.enrolment",
        string="As it looks to",
        compute="_compute_preview_id",
        compute_sudo=False,
        store=True,
        readonly=False,
        ondelete="set null",
        domain="[('id', 'in', recipient_ids)]",
    )
    preview_subject = fields.Char(compute="_compute_preview", string="Subject they see")
    preview_body = fields.Html(compute="_compute_preview", string="Text they see")
    problem = fields.Char(compute="_compute_problem", string="Why it cannot be sent yet")
    warning = fields.Char(compute="_compute_problem", string="Please consider")

    @api.depends("recipient_ids")
    def _compute_preview_id(self):
        for merge in self:
            if merge.preview_id._origin not in merge.recipient_ids._origin:
                merge.preview_id = merge.recipient_ids._origin[:1]

    @api.depends("preview_id", "subject", "body", "recipient_ids")
    def _compute_preview(self):
        for merge in self:
            merge.preview_subject = merge.preview_body = False
            shown = merge.preview_id._origin & merge.recipient_ids._origin
            if shown and (not merge.problem or merge._is_untouched()):
                [values] = merge._mail_values(shown)
                merge.preview_subject = values["subject"]
                merge.preview_body = values["body_html"]

    @api.depends("subject", "body", "recipient_ids", "programme_id")
    def _compute_problem(self):
        for merge in self:
            merge.problem = merge._find_problem()
            named = merge._names_programme(merge.subject or "")
            merge.warning = named and self.env._(
                "The subject tells the programme. It shows on locked screens and in previews: "
                "better say it in the text."
            )

    # -- what cannot be sent -------------------------------------------------------------

    def _find_problem(self):
        """Why this cannot be sent, as a sentence, or False."""
        subject, body = (self.subject or "").strip(), self.body or ""
        if not self.recipient_ids:
            return self.env._("Nobody belongs to this audience: choose more roles or states.")
        if not self.env.user.email:
            return self.env._(
                "You have no e-mail address, so nobody could answer: enter yours in your "
                "preferences first."
            )
        if not subject or is_html_empty(body):
            return self.env._("Write a subject and a text.")
        if self._is_untouched():
            return self.env._("So far there is only a greeting: write what you want to say.")
        tree = html.fragment_fromstring(body, create_parent="div")
        unknown = self._unknown_words(subject, SUBJECT_PLACEHOLDERS) or self._unknown_words(
            tree.text_content(), PLACEHOLDERS
        )
        if unknown:
            return self.env._(
                "“%(word)s” cannot be filled in. These can, each in one pair of braces: %(words)s; "
                "in the subject all but {link}. Braces are for nothing else.",
                word=unknown,
                words=", ".join(f"{{{word}}}" for word in PLACEHOLDERS),
            )
        if self._has_braces_in_tags(body, tree):
            return self.env._(
                "Put placeholders into the text, not into the address of a link: {link} is a "
                "link already."
            )
        # Joined with and without a space: a name may go on in bold, or on the next line.
        texts = (subject, tree.text_content(), " ".join(tree.itertext()))
        if self.programme_id.discreet and any(map(self._names_programme, texts)):
            return self.env._(
                "This programme is discreet, and a mail may be seen by others: leave its name "
                "out of the subject and of the text."
            )
        return False

    def _is_untouched(self):
        """Whether the text still is what a new mail begins with."""
        begun = self._fields["body"].default(self)
        said, first = (
            html.fragment_fromstring(str(text or ""), create_parent="div").text_content().split()
            for text in (self.body, begun)
        )
        return said == first

    def _unknown_words(self, text, known):
        """The first thing in braces that is no placeholder, or a brace that is left over."""
        allowed = {f"{{{word}}}" for word in known}
        return next((word for word in BRACES.findall(text) if word not in allowed), None)

    def _has_braces_in_tags(self, body, tree):
        """Whether one stands anywhere but in the text, as itself or as a link writes it."""
        values = [value for element in tree.iter() for value in element.attrib.values()]
        return body.count("{") != tree.text_content().count("{") or any(
            re.search(r"%7b|%7d", value, re.IGNORECASE) for value in values
        )

    def _names_programme(self, text):
        """Whether a text tells the programme's name, or would when it is filled in."""
        said = " ".join(text.split()).casefold()
        name = " ".join((self.programme_id.name or "").split()).casefold()
        return "{programme}" in text or bool(name and name in said)

    # -- what each person gets -----------------------------------------------------------

    def _mail_values(self, enrolments):
        """A mail for each, in their language where the words are not the coordinator's.

        :param enrolments: recordset of mentoring.enrolment, whose reader was checked
        :return: list of dicts, values of mail.mail, in the same order
        """
        self.ensure_one()
        sender = self.env.user.email_formatted
        mails = []
        # sudo: mentoring.enrolment, hr.employee, res.partner - names, addresses and languages
        # of people whose enrolment the coordinator may read
        for enrolment in enrolments.sudo():
            contact = enrolment.contact_id
            person = self.with_context(lang=contact.lang or self.env.lang)
            filled = person._filled(enrolment)
            mails.append(
                {
                    "subject": " ".join(self._fill(self.subject, filled).split()),
                    "body_html": self._fill_html(self.body, filled) + person._footer(),
                    "email_from": sender,
                    "reply_to": sender,
                    "recipient_ids": [fields.Command.link(contact.id)],
                }
            )
        return mails

    def _filled(self, enrolment):
        """What stands for each placeholder, for one person and in their language."""
        name = enrolment._person_name() or ""
        return {
            "first_name": name.split()[0] if name.split() else "",
            "name": name,
            "programme": self.programme_id.name,
            "link": self._link(enrolment),
            "coordinator": self.env.user.name,
        }

    def _link(self, enrolment):
        """Where this person finds their mentoring: in the app, or on the portal."""
        inside = enrolment.user_id._is_internal() if enrolment.user_id else True
        path = "/odoo/my-mentoring" if inside else "/my/mentoring"
        return Markup('<a href="%s">%s</a>') % (
            self.programme_id.get_base_url() + path,
            self.env._("Open my page"),
        )

    def _footer(self):
        return Markup('<p style="color: #666666; font-size: 12px;">%s</p>') % self.env._(
            "Written by %s, to you alone. If you answer, the answer goes to them.",
            self.env.user.name,
        )

    def _fill(self, text, filled):
        """Put the values in, once: what stands in a name is not filled in again."""
        return PLACEHOLDER.sub(lambda found: str(filled[found.group(1)]), text)

    def _fill_html(self, body, filled):
        safe = {word: escape(value) for word, value in filled.items()}
        # The body was sanitised when it was written, and every value is escaped above.
        return Markup(self._fill(str(body), safe))  # noqa: S704
