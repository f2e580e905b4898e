import { useService } from "@web/core/utils/hooks";

/**
 * Take a step unless one is being taken: a second tap of the same moment comes before the buttons
 * rest, and would do everything twice.
 *
 * @param {{ busy: boolean }} state of the component whose buttons rest meanwhile
 * @param {() => Promise<any>} work
 * @returns {Promise<any>} what ``work`` returned. Of a tap too many it never settles, so that
 *  whatever was to follow (thanks, closing a form) follows the first tap alone.
 */
export async function oneAtATime(state, work) {
    if (state.busy) {
        return new Promise(() => {});
    }
    state.busy = true;
    try {
        return await work();
    } finally {
        state.busy = false;
    }
}

/**
 * Odoo's dialog service for a component that opens one dialog at a time: what is asked for while
 * one of its own is open, or still loading, is a tap too many.
 *
 * @returns {{ add: Function }} as of the service ``dialog``
 */
export function useOneDialog() {
    const dialog = useService("dialog");
    let isOpen = false;
    return {
        add(Dialog, props, options = {}) {
            if (isOpen) {
                return () => {};
            }
            isOpen = true;
            const onClose = (...said) => {
                isOpen = false;
                return options.onClose?.(...said);
            };
            return dialog.add(Dialog, props, { ...options, onClose });
        },
    };
}
