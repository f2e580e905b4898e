"""Every page and route that a log-in can open: ours, found in the map of routes, and Odoo's."""

import inspect
import io
import json
import re
import zipfile

from odoo import http

ODOOS = (
    "/",
    "/my",
    "/my/home",
    "/my/account",
    "/my/security",
    "/my/counters",
    "/odoo",
    "/web/session/get_session_info",
    "/web/webclient/load_menus",
)
# What one holds of the reader differs with what the reader said.
OF_THE_OWNER = re.compile(r"/my/mentoring/data")
# What a route of ours is asked with, by the name of the argument.
SAID = {"answers": {}, "wishes": {}}


def routes():
    """The routes of our addons.

    :return: sorted list of (path, type, names of the arguments, those in the path too)
    """
    modules = sorted(name for name in http.Controller.children_classes if "mentoring" in name)
    found = set()
    # With Odoo's portal, whose pages ours extend.
    for path, endpoint in http._generate_routing_rules(["portal", *modules], nodb_only=False):
        if "/mentoring" in path:
            arguments = tuple(inspect.signature(endpoint.func).parameters)
            found.add((path, endpoint.routing["type"], arguments))
    return sorted(found)


def walk(questions, company, our_routes, own):
    """Open all pages and ask all routes.

    :param our_routes: what :func:`routes` returns
    :param own: ids of the enrolments of which the asker says something in one of the
        databases and something else in another; these answers are theirs to see
    """
    for path in ODOOS:
        _open(questions, path)
    numbers = sorted({*company.enrolments.values()} - set(own))[::8]
    opened = set()
    for path, kind, arguments in our_routes:
        ids = [name for name in arguments if name == "id" or name.endswith("_id")]
        for number in numbers if ids else [0]:
            address = re.sub(r"<[^>]+>", str(number), path)
            if kind == "jsonrpc":
                params = {name: number if name in ids else SAID for name in arguments}
                params.pop("self", None)
                answer = questions.client.rpc_bytes(address, **params)
                questions.keep(f"route {address} {number}", answer)
            elif not (own and OF_THE_OWNER.match(path)) and address not in opened:
                # Some are there twice: what is sent there goes to another function.
                opened.add(address)
                _open(questions, address)
    for model in sorted(questions.ours):
        for field in questions.fields[model]:
            if field.kind == "binary" or field.name == "sealed":
                _open(questions, f"/web/content/{model}/1/{field.name}")
                _open(questions, f"/web/image/{model}/1/{field.name}")
    _ask_bus(questions)


def reports(questions, company):
    """The reports on our models, and Odoo's threads of messages on them, for a few ids."""
    names = company.query(
        "SELECT report_name FROM ir_act_report_xml WHERE model LIKE 'mentoring%%' ORDER BY 1"
    )
    for (name,) in names:
        _open(questions, f"/report/html/{name}/1")
    for model in ("mentoring.enrolment", "mentoring.programme", "mentoring.pairing"):
        params = {"thread_model": model, "thread_id": company.models[model]}
        answer = questions.client.rpc_bytes("/mail/thread/messages", **params)
        questions.keep(f"messages of {model}", answer)


def _open(questions, path):
    status, headers, body = questions.client.get(path)
    kept = [pair for pair in headers if pair[0] in ("Location", "Content-Type")]
    if body.startswith(b"PK"):
        # Its parts: the archive holds the moment at which it was packed, and lengths.
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    questions.keep(f"page {path}", json.dumps([status, kept]).encode() + body)


def _ask_bus(questions):
    """What the live channels would deliver, also on channels whose names can be guessed.

    Asked from the first note on: without it they deliver what is younger than a minute, and
    which notes are depends on how long the questions took.
    """
    channels = ["broadcast", "mentoring", *(f"mentoring.enrolment_{n}" for n in range(1, 4))]
    answer = questions.client.rpc_bytes(
        "/websocket/peek_notifications", channels=channels, last=1, is_first_poll=True
    )
    questions.keep("bus", answer)
