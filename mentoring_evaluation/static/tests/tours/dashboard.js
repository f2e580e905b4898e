import { registry } from "@web/core/registry";

const REPORT = "mentoring.evaluation.report";
// What is said on the dashboard, and what it is.
const MEASURES = {
    People: "people",
    Matched: "matched",
    Met: "met",
    Completed: "completed",
    Promoted: "promoted",
    "Moved internally": "moved",
    "Still here": "stayed",
    "Ready sooner": "readier",
    "Gained a skill": "gained_skill",
    "Quality (1 to 5)": "said_quality",
};
const BARS = {
    "People by programme": ["programme", "people"],
    "Quality of the relationship, by when it was asked (1 to 5)": ["wave", "said_quality"],
    "How far they came": [null, ["Matched", "Met", "Completed"]],
    "What became of them within a year": [
        null,
        ["Promoted", "Moved internally", "Still here", "Ready sooner", "Gained a skill"],
    ],
};

/** The model behind the dashboard, once everything in it is loaded. */
async function loadedModel() {
    const { services } = odoo.__WOWL_DEBUG__.root.env;
    const dashboard = services.spreadsheet_dashboard_loader.getActiveDashboard();
    await dashboard.promise;
    for (let tries = 0; tries < 100; tries++) {
        const cells = dashboard.model.getters
            .getSheetIds()
            .flatMap((id) => Object.values(dashboard.model.getters.getEvaluatedCells(id)));
        if (!cells.some((cell) => cell.value === "Loading...")) {
            return { model: dashboard.model, orm: services.orm };
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("The dashboard goes on loading.");
}

/** What a reader may have, as the JSON for other programs says it: group's label to figures. */
async function published(orm, by) {
    const found = await orm.call(REPORT, "figures_by", [by ? [by] : []]);
    const labels = Object.fromEntries(
        by ? found.dimensions[by].categories.map((each) => [each.key, each.label]) : [],
    );
    return Object.fromEntries(
        found.rows.map((row) => [
            by ? labels[row.group[by]] : "",
            Object.fromEntries([
                ["people", row.people],
                ...Object.entries(row.figures).map(([name, figure]) => [
                    name,
                    figure.share ?? figure.sum ?? figure.mean,
                ]),
            ]),
        ]),
    );
}

function same(shown, expected, where) {
    const is = shown === "" || shown === undefined || shown === null ? null : shown;
    const should = expected ?? null;
    const isSame =
        is === null || should === null ? is === should : Math.abs(is - should) < 0.0000001;
    if (!isSame) {
        throw new Error(`${where}: the dashboard shows ${is}, published is ${should}.`);
    }
}

/** Cards: each shows a cell of the sheet behind, whose title says what it is. */
async function compareCards(model, orm) {
    const [first, data] = model.getters.getSheetIds();
    const figures = (await published(orm))[""];
    let compared = 0;
    for (const id of model.getters.getChartIds(first)) {
        const { type, title, keyValue } = model.getters.getChartDefinition(id);
        if (type === "scorecard") {
            const row = Number(keyValue.match(/^Data!B(\d+)$/)[1]) - 1;
            const { value } = model.getters.getEvaluatedCell({ sheetId: data, col: 1, row });
            same(value, figures[MEASURES[title.text]], title.text);
            compared++;
        }
    }
    return compared;
}

/** Bars: of a dimension, or of several figures of everybody. */
async function compareCharts(model, orm) {
    const everybody = (await published(orm))[""];
    let compared = 0;
    for (const id of model.getters.getChartIds(model.getters.getSheetIds()[0])) {
        const { type, title } = model.getters.getChartDefinition(id);
        if (type === "scorecard") {
            continue;
        }
        const [dimension, measures] = BARS[title.text];
        const groups = dimension ? await published(orm, dimension) : {};
        const expected = dimension
            ? Object.entries(groups).map(([label, each]) => [label, each[measures]])
            : measures.map((label) => [label, everybody[MEASURES[label]]]);
        const { data } = model.getters.getChartRuntime(id).chartJsConfig;
        const drawn = Object.fromEntries(
            data.labels.map((label, at) => [label, data.datasets[0].data[at]]),
        );
        for (const [label, figure] of expected) {
            same(drawn[label], figure, `${title.text}, ${label}`);
            compared++;
        }
        const known = new Set(expected.map(([label]) => label));
        const others = Object.keys(drawn).filter((label) => label.trim() && !known.has(label));
        if (others.length) {
            throw new Error(`${title.text} shows ${others}, which is not published.`);
        }
    }
    return compared;
}

/** Tables: a row a group, a column a measure. */
async function compareTables(model, orm) {
    const [sheetId] = model.getters.getSheetIds();
    let compared = 0;
    for (const [pivot, top] of [
        ["2", 35],
        ["3", 69],
    ]) {
        const { measures, rows } = model.getters.getPivotCoreDefinition(pivot);
        const expected = await published(orm, rows[0].fieldName);
        const seen = new Set();
        for (let row = top; row < top + 30; row++) {
            const at = (col) => model.getters.getEvaluatedCell({ sheetId, col, row }).value;
            if (expected[at(0)]) {
                seen.add(at(0));
                measures.forEach((measure, column) => {
                    const figure = expected[at(0)][measure.fieldName];
                    same(at(column + 1), figure, `${at(0)}, ${measure.fieldName}`);
                    compared++;
                });
            }
        }
        const missing = Object.keys(expected).filter((label) => !seen.has(label));
        if (missing.length) {
            throw new Error(`Not in the table by ${rows[0].fieldName}: ${missing}.`);
        }
    }
    return compared;
}

// A canvas has no elements: what its sheets calculate is asked of the model behind it.
registry.category("web_tour.tours").add("mentoring_evaluation_dashboard", {
    steps: () => [
        {
            content: "The dashboard is drawn, with its figures",
            trigger: ".o-spreadsheet .o-figure",
        },
        {
            content: "Each figure on it is the published one, and none is missing",
            trigger: ".o-spreadsheet .o-figure",
            async run() {
                const { model, orm } = await loadedModel();
                const compared = [
                    await compareCards(model, orm),
                    await compareCharts(model, orm),
                    await compareTables(model, orm),
                ];
                if (compared[0] !== 5 || compared[1] < 12 || compared[2] < 15) {
                    throw new Error(`Too little was compared: ${compared}.`);
                }
            },
        },
    ],
});
