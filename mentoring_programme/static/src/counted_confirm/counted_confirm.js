import { useSubEnv } from "@odoo/owl";

import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";

/** Views whose buttons say in their confirmation how many people a step concerns. */

/** Put a number where a button's confirmation has "%s"; call it in setup(). */
function useCountedConfirm(component, count) {
    const { onClickViewButton } = component.env;
    useSubEnv({
        onClickViewButton(params) {
            const { confirm } = params.clickParams;
            if (!confirm?.includes("%s")) {
                return onClickViewButton(params);
            }
            const clickParams = {
                ...params.clickParams,
                confirm: confirm.replace("%s", count(params)),
            };
            return onClickViewButton({ ...params, clickParams });
        },
    });
}

export class CountedListController extends ListController {
    setup() {
        super.setup();
        useCountedConfirm(this, ({ getResParams }) => getResParams().resIds.length);
    }
}

export class CountedFormController extends FormController {
    setup() {
        super.setup();
        useCountedConfirm(this, () => this.model.root.data.recipient_count);
    }
}

registry.category("views").add("mentoring_counted_list", {
    ...listView,
    Controller: CountedListController,
});
registry.category("views").add("mentoring_counted_form", {
    ...formView,
    Controller: CountedFormController,
});
