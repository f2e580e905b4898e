import { useExternalListener } from "@odoo/owl";

import { registry } from "@web/core/registry";

import { ConcernForm } from "./concern_form";

/** The same on a page of its own; the browser asks before a text is lost. */
export class ConcernPage extends ConcernForm {
    setup() {
        super.setup();
        useExternalListener(window, "beforeunload", (event) => {
            if (this.state.text.trim()) {
                event.preventDefault();
            }
        });
    }
}

registry.category("public_components").add("mentoring_programme.concern", ConcernPage);
