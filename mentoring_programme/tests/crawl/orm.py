"""Everything that a log-in can ask of models: rows, counts, filters, orders, groups, exports.

A filter, an order or a group on a stored field that the asker reads tells no more than the
rows do, so those fields are grouped by in one request. Asked one by one are the fields where
Odoo looks elsewhere than into the row: hidden ones, those with a search method or a path
behind them, and relations.
"""

from .questions import CONTEXT

# Rows of a model read in the sweep, newest first: those that saying something would add.
NEWEST = 60
# Models of Odoo's in which a trace of what somebody said, or of who they are, could be left.
BESIDE_OURS = (
    "bus.bus",
    "calendar.attendee",
    "calendar.event",
    "hr.employee",
    "hr.employee.public",
    "ir.attachment",
    "mail.activity",
    "mail.followers",
    "mail.mail",
    "mail.message",
    "mail.notification",
    "mail.tracking.value",
    "res.partner",
    "res.users",
)
# Models also asked over the newer interface, which ends in the same methods.
OVER_JSON_2 = ("mentoring.enrolment", "mentoring.pairing", "mentoring.preference")
NO_GROUPS = ("binary", "properties", "properties_definition", "one2many", "json", "html", "text")


def sweep(questions, models):
    """Read the newest rows of every further model, with all fields that may be read; count.

    :param models: dict of model to the highest id in it
    """
    for model, most in models.items():
        # Without a row there is nothing to tell apart; which those are is compared as well.
        if model in questions.ours or model in BESIDE_OURS or not most:
            continue
        rows = questions.ask("rows", model, "search_read", [], [], limit=NEWEST, order="id desc")
        if rows is None:
            _rows(questions, model, sorted(questions.visible(model)), limit=NEWEST)
        elif most > NEWEST:
            questions.ask("count", model, "search_count", [])


def _rows(questions, model, names, **options):
    """Read rows with all fields; those that the asker is refused, and only those, left out.

    :return: names of the fields that were answered
    """

    def ask(some):
        method, shown = "web_search_read", {name: {} for name in some}
        question = f"list {' '.join(some)}"
        return questions.ask(question, model, method, [], shown, order="id desc", **options)

    return questions.ask_all(names, ask)


def look_into(questions, model, most, deeply=True):
    """Ask everything of one model.

    :param most: the highest id of the model
    :param deeply: also filters and orders one by one, and rows that may not be read
    """
    found = questions.ask("ids", model, "search", [], order="id")
    if found is None:
        # Closed as a whole: it answers for one row and field as for any.
        questions.ask("read 1", model, "read", [1], ["display_name"])
        return
    visible = questions.visible(model)
    if deeply:
        _forbidden_rows(questions, model, sorted({*range(1, most + 4)} - set(found)))
        _one_by_one(questions, model, visible)
        _paths(questions, model, visible)
        questions.ask("new", model, "onchange", [], {}, [], {name: {} for name in visible})
    _groups(questions, model, visible)
    _screens(questions, model, visible, found)


def _forbidden_rows(questions, model, hidden):
    """Read what may not be read, or is not there: at once, and some one by one."""
    for number in sorted({*hidden[len(hidden) // 2 :][:1], *hidden[-3:-2]}):
        questions.ask(f"read {number}", model, "read", [number], ["display_name"])
    questions.ask("read hidden", model, "read", hidden, ["display_name"])


def _one_by_one(questions, model, visible):
    """Filter and order by each field that a row does not tell."""
    for field in questions.fields[model]:
        name, said = field.name, [(field.name, "!=", False)]
        if name not in visible:
            questions.ask(f"filter {name}", model, "search", said, order="id")
            questions.ask(f"order {name}", model, "search", [], order=f"{name}, id")
            for words in ([name], []), ([], [f"{name}:array_agg"]):
                method = "formatted_read_group"
                questions.ask(f"group {name} {words[1]}", model, method, [], *words)
        elif field.kind.endswith("2many") or not (field.stored or field.related):
            questions.ask(f"filter {name}", model, "search", said, order="id")
        elif field.related or field.comodel in questions.ours:
            both = f"filter and order {name}"
            questions.ask(both, model, "search", said, order=f"{name} desc, id")


def _groups(questions, model, visible):
    """Group by each field that is read."""
    stored = [field for field in questions.fields[model] if field.name in visible and field.stored]
    _group(questions, model, [_word(field) for field in stored if field.kind not in NO_GROUPS])


def _group(questions, model, words):
    def ask(some):
        sets = [[word] for word in some]
        method = "formatted_read_grouping_sets"
        return questions.ask(f"groups {' '.join(some)}", model, method, [], sets, ["__count"])

    questions.ask_all(words, ask)


def _word(field, prefix=""):
    """A field as a word of a group-by."""
    return f"{prefix}{field.name}" + (":day" if field.kind in ("date", "datetime") else "")


def _paths(questions, model, visible):
    """Filter, and group, by the fields of our models that a relation leads to."""
    # One relation to each model: what lies beyond is the same.
    relations = {field.comodel: field for field in questions.fields[model] if field.name in visible}
    for field in relations.values():
        if field.comodel not in questions.ours:
            continue
        seen = questions.visible(field.comodel)
        beyond = questions.fields[field.comodel]
        if field.kind == "many2one" and field.stored:
            plain = [sub for sub in beyond if sub.stored and sub.name in seen and not sub.comodel]
            plain = [sub for sub in plain if sub.kind not in NO_GROUPS]
            _group(questions, model, [_word(sub, f"{field.name}.") for sub in plain])
        for sub in beyond:
            path = f"{field.name}.{sub.name}"
            if sub.name not in seen or (sub.comodel in questions.ours and sub.kind != "many2one"):
                questions.ask(f"filter {path}", model, "search", [(path, "!=", False)], order="id")


def _screens(questions, model, visible, ids):
    """What the web client asks for lists and exports."""
    named = {"context": {**CONTEXT, "mentoring_show_names": True}}
    # Without the identity by which one would import: Odoo makes up a random one.
    names = _rows(questions, model, sorted(visible - {"id"}), **named)
    questions.ask("names", model, "name_search", "e", limit=200, **named)

    def export(some):
        return questions.ask(f"export {' '.join(some)}", model, "export_data", ids, some)

    # Whoever may export nothing is refused whatever they ask for.
    if questions.ask("export id", model, "export_data", ids, [".id"]) is not None:
        questions.ask_all(names, export)
    if model in OVER_JSON_2:
        answer = questions.client.json_2(model, "search_read", fields=names, order="id")
        questions.keep(f"{model}: over json/2", repr(answer).encode())
