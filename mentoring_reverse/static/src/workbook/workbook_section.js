import { Component } from "@odoo/owl";

import { HomeBody } from "@mentoring_programme/home/home_body";
import { dayWords } from "@mentoring_programme/pairing/work_words";
import { useOneDialog } from "@mentoring_programme/one_at_a_time/one_at_a_time";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";

import { WorkbookDialog } from "./workbook_dialog";

/** The way into one's own workbook, from the page of a pairing. */
export class PairingWorkbook extends Component {
    static template = "mentoring_reverse.PairingWorkbook";
    static props = {
        page: Object,
        data: Object,
        call: Function,
        busy: Boolean,
    };

    setup() {
        this.dialog = useOneDialog();
    }

    get untilWords() {
        return _t("As things stand, it is destroyed on %s.", dayWords(this.props.data.until));
    }

    open() {
        this.dialog.add(WorkbookDialog, { pairingId: this.props.page.id });
    }
}

registry
    .category("mentoring_pairing_sections")
    .add(
        "workbook",
        { Component: PairingWorkbook, title: _t("My workbook"), isFolded: false },
        { sequence: 45 },
    );

patch(HomeBody.prototype, {
    openWorkbook({ id }) {
        this.dialog.add(WorkbookDialog, { pairingId: id });
    },

    keepCopyWords({ pairing, until }) {
        const day = dayWords(until);
        return pairing.partner.name
            ? _t("Your workbook with %(name)s is destroyed on %(day)s", {
                  name: pairing.partner.name,
                  day,
              })
            : _t("Your workbook is destroyed on %s", day);
    },
});
