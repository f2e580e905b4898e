import { Component, onWillStart, useState } from "@odoo/owl";

import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const REPORT = "mentoring.evaluation.report";

/** When the figures were published, what each counts, and why some cells are empty. */
export class FigureWords extends Component {
    static template = "mentoring_evaluation.FigureWords";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.state = useState({ about: null, isBusy: false });
        onWillStart(async () => {
            this.state.about = await this.orm.call(REPORT, "figures_about", []);
        });
    }

    get date() {
        const { date } = this.state.about;
        return date ? formatDate(deserializeDate(date)) : "";
    }

    async publish() {
        this.state.isBusy = true;
        try {
            await this.orm.call(REPORT, "action_publish", []);
            this.notification.add(_t("The figures are as of today."), { type: "success" });
            await this.action.doAction("soft_reload");
        } finally {
            this.state.isBusy = false;
        }
    }
}
