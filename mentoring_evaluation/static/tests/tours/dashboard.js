import { registry } from "@web/core/registry";

// A canvas has no elements: what its sheets calculate is asked of the model behind it.
registry.category("web_tour.tours").add("mentoring_evaluation_dashboard", {
    steps: () => [
        {
            content: "The dashboard is drawn, with its figures",
            trigger: ".o-spreadsheet .o-figure",
        },
    ],
});
