import { registry } from "@web/core/registry";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";

import { FigureWords } from "./figure_words";

class FigureListController extends ListController {
    static template = "mentoring_evaluation.FigureList";
    static components = { ...ListController.components, FigureWords };
}

registry.category("views").add("mentoring_figure_list", {
    ...listView,
    Controller: FigureListController,
});
