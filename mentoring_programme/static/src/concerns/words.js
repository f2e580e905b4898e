import { _t } from "@web/core/l10n/translation";

/** What the page says of a concern to the one who raised it. */
export function stateWords({ state, is_heard, lead }) {
    switch (state) {
        case "acknowledged":
            return _t("%s has read it.", lead);
        case "closed":
            return _t("%s has closed it.", lead);
    }
    return is_heard
        ? _t("It has reached %s.", lead)
        : _t("%s is no safeguarding lead any more: please raise it again.", lead);
}

export function thanksWords({ lead }) {
    return _t("Thank you. It has reached %s.", lead);
}

/** Who will read it, and what besides the text. */
export function readersWords({ lead, partner }) {
    return partner
        ? _t(
              "%s, the safeguarding lead of this programme, with your name, the programme and your partner's name. They may have to act on what you write.",
              lead,
          )
        : _t(
              "%s, the safeguarding lead of this programme, with your name and the programme. They may have to act on what you write.",
              lead,
          );
}

export function aboutWords({ programme, partner }) {
    return partner
        ? _t("%(programme)s: your pairing with %(partner)s", { programme, partner })
        : _t("%s, the programme as such", programme);
}

/** The same in the words of a safeguarding lead. */
export function heardAboutWords({ programme, partner }) {
    return partner
        ? _t("%(programme)s: the pairing with %(partner)s", { programme, partner })
        : _t("%s, the programme as such", programme);
}

export function reporterWords({ reporter, role }) {
    return role === "mentor"
        ? _t("Raised by %s, mentor", reporter)
        : _t("Raised by %s, mentee", reporter);
}

export function leadStateWords(state) {
    return {
        new: _t("New"),
        acknowledged: _t("Acknowledged"),
        closed: _t("Closed"),
    }[state];
}
