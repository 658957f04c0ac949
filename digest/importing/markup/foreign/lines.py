"""Markup of other generators that is written in lines: MDX, comments, admonitions, lists of attributes, wiki links, frames of HTML."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from digest.importing.markup.embedded import watch_url
from digest.importing.markup.foreign.pieces import link, quoted

_EXPORT = r"export\s+(?:default\b|\*|\{|(?:const|let|var|function|async|class)\s)[^\n]*"
_IMPORT = re.compile(
    r"^(?:import\s+(?:[\w*{}\s,$]{1,500}?\s+from\s+)?[\"'][^\"'\n]+[\"'];?[ \t]*$"
    rf"|{_EXPORT}[{{\[(][ \t]*\n(?:[^\n]*\n){{0,200}}?[}}\])][^\n]*$|{_EXPORT}$)",
    re.MULTILINE,
)
# What is between each of these is for programs.
_COMMENTS = ("<!--", "-->"), ("{/*", "*/}"), ("{::comment}", "{:/comment}"), ("{::comment}", "{:/}")
_MARKER = re.compile(
    r"\s*(?:/?wp:.*|/?(?:read[-_ ]?more|more|truncate|teaser.*|excerpt.*|summary|nextpage|intro|break|fold|cut|ads?|.{0,10}toc.{0,10})"
    r"|(?:markdownlint|prettier|textlint|cspell|vale|eslint|doctoc|TEASER_END)\b.*)\s*",
    re.DOTALL | re.IGNORECASE,
)
_PROGRAMS = {"script": "script", "style": "style", "svg": "drawing", "math": "formula"}
# An attribute of MDX whose value is an object: `style={{margin: "auto"}}`.
_STYLED = re.compile(r"[ \t\n][A-Za-z][\w-]*=\{\{[^{}]{0,1000}\}\}")
_PLAYERS = "iframe", "video", "audio", "object"
_EMBED = re.compile(r"<embed\b(?P<values>[^<>]{0,3000})>", re.IGNORECASE)
_ATTRIBUTE = r"""\b{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_TOC = re.compile(
    r"^[ \t]*(?:[-*+]|\d+\.)[^\n]*\n[ \t]*\{:\s*toc[^{}\n]*\}[ \t]*$|\{:\s*toc[^{}\n]*\}|^[ \t]*\[\[_?toc_?\]\][ \t]*$|\$\{toc\}",
    re.MULTILINE | re.IGNORECASE,
)
_ATTRIBUTES = re.compile(r"(?<!\\)\{:(?![:}])[^{}\n]{1,500}\}|(?<!\\)\{::?/?[A-Za-z][^{}\n]{0,500}\}")
_LANGUAGE = re.compile(r"\{:\s*(?:lang|dir)=[\w\"'-]+\s*\}")
_WIKI = re.compile(
    r"(?<![\\\[])(?P<shown>!?)\[\[(?P<name>[^\[\]|\n]{1,300})(?:\|(?P<words>[^\[\]\n]{0,300}))?\]\](?![(\[:\]])"
)
_PICTURE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)\Z", re.IGNORECASE)
_COLONS = re.compile(r"^(?P<indent>[ \t]*)(?P<colons>:{3,})[ \t]*\{?\.?(?P<kind>[A-Za-z][\w-]*)(?P<title>[^\n]*)$")
_MARKS = re.compile(r"^(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[A-Za-z][\w-]*)(?P<title>[^\n]*)$")
_CALLOUT = re.compile(r"^(?P<quote>[ \t>]*>[ \t]*)\[!(?P<kind>[A-Za-z]+)\][+-]?[ \t]*(?P<title>[^\n]*)$", re.MULTILINE)
_TITLE = re.compile(r"""title\s*=\s*["']([^"']*)["']|^\s*\[([^\]]*)\]|^\s*"([^"]*)"\s*$""")


class Lines:
    """Translates what is written in lines. `left_out` counts what goes, by code and name."""

    def __init__(self, left_out: "Counter[tuple[str, str]]") -> None:
        """Begin with what was counted so far."""
        self._left_out = left_out

    def remove(self, text: str, blank: str) -> str:
        """Return a text without imports of MDX, comments, scripts, tables of contents and attributes; frames and players become links."""
        found: list[tuple[int, int, str, str]] = []
        for name, code in _PROGRAMS.items():
            found += [(start, end, "", code) for start, _, _, end in elements_in(blank, name)]
        for opening, closing in _COMMENTS:
            for start, inner, last, end in spans_in(blank, opening, closing):
                found.append((start, end, "", "" if _MARKER.fullmatch(blank[inner:last][:500]) else "comment"))
        for pattern, code in ((_IMPORT, "mdx-line"), (_TOC, "table-of-contents"), (_ATTRIBUTES, "attribute-list")):
            found += [
                (one.start(), one.end(), "", code) for one in pattern.finditer(blank) if not _LANGUAGE.fullmatch(one[0])
            ]
        found += [(one.start(), one.end(), "", "") for one in _STYLED.finditer(blank)]
        for name in _PLAYERS:
            found += [(start, end, self._player(text[start:end]), "") for start, _, _, end in elements_in(blank, name)]
        found += [(one.start(), one.end(), self._player(one["values"]), "") for one in _EMBED.finditer(blank)]
        kept, last = [], 0
        for start, end, words, code in sorted(found):
            if start >= last:
                kept.append((start, end, words))
                last = end
                if code:
                    self._left_out[code, ""] += 1
        return replaced(text, kept)

    def _player(self, values: str) -> str:
        url = watch_url(_attribute(values, "src") or _attribute(values, "data"))
        title = " ".join(_attribute(values, "title").split())
        if not url:
            self._left_out["component", "player"] += 1
            return title
        return f"\n\n{link(title, url, 'markdown').text}\n\n"

    def wiki_links(self, text: str, blank: str) -> str:
        """Return a text with the words of wiki links, and their pictures."""
        found = []
        for one in _WIKI.finditer(blank):
            name, words = one["name"].strip(), (one["words"] or "").strip()
            if one["shown"] and _PICTURE.search(name):
                alt = "" if re.fullmatch(r"[\dx]*", words) else words
                found.append((one.start(), one.end(), f"![{alt}](<{name}>)" if " " in name else f"![{alt}]({name})"))
            elif name[0].isalpha() or words:
                found.append(
                    (
                        one.start(),
                        one.end(),
                        words or name.replace("#", " – ") if not name.startswith("#") else name[1:],
                    )
                )
                self._left_out["wiki-link", ""] += 1
        return replaced(text, found)

    def admonitions(self, text: str, blank: str) -> str:
        """Return a text in which admonitions are quotations that begin with their title in bold."""
        if ":::" not in blank and "!!!" not in blank and "???" not in blank and "[!" not in blank:
            return text
        lines = _boxes(text.split("\n"), blank.split("\n"), 0)
        return _CALLOUT.sub(_callout, "\n".join(lines))


