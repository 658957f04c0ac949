"""Texts in an e-mail: in one line, no longer than a briefing needs, and with nothing that a newsletter service would fill in."""

import re

# What services replace before they send: `{{ … }}` (listmonk, Buttondown, Brevo, SES), `{% … %}` and `{# … #}` (Liquid, Django),
# `*|…|*` (Mailchimp). A word joiner, which nobody sees, parts the signs, so that a headline cannot ask for a subscriber's data.
_MERGE_TAGS = re.compile(r"(?<=\{)(?=[{%#])|(?<=\*)(?=\|)")
_WORD_JOINER = "\u2060"


def brief(text: str, most: int) -> str:
    """Return a text in one line of at most `most` letters, cut between words if it is longer, without merge tags of services."""
    line = " ".join(text.split())
    if len(line) > most:
        cut = line[: most - 1]
        line = (cut.rpartition(" ")[0] or cut).rstrip(",;:–—- ") + "…"
    return _MERGE_TAGS.sub(_WORD_JOINER, line)
