"""A text without markup of other generators."""

import re
from collections import Counter

from digest.importing.markup.foreign.lines import Lines, replaced
from digest.importing.markup.foreign.tags import find_tags
from digest.importing.markup.foreign.translate import Translator
from digest.importing.record import Form
from digest.model.text.code import without_code, without_tagged_code
from digest.model.text.foreign_markup import foreign_markup

_SIGNS = "{", "[", "<", ":::", "!!!", "???", "import ", "export "
_CODES = {
    "a shortcode": "shortcode",
    "a shortcode in brackets": "shortcode",
    "a template tag": "template-tag",
    "a component": "component",
    "a line of MDX": "mdx-line",
    "an attribute list": "attribute-list",
}
_MOST_PASSES = 4
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


def without_foreign_markup(
    text: str, form: Form, left_out: "Counter[tuple[str, str]]", *, brackets_only: bool = False
) -> str:
    """Return a text in which markup of other generators is translated or, counted in `left_out`, left out. Code stays as it is.

    With `brackets_only`, HTML has shortcodes in brackets, as WordPress has them; else it has all other kinds.
    """
    if not any(sign in text for sign in _SIGNS):
        return text
    if form == "html":
        blank = without_tagged_code(text)
        tags = [tag for tag in find_tags(blank, bare=True) if (tag.syntax == "bracket") == brackets_only]
        return Translator(text, tags, form, left_out).translated()
    lines = Lines(left_out)
    text = lines.remove(text, _blank(text))
    text = Translator(text, list(find_tags(_blank(text), bare=False)), form, left_out).translated()
    text = lines.admonitions(text, _blank(text))
    text = lines.wiki_links(text, _blank(text))
    for _ in range(_MOST_PASSES):
        rest = _rest(text, left_out)
        if rest == text:
            break
        text = rest
    return _BLANK_LINES.sub("\n\n", text) if _blank(text) == text else text


def _blank(text: str) -> str:
    return without_tagged_code(without_code(text))


def _rest(text: str, left_out: "Counter[tuple[str, str]]") -> str:
    """Return a text without the markup that nothing above has taken."""
    found = []
    for kind in foreign_markup(_blank(text)):
        for start, written in kind.places:
            if kind.one == "a shortcode in brackets" and "=" not in written and "/" not in written:
                found.append((start, start, "\\"))  # a word in brackets
                continue
            found.append((start, start + len(written), ""))
            left_out[_CODES.get(kind.one, "shortcode"), " ".join(written.split())[:40]] += 1
    return replaced(text, found)
