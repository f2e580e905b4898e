import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

// HR, from the menu to the downloaded workbook.
registry.category("web_tour.tours").add("mentoring_evaluation_export", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        {
            content: "Employees",
            trigger: ".o_app[data-menu-xmlid='hr.menu_hr_root']",
            run: "click",
        },
        {
            content: "Reporting",
            trigger: "[data-menu-xmlid='hr.hr_menu_hr_reports']",
            run: "click",
        },
        {
            content: "Mentoring",
            trigger: "[data-menu-xmlid='mentoring_evaluation.menu_mentoring_figures_hr']",
            run: "click",
        },
        {
            content: "Export",
            trigger: ".o_mentoring_export_button",
            run: "click",
        },
        {
            content: "The programmes of the figures are there to choose from",
            trigger: ".o_mentoring_export .o_list_view .o_data_row:contains(Beta)",
        },
        {
            content: "Not every part",
            trigger: ".o_mentoring_export .o_field_widget[name=has_objectives] input",
            run: "click",
        },
        {
            content: "Download; what the browser is given to save is looked at",
            trigger: "button[name=action_workbook]",
            run(helpers) {
                const made = URL.createObjectURL;
                URL.createObjectURL = (blob) => {
                    blob.slice(0, 2)
                        .text()
                        .then((begin) => {
                            document.body.dataset.mentoringDownload = `${begin} ${blob.size > 5000}`;
                        });
                    return made.call(URL, blob);
                };
                return helpers.click();
            },
        },
        {
            content: "A workbook came",
            trigger: "body[data-mentoring-download='PK true']",
        },
        {
            content: "And the dialog is over",
            trigger: "body:not(:has(.modal))",
        },
    ],
});
