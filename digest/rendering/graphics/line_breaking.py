"""Break text into lines, and choose the words that a font can draw."""

import unicodedata
from collections.abc import Callable, Iterable

Measure = Callable[[str], float]  # the width of a line, in pixels

_MOST_LETTERS = 500  # longer texts never fit, and measuring takes time
_STEP, _NARROWEST = 0.04, 0.5  # shares of the width

# General categories of Unicode (UAX 44) that can be left out of words without changing them.
_UNSEEN = frozenset({"Cc", "Cf"})
_PICTURES = frozenset({"So", "Sk", "Me"})
_VARIANTS = range(0xFE00, 0xFE10)  # variation selectors


def words_of(text: str, has: Callable[[str], bool]) -> str:
    """Return the words of a text in one line, without emoji and other symbols that the font does not have.

    Empty if any other character is missing in the font: a part of a name would be wrong.
    """
    kept = []
    for character in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(character)
        if character.isspace():
            kept.append(" ")
        elif kind in _UNSEEN or ord(character) in _VARIANTS:
            continue
        elif has(character):
            kept.append(character)
        elif kind not in _PICTURES:
            return ""
    words = " ".join("".join(kept).split())
    return words if any(map(str.isalnum, words)) else ""


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """Return the lines of a text, at most `width` wide, except for single words that are wider."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and measure(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def balanced(text: str, width: float, measure: Measure) -> list[str]:
    """Return the lines of a text, as few as possible and about equally long (like `text-wrap: balance` in CSS)."""
    lines = wrap(text, width, measure)
    share = 1 - _STEP
    while share >= _NARROWEST:
        tried = wrap(text, width * share, measure)
        if len(tried) > len(lines) or max(map(measure, tried)) > width * share:
            break
        lines, share = tried, share - _STEP
    return lines


def fit_text(
    text: str, sizes: Iterable[tuple[int, int]], width: float, measure_of: Callable[[int], Measure]
) -> tuple[int, list[str]]:
    """Return the first size in which a text fits, and its lines. `sizes` are pairs of a size and the greatest number of lines.

    If it does not fit in the last size, the end is replaced by an ellipsis, and words wider than a line are cut.
    """
    size, most = 0, 0
    for size, most in sizes:
        measure = measure_of(size)
        lines = balanced(text[:_MOST_LETTERS], width, measure)
        if len(text) <= _MOST_LETTERS and len(lines) <= most and max(map(measure, lines)) <= width:
            return size, lines
    return size, _shortened(text, most, width, measure_of(size))


def _shortened(text: str, most: int, width: float, measure: Measure) -> list[str]:
    lines = wrap(_cut(text[:_MOST_LETTERS], width, measure), width, measure)
    if len(lines) <= most and len(text) <= _MOST_LETTERS:
        return lines
    last = lines[min(most, len(lines)) - 1]
    while " " in last and measure(f"{last}…") > width:
        last = last.rpartition(" ")[0]
    while measure(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,;:.–—-") + "…"]


def _cut(text: str, width: float, measure: Measure) -> str:
    """Return a text in which words wider than a line are cut into pieces."""
    pieces = []
    for word in text.split(" "):
        piece = ""
        for letter in word:
            if piece and measure(piece + letter) > width:
                pieces.append(piece)
                piece = ""
            piece += letter
        pieces.append(piece)
    return " ".join(pieces)
