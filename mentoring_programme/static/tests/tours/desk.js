import { registry } from "@web/core/registry";

import { confirmDialog } from "./walk_steps";

const BRIEFING = "[data-requirement]:contains(Briefing)";
const TRAINING = "[data-requirement]:contains(Training)";

registry.category("web_tour.tours").add("mentoring_desk", {
    steps: () => [
        {
            content: "The desk has loaded, without a word about the other programme",
            trigger: ".o_mentoring_desk h1:contains(Desk programme)",
        },
        {
            content: "An application waits",
            trigger: "[data-step=applied]:contains(1) button:contains(Accept them all)",
            run: "click",
        },
        {
            content: "It says for whom",
            trigger: ".modal .o_mentoring_desk_names:contains(Max)",
        },
        {
            content: "Confirm, with two taps of one moment",
            trigger: ".modal-footer .btn-primary:contains(Accept)",
            run({ anchor }) {
                anchor.click();
                anchor.click();
            },
        },
        {
            content: "Nothing waits any more",
            trigger: ".o_mentoring_desk:not(:has([data-step=applied])):not(:has([aria-busy=true]))",
        },
        {
            content: "Confirm a training for everybody who lacks it",
            trigger: `${TRAINING} button:enabled:contains(Confirm)`,
            run: "click",
        },
        {
            content: "It says what and for whom",
            trigger: ".modal:contains(Training) .o_mentoring_desk_names:contains(Ida)",
        },
        confirmDialog("Confirm"),
        {
            content: "Nobody lacks it",
            trigger: `.o_mentoring_desk:contains(Lacked by nobody):not(:has(${TRAINING}))`,
        },
        {
            content: "Remind those who did not read the briefing",
            trigger: `${BRIEFING} button:enabled:contains(Remind)`,
            run: "click",
        },
        confirmDialog("Remind"),
        {
            content: "They were reminded, and are not reminded again today",
            trigger: `${BRIEFING}:contains(reminded today)`,
        },
        {
            content: "The mails are counted",
            trigger: "section:has(#o_mentoring_desk_mails) tr:contains(Reminders)",
        },
        {
            content: "Open the list behind a number",
            trigger: "button[data-figure='stage.enrolled.mentee']:enabled",
            run: "click",
        },
        {
            content: "It holds whom the number counted",
            trigger: ".o_list_view .o_data_row:contains(Mia)",
        },
        {
            content: "Back to the desk of the same programme",
            trigger: ".o_breadcrumb a:contains(Desk)",
            run: "click",
        },
        {
            content: "Write to participants",
            trigger:
                ".o_mentoring_desk:has(h1:contains(Desk programme)) button:enabled:contains(Write to participants)",
            run: "click",
        },
        {
            content: "See what one of them sees",
            trigger: ".modal .o_field_widget[name=preview_body]:contains(Hello)",
        },
        {
            content: "Say more than the greeting",
            trigger: ".modal .o_field_widget[name=body] .odoo-editor-editable",
            run: "editor Hello {first_name}, we meet in May.",
        },
        {
            content: "Check it",
            trigger: ".modal button[name=action_check]",
            run: "click",
        },
        {
            content: "See it as they will",
            trigger: ".modal .o_field_widget[name=preview_body]:contains(meet in May)",
        },
        {
            content: "Send it",
            trigger: ".modal button[name=action_send]:visible",
            run: "click",
        },
        {
            content: "It says to how many, and that there is no way back",
            trigger: ".modal:contains(each alone: 3):contains(cannot be undone)",
        },
        confirmDialog("Send it"),
        {
            content: "It is counted",
            trigger:
                "body:not(:has(.modal)) section:has(#o_mentoring_desk_mails) tr:contains(written by a coordinator):contains(3)",
        },
        {
            content: "Switch to another programme",
            trigger: "#o_mentoring_desk_switch",
            run: "selectByLabel Second programme",
        },
        {
            content: "Its desk says the next step",
            trigger: ".o_mentoring_desk:has(h1:contains(Second programme)) [data-step=draft]",
        },
    ],
});

registry.category("web_tour.tours").add("mentoring_desk_phone", {
    steps: () => [
        {
            content: "The desk has loaded",
            trigger: ".o_mentoring_desk h1:contains(Desk programme)",
        },
        {
            content: "Nothing is wider than the screen",
            trigger: ".o_mentoring_desk",
            run() {
                const page = document.querySelector(".o_mentoring_desk");
                const widths = [document.documentElement.scrollWidth, page.scrollWidth];
                if (Math.max(...widths) > window.innerWidth) {
                    throw new Error(`${widths} on a screen of ${window.innerWidth}`);
                }
            },
        },
        {
            content: "Buttons are large enough for a thumb",
            trigger: ".o_mentoring_desk button",
            run() {
                for (const button of document.querySelectorAll(".o_mentoring_desk button")) {
                    if (button.getBoundingClientRect().height < 44) {
                        throw new Error(`${button.textContent} is too small`);
                    }
                }
            },
        },
        {
            content: "Open the list behind a number",
            trigger: "button[data-figure='stage.enrolled.mentee']:enabled",
            run: "click",
        },
        {
            content: "It holds whom the number counted",
            trigger: ".o_kanban_view .o_kanban_record:contains(Mia)",
        },
    ],
});
