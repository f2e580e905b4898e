import { deserializeDate, deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

const { DateTime } = luxon;

/** What the questionnaire says, in words that hold whatever was said in it. */

export function kinds() {
    return [
        { id: "", name: _t("No preference") },
        { id: "like_me", name: _t("Like me") },
        { id: "different", name: _t("Different from me") },
        { id: "named", name: _t("As I choose here") },
    ];
}

export function strengths() {
    return [
        { id: "nice", name: _t("Nice to have") },
        { id: "important", name: _t("Important") },
        { id: "only", name: _t("Only so") },
    ];
}

function nameOf(options, id) {
    return options.find((option) => option.id === id)?.name;
}

function valueNames(dimension, ids) {
    return dimension.values
        .filter((value) => ids.includes(value.id))
        .map((value) => value.name)
        .join(", ");
}

export function answerWords(dimension, line) {
    return line.answers.length ? valueNames(dimension, line.answers) : _t("Prefer not to say");
}

export function wishWords(dimension, line) {
    if (!line.kind) {
        return _t("No preference");
    }
    return _t("%(wish)s (%(strength)s)", {
        wish:
            line.kind === "named" ? valueNames(dimension, line.values) : nameOf(kinds(), line.kind),
        strength: nameOf(strengths(), line.strength),
    });
}

/** What is still missing for this wish to mean something, or "". */
export function problemWords({ kind, answers, values }) {
    if (kind === "named" && !values.length) {
        return _t("Please choose at least one, or choose “No preference”.");
    }
    if (["like_me", "different"].includes(kind) && !answers.length) {
        return _t(
            "“Like me” and “different from me” can only be looked for when the matching knows what you say of yourself. Please choose that above, or choose your partner in words of your own with “As I choose here”. Saying nothing is fine, too: then choose “No preference”.",
        );
    }
    return "";
}

export function importantWords(threshold) {
    return _t(
        "For now this would count as “Important”, not as “Only so”: fewer than %s people are known to fit. Nobody else is told. It is decided anew when the matching runs.",
        threshold,
    );
}

export function openingWords({ date, by, boxes }) {
    return _t(
        "Your preferences were used by a matching on %(date)s (by %(who)s, for all %(count)s people who were ready then, whether or not they had said anything).",
        {
            date: deserializeDateTime(date).toLocaleString(DateTime.DATETIME_MED),
            who: by,
            count: boxes,
        },
    );
}

export function consentWords({ date, version }) {
    return _t("You agreed on %(date)s to version %(version)s of this text.", {
        date: deserializeDate(date).toLocaleString(DateTime.DATE_FULL),
        version,
    });
}

export function keptWords(graceDays) {
    return graceDays
        ? _t(
              "It is destroyed %s days after the programme has ended. It is destroyed at once when you withdraw from the programme, when you leave, and when you take back your consent.",
              graceDays,
          )
        : _t(
              "It is destroyed when the programme has ended. It is destroyed at once when you withdraw from the programme, when you leave, and when you take back your consent.",
          );
}
