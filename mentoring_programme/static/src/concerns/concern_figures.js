import { Component, onWillStart, useState } from "@odoo/owl";

import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { figureWords } from "./words";

/** How many concerns there were, for those who manage mentoring: counted, never described. */
export class ConcernFigures extends Component {
    static template = "mentoring_programme.ConcernFigures";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.figureWords = figureWords;
        this.state = useState({ step: 0, figures: [] });
        onWillStart(async () => {
            const told = await this.orm.call("mentoring.concern.tally", "get_figures", []);
            Object.assign(this.state, told);
        });
    }
}

registry.category("actions").add("mentoring_programme.concern_figures", ConcernFigures);
