import { useState } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { PairingSection } from "./section";
import { dayOfWords } from "./work_words";

const RESOURCE = "mentoring.resource";

const emptyResource = () => ({ kind: "link", name: "", link: "", note: "", file: null });

/** Links and files that the two share with each other. */
export class PairingResources extends PairingSection {
    static template = "mentoring_programme.PairingResources";

    setup() {
        super.setup();
        this.state = useState({ resource: null, problem: "" });
    }

    sharedWords({ is_mine, date }) {
        const day = dayOfWords(date);
        return is_mine
            ? _t("You shared it on %s", day)
            : _t("%(name)s shared it on %(day)s", { name: this.partner, day });
    }

    get sizeWords() {
        return _t("A file may have %s MB at most.", this.props.data.file_size);
    }

    add() {
        Object.assign(this.state, { resource: emptyResource(), problem: "" });
    }

    close() {
        Object.assign(this.state, { resource: null, problem: "" });
    }

    async choose({ target }) {
        const [file] = target.files;
        Object.assign(this.state, { problem: "" });
        this.state.resource.file = null;
        if (!file) {
            return;
        }
        if (file.size > this.props.data.file_size * 1024 * 1024) {
            this.state.problem = _t(
                "This file has more than %s MB: share a link to it instead.",
                this.props.data.file_size,
            );
            target.value = "";
            return;
        }
        const content = await this.read(file);
        // The form may have been closed meanwhile.
        if (this.state.resource) {
            this.state.resource.file = { name: file.name, content };
            this.state.resource.name ||= file.name;
        }
    }

    /** @returns {Promise<string>} the file as base64 */
    read(file) {
        return new Promise((resolve, reject) => {
            const reader = new FileReader();
            reader.onload = () => resolve(reader.result.split(",")[1] || "");
            reader.onerror = () => reject(reader.error);
            reader.readAsDataURL(file);
        });
    }

    get isComplete() {
        const { kind, name, link, file } = this.state.resource;
        return Boolean(name.trim() && (kind === "link" ? link.trim() : file));
    }

    async save() {
        const { kind, name, link, note, file } = this.state.resource;
        const shared =
            kind === "link"
                ? { link: link.trim() }
                : { file: file.content, file_name: file.name.slice(0, 200) };
        const saved = await this.props.call(RESOURCE, "create", [
            [{ name: name.trim(), note: note.trim(), ...shared, pairing_id: this.props.page.id }],
        ]);
        if (saved) {
            this.close();
        }
    }

    remove({ id, name }) {
        this.askBefore(() => this.props.call(RESOURCE, "unlink", [[id]]), {
            title: _t("Stop sharing this?"),
            body: _t("“%s” is deleted here, for both of you.", name),
        });
    }
}

registry
    .category("mentoring_pairing_sections")
    .add(
        "resources",
        { Component: PairingResources, title: _t("Shared between us"), isFolded: true },
        { sequence: 60 },
    );
