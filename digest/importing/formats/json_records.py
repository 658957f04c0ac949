"""Records in JSON: one object, a list, an object with a list in it, or one object a line. A file is never in memory as a whole."""

import json
from collections.abc import Generator, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from digest.importing.formats.decode import LONGEST, Decoded, Utf8
from digest.importing.formats.fields import has_text, record_of
from digest.importing.formats.names import BESIDE, ENVELOPES, LISTS, TEXTS, plain_name
from digest.importing.record import Record, Skipped

_DEEPEST = 64
Names = Mapping[str, str]


class _Item(NamedTuple):
    """A value that may be a record, and the key of the list or object that it is in; empty for none."""

    key: str
    value: object


class _UnreadableError(ValueError):
    """A value is nested deeper or longer than any record is."""


def read_json(stream: BinaryIO, name: str, names: Names) -> Iterator[Record | Skipped]:
    """Yield the records of a file in JSON. What follows a mistake in it is not read, and that is said."""
    decoded = Decoded(stream)
    number, broken = 0, ""
    held: list[_Item] = []
    items = _items(_Events(Utf8(decoded)), names)
    while not broken:
        try:
            item = next(items, None)
        except _UnreadableError as error:
            broken = str(error)
            break
        if item is None:
            break
        number += 1
        yield from (_record(one, f"{name}#{number - 1}", names, decoded) for one in held)
        held = [item]
    yield from (_record(one, f"{name}#{number}" if number > 1 else name, names, decoded) for one in held)
    if broken:
        why = f"the JSON is broken after {number} records" if number else "the JSON is broken"
        yield Skipped(name, f"{why}: {broken}; nothing below is read", "export the file again, or mend it there")
    elif not number:
        yield Skipped(name, "the file has no record")


def read_json_lines(stream: BinaryIO, name: str, names: Names) -> Iterator[Record | Skipped]:
    """Yield the records of a file with one object a line. A line that is broken is skipped, with its number."""
    decoded = Decoded(stream)
    empty = True
    for line in decoded.lines():
        text = line.text.strip(" \t\x1e\ufeff")  # the record separator is that of RFC 7464
        if not text:
            continue
        empty = False
        place = f"{name}:{line.number}"
        if line.is_cut:
            yield Skipped(place, f"the line is longer than {LONGEST >> 20} million characters")
            continue
        try:
            value = json.loads(text)
        except RecursionError:
            yield Skipped(place, "the line is nested too deep")
        except ValueError as error:
            why = str(error).partition(":")[0].lower().removesuffix(" starting at")
            yield Skipped(place, f"the line is no JSON: {why}", "each line is one whole object: export the file again")
        else:
            yield _record(_Item("", value), place, names, decoded)
    if empty:
        yield Skipped(name, "the file has no record")


def _record(item: _Item, place: str, names: Names, decoded: Decoded) -> Record | Skipped:
    value = item.value
    if isinstance(value, dict) and item.key and "publisher" not in value and "publishing_date" in value:
        value = {**value, "publisher": item.key}  # fundus groups its articles by publisher
    return record_of(value, place, names, decoded.notes)


