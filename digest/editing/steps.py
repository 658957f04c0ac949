"""The steps that changes consist of, and what a file says after each: what a splice is held against."""

from typing import NamedTuple, TypeAlias

from digest.editing.nodes import Data
from digest.editing.values import Value
from digest.model.reports.edit import AppendEntry, RemoveField, ReplaceNames, SetField
from digest.model.text.characters import clean


class SetItem(NamedTuple):
    """Return one entry of a list another text."""

    field: str
    place: int
    text: str


class RemoveItem(NamedTuple):
    """Take one entry out of a list."""

    field: str
    place: int


Step: TypeAlias = SetField | RemoveField | AppendEntry | SetItem | RemoveItem


def after(data: dict[str, Data], step: Step) -> dict[str, Data]:
    """Return what a file says after a step. It does not ask how the file is written."""
    before = data.get(step.field)
    match step:
        case SetField(field, value):
            return {**data, field: _data(value)}
        case RemoveField(field):
            return {name: value for name, value in data.items() if name != field}
        case AppendEntry(field, entry):
            return {**data, field: [*_entries(before), _data(entry)]}
        case SetItem(field, place, text):
            entries = _entries(before)
            return {**data, field: [*entries[:place], text, *entries[place + 1 :]]}
        case RemoveItem(field, place):
            entries = _entries(before)
            return {**data, field: [*entries[:place], *entries[place + 1 :]]}


def _entries(value: Data) -> list[Data]:
    return value if isinstance(value, list) else []


def _data(value: Value) -> Data:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return [_data(group) for group in value]
    return dict(value)


def next_renaming(data: dict[str, Data], change: ReplaceNames) -> Step | None:
    """Return the next step that brings a text closer to what names shall stand there; None if they do."""
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
    """Return a name as reading takes it."""
    return clean(text).strip()
