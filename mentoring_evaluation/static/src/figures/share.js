import { registry } from "@web/core/registry";
import { formatPercentage } from "@web/views/fields/formatters";
import { percentageField } from "@web/views/fields/percentage/percentage_field";

/** A share that may be hidden: what is not shown is not 0 %. */
export function formatShare(value, options) {
    return value === false || value === undefined ? "" : formatPercentage(value, options);
}
formatShare.extractOptions = formatPercentage.extractOptions;

registry.category("formatters").add("mentoring_share", formatShare);
registry.category("fields").add("mentoring_share", percentageField);
