"""Names of incidents in the fields of a text: which of them is replaced next, or goes."""

from typing import NamedTuple

from digest.editing.nodes import Data
from digest.editing.steps import RemoveItem, SetItem, Step
from digest.model.reports.edit import RemoveField, ReplaceNames, SetField
from digest.model.text.characters import clean


def next_renaming(data: dict[str, Data], change: ReplaceNames) -> Step | None:
    """Give the next step that brings a text closer to what names shall stand there; None if they do."""
    named = [one for field in change.fields for one in _named(field, data.get(field))]
    is_there = any(one.name in change.same or one.name == change.new for one in named)
    for field, name, place, total in named:
        if name in change.old and name != change.new:
            if not is_there:
                return SetField(field, change.new) if place is None else SetItem(field, place, change.new)
            return RemoveField(field) if place is None or total == 1 else RemoveItem(field, place)
    return None


class _Named(NamedTuple):
    """A name that stands in a field: by itself, or as one entry, at a place, of a list of so many."""

    field: str
    name: str
    place: int | None
    total: int


def _named(field: str, value: Data) -> list[_Named]:
    if isinstance(value, list):
        return [_Named(field, _read(one), at, len(value)) for at, one in enumerate(value) if isinstance(one, str)]
    return [_Named(field, _read(value), None, 1)] if isinstance(value, str) else []


def _read(text: str) -> str:
    """Give a name as reading takes it."""
    return clean(text).strip()
