from lxml import etree

from odoo.tests import tagged

from .common import ReverseCase


@tagged("post_install", "-at_install")
class TestReverseViews(ReverseCase):
    """No view offers what is refused to everybody."""

    def _views(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", "mentoring_reverse"), ("model", "=", "ir.ui.view")]
        )
        views = self.env["ir.ui.view"].browse(data.mapped("res_id"))
        return views.filtered(
            lambda v: v.mode == "primary" and v.type in ("form", "list", "kanban")
        )

    def test_what_is_never_deleted_has_no_delete_button(self):
        looked_at = set()
        for view in self._views():
            model = self.env[view.model].with_user(self.manager)
            if hasattr(model, "_unlink_never"):
                looked_at.add(view.model)
                arch = etree.fromstring(model.get_view(view.id, view.type)["arch"])
                self.assertIn(arch.get("delete"), ("0", "False", "false"), view.name)
        self.assertEqual(looked_at, {"mentoring.theme", "mentoring.ground.rules"})

    def test_what_only_steps_make_and_change_has_no_buttons_for_it(self):
        for name, kept in (("mentoring.invitation.link", set()), ("mentoring.insight", {"edit"})):
            views = self._views().filtered(lambda view, name=name: view.model == name)
            self.assertTrue(views)
            for view in views:
                model = self.env[name].with_user(self.manager)
                arch = etree.fromstring(model.get_view(view.id, view.type)["arch"])
                for button in {"create", "edit", "delete"} - kept:
                    self.assertIn(
                        arch.get(button), ("0", "False", "false"), f"{view.name} {button}"
                    )
