"""The steps that changes consist of, and what a file says after each: what a splice is held against."""

from typing import NamedTuple, TypeAlias

from digest.editing.nodes import Data
from digest.editing.values import Value
from digest.model.reports.edit import AppendEntry, RemoveField, SetField


class SetItem(NamedTuple):
    """Give one entry of a list another text."""

    field: str
    place: int
    text: str


class RemoveItem(NamedTuple):
    """Take one entry out of a list."""

    field: str
    place: int


Step: TypeAlias = SetField | RemoveField | AppendEntry | SetItem | RemoveItem


def after(data: dict[str, Data], step: Step) -> dict[str, Data]:
    """Give what a file says after a step. It does not ask how the file is written."""
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
