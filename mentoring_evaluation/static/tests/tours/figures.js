import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

const words = ".o_mentoring_figure_words";

registry.category("web_tour.tours").add("mentoring_figures", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        { trigger: ".o_app[data-menu-xmlid='hr.menu_hr_root']", run: "click" },
        {
            trigger: ".o_menu_sections [data-menu-xmlid='hr.hr_menu_hr_reports']",
            run: "click",
        },
        {
            trigger: "[data-menu-xmlid='mentoring_evaluation.menu_mentoring_figures_hr']",
            run: "click",
        },
        { trigger: ".o_pivot td.o_pivot_cell_value:contains('28')" },
        {
            content: "What is not shown is empty, and not 0 %",
            trigger: ".o_pivot",
            run({ anchor }) {
                const cells = [...anchor.querySelectorAll(".o_pivot_cell_value")];
                if (cells.some((cell) => /^0(.00)?%$/.test(cell.textContent.trim()))) {
                    throw new Error("A share that is not shown is shown as 0 %.");
                }
            },
        },
        { trigger: `${words}:contains('groups of 5 people or more')` },
        { trigger: `${words}:not(:has(button:contains('Publish')))` },
        { trigger: `${words} summary`, run: "click" },
        { trigger: `${words} details[open] dt:contains('Matched')` },
        { trigger: `${words} details[open] dd:contains('those whose pairing began')` },
        { trigger: `${words} summary`, run: "click" },
        { trigger: ".o_switch_view.o_graph", run: "click" },
        { trigger: `.o_graph_canvas_container canvas` },
        { trigger: words },
        { trigger: ".o_switch_view.o_list", run: "click" },
        { trigger: ".o_group_header:contains('Growing 2024 (28)')", run: "click" },
        { trigger: ".o_group_open:contains('Growing 2024 (28)')" },
        { trigger: ".o_list_table:not(:has(.o_data_row))" },
        { trigger: words },
        { trigger: ".o_switch_view.o_pivot", run: "click" },
        { trigger: ".o_pivot" },
    ],
});
