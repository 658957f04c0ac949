"""Markup of other generators in a text, which digest shows as it is written."""

from collections.abc import Callable, Iterator

from digest.model.diagnostic import Diagnostic, Position, warning
from digest.model.text.foreign_markup import foreign_markup

_SHOWN = 40  # characters of the first one in a message


def leftovers_in(text: str, place: Callable[[int], Position], *, field: str = "") -> Iterator[Diagnostic]:
    """Return a warning for each kind of markup of other generators in a text, blank where it is code, at the first place.

    `place` returns the position of an offset. `field` is the name of the field that contains the text, if it is not the text of a file.
    """
    for one, several, places in foreign_markup(text):
        start, written = places[0]
        start += len(written) - len(written.lstrip())
        yield warning(
            "leftover-markup",
            place(start),
            f"{f'`{field}`: ' if field else ''}{_said(one, several, len(places))}: “{_shortened(written)}”",
            "write what it shows as Markdown, or delete it; write it in backticks if readers are to see it",
        )


def _said(one: str, several: str, count: int) -> str:
    if count == 1:
        return f"{one} of another generator, which is shown as it is written"
    return f"{count} {several} of another generator, which are shown as they are written"


def _shortened(written: str) -> str:
    line = " ".join(written.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"
