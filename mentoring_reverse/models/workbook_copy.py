"""One's own workbook on paper, as a plain function (see ``mentoring_programme``'s ``key_ring``).

Written here and not with a template: whoever may change templates could have them send away
what they are given.
"""

from markupsafe import Markup

from odoo import fields
from odoo.tools import format_date
from odoo.tools.misc import format_datetime

from .workbook_door import own_copy

PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"/>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"/><title>{title}</title>'
    "<style>body{{max-width:48rem;margin:2rem auto;padding:0 1rem;font-family:sans-serif;"
    "line-height:1.5}}h2{{font-size:1.1rem;margin:2rem 0 .25rem}}"
    "p.said{{white-space:pre-wrap;overflow-wrap:anywhere;margin:.5rem 0}}"
    "p.about{{color:#444;margin:0}}article{{page-break-inside:avoid}}</style></head>"
    "<body><h1>{title}</h1><p>{about}</p>{answers}</body></html>"
)
ANSWER = Markup(
    '<article><h2 dir="auto">{question}</h2><p class="about">{about}</p>'
    '<p class="said" dir="auto">{text}</p></article>'
)


def workbook_page(env, pairing_id):
    """What the person who asks has written into one workbook, as a page that loads nothing.

    Names neither the programme nor the partner: it may lie about on a desk.

    :return: Markup
    :raises AccessError: for a pairing that is not theirs, and for one that does not exist
    """
    answers = Markup("").join(_answer(env, line) for line in own_copy(env, pairing_id))
    return PAGE.format(
        lang=(env.lang or "en").replace("_", "-"),
        title=env._("My workbook"),
        about=env._(
            "A copy of what I wrote, made on %s.",
            format_date(env, fields.Date.context_today(env.user)),
        ),
        answers=answers or Markup("<p>{}</p>").format(env._("I have written nothing yet.")),
    )


def _answer(env, line):
    if line["lost"]:
        return ANSWER.format(
            question=env._("An answer"),
            about="",
            text=env._(
                "This can no longer be opened, by anybody: the server's key is another one now."
            ),
        )
    readers = env._("read by both of us") if line["is_shared"] else env._("read by me alone")
    return ANSWER.format(
        question=line["question"],
        about=f"{format_datetime(env, line['date'])}, {readers}",
        text=line["text"],
    )
