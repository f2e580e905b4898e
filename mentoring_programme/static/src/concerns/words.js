import { _t } from "@web/core/l10n/translation";

/** Lead and deputy, or one of them. */
export function namesWords(names) {
    return names.length > 1
        ? _t("%(first)s and %(second)s", { first: names[0], second: names[1] })
        : names[0];
}

/** What the page says of a concern to the one who raised it. */
export function stateWords({ state, is_heard, handler, readers, hand_on }) {
    if (!is_heard && state !== "closed") {
        return hand_on.length
            ? _t(
                  "Nobody whom it reached can read it any more. %s would read it if you hand it on; nobody else does so for you.",
                  namesWords(hand_on.map(({ name }) => name)),
              )
            : _t("Nobody whom it reached can read it any more: please raise it again.");
    }
    switch (state) {
        case "acknowledged":
            return _t("%s has read it and takes care of it.", handler);
        case "following":
            return _t("%s is following it up.", handler);
        case "closed":
            return _t("%s has closed it.", handler);
    }
    return _t("It has reached %s. Nobody has acknowledged it yet.", namesWords(readers));
}

export function handOnWords({ hand_on }) {
    return _t("Hand it on to %s", namesWords(hand_on.map(({ name }) => name)));
}

export function thanksWords({ readers }) {
    return _t("Thank you. It has reached %s.", namesWords(readers));
}

/** Who will read it, and what besides the text. */
export function readersWords({ readers, partner }) {
    const names = namesWords(readers.map(({ name }) => name));
    return partner
        ? _t(
              "%s, who hear concerns in this programme, with your name, the programme and your partner's name. They may have to act on what you write.",
              names,
          )
        : _t(
              "%s, who hear concerns in this programme, with your name and the programme. They may have to act on what you write.",
              names,
          );
}

/** A lead or deputy who hears concerns there and does not get this one. */
export function leftOutWords({ left_out }) {
    return left_out.length
        ? _t("%s does not get it, being too close to you or to your partner.", left_out.join(", "))
        : "";
}

/** What pausing contact with it does; that a pairing rests already says nothing of why. */
export function pauseWords({ rests }) {
    return rests
        ? _t(
              "Your pairing rests already, so your partner gets no further mail. It then goes on only once one of those who read this lets it.",
          )
        : _t(
              "Coming meetings leave both calendars at once. Your partner gets the mail that goes with any pause, which does not say why nor who asked. It goes on only once one of those who read this lets it.",
          );
}

/** What became of contact once it is sent. */
export function pausedWords({ rested }) {
    return rested
        ? _t(
              "Your pairing rested already, and now rests until one of them lets it go on and you say that you are back. Your partner got no further mail.",
          )
        : _t(
              "Your contact is paused, and stays so until one of them lets it go on. Coming meetings are gone from both calendars. Your partner got the mail that goes with any pause: it does not say why, nor who asked.",
          );
}

export function sendWords({ readers }) {
    return _t("Send to %s", namesWords(readers.map(({ name }) => name)));
}

/** How soon somebody is to look, as the person who raises it chooses. */
export function urgencyChoices(hours) {
    return [
        ["now", _t("Today: I do not feel safe, or it cannot wait"), hours.now],
        ["soon", _t("In the next days"), hours.soon],
        ["later", _t("It can wait a little"), hours.later],
    ].map(([code, label, count]) => ({ code, label, within: withinWords(count) }));
}

function withinWords(hours) {
    return _t("somebody is reminded after %s hours if nobody has looked", hours);
}

export function urgencyWords(urgency) {
    return {
        now: _t("Today"),
        soon: _t("In the next days"),
        later: _t("Can wait a little"),
    }[urgency];
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

/** To a lead who let two go on that something else still holds; whose that is, it does not say. */
export function stillHeldWords({ still_held }) {
    return still_held === "concern"
        ? _t(
              "You have let the two go on. Another concern that you hear still holds their pairing, so they rest on until it lets them go on, too.",
          )
        : _t(
              "You have let the two go on. Something else still keeps their pairing from going on, be it a coordinator who wants to talk to both first or another of those who hear concerns, so they rest on for now.",
          );
}

export function leadStateWords({ state, handler, is_mine }) {
    switch (state) {
        case "acknowledged":
            return is_mine ? _t("Acknowledged by you") : _t("Acknowledged by %s", handler);
        case "following":
            return is_mine ? _t("You are following it up") : _t("%s is following it up", handler);
        case "closed":
            return _t("Closed");
    }
    return _t("New: nobody has acknowledged it yet");
}

/** Who of the two reads it as well; nobody where the other was left out. */
export function sharedWords({ heard_by }) {
    return heard_by.length > 1
        ? _t(
              "Only %s and the person who raised it can read this. If you pass it on, tell them first wherever you can.",
              heard_by.join(", "),
          )
        : _t(
              "Only you and the person who raised it can read this. If you pass it on, tell them first wherever you can.",
          );
}

export function noteWords({ by, for_reporter }) {
    return for_reporter
        ? _t("%s, to the person who raised it", by)
        : _t("%s, for the two of you who hear it", by);
}

export function figureWords(count, step) {
    return count ? _t("at least %s", count) : _t("fewer than %s", step);
}
