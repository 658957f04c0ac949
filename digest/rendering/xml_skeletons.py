"""XML made once for each shape of what it says, then filled again and again. `feeds.feedgen_xml` explains shapes and slots.

Whoever makes the XML (feedgen, or `sitemaps`) is given marks in place of texts; what it writes is the skeleton. A text is escaped as its
slot demands: nobody who fills a skeleton has to think of that.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

_SHAPES = 512  # so many skeletons are kept at most; a real site needs some dozens

Escape: TypeAlias = Callable[[str], str]

# A slot ends with a quotation mark, which all write as it is in a text, and as a reference in an attribute.
_SLOT = re.compile('\ue000([0-9]+)\ue001("|&quot;)')

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))


@dataclass(frozen=True, slots=True)
class Escapes:
    """How a maker of XML writes a text between tags, and in an attribute."""

    text: Escape
    attribute: Escape


class Skeletons:
    """Fills what `make` makes of texts. It must be made of the same texts alike, but for what they say where they are not empty."""

    def __init__(self, make: Callable[[Sequence[str]], str], escapes: Escapes) -> None:
        """Begin with none: each is made when it is needed first."""
        self._make = make
        self._escapes = escapes
        self._skeleton = lru_cache(_SHAPES)(self._new)

    def fill(self, texts: Sequence[str]) -> str:
        """Return what `make` would make of these texts."""
        pieces, slots = self._skeleton(tuple(map(bool, texts)))
        filled = pieces.copy()
        for place, escape, index in slots:
            filled[place] = escape(texts[index])
        return "".join(filled)

    def _new(self, shape: tuple[bool, ...]) -> tuple[list[str], tuple[tuple[int, Escape, int], ...]]:
        """Return the pieces of a skeleton, and where which text stands among them."""
        made = self._make([f'\ue000{index}\ue001"' if says else "" for index, says in enumerate(shape)])
        pieces = _SLOT.split(
            made
        )  # by turns what stands for all, the number of a text, and what became of the quotation mark
        slots = tuple(
            (at, self._escapes.text if pieces[at + 1] == '"' else self._escapes.attribute, int(pieces[at]))
            for at in range(1, len(pieces), 3)
        )
        pieces[2::3] = [""] * len(slots)
        return pieces, slots


def encode_xml(xml: str) -> bytes:
    """Return XML as UTF-8. Raises `ValueError` where it holds a character that XML 1.0 forbids (section 2.2)."""
    raw = xml.encode()
    if len(raw.translate(None, _CONTROLS)) < len(raw) or "\ufffe" in xml or "\uffff" in xml:
        raise ValueError("XML holds no control characters and no noncharacters")
    return raw
