import { registry } from "@web/core/registry";
import { GraphController } from "@web/views/graph/graph_controller";
import { graphView } from "@web/views/graph/graph_view";
import { PivotController } from "@web/views/pivot/pivot_controller";
import { pivotView } from "@web/views/pivot/pivot_view";

import { FigureWords } from "@mentoring_evaluation/figures/figure_words";

class FigurePivotController extends PivotController {
    static template = "mentoring_evaluation.FigurePivot";
    static components = { ...PivotController.components, FigureWords };
}

class FigureGraphController extends GraphController {
    static template = "mentoring_evaluation.FigureGraph";
    static components = { ...GraphController.components, FigureWords };
}

registry
    .category("views")
    .add("mentoring_figure_pivot", { ...pivotView, Controller: FigurePivotController })
    .add("mentoring_figure_graph", { ...graphView, Controller: FigureGraphController });
