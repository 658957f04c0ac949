"""XML skeletons: made once for each shape, then filled many times. `feeds.feedgen_xml` explains shapes and slots.

The maker of the XML (feedgen, or `sitemaps`) gets marks instead of texts; the skeleton is what it writes. A text is escaped as its
slot requires.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

_SHAPES = 512  # the greatest number of skeletons that are kept; a real site needs some dozens

Escape: TypeAlias = Callable[[str], str]

# A slot ends with a quotation mark. All makers write it unchanged in a text, and as a reference in an attribute.
_SLOT = re.compile('\ue000([0-9]+)\ue001("|&quot;)')

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))


@dataclass(frozen=True, slots=True)
class Escapes:
    """The escaping of a maker of XML: of text between tags, and in an attribute."""

    text: Escape
    attribute: Escape


class Skeletons:
    """Fills the XML that `make` returns for texts. Apart from these texts, the XML may depend only on which of them are empty."""

    def __init__(self, make: Callable[[Sequence[str]], str], escapes: Escapes) -> None:
        """Start with none: each is made when it is first needed."""
        self._make = make
        self._escapes = escapes
        self._skeleton = lru_cache(_SHAPES)(self._new)

    def fill(self, texts: Sequence[str]) -> str:
        """Return what `make` would return for these texts."""
        pieces, slots = self._skeleton(tuple(map(bool, texts)))
        filled = pieces.copy()
        for place, escape, index in slots:
            filled[place] = escape(texts[index])
        return "".join(filled)

    def _new(self, shape: tuple[bool, ...]) -> tuple[list[str], tuple[tuple[int, Escape, int], ...]]:
        """Return the pieces of a skeleton, and the position of each text among them."""
        made = self._make([f'\ue000{index}\ue001"' if says else "" for index, says in enumerate(shape)])
        pieces = _SLOT.split(
            made
        )  # in turn: the fixed XML, the number of a text, and how the quotation mark was written
        slots = tuple(
            (at, self._escapes.text if pieces[at + 1] == '"' else self._escapes.attribute, int(pieces[at]))
            for at in range(1, len(pieces), 3)
        )
        pieces[2::3] = [""] * len(slots)
        return pieces, slots


def encode_xml(xml: str) -> bytes:
    """Return XML as UTF-8. Raise `ValueError` if it contains a character that XML 1.0 forbids (section 2.2)."""
    raw = xml.encode()
    if len(raw.translate(None, _CONTROLS)) < len(raw) or "\ufffe" in xml or "\uffff" in xml:
        raise ValueError("XML holds no control characters and no noncharacters")
    return raw
