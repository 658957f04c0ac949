"""The title at the beginning of a text: as the only title there is, or once more."""

import re

from digest.model.text.characters import clean
from digest.reading.content.sentences import without_markup
from digest.reading.files.decode import one_line

# `# Title` or `Title` above a line of `=` (CommonMark, sections 4.2 and 4.3), with the line end.
_HEADING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?>\r\n|\r|\n))*+ {0,3}"
    rb"(?:#[ \t]+(?P<atx>[^\r\n]*)|(?P<setext>[^\s#>][^\r\n]*)(?>\r\n|\r|\n) {0,3}=+[ \t]*(?=[\r\n]|\Z))"
    rb"(?>\r\n|\r|\n|\Z)"
)
_FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*+([^\r\n]+)(?>\r\n|\r|\n|\Z)")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{[#.:][^{}]*\}[ \t]*$")
_TYPOGRAPHY = str.maketrans("“”„‘’‚–—", "\"\"\"'''--")


def first_heading(raw: bytes) -> tuple[str, int] | None:
    """Return the heading of the first level with which a Markdown text begins, without markup, and the bytes up to its end."""
    found = _HEADING.match(raw)
    if found is None:
        return None
    written = clean((found["atx"] or found["setext"] or b"").decode(errors="replace"))
    title = one_line(without_markup(_CLOSING.sub("", _ATTRIBUTES.sub("", written))))
    return (title, found.end()) if title else None


def length_of_repeated_title(raw: bytes, title: str) -> int:
    """Return how many bytes the first line of a plain text takes if it is the title; 0 if it is not."""
    found = _FIRST_LINE.match(raw) if title else None
    return found.end() if found and same_title(found[1].decode(errors="replace"), title) else 0


def same_title(one: str, other: str) -> bool:
    """Return whether two titles are the same but for case, white space, the form of quotes and dashes, and a full stop at the end."""
    return one == other or _folded(one) == _folded(other) != ""


def _folded(title: str) -> str:
    return "".join(title.casefold().translate(_TYPOGRAPHY).split()).rstrip(".")
