import { Component } from "@odoo/owl";

import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { imageUrl } from "@web/core/utils/urls";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { useOneDialog } from "../one_at_a_time/one_at_a_time";
import { PreferencesDialog } from "../preferences/preferences_dialog";
import { HomeBody } from "./home_body";

/** "My mentoring" of an employee, with Odoo's own forms and chat. */
export class MentoringHome extends Component {
    static template = "mentoring_programme.Home";
    static components = { HomeBody, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.dialog = useOneDialog();
        this.store = useService("mail.store");
        this.shell = {
            photo: ({ image }) => image && imageUrl(image[0], image[1], "avatar_128"),
            openChat: ({ user_id }) => this.store.openChat({ userId: user_id }),
            openEnrolment: (...words) => this.openEnrolment(...words),
            openPreferences: (enrolmentId) => this.dialog.add(PreferencesDialog, { enrolmentId }),
        };
    }

    async openEnrolment(name, { id, programme_id, role }) {
        const form = await this.action.loadAction(
            "mentoring_programme.mentoring_enrolment_action_join",
        );
        const context = { ...form.context, dialog_size: "large" };
        if (!id) {
            Object.assign(context, { default_programme_id: programme_id, default_role: role });
        }
        return new Promise((resolve) => {
            this.action.doAction(
                { ...form, name, res_id: id, context, target: "new" },
                { onClose: resolve },
            );
        });
    }
}

registry.category("actions").add("mentoring_programme.home", MentoringHome);
