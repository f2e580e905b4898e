import { Component } from "@odoo/owl";

import { registry } from "@web/core/registry";

import { HomeBody } from "../home/home_body";
import { useOneDialog } from "../one_at_a_time/one_at_a_time";
import { EnrolmentDialog } from "./enrolment_dialog";

/** "My mentoring" on the portal, for people who have none of Odoo's forms. */
export class HomePage extends Component {
    static template = "mentoring_programme.HomePage";
    static components = { HomeBody };
    static props = {};

    setup() {
        this.dialog = useOneDialog();
        this.shell = {
            photo: ({ image }, pairingId) => image && `/mentoring/photo/${pairingId}`,
            openEnrolment: (...words) => this.openEnrolment(...words),
            openPreferences: (enrolmentId) => {
                window.location.assign(`/my/mentoring/preferences/${enrolmentId}`);
            },
        };
    }

    /** What nobody has joined yet is joined when it is saved. */
    openEnrolment(title, { id, programme_id, role }) {
        return new Promise((resolve) => {
            this.dialog.add(
                EnrolmentDialog,
                { title, enrolmentId: id, programmeId: programme_id, role },
                { onClose: resolve },
            );
        });
    }
}

registry.category("public_components").add("mentoring_programme.home_page", HomePage);
