/**
 * What the server keeps as ``said`` and what the form shows, into each other.
 *
 * ``said``: ``{answers: {dimension id: [value ids]}, wishes: {dimension id: {kind, strength,
 * values}}}``; what was left open is absent. The form has a line for every dimension, with the
 * empty list or "" for what is open.
 */

export function toLines(dimensions, said) {
    const answers = said?.answers || {};
    const wishes = said?.wishes || {};
    return Object.fromEntries(
        dimensions.map(({ id }) => {
            const wish = wishes[id] || {};
            return [
                id,
                {
                    answers: [...(answers[id] || [])],
                    kind: wish.kind || "",
                    strength: wish.strength || "nice",
                    values: [...(wish.values || [])],
                },
            ];
        }),
    );
}

export function toSaid(dimensions, lines) {
    const said = { answers: {}, wishes: {} };
    for (const { id, values } of dimensions) {
        const line = lines[id];
        // In the order of the questionnaire, so that the same words are the same text.
        const inOrder = (chosen) => values.map((value) => value.id).filter((v) => chosen.includes(v));
        if (line.answers.length) {
            said.answers[id] = inOrder(line.answers);
        }
        if (line.kind) {
            said.wishes[id] = { kind: line.kind, strength: line.strength };
            if (line.kind === "named") {
                said.wishes[id].values = inOrder(line.values);
            }
        }
    }
    return said;
}

export function isEmpty(said) {
    return !Object.keys(said.answers).length && !Object.keys(said.wishes).length;
}