def _callout(found: re.Match[str]) -> str:
    """Return the first lines of a notice as GitHub and Obsidian write it: `> [!NOTE]`."""
    title = found["title"].strip() or found["kind"].capitalize()
    return f"{found['quote']}**{title}**\n{found['quote'].rstrip()}"


def _boxes(lines: list[str], blank: list[str], depth: int) -> list[str]:
    """Return lines in which admonitions are quotations, those within others too."""
    written: list[str] = []
    number = 0
    while number < len(lines):
        seen = blank[number] if number < len(blank) else lines[number]
        colons, marks = _COLONS.match(seen), _MARKS.match(seen)
        number += 1
        if (colons is None and marks is None) or depth > 8:
            if not re.fullmatch(r"[ \t]*:{3,}[ \t]*", seen):
                written.append(lines[number - 1])
            continue
        found = colons or marks
        end = (
            _end(blank, number, colons["colons"])
            if colons
            else _end_of_indented(lines, number, marks["indent"] if marks else "")
        )
        inner, hidden = _dedented(lines[number:end], blank[number:end])
        inner = _boxes(inner, hidden, depth + 1)
        assert found is not None  # noqa: S101 - one of the two has matched
        title = _title(found["kind"], found["title"])
        written += [
            "",
            *(found["indent"] + line for line in quoted("\n".join([f"**{title}**", "", *inner])).split("\n")),
            "",
        ]
        number = end + 1 if colons else end
    return written


def _dedented(lines: list[str], blank: list[str]) -> tuple[list[str], list[str]]:
    """Return lines, and the same without code, without what all of them begin with, and without blank lines around them."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled:
        return [], []
    first, last = filled[0], filled[-1] + 1
    indent = min(len(lines[number]) - len(lines[number].lstrip()) for number in filled)
    return [line[indent:] for line in lines[first:last]], [line[indent:] for line in blank[first:last]]


def _end(lines: list[str], number: int, colons: str) -> int:
    """Return the line that ends an admonition of colons, or the end of the text."""
    depth = 1
    for at in range(number, len(lines)):
        line = lines[at].strip()
        if re.fullmatch(r":{3,}", line):
            depth -= 1 if len(line) <= len(colons) else 0
            if not depth or (len(line) == len(colons) and depth < 1):
                return at
        elif (inner := _COLONS.match(lines[at])) and len(inner["colons"]) <= len(colons):
            depth += 1
    return len(lines)


def _end_of_indented(lines: list[str], number: int, indent: str) -> int:
    end = number
    for at in range(number, len(lines)):
        if lines[at].strip() and not lines[at].startswith((indent + "    ", indent + "\t", indent + "  ")):
            break
        if lines[at].strip():
            end = at + 1
    return end


def _title(kind: str, rest: str) -> str:
    found = _TITLE.search(rest)
    title = (
        next(filter(None, found.groups()), "") if found else ("" if "{" in rest or "=" in rest else rest.strip(" }"))
    )
    return title or kind.capitalize()


def _attribute(values: str, name: str) -> str:
    found = re.search(_ATTRIBUTE.format(name), values, re.IGNORECASE)
    return unescape(next(filter(None, found.groups()), "")) if found else ""


def replaced(text: str, found: list[tuple[int, int, str]]) -> str:
    """Return a text with other words from one offset to another; of two that overlap, the first counts."""
    parts, end = [], 0
    for start, stop, words in sorted(found):
        if start >= end:
            parts += [text[end:start], words]
            end = stop
    return "".join([*parts, text[end:]])


def elements_in(text: str, name: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield the elements of a name that have an end: where each begins, its words begin and end, and it ends."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    end = 0
    for opened in re.finditer(rf"<{name}\b[^<>]{{0,5000}}>", text, re.IGNORECASE):
        if opened.start() < end:
            continue
        last = lowered.find(f"</{name}", opened.end())
        if last < 0:
            return
        end = lowered.find(">", last) + 1 or len(text)
        yield opened.start(), opened.end(), last, end


def spans_in(text: str, opening: str, closing: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield what is between two signs, likewise."""
    start = text.find(opening)
    while start >= 0:
        last = text.find(closing, start + len(opening))
        if last < 0:
            return
        yield start, start + len(opening), last, last + len(closing)
        start = text.find(opening, last + len(closing))
