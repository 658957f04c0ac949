"""The steps of which a change consists, and the values that a file must have after each: the edited text is checked against them."""

from typing import NamedTuple, TypeAlias

from digest.editing.nodes import Data
from digest.editing.values import Value
from digest.model.reports.edit import AppendEntry, RemoveField, ReplaceNames, SetField
from digest.model.text.characters import clean


class SetItem(NamedTuple):
    """Set one entry of a list to another text."""

    field: str
    position: int
    text: str


class RemoveItem(NamedTuple):
    """Remove one entry of a list."""

    field: str
    position: int


Step: TypeAlias = SetField | RemoveField | AppendEntry | SetItem | RemoveItem


def after(data: dict[str, Data], step: Step) -> dict[str, Data]:
    """Return the values of a file after a step, whatever its style."""
    before = data.get(step.field)
    match step:
        case SetField(field, value):
            return {**data, field: _data(value)}
        case RemoveField(field):
            return {name: value for name, value in data.items() if name != field}
        case AppendEntry(field, entry):
            return {**data, field: [*_entries(before), _data(entry)]}
        case SetItem(field, position, text):
            entries = _entries(before)
            return {**data, field: [*entries[:position], text, *entries[position + 1 :]]}
        case RemoveItem(field, position):
            entries = _entries(before)
            return {**data, field: [*entries[:position], *entries[position + 1 :]]}


def _entries(value: Data) -> list[Data]:
    return value if isinstance(value, list) else []


def _data(value: Value) -> Data:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return [_data(group) for group in value]
    return dict(value)


def next_renaming(data: dict[str, Data], change: ReplaceNames) -> Step | None:
    """Return the next step of replacing names; None if none of the old names is left."""
    named = [one for field in change.fields for one in _named(field, data.get(field))]
    is_there = any(one.name in change.same or one.name == change.new for one in named)
    for field, name, position, total in named:
        if name in change.old and name != change.new:
            if not is_there:
                return SetField(field, change.new) if position is None else SetItem(field, position, change.new)
            return RemoveField(field) if position is None or total == 1 else RemoveItem(field, position)
    return None


class _Named(NamedTuple):
    """A name in a field: its only value (`position` is None), or an entry of a list of `total` entries."""

    field: str
    name: str
    position: int | None
    total: int


def _named(field: str, value: Data) -> list[_Named]:
    if isinstance(value, list):
        return [_Named(field, _read(one), at, len(value)) for at, one in enumerate(value) if isinstance(one, str)]
    return [_Named(field, _read(value), None, 1)] if isinstance(value, str) else []


def _read(text: str) -> str:
    """Return a name as `reading` normalizes it."""
    return clean(text).strip()
