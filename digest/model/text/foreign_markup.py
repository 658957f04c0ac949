"""Markup of other generators in a Markdown text: shortcodes, template tags, MDX, admonitions. digest would show it as it is written."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from digest.model.text.html_elements import HTML

_SHORTCODES = (
    r"caption|wp_caption|gallery|embed|audio|video|playlist|googlemaps|youtube|vimeo|tweet|twitter|instagram|soundcloud|contact-form[\w-]*"
    r"|su_\w+|vc_\w+|et_pb_\w+|fusion_\w+|mc4wp_form|ninja_forms|gravityform|toc|ez-toc|footnote|sourcecode|more|spoiler"
)


class _Pattern(NamedTuple):
    """A kind of markup: what it is called, one and several; a text that has it contains one of `signs`."""

    one: str
    several: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]


def _pattern(one: str, several: str, signs: tuple[str, ...], pattern: str) -> _Pattern:
    return _Pattern(one, several, signs, re.compile(pattern, re.DOTALL | re.MULTILINE))


_PATTERNS = (
    _pattern(
        "a shortcode",
        "shortcodes",
        ("{{<", "{{%"),
        r"(?<!\\)\{\{[<%].{0,3000}?[>%]\}\}",
    ),
    _pattern(
        "a template tag",
        "template tags",
        ("{%", "{{", "<%", "{#"),
        r"(?<!\\)(?:(?<!\{)\{%.{0,3000}?%\}(?!\})|\{\{(?![<%]).{0,3000}?\}\}|<%.{0,3000}?%>|\{#\s[^{}]{0,3000}#\})",
    ),
    _pattern(
        "a shortcode in brackets",
        "shortcodes in brackets",
        ("[",),
        rf"\[(?<![\\\[!]\[)(?:(?<!\w\[)(?:{_SHORTCODES})(?:\s[^\[\]=\n]{{0,200}}=[^\[\]]{{0,2000}}|\s+https?:[^\[\]\s]{{1,500}})?\s*/?|[a-z][\w-]*(?:\s+[\w-]+=(?:\"[^\"\]]{{0,500}}\"|'[^'\]]{{0,500}}'))"
        r"{1,40}\s*/?|(?:url|img|color|size|quote)=[^\[\]\n]{1,500}|/[a-z][\w-]*)\](?![(\[:])",
    ),
    _pattern(
        "a line of MDX",
        "lines of MDX",
        ("import ", "export "),
        r"^(?:import\s+(?:[\w*{}\s,$]{1,500}?\s+from\s+)?[\"'][^\"'\n]+[\"'];?[ \t]*$"
        r"|export\s+(?:default\b|\*|\{|(?:const|let|var|function|async|class)\s)[^\n]*)",
    ),
    _pattern(
        "an admonition",
        "admonitions",
        (":::", "!!!", "???", "[!"),
        r"^[ \t>]*(?::{3,}[ \t]*\{?\.?[A-Za-z][^\n]*|(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][^\n]*|>[ \t]*\[![A-Za-z]+\][+-]?(?=[ \t]|$))",
    ),
    _pattern(
        "a wiki link",
        "wiki links",
        ("[[",),
        r"(?<![\\\[])!?\[\[[^\W\d_][^\[\]\n]{0,300}\]\](?![(\[:\]])",
    ),
    # Kramdown's lists that nothing before them takes: after a blank line or a heading, after words on their line, or general options.
    _pattern(
        "an attribute list",
        "attribute lists",
        ("{:",),
        r"(?:\A|(?<=\n\n))[ \t]{0,3}\{:[^{}\n]{1,500}\}[ \t]*$|(?<!\\)\{::[^{}\n]{1,500}\}"
        r"|^#{1,6} [^\n]*\n\{:[^{}\n]{1,500}\}[ \t]*$|^(?!#)[^|\n]*\w[.,;!?]?[ \t]+\{:[^{}\n]{1,500}\}[ \t]*$",
    ),
)
# MDX, Astro, Vue: an element of a name that HTML does not have, with attributes or an end.
_COMPONENT = re.compile(
    r"(?<![\\\w])<(?:(?P<closed>/)?(?P<name>[A-Za-z][\w.:-]*)(?:\s(?P<attributes>[^<>]{0,3000}))?(?P<empty>/)?)>|\{/\*.{0,3000}?\*/\}",
    re.DOTALL,
)


class ForeignKind(NamedTuple):
    """All markup of a kind in a text: what the kind is called, one and several, and each with the offset at which it is written."""

    one: str
    several: str
    places: tuple[tuple[int, str], ...]


def foreign_markup(text: str) -> Iterator[ForeignKind]:
    """Yield what a text has of the markup of other generators, by kind. Code in it should be blank."""
    for kind in _PATTERNS:
        if any(sign in text for sign in kind.signs) and (places := _places(kind, text)):
            yield ForeignKind(kind.one, kind.several, places)
    if ("<" in text or "{/*" in text) and (components := tuple(_components(text))):
        yield ForeignKind("a component", "components", components)


def _places(kind: _Pattern, text: str) -> tuple[tuple[int, str], ...]:
    """Return where there is markup of a kind, and what is written there. `[video]` is a link if the text says where it leads."""
    found = ((found.start(), found[0]) for found in kind.pattern.finditer(text))
    return tuple(place for place in found if f"\n{place[1]}:" not in text)


def _components(text: str) -> Iterator[tuple[int, str]]:
    closed: set[str] = {match[1].lower() for match in re.finditer(r"</([A-Za-z][\w.:-]*)\s*>", text)}
    for match in _COMPONENT.finditer(text):
        name = (match["name"] or "").lower()
        if not name:
            yield match.start(), match[0]
        elif name not in HTML and not match["closed"]:
            attributes = match["attributes"] or ""
            if match["empty"] or "=" in attributes or attributes.endswith("/") or name in closed:
                yield match.start(), match[0]
