from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import is_html_empty

from .locking import locked

# What the two write, in this order.
TEXTS = ("rhythm", "place", "cancelling", "limits", "confidentiality", "success")
TEXT_LENGTH = 2000
SIDES = ("mentor", "mentee")
# What is copied of the programme, and from which of its fields.
PROGRAMME_TEXTS = {
    "programme_text": "agreement_text",
    "mentor_commitments": "mentor_commitments",
    "mentee_commitments": "mentee_commitments",
}


class MentoringAgreement(models.Model):
    """How the two people of a pairing want to work: one version of what they agree to.

    Both write its texts while it is a draft, and both sign. Nobody signs what they did not
    see: writing and signing name the ``stamp`` that was shown, which each change of a text
    moves on, and a change clears what was signed before. Once both have signed, a version
    stays as it is. A change is the next version, and the signed one is in force until both
    have signed that one too.

    The programme's text and both commitments are copied when the first version is made, in the
    language of whoever made it, so that both sign the same words. Nobody but the two reads any
    of it. Nobody writes it directly: its buttons check who asks, and then what is there.
    """

    _name = "mentoring.agreement"
    _inherit = ["mentoring.pair.work"]
    _description = "Mentoring Agreement"
    _order = "version desc, id desc"

    version = fields.Integer(required=True, readonly=True, default=1, aggregator=None)
    programme_text = fields.Html(string="What the programme asks of you", readonly=True)
    mentor_commitments = fields.Html(string="The mentor's commitments", readonly=True)
    mentee_commitments = fields.Html(string="The mentee's commitments", readonly=True)
    rhythm = fields.Text(
        string="Our rhythm", help="How often you meet, for how long, and who fixes the next date."
    )
    place = fields.Text(
        string="Where we meet",
        help="In a room, on a walk, by video: where can both of you speak freely?",
    )
    cancelling = fields.Text(
        string="If one of us cannot make it", help="How you tell each other, how early, what then."
    )
    limits = fields.Text(
        string="Our boundaries",
        help="What you leave out, when you can be reached, and what you do not expect.",
    )
    confidentiality = fields.Text(
        string="What stays between us",
        help="What you may tell others, whom, and what you ask each other about first.",
    )
    success = fields.Text(
        string="What success would be",
        help="What would be different at the end, so that both of you say: it was worth it.",
    )
    stamp = fields.Integer(
        default=0,
        required=True,
        readonly=True,
        aggregator=None,
        help="Moves on with each change of a text.",
    )
    mentor_signed_on = fields.Datetime(readonly=True, copy=False)
    mentee_signed_on = fields.Datetime(readonly=True, copy=False)
    # So that the page can say it to whoever had signed before.
    mentor_cleared_on = fields.Datetime(readonly=True, copy=False)
    mentee_cleared_on = fields.Datetime(readonly=True, copy=False)

    _version_once = models.UniqueIndex(
        "(pairing_id, version)",
        "Your partner has begun this version at the same moment: reload the page to see it.",
    )
    _draft_once = models.UniqueIndex(
        "(pairing_id) WHERE mentor_signed_on IS NULL OR mentee_signed_on IS NULL",
        "Your partner has begun a new version at the same moment: reload the page to see it.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        agreements = super().create(vals_list)
        for agreement, vals in zip(agreements, vals_list, strict=True):
            # sudo: mentoring.programme - texts that are meant for its participants
            programme = agreement.pairing_id.programme_id.sudo()
            texts = {
                name: programme[source]
                for name, source in PROGRAMME_TEXTS.items()
                if name not in vals
            }
            # Past write(), which keeps what both have signed; a demonstration begins with it.
            super(MentoringAgreement, agreement).write(texts)
        return agreements

    def write(self, vals):
        self.check_access("write")
        # Whoever writes, also the steps below.
        if any(agreement._is_signed() for agreement in self):
            raise UserError(
                self.env._(
                    "Both of you have signed this, so it stays as it is: propose a change instead."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_with_pairing_only(self):
        """A signed version stays; only with the pairing itself, by the database, is it gone."""
        if any(agreement._is_signed() for agreement in self):
            raise UserError(self.env._("What both have signed is kept as long as the pairing."))

    def _is_signed(self):
        """Whether both have signed."""
        self.ensure_one()
        return bool(self.mentor_signed_on and self.mentee_signed_on)

    # -- the two people's steps ----------------------------------------------------------

    def _begin_step(self, stamp=None):
        """Let one step at a time be taken, by one of the two, on what they were shown.

        :param int stamp: the ``stamp`` of the text that was shown
        :return: the agreement in sudo, and the reader's role in it
        :raises AccessError: for anybody but the two
        :raises UserError: when there is nothing to do any more, or the text has changed
        """
        self.ensure_one()
        self.check_access("read")
        role = self.pairing_id._role_of_reader()
        if not role:
            raise AccessError(self.env._("Only the two people of a pairing can agree on it."))
        # The pairing too: nobody signs while the other ends it.
        locked(self.pairing_id)._check_working()
        # sudo: mentoring.agreement - which nobody writes but by these steps
        agreement = locked(self).sudo()
        if agreement._is_signed():
            raise UserError(
                self.env._(
                    "Both of you have signed this, so it stays as it is: propose a change instead."
                )
            )
        if stamp is not None:
            agreement._check_stamp(stamp)
        return agreement, role

    def _check_stamp(self, stamp):
        if stamp != self.stamp:
            raise UserError(
                self.env._(
                    "The text has changed since you opened it, so nothing was saved. Read it as "
                    "it stands now, and then go on."
                )
            )

    def action_write_texts(self, texts, stamp):
        """Change texts of a draft. What anybody signed before is cleared, if a text changes.

        :param dict texts: name of a text to its words
        :param int stamp: the ``stamp`` of the text that was shown
        :return: whether something was changed
        """
        stamp = self._checked_stamp(stamp)
        agreement, _role = self._begin_step()
        changed = {
            name: text
            for name, text in self._checked_texts(texts).items()
            if text != (agreement[name] or "")
        }
        if not changed:
            # Also where the other has just written the same.
            return False
        agreement._check_stamp(stamp)
        now = fields.Datetime.now()
        for side in SIDES:
            if agreement[f"{side}_signed_on"]:
                changed |= {f"{side}_signed_on": False, f"{side}_cleared_on": now}
        agreement.write({**changed, "stamp": agreement.stamp + 1})
        return True

    def action_sign(self, stamp):
        """Sign what was shown. Once both have, it stays as it is and is in force.

        :param int stamp: the ``stamp`` of the text that was shown
        """
        agreement, role = self._begin_step(self._checked_stamp(stamp))
        missing = agreement._missing()
        if missing:
            raise UserError(
                self.env._(
                    "A few words are missing before you can sign: %s. Fill them in together; one "
                    "sentence each is enough.",
                    ", ".join(missing),
                )
            )
        if not agreement[f"{role}_signed_on"]:
            now = fields.Datetime.now()
            agreement.write({f"{role}_signed_on": now, f"{role}_cleared_on": False})

    def action_discard(self, stamp):
        """Drop a proposed change that not both have signed; what is in force stays so.

        :param int stamp: the ``stamp`` of the text that was shown
        """
        agreement, _role = self._begin_step(self._checked_stamp(stamp))
        if agreement.version == 1:
            raise UserError(
                self.env._("This is your first agreement: change its texts instead of dropping it.")
            )
        # As nobody: Odoo writes into its log who deleted what.
        agreement.with_user(SUPERUSER_ID).unlink()

    def _forget_texts(self):
        """Destroy what the two wrote into these, once nobody uses it any more. The programme's own
        words stay, and which version both signed when: that they had agreed."""
        return super().write(dict.fromkeys(TEXTS, False))

    def _pdf_address(self):
        self.ensure_one()
        return f"/mentoring/agreement/{self.id}/pdf"

    @api.model
    def _makes_pdf(self):
        """Whether the server makes a PDF of it; if not, the same is a page to print."""
        state = self.env["ir.actions.report"].get_wkhtmltopdf_state()
        return state in ("ok", "upgrade", "workers")

    # -- what is written -----------------------------------------------------------------

    @api.model
    def _checked_stamp(self, stamp):
        if type(stamp) is not int:
            raise UserError(self.env._("Reload the page, so that you see what you agree to."))
        return stamp

    @api.model
    def _checked_texts(self, texts):
        if not isinstance(texts, dict) or not set(texts) <= set(TEXTS):
            raise UserError(self.env._("There is no such text in an agreement: reload the page."))
        if not all(isinstance(text, str) for text in texts.values()):
            raise UserError(self.env._("Write the texts of an agreement in words."))
        if any(len(text) > TEXT_LENGTH for text in texts.values()):
            raise UserError(
                self.env._("A text may have %s characters at most: make it shorter.", TEXT_LENGTH)
            )
        return {name: text.replace("\x00", "").strip() for name, text in texts.items()}

    def _missing(self):
        """What is still to be filled in, as the page calls it."""
        words = self._text_words()
        return [words[name]["label"] for name in TEXTS if not self[name]]

    @api.model
    def _text_words(self):
        """What the texts are called and what they are for, in the reader's language.

        :return: dict of name to dict of ``label``, ``hint``, in their order
        """
        told = self.fields_get(TEXTS, ["string", "help"])
        return {name: {"label": told[name]["string"], "hint": told[name]["help"]} for name in TEXTS}

    def _parts(self):
        """The words of the programme in it, without what it left empty.

        :return: list of dict of ``label``, ``html``
        """
        self.ensure_one()
        told = self.fields_get(PROGRAMME_TEXTS, ["string"])
        return [
            {"label": told[name]["string"], "html": self[name]}
            for name in PROGRAMME_TEXTS
            if not is_html_empty(self[name])
        ]
