"""HTML in a Markdown text that is not shown as it is: elements and comments that are taken out, and what is on other hosts."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape

from digest.model.diagnostic import Diagnostic, Position, warning
from digest.model.text.html_elements import EMBEDDED, HTML, REMOVED, UNWRAPPED, WHOLE
from digest.model.url import host_of, internal_target

_TAG = re.compile(
    r"(?<!\\)(?:\\\\)*<(?:"
    r"!--(?P<comment>.*?)(?:-->|\Z)"
    r"|(?P<instruction>[?!][A-Za-z\[](?:[^>]{0,5000}))>"
    r"|(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:._-]*)(?P<attributes>(?=[\s/>])(?:[^<>\"']++|\"[^\"]{0,5000}+\"|'[^']{0,5000}+'){0,80}+)>)",
    re.DOTALL,
)
# What other generators look for in comments: the end of an excerpt, tables of contents, Gutenberg's blocks, notes to other programs.
_MARKER = re.compile(
    r"\s*(?:/?wp:.*|(?:read[-_ ]?more|more|truncate|teaser[-_ ]end|excerpt(?:[-_ ](?:end|separator))?|end[-_ ]excerpt|summary|nextpage"
    r"|intro|break|fold|cut|adsense|ads?|/?toc|(?:end|start|begin)[-_ ]?toc|toc[-_ ](?:end|start|stop))\s*"
    r"|(?:start|end) doctoc.*|(?:markdownlint|prettier|textlint|cspell|remark|vale|lint|eslint|alex|htmlhint|spell-?checker)\b.*)\s*",
    re.DOTALL | re.IGNORECASE,
)
_SOURCE = re.compile(r"""\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_PICTURE = re.compile(
    r"(?<!\\)!\[(?P<alt>(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,1000})\]"
    r"(?:\(\s*<?(?P<target>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)|\[(?P<reference>[^\[\]]{0,300})\])?"
)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*<?(\S+?)>?(?=\s|$)", re.MULTILINE)
_SHOWN = 40  # characters of a comment in a message


class _Kinds:
    """What was found, by kind: the first offset, and how often there is what."""

    def __init__(self) -> None:
        self._starts: dict[str, int] = {}
        self._counts: dict[str, Counter[str]] = {}

    def add(self, kind: str, start: int, what: str) -> None:
        self._starts[kind] = min(start, self._starts.get(kind, start))
        self._counts.setdefault(kind, Counter())[what] += 1

    def __contains__(self, kind: str) -> bool:
        return kind in self._starts

    def start(self, kind: str) -> int:
        """Return the first offset of a kind."""
        return self._starts[kind]

    def listed(self, kind: str) -> str:
        """Return what there is of a kind, such as `“<font>” (2 times), “<center>”`."""
        named = [f"“{what}”" + (f" ({count} times)" if count > 1 else "") for what, count in self._counts[kind].items()]
        return ", ".join(named[:5]) + (f" and {len(named) - 5} more" if len(named) > 5 else "")


def html_in(text: str, place: Callable[[int], Position], *, field: str = "") -> Iterator[Diagnostic]:
    """Return a warning for each kind of HTML and pictures in a text, blank where it is code, that is not shown as it is.

    `place` returns the position of an offset. `field` is the name of the field that contains a short text: tables, headings and pictures
    are not shown there.
    """
    kinds = _Kinds()
    if "<" in text:
        for start, kind, what in _tags(text, short=bool(field)):
            kinds.add(kind, start, what)
    if "![" in text:
        for start, kind, what in _pictures(text, short=bool(field)):
            kinds.add(kind, start, what)
    said = f"`{field}`: " if field else ""
    for kind, (what, hint) in _REMOVED.items():
        if kind in kinds:
            yield warning("removed-html", place(kinds.start(kind)), f"{said}{what}: {kinds.listed(kind)}", hint)
    if "embedded" in kinds:
        yield warning(
            "remote-image",
            place(kinds.start("embedded")),
            f"{said}not shown, since pages load nothing from other hosts; its words and a link stay: {kinds.listed('embedded')}",
            "copy a picture into content/media/ and write ![what it shows](media/…); write a link to anything else",
        )


_REMOVED = {
    "content": (
        "taken out with all that is in it",
        "delete it, or write what readers are to see of it as Markdown",
    ),
    "comment": (
        "taken out, since it is a comment",
        "delete it, or write it as text if readers are to see it",
    ),
    "tags": (
        "the tags are taken out, and the words between them stay",
        "delete the tags, or write what they are for as Markdown",
    ),
    "short": (
        "this field shows no pictures",
        "move the picture into the text below the fields, or delete it",
    ),
}


def _tags(text: str, *, short: bool) -> Iterator[tuple[int, str, str]]:
    end = 0
    for found in _TAG.finditer(text):
        start = text.index("<", found.start())
        if start < end:
            continue
        name = (found["name"] or "").lower()
        if found["comment"] is not None:
            if found["comment"].strip() and not _MARKER.fullmatch(found["comment"]):
                yield start, "comment", _shortened(found[0][start - found.start() :])
        elif found["instruction"]:
            yield start, "content", _shortened(found[0][start - found.start() :])
        elif name in HTML and not found["close"]:
            if name in REMOVED:
                end = _end_of(name, text, found)
            kind, what = _fate(name, found["attributes"], short=short)
            if kind:
                yield start, kind, what


def _end_of(name: str, text: str, opened: re.Match[str]) -> int:
    """Return the offset after the end of an element that is taken out whole."""
    if opened["attributes"].endswith("/") and name in {"svg", "math"}:
        return opened.end()
    closed = re.compile(rf"</{name}\b", re.IGNORECASE).search(text, opened.end())
    return closed.end() if closed else len(text)


def _fate(name: str, attributes: str, *, short: bool) -> tuple[str, str]:
    """Return the kind of loss that an opening tag means, and what is lost; empty if it is none."""
    if name in REMOVED:
        return "content", f"<{name}>"
    if name == "img":
        found = _SOURCE.search(attributes)
        source = unescape(next(filter(None, found.groups()), "")) if found else ""
        return _fate_of_picture(source, short=short)
    if name in EMBEDDED:
        return "embedded", f"<{name}>"
    if name in UNWRAPPED or (short and name in WHOLE):
        return "tags", f"<{name}>"
    return "", ""


def _fate_of_picture(source: str, *, short: bool) -> tuple[str, str]:
    if not source or internal_target(source) is None:
        named = f"of {host_of(source)}" if host_of(source) else "in a data: URL" if source else "without src"
        return "embedded", f"picture {named}"
    return ("short", source) if short else ("", "")


def _pictures(text: str, *, short: bool) -> Iterator[tuple[int, str, str]]:
    """Return the pictures in Markdown's own form that are not shown."""
    definitions: dict[str, str] | None = None
    for found in _PICTURE.finditer(text):
        target = found["target"]
        if target is None:
            if definitions is None:
                definitions = {_label(label): link for label, link in _DEFINITION.findall(text)}
            target = definitions.get(_label(found["reference"] or found["alt"]))
        if target is not None:
            kind, what = _fate_of_picture(unescape(target), short=short)
            if kind:
                yield found.start(), kind, what


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"
