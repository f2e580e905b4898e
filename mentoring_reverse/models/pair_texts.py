"""What the doors of a reverse pairing ask alike, as plain functions that no server action can
call (see the core's ``key_ring``)."""

from odoo.exceptions import AccessError, UserError

from odoo.addons.mentoring_programme.models.pair_note import own_sides

# As browsers count: in UTF-16.
PROMPT_LENGTH = 2_000


def own_reverse_sides(env, pairing_id):
    """One of the asker's own pairings in which the junior one leads, with their enrolment and
    their partner's, in sudo.

    :raises AccessError: alike for any other pairing, and for none
    """
    pairing, mine, other = own_sides(env, pairing_id)
    if not pairing._is_reverse():
        raise AccessError(env._("This is not a pairing of yours: open yours from My mentoring."))
    return pairing, mine, other


def checked_texts(env, texts, prompts):
    """What was written below each prompt, without blank ends and empty ones.

    :param dict texts: words by prompt, as they came from outside
    :raises UserError: when they are no texts, all empty, or too long
    """
    if not isinstance(texts, dict) or not set(texts) <= set(prompts):
        raise UserError(env._("Reload the page, and write your text once more."))
    kept = {}
    for name in prompts:
        text = texts.get(name) or ""
        try:
            text = text.strip()
            length = len(text.encode("utf-16-le")) // 2
        except (AttributeError, UnicodeEncodeError) as error:
            raise UserError(env._("Write your text in letters, and try again.")) from error
        if length > PROMPT_LENGTH:
            raise UserError(env._("Each answer may have %s characters at most.", PROMPT_LENGTH))
        if text:
            kept[name] = text
    if not kept:
        raise UserError(env._("There is nothing written yet: one sentence is enough."))
    return kept
