from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .locking import locked
from .mentoring_agreement import SIDES, TEXT_LENGTH, TEXTS

MOMENT = fields.Datetime.to_string
SIGNED = [("mentor_signed_on", "!=", False), ("mentee_signed_on", "!=", False)]


class MentoringPairing(models.Model):
    """How the two of a pairing come to an agreement, and what others learn of it."""

    _inherit = "mentoring.pairing"

    # Computed for each reader and never stored: line managers and HR read pairings too.
    agreement_state = fields.Selection(
        [("unsigned", "Not signed by both"), ("signed", "Signed by both")],
        string="Their agreement",
        compute="_compute_agreement_state",
        search="_search_agreement_state",
        help="Whether both have signed. What they agreed to is theirs.",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_agreement_state(self):
        """For the two and for the coordinators of the programme; for everybody else nothing."""
        self.agreement_state = False
        told = self.search(Domain("id", "in", self.ids) & self._told_domain())
        signed = told._signed_pairings()
        for pairing in self.browse(told.ids):
            pairing.agreement_state = "signed" if pairing.id in signed.ids else "unsigned"

    @api.model
    def _told_domain(self):
        """Which pairings the reader may ask about."""
        me = self.env.uid
        told = (
            Domain("mentor_id.user_id", "=", me)
            | Domain("mentee_id.user_id", "=", me)
            | Domain("programme_id.coordinator_ids", "in", [me])
        )
        if self.env.user.has_group("mentoring_programme.group_mentoring_manager"):
            told |= Domain("programme_id.discreet", "=", False)
        return told

    @api.model
    def _search_agreement_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        told = self._told_domain()
        # sudo: mentoring.agreement - whether signed by both, asked only of pairings whose
        # reader may know it
        signed = self.env["mentoring.agreement"].sudo()._search(SIGNED).subselect("pairing_id")
        domain = Domain.FALSE
        if "signed" in value:
            domain |= told & Domain("id", "in", signed)
        if "unsigned" in value:
            domain |= told & Domain("id", "not in", signed)
        if False in value:
            domain |= ~told
        return domain

    def _signed_pairings(self):
        """Those of these pairings whose agreement both have signed.

        For gates and nudges: who calls this answers for what they tell with it.
        """
        # sudo: mentoring.agreement - whether, and nothing of what
        signed = self.env["mentoring.agreement"].sudo()
        found = signed._read_group([("pairing_id", "in", self.ids), *SIGNED], ["pairing_id"])
        return self.browse(pairing.id for [pairing] in found)

    # -- the two people's steps ----------------------------------------------------------

    def action_start_agreement(self):
        """Begin the first version, with the programme's words copied into it.

        When the partner was a moment earlier, theirs is there and nothing is done.
        """
        self._check_mine()
        self.ensure_one()
        locked(self)._check_working()
        # sudo: mentoring.agreement - which nobody writes but by these steps
        agreements = self.env["mentoring.agreement"].sudo()
        if not agreements.search_count([("pairing_id", "=", self.id)], limit=1):
            agreements.create({"pairing_id": self.id})

    def action_propose_change(self):
        """Begin the next version as a copy of the one in force.

        When the partner was a moment earlier, theirs is there and nothing is done.
        """
        self._check_mine()
        self.ensure_one()
        locked(self)._check_working()
        # sudo: mentoring.agreement - which nobody writes but by these steps
        agreements = self.env["mentoring.agreement"].sudo()
        newest = agreements.search([("pairing_id", "=", self.id)], limit=1)
        if not newest:
            raise UserError(self.env._("You have no agreement yet: start it first."))
        if newest._is_signed():
            newest.copy({"version": newest.version + 1, "stamp": 0})

    # -- the page ------------------------------------------------------------------------

    def _page_sections(self):
        return [*super()._page_sections(), "agreement"]

    def _page_agreement(self):
        """
        :return: dict with

            - ``can_write``; ``required``: whether the second session waits for it;
              ``length``: most characters of a text; ``makes_pdf``: whether the server can, or
              answers with a page to print
            - ``words``: list of dict of ``name``, ``label``, ``hint``, the texts in their order
            - ``draft``: what not both have signed, or False; ``in_force``: or False; both dicts
              of ``id``, ``version``, ``stamp``, ``texts`` (by name), ``parts`` (the programme's
              words: list of dict of ``label``, ``html``), ``signed_on`` (by role, moment or
              False), ``cleared_on`` (by role: when a signature was taken off by a change),
              ``missing`` (labels of texts to be filled in) and ``pdf`` (address)
            - ``versions``: list of dict of ``id``, ``version``, ``signed_on``, ``pdf``: what
              both have signed, newest first
        """
        self.ensure_one()
        agreements = self.env["mentoring.agreement"].search([("pairing_id", "=", self.id)])
        signed = agreements.filtered(lambda agreement: agreement._is_signed())
        draft = agreements - signed
        words = agreements._text_words()
        # sudo: mentoring.programme - a rule that its participants have to know
        required = self.programme_id.sudo().agreement_required
        return {
            "can_write": self._is_working(),
            "required": required,
            "length": TEXT_LENGTH,
            "makes_pdf": self.env["mentoring.agreement"]._makes_pdf(),
            "words": [{"name": name, **words[name]} for name in TEXTS],
            "draft": self._page_version(draft) if draft else False,
            "in_force": self._page_version(signed[:1]) if signed else False,
            "versions": [
                {
                    "id": version.id,
                    "version": version.version,
                    "signed_on": self._page_sides(version, "signed_on"),
                    "pdf": version._pdf_address(),
                }
                for version in signed
            ],
        }

    def _page_version(self, agreement):
        return {
            "id": agreement.id,
            "version": agreement.version,
            "stamp": agreement.stamp,
            "texts": {name: agreement[name] or "" for name in TEXTS},
            "parts": agreement._parts(),
            "signed_on": self._page_sides(agreement, "signed_on"),
            "cleared_on": self._page_sides(agreement, "cleared_on"),
            "missing": agreement._missing(),
            "pdf": agreement._pdf_address(),
        }

    def _page_sides(self, agreement, name):
        return {side: MOMENT(agreement[f"{side}_{name}"]) for side in SIDES}
