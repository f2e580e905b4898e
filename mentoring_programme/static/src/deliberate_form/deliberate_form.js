import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";

/**
 * A form whose new record comes into being by its button alone.
 *
 * Odoo saves an open form when its tab is closed, reloaded or hidden. To enrol, or to tell two
 * people of each other, is a decision: whoever merely leaves has not taken it.
 */
export class DeliberateFormController extends FormController {
    async beforeUnload(ev) {
        return this.model.root.isNew ? undefined : super.beforeUnload(ev);
    }

    beforeVisibilityChange() {
        return this.model.root.isNew ? undefined : super.beforeVisibilityChange();
    }
}

registry.category("views").add("mentoring_deliberate_form", {
    ...formView,
    Controller: DeliberateFormController,
});
