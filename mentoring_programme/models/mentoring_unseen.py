from odoo import api, fields, models
from odoo.exceptions import AccessError, MissingError

MADE_OR_CHANGED = (fields.Command.CREATE, fields.Command.UPDATE)


class MentoringUnseen(models.AbstractModel):
    """What is hidden from the one who asks, and what is not there, are answered alike.

    Odoo answers an id that does not exist with nothing, or with an error of its own, and one that
    the record rules hide with a refusal. Whoever tries one id after the other would count by it
    how many pauses, moods or pairings there are, and see when another one comes.

    Every model with record rules inherits this; whoever has no right on a model at all is refused
    before any id is looked at.
    """

    _name = "mentoring.unseen"
    _description = "Answered Alike, There or Not"

    def _check_access(self, operation):
        rights = self.env["ir.model.access"]
        if not rights.check(self._name, operation, raise_exception=False):
            return super()._check_access(operation)
        try:
            refused = super()._check_access(operation)
        except MissingError:
            there = self.exists()
            hidden = super(MentoringUnseen, there)._check_access(operation)
            refused = (self - there + (hidden[0] if hidden else self.browse()), None)
        return refused and (refused[0], self._unseen)

    def read(self, fields=None, load="_classic_read"):
        """As Odoo's, but that nothing is left out of the answer without a word."""
        if self.env.su:
            return super().read(fields, load)
        try:
            told = super().read(fields, load)
        except AccessError:
            # A field, or the model, that is not for them is none for any id.
            self.check_access("read")
            raise
        # What is only computed does not ask the database whether there is such a row.
        stored = [name for name in fields or ["id"] if self._fields[name].store]
        if len(told) < len(self) or (stored in ([], ["id"]) and self.exists() != self):
            raise self._unseen()
        return told

    def fetch(self, field_names=None):
        """As Odoo's, by which copies, exports and steps of all kinds read."""
        try:
            return super().fetch(field_names)
        except AccessError:
            if self._is_of_fields(field_names or ()):
                raise
            # Not by asking for access again, which reads the row in sudo: Odoo, which tries a
            # second time, would find it in the cache.
            raise self._unseen() from None

    def _is_of_fields(self, names):
        """Whether a refusal is of the model or a field, and so the same for any id."""
        rights = self.env["ir.model.access"]
        return not rights.check(self._name, "read", raise_exception=False) or not all(
            self._has_field_access(self._fields[name], "read") for name in names
        )

    def _fetch_field(self, field):
        result = super()._fetch_field(field)
        if not self.env.su and any(field._cache_missing_ids(self)):
            raise self._unseen()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        self._check_links(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_links([vals])
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        """As Odoo's, but that links to what is hidden are refused like links to what is not there,
        as when the form is saved."""
        if not self.env.su:
            self.check_access("write" if self else "create")
            self._check_form_links(values)
        return super().onchange(values, field_names, fields_spec)

    def _check_form_links(self, values):
        """:meth:`_check_links` for the values of a form, which may hold lines, and what is saved
        already."""
        links = {}
        for name, value in values.items():
            field = self._fields.get(name)
            if field and field.type == "many2one":
                # The form of a line gives its parent as the parent's values.
                link = value.get("id") if isinstance(value, dict) else value
                if not self or not self._has_field_access(field, "read") or link != self[name].id:
                    links[name] = link
            elif field and field.type == "one2many":
                lines = self.env[field.comodel_name]
                given = [command[2] for command in value or () if command[0] in MADE_OR_CHANGED]
                if hasattr(lines, "_check_links"):
                    lines._check_links(given)
        self._check_links([links])

    def _check_links(self, vals_list):
        """Refuse links to what is hidden before the database is asked, whose foreign keys would
        tell it from what is not there."""
        if self.env.su:
            return
        defaults = {
            key.removeprefix("default_"): value
            for key, value in self.env.context.items()
            if key.startswith("default_")
        }
        for name in {*defaults, *(name for vals in vals_list for name in vals)}:
            field = self._fields.get(name)
            if not field or field.type != "many2one":
                continue
            linked = self.env[field.comodel_name]
            if hasattr(linked, "_check_links"):
                ids = {vals.get(name, defaults.get(name)) for vals in vals_list}
                linked.browse(number for number in ids if number).check_access("read")

    def _unseen(self):
        return AccessError(
            self.env._(
                "There is nothing here for you: it may be gone, or it is not yours to see or to "
                "change. Go back to where you came from, and reload the page."
            )
        )
