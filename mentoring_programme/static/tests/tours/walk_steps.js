import { delay } from "@odoo/hoot-dom";
import { cookie } from "@web/core/browser/cookie";
import { stepUtils } from "@web_tour/tour_utils";

/** Steps that several legs of the walk take. */

/** Milliseconds from the last key to the search of a field with suggestions, and some more. */
const SUGGESTIONS_WAIT = 400;

export function openApp(menu) {
    return [
        stepUtils.showAppsMenuItem(),
        {
            content: `Open the app ${menu}`,
            trigger: `.o-dropdown-item[data-menu-xmlid="${menu}"]`,
            run: "click",
        },
    ];
}

export function openMyMentoring() {
    return [
        ...openApp("mentoring_programme.menu_mentoring_root"),
        {
            content: "My mentoring has loaded",
            trigger: ".o_mentoring_home h2:contains(What is asked of you)",
        },
    ];
}

export function openCoordination(menu) {
    return [
        ...openMyMentoring(),
        {
            content: "Open the coordinators' menu",
            trigger: "button[data-menu-xmlid='mentoring_programme.menu_mentoring_coordination']",
            run: "click",
        },
        {
            content: `Open ${menu}`,
            trigger: `.o-dropdown-item[data-menu-xmlid="mentoring_programme.${menu}"]`,
            run: "click",
        },
    ];
}

function take(field, text, scope) {
    return [
        {
            content: `Look for ${text}`,
            trigger: `${scope} .o_field_widget[name=${field}] input`,
            async run({ edit }) {
                await edit(text);
                // Until the field asks for what was typed, it suggests as when it was empty.
                await delay(SUGGESTIONS_WAIT);
            },
        },
        {
            content: `Take ${text}`,
            trigger: `.o-autocomplete--dropdown-item:contains(${text})`,
            run: "click",
        },
    ];
}

/** Type into a field with suggestions and take the one that says ``text``. */
export function choose(field, text, scope = ".o_form_view") {
    return [
        ...take(field, text, scope),
        {
            content: `${text} is chosen`,
            trigger: "body:not(:has(.o-autocomplete--dropdown-menu))",
        },
    ];
}

/** The same in a field that holds several, as tags. */
export function addTag(field, text, scope) {
    return [
        ...take(field, text, scope),
        {
            content: `${text} is added`,
            trigger: `${scope} .o_field_widget[name=${field}] .o_tag:contains(${text})`,
        },
    ];
}

/** One more line of the skills on the enrolment screen. */
export function addSkill(skill, level) {
    return [
        {
            content: "Add a skill",
            trigger: ".modal .o_field_widget[name=skill_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        ...choose("skill_id", skill, ".modal .o_selected_row"),
        ...choose("skill_level_id", level, ".modal .o_selected_row"),
    ];
}

/** Read a requirement on My mentoring and say that one has. */
export function acknowledge(requirement) {
    return [
        {
            content: `Read ${requirement}`,
            trigger: `[data-kind=requirement]:contains("${requirement}") button:enabled:contains(Read)`,
            run: "click",
        },
        {
            content: "Say that it is read",
            trigger: `.modal:contains("${requirement}") button:contains(I have read this)`,
            run: "click",
        },
        {
            content: "It is no longer asked",
            trigger: `.o_mentoring_home:not(:has([data-kind=requirement]:contains("${requirement}")))`,
        },
    ];
}

export function confirmDialog(label) {
    return {
        content: `Confirm: ${label}`,
        trigger: `.modal .modal-footer button.btn-primary:contains(${label})`,
        run: "click",
    };
}

export function stateIs(label) {
    return {
        content: `The state is ${label}`,
        trigger: `.o_field_statusbar .o_arrow_button_current:contains(${label})`,
    };
}

function until(condition) {
    return new Promise((resolve) => {
        const look = () => (condition() ? resolve() : setTimeout(look, 50));
        look();
    });
}

/**
 * Let the test keep a picture of the screen, where it said with a cookie that it keeps them.
 *
 * @param {string} name of the picture, without ".png"
 * @param {string} trigger what must be there before
 * @param {string} [last] what must still be seen at the bottom
 */
export function picture(name, trigger, last) {
    return {
        content: `Picture ${name}`,
        trigger,
        async run({ queryFirst }) {
            if (!cookie.get("mentoring_screenshots")) {
                return;
            }
            document.activeElement.blur();
            for (const close of document.querySelectorAll(".o_notification_close")) {
                close.click();
            }
            await until(
                () =>
                    !document.querySelector(".o_notification, .o_loading_indicator, .o_blockUI") &&
                    [...document.images].every((image) => image.complete),
            );
            await document.fonts.ready;
            const moving = document
                .getAnimations()
                .filter((one) => one instanceof window.CSSTransition);
            await Promise.allSettled(moving.map((one) => one.finished));
            if (last) {
                queryFirst(last).scrollIntoView({ block: "end" });
            }
            console.log(`picture:${name}`);
            await until(() => document.body.dataset.picture === name);
        },
    };
}
