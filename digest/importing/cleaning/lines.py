"""Lines as rules see them: without markup, invisible characters and typographic variants; and folded, to count repetitions."""

import re
from html import unescape

# What is not seen, or seen as something simpler: blanks of all kinds, joiners and marks of direction, quotation marks, dashes.
_SIMPLER = {
    **dict.fromkeys(
        map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"),
        " ",
    ),
    **dict.fromkeys(
        map(
            ord,
            "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0f",
        )
    ),
    **dict.fromkeys(map(ord, "‘’‚‛`´ʼ"), "'"),
    **dict.fromkeys(map(ord, "“”„‟"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
}
# The commonest traces of UTF-8 that was read as Windows-1252: rules have to see through them, whether they are mended or not.
_MOJIBAKE = (
    ("â€™", "'"),
    ("â€˜", "'"),
    ("â€œ", '"'),
    ("â€\x9d", '"'),
    ("â€“", "-"),
    ("â€”", "-"),
    ("Â©", "©"),
    ("Â ", " "),
    ("Â\xa0", " "),
)
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\](?:\([^()\s]{0,2000}(?:[ ]+\"[^\"]{0,200}\")?\)|\[[^\[\]]{0,100}\])")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_MARKER = re.compile(r"^(?:#{1,6} +|>[ >]*|[-*+•·▪●◦»›▶►→] +|\d{1,3}[.)] +)+")
_MARKERS = frozenset("#>-*+•·▪●◦»›▶►→0123456789")
_EMPHASIS = re.compile(r"\*{1,3}|(?<![A-Za-z0-9])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![A-Za-z0-9])|~~")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKUP = re.compile(r"[\[<*_~\\]")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?"
_DATE = re.compile(
    rf"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}}\.? {_MONTH}\.?)(?:,? \d{{4}})?\b"
)
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_LONGEST = 2_000
# A line that goes on after one of at least so many letters without the end of a sentence is part of a wrapped paragraph.
_WRAPPED = 50


def visible(line: str) -> str:
    """Return the words of a line as a reader sees them: without markup, with plain blanks, quotation marks and dashes."""
    if not line.isascii():
        for wrong, meant in _MOJIBAKE:
            if wrong in line:
                line = line.replace(wrong, meant)
        line = line.translate(_SIMPLER)
    if "&" in line and len(line) <= _LONGEST:
        line = unescape(line).translate(_SIMPLER)
    line = line.strip()
    if line[:1] in _MARKERS:
        line = _MARKER.sub("", line)
    if _MARKUP.search(line) and len(line) <= _LONGEST:
        line = _TAG.sub("", _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", _LINK.sub(r"\1", line))))
        line = _MARKER.sub("", _ESCAPE.sub(r"\1", _EMPHASIS.sub("", line)))
    return line if line.isprintable() and "  " not in line else " ".join(line.split())


def fold(words: str) -> str:
    """Return a line as repetitions are counted: in small letters, with one sign for each number and date. `words` are visible."""
    small = words.casefold()
    return _NUMBER.sub("0", _DATE.sub("0", small)) if any(map(str.isdigit, small)) else small


def goes_on(lines: list[str], index: int) -> bool:
    """Return whether a line is the middle of a paragraph that is wrapped, so that it is no line of its own."""
    before = lines[index - 1].rstrip() if 0 < index < len(lines) else ""
    return len(before) >= _WRAPPED and (before[-1].isalnum() or before[-1] == ",") and lines[index][:1].islower()
