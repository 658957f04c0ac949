"""All strings in a value that was read, each of which may contain a name."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from digest.model.content.article import Body, BodyLocation
from digest.model.diagnostic import Origin, Position
from digest.model.moment import Moment, Span

# What holds no text that a reader sees.
KEPT_TYPES = (Origin, Position, BodyLocation, Body, Moment, Span)


def strings_of(value: object) -> Iterator[str]:
    """Return every string in a value, including ids and addresses."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings_of(one)
    elif is_dataclass(value) and not isinstance(value, KEPT_TYPES):
        for field in fields(value):
            yield from strings_of(getattr(value, field.name))
