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
