import { onWillStart, onWillUpdateProps, reactive, useEnv, useState } from "@odoo/owl";

import { oneAtATime } from "@mentoring_programme/one_at_a_time/one_at_a_time";
import { rpc } from "@web/core/network/rpc";

/**
 * What the two of a pairing keep in confidence: it comes over its own routes, past the page's
 * data, which code that runs in somebody's name could ask for. One copy a pairing, which all
 * parts of its page show.
 */
const known = new Map();

function ofPairing(pairingId) {
    if (!known.has(pairingId)) {
        known.set(pairingId, reactive({ told: null, failed: false, busy: false }));
    }
    return known.get(pairingId);
}

const loading = new Map();

/** Never rejects: the parts say that they could not load, Odoo's own dialog says why. */
function load(pairingId) {
    if (!loading.has(pairingId)) {
        const ended = ask(pairingId, "tell")
            .catch((error) => {
                ofPairing(pairingId).failed = true;
                Promise.reject(error);
            })
            .finally(() => loading.delete(pairingId));
        loading.set(pairingId, ended);
    }
    return loading.get(pairingId);
}

async function ask(pairingId, step, words = {}) {
    const kept = ofPairing(pairingId);
    kept.told = await rpc(`/mentoring/reverse/${step}`, { pairing_id: pairingId, ...words });
    kept.failed = false;
}

/**
 * For a part of the page of a reverse pairing.
 *
 * @param {{ page: object, data: object }} props of the part
 * @returns {{ state: object, load: Function, save: Function }} ``state`` has ``told`` (see the
 *     controller ``tell``; null until it came), ``failed`` and ``busy``
 */
export function useInConfidence({ page, data }) {
    const { id } = page;
    const env = useEnv();
    const state = useState(ofPairing(id));
    let shown = data;
    onWillStart(() => load(id));
    // After each step of the page: a session that was held asks for its summary.
    onWillUpdateProps((props) => {
        if (props.data !== shown) {
            shown = props.data;
            return load(id);
        }
    });
    return {
        state,
        load: () => load(id),
        /** Take one step; what became of it is shown by all parts. */
        save: (step, words) =>
            oneAtATime(state, async () => {
                try {
                    await ask(id, step, words);
                } finally {
                    // What was asked of the reader above the pairing may be done now.
                    env.onPairingStep();
                }
            }),
    };
}
