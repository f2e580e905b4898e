"""Sends what an export makes, while it is made: nothing of it is kept here."""

import json
from tempfile import TemporaryFile

from odoo import api
from odoo.exceptions import UserError
from odoo.http import Controller, content_disposition, request, route
from odoo.modules.registry import Registry

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PIECE = 65536


class MentoringExport(Controller):
    """The workbook and the page on paper of an export that the caller has opened."""

    @route(
        "/mentoring/evaluation/export/<int(max=2147483647):export_id>/workbook",
        type="http",
        auth="user",
        methods=["POST"],
    )
    def workbook(self, export_id, steps=None):
        """The workbook; with ``steps``, after lines of JSON that say how far it is.

        The lines: ``{"rows": number}`` for each thousand rows written, at last ``{"file": name}``,
        and then the workbook; or ``{"error": sentence}``.
        """
        export = self._own(export_id)
        try:
            export._check_choice()
            noted = export._record_people()
        except UserError as error:
            # AccessError is one, too: whoever asks gets the sentence.
            return request.make_response(_line(error=str(error)), _headers("application/json"))
        name = f"{export._file_name()}.xlsx"
        made = _made(export, noted, name if steps else None)
        headers = _headers("application/octet-stream" if steps else KIND)
        if not steps:
            headers.append(("Content-Disposition", content_disposition(name)))
        return request.make_response(made, headers)

    @route(
        "/mentoring/evaluation/export/<int(max=2147483647):export_id>/page",
        type="http",
        auth="user",
        methods=["POST"],
    )
    def page(self, export_id, steps=None):
        """The page on paper; where the server makes no PDF, the same to print from the browser."""
        export = self._own(export_id)
        try:
            content, kind = export._page()
        except UserError as error:
            return request.make_response(_line(error=str(error)), _headers("application/json"))
        name = f"{export._file_name()}.{kind}"
        headers = _headers("application/pdf" if kind == "pdf" else "text/html; charset=utf-8")
        headers.append(("Content-Disposition", content_disposition(name)))
        if steps:
            content = [_line(file=name), content]
        return request.make_response(content, headers)

    def _own(self, export_id):
        """One answer for what is another's and what is nobody's."""
        export = request.env["mentoring.evaluation.export"].search([("id", "=", export_id)])
        if not export:
            raise request.not_found()
        return export


def _headers(kind):
    return [
        ("Content-Type", kind),
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        # A proxy passes on what it has got at once, so that the progress is seen.
        ("X-Accel-Buffering", "no"),
    ]


def _made(export, noted, name):
    """Write a workbook in a transaction of its own, since that of the request is over by then.

    :param noted: ``mentoring.people.list``: the list of people in it, empty for none
    :return: generator of bytes, with lines that say how far it is where there is a name
    """
    database, user, context = export.env.cr.dbname, export.env.uid, dict(export.env.context)

    def pieces():
        with Registry(database).cursor() as cr, TemporaryFile() as file:
            env = api.Environment(cr, user, context)
            own = env[export._name].browse(export.id)
            for done in own._writing(file, noted.with_env(env)):
                if name:
                    yield _line(rows=done)
            if name:
                yield _line(file=name)
            file.seek(0)
            while piece := file.read(PIECE):
                yield piece

    return pieces()


def _line(**said):
    return json.dumps(said).encode() + b"\n"
