import { Component, reactive, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { downloadFile } from "@web/core/network/download";
import { registry } from "@web/core/registry";

const NEWLINE = 10;

/**
 * Read what the server sends while it makes a file: lines of JSON that say how far it is, and after
 * the one that names the file, the file.
 *
 * @param {ReadableStream} stream
 * @param {(rows: number) => void} onStep
 * @returns {Promise<{name: string, blob: Blob}>}
 */
export async function readMade(stream, onStep) {
    const reader = stream.getReader();
    const decoder = new TextDecoder();
    const pieces = [];
    let line = [];
    let name = null;
    for (;;) {
        const { done, value } = await reader.read();
        if (done) {
            break;
        }
        let start = 0;
        while (name === null && start < value.length) {
            const end = value.indexOf(NEWLINE, start);
            line.push(value.subarray(start, end === -1 ? value.length : end));
            start = end === -1 ? value.length : end + 1;
            if (end === -1) {
                continue;
            }
            const said = JSON.parse(line.map((part) => decoder.decode(part)).join(""));
            line = [];
            if (said.error) {
                throw new Error(said.error);
            }
            if (said.file) {
                name = said.file;
            } else {
                onStep(said.rows);
            }
        }
        if (name !== null && start < value.length) {
            pieces.push(value.subarray(start));
        }
    }
    if (name === null || !pieces.length) {
        throw new Error(_t("The server ended before the file was ready: try again."));
    }
    return { name, blob: new Blob(pieces) };
}

/** How far a file is that is being made; said to screen readers, too. */
export class MakingDialog extends Component {
    static components = { Dialog };
    static props = { close: Function, made: Object, total: Number };
    static template = "mentoring_evaluation.MakingDialog";

    setup() {
        this.made = useState(this.props.made);
    }
}

/** Have a file made and hand it to the browser. Closing the dialog stops it. */
async function download(env, action) {
    const { url, total } = action.params;
    const made = reactive({ rows: 0 });
    const stop = new AbortController();
    const close = env.services.dialog.add(
        MakingDialog,
        { made, total },
        { onClose: () => stop.abort() },
    );
    const body = new FormData();
    body.append("csrf_token", odoo.csrf_token);
    body.append("steps", "1");
    try {
        const response = await browser.fetch(url, { method: "POST", body, signal: stop.signal });
        if (!response.ok) {
            throw new Error(_t("The file could not be made: close this, and begin anew."));
        }
        const { name, blob } = await readMade(response.body, (rows) => (made.rows = rows));
        downloadFile(blob, name);
    } catch (error) {
        if (!stop.signal.aborted) {
            env.services.notification.add(error.message, { type: "danger", sticky: true });
        }
        return;
    } finally {
        close();
    }
    return { type: "ir.actions.act_window_close" };
}

registry.category("actions").add("mentoring_evaluation.download", download);
