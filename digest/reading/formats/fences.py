"""Find the front matter of a text, and its format.

| format | how it begins and ends | written by |
|---|---|---|
| YAML | `---` to `---` or `...`; without the first fence if the fields begin the file | Jekyll, Hugo, Hexo, Eleventy, Docusaurus |
| TOML | `+++` to `+++`, or `---toml` to `---` | Hugo, Zola, Eleventy |
| JSON | `{` to its `}`; `;;;` to `;;;`; `---json` to `---` | Hugo, Hexo, Eleventy |
| headers | `Title: …` to the first empty line | Pelican, MultiMarkdown |
| Nikola | `.. title: …` to the first line of another kind, also within an HTML comment | Nikola |
"""

import json
import re
from typing import Literal, NamedTuple

# `members` is JSON without the braces of its object.
FrontMatterFormat = Literal["yaml", "toml", "json", "members", "headers", "nikola"]


class FrontMatter(NamedTuple):
    """The offsets, in bytes, of the start and end of front matter and of the text below it, and its format."""

    start: int
    end: int
    below: int
    format: FrontMatterFormat = "yaml"


_BLANK = rb"\A(?:\xef\xbb\xbf)?[ \t\r\n]*+"
_OPENING = re.compile(
    _BLANK + rb"(?:(-{3,})[ \t]*(yaml|toml|json)?|(\+{3})|(;{3,}))[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE
)
_JSON = re.compile(_BLANK + rb"(?=\{[ \t\r\n]*+[\"}])")
_KEY = rb"[A-Za-z_][\w .-]{0,40}"
_FIRST_KEY = re.compile(_BLANK + rb"(?=" + _KEY + rb":(?:[ \t]|\r?$))", re.MULTILINE)
_HEADER_LINE = re.compile(_KEY + rb":(?:[ \t]|$)|[ \t]+\S|- ")
_FENCE = re.compile(rb"-{3,}[ \t]*")
_TITLE = re.compile(rb"^title[ \t]*:", re.IGNORECASE | re.MULTILINE)
_NIKOLA = re.compile(_BLANK + rb"(<!--\s*+)?(?=\.\. [a-z_-]+:[^:])", re.IGNORECASE)
_NIKOLA_LINES = re.compile(rb"(?:\.\. [\w-]+:(?!:)(?:(?!-->)[^\r\n])*(?>\r\n|\r|\n|\Z|(?=-->))[ \t]*)+", re.IGNORECASE)
_COMMENT_END = re.compile(rb"\s*-->[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE = re.compile(rb"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_MOST_HEADERS = 200  # lines


def find_front_matter(raw: bytes) -> FrontMatter | None:
    """Return where the front matter is; None if there is none, or if it has no end."""
    if raw.startswith(b"---\n"):
        end = raw.find(b"\n---", 3)
        if end >= 0 and raw.startswith(b"\n", end + 4) and raw.find(b"\n...", 3, end) < 0:
            return FrontMatter(4, end + 1, end + 5)  # the form of nearly all files, without a regular expression
    opening = _OPENING.match(raw)
    if opening is not None:
        return _fenced(raw, opening)
    return _json_object(raw) or _nikola(raw) or _headers(raw)


def is_open(raw: bytes) -> bool:
    """Return whether a text begins with a fence of front matter."""
    return _OPENING.match(raw) is not None


def _fenced(raw: bytes, opening: re.Match[bytes]) -> FrontMatter | None:
    fence = opening[1] or opening[3] or opening[4]
    ending = re.escape(fence) + (rb"|\.\.\." if fence == b"---" else b"")
    closing = re.compile(rb"(?<=[\r\n])(?:" + ending + rb")[ \t]*(?:\r\n|\r|\n|\Z)").search(raw, opening.end())
    if closing is None:
        return None
    named: dict[bytes, FrontMatterFormat] = {b"toml": "toml", b"json": "json"}
    form: FrontMatterFormat = (
        "toml" if opening[3] else "json" if opening[4] else named.get((opening[2] or b"").lower(), "yaml")
    )
    if form == "json" and not raw[opening.end() : closing.start()].lstrip().startswith(b"{"):
        form = "members"
    return FrontMatter(opening.end(), closing.start(), closing.end(), form)


def _json_object(raw: bytes) -> FrontMatter | None:
    """Return the JSON object with which a text begins, if it ends its line."""
    begin = _JSON.match(raw)
    if begin is None:
        return None
    text = raw[begin.end() :].decode(errors="surrogateescape")
    try:
        _, length = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    end = begin.end() + len(text[:length].encode(errors="surrogateescape"))
    rest = _LINE.match(raw, end)
    return None if rest is None or rest[1].strip() else FrontMatter(begin.end(), end, rest.end(), "json")


def begins_with_json(raw: bytes) -> bool:
    """Return whether a text begins as JSON front matter does."""
    return _JSON.match(raw) is not None


def _nikola(raw: bytes) -> FrontMatter | None:
    begin = _NIKOLA.match(raw)
    lines = None if begin is None else _NIKOLA_LINES.match(raw, begin.end())
    if begin is None or lines is None or b".. title:" not in lines[0].lower():
        return None
    if not begin[1]:
        return FrontMatter(lines.start(), lines.end(), lines.end(), "nikola")
    closing = _COMMENT_END.match(raw, lines.end())
    return None if closing is None else FrontMatter(lines.start(), lines.end(), closing.end(), "nikola")


def _headers(raw: bytes) -> FrontMatter | None:
    """Return fields that begin a text without a fence: up to a line of dashes (Hexo) or to the first empty line (Pelican)."""
    begin = _FIRST_KEY.match(raw)
    if begin is None:
        return None
    start = here = begin.end()
    for _ in range(_MOST_HEADERS):
        line = _LINE.match(raw, here)
        if line is None or not _HEADER_LINE.match(line[1]):
            break
        here = line.end()
    fields, last = raw[start:here], _LINE.match(raw, here)
    if last is None or not _TITLE.search(fields.replace(b"\r", b"\n")):
        return None
    if _FENCE.fullmatch(last[1]):
        return FrontMatter(start, here, last.end())
    is_list = b"\n- " in fields.replace(b"\r", b"\n")
    return None if is_list or last[1].strip() else FrontMatter(start, here, last.end(), "headers")
