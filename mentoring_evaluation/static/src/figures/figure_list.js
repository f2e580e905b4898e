import { registry } from "@web/core/registry";
import { ListController } from "@web/views/list/list_controller";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";

import { FigureWords } from "./figure_words";

class FigureListController extends ListController {
    static template = "mentoring_evaluation.FigureList";
    static components = { ...ListController.components, FigureWords };
}

class FigureListRenderer extends ListRenderer {
    /** No totals below the list: the groups that are shown do not add up to everybody. */
    computeAggregates() {
        return {};
    }
}

registry.category("views").add("mentoring_figure_list", {
    ...listView,
    Controller: FigureListController,
    Renderer: FigureListRenderer,
});