class _Events:
    """The events of the parser: an iterator that raises `_UnreadableError` for all that it cannot read."""

    def __init__(self, source: Utf8) -> None:
        """Parse a stream of UTF-8. It may have several values, one after another, unless the library is not installed."""
        self.source = source
        self._mistake: type[Exception] = ValueError
        try:
            import ijson
        except ModuleNotFoundError:
            self._events = events_without_library(source)
        else:
            self._events = iter(ijson.basic_parse(source, multiple_values=True, use_float=True))
            self._mistake = ijson.JSONError

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Return itself."""
        return self

    def __next__(self) -> tuple[str, Any]:
        """Return the next event and its value."""
        if self.source.taken > LONGEST * 4:
            raise _UnreadableError(f"a record is longer than {LONGEST >> 18} MB")
        try:
            event, value = next(self._events)
        except self._mistake as error:
            why = str(error).partition("\n")[0].removeprefix("parse error: ").removeprefix("lexical error: ")
            raise _UnreadableError(why) from error
        return event, value

    def value(self, event: str, value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - any value of JSON
        """Return the whole value that begins with this event."""
        if depth > _DEEPEST:
            raise _UnreadableError("a record is nested too deep")
        if event == "start_array":
            return [
                self.value(event, value, depth + 1) for event, value in iter(lambda: next(self), ("end_array", None))
            ]
        if event == "start_map":
            found = {}
            for _, key in iter(lambda: next(self), ("end_map", None)):
                event, value = next(self)
                found[key] = self.value(event, value, depth + 1)
            return found
        return value


def events_without_library(source: Utf8) -> Iterator[tuple[str, Any]]:
    """Yield the events of JSON that is in memory as a whole: only digest's extra `import` has the library for more."""
    data = source.read(LONGEST * 4)
    if source.read(1):
        raise ValueError("the file is too large to be read without ijson")
    try:
        waiting: list[tuple[str, Any] | Any] = [("value", json.loads(data))]
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    while waiting:
        event, value = waiting.pop()
        if event != "value":
            yield event, value
        elif isinstance(value, list):
            yield "start_array", None
            waiting.append(("end_array", None))
            waiting += [("value", one) for one in reversed(value)]
        elif isinstance(value, dict):
            yield "start_map", None
            waiting.append(("end_map", None))
            for key, one in reversed(value.items()):
                waiting += [("value", one), ("map_key", key)]
        else:
            yield "null" if value is None else "scalar", value


def _items(events: _Events, names: Names) -> Iterator[_Item]:
    """Yield all that may be a record, wherever it is in the file."""
    for event, value in events:
        if event == "start_array":
            yield from _list(events, "")
        elif event == "start_map":
            rest, found = yield from _object(events, names, 0)
            if has_text(rest, names) or not found:
                yield from _grouped(rest, names)
        else:
            yield _Item("", value)


def _list(events: _Events, key: str) -> Iterator[_Item]:
    for event, value in events:
        if event == "end_array":
            return
        yield _Item(key, events.value(event, value))
        events.source.taken = 0


def _object(events: _Events, names: Names, depth: int) -> Generator[_Item, None, tuple[dict[str, Any], bool]]:
    """Yield the records in the lists of an object. Return its other fields, and whether there was such a list."""
    rest: dict[str, Any] = {}
    streamed = False
    for event, key in events:
        if event == "end_map":
            return rest, streamed
        event, value = next(events)  # noqa: PLW2901 - the value's event follows that of its key
        plain = plain_name(key)
        if event == "start_array":
            event, value = next(events)  # noqa: PLW2901
            first = [events.value(event, value)] if event != "end_array" else []
            if (
                first
                and isinstance(first[0], dict)
                and plain not in BESIDE
                and plain not in TEXTS
                and (plain in LISTS or has_text(first[0], names))
            ):
                streamed = True
                yield _Item(key, first[0])
                yield from _list(events, key)
            else:
                rest[key] = first + ([one.value for one in _list(events, key)] if first else [])
        elif event == "start_map" and plain in ENVELOPES and depth < 4:
            rest[key], found = yield from _object(events, names, depth + 1)
            streamed = streamed or found
        else:
            rest[key] = events.value(event, value)
    return rest, streamed


def _grouped(rest: dict[str, Any], names: Names) -> Iterator[_Item]:
    """Yield an object, or the records that are its values: `{"data": {…}}`, or one by its URL."""
    inner = [(key, value) for key, value in rest.items() if has_text(value, names) and plain_name(key) not in BESIDE]
    if has_text(rest, names) or not inner:
        yield _Item("", rest)
        return
    for key, value in inner:
        yield _Item("", {"url": key, **value} if key.startswith(("http://", "https://")) else value)
