from odoo.models import MAGIC_COLUMNS
from odoo.tests import TransactionCase, tagged

# What is computed past the reader's rules, and why that tells nothing they may not read; those of
# search methods ask for access themselves. As the core's test_platform_fields.
COPIES = "stored copy of the record's own programme or company, which its rules ask for"
IN_SUDO = {
    "mentoring.insight.action.company_id": COPIES,
    "mentoring.insight.state": "of its own actions, which its readers read",
    "res.config.settings.mentoring_reverse_capacity": "of the company, for who may change settings",
}
SEARCH_METHODS = set()


@tagged("post_install", "-at_install")
class TestReverseFields(TransactionCase):
    """A new field of this addon that runs past the reader's rules is added to one of the lists
    after it was looked at."""

    def _brought(self):
        return [
            field
            for model in self.env.registry.values()
            for field in model._fields.values()
            if field._module == "mentoring_reverse" and field.name not in MAGIC_COLUMNS
        ]

    def test_every_field_computed_in_sudo_was_looked_at(self):
        found = {str(field) for field in self._brought() if field.compute_sudo and field.compute}
        self.assertEqual(found, set(IN_SUDO))

    def test_every_field_with_a_search_method_was_looked_at(self):
        found = {str(field) for field in self._brought() if field.search and not field.related}
        self.assertEqual(found, SEARCH_METHODS)
