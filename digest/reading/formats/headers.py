"""Read fields that are lines of `key: value`, as Pelican and Nikola write them."""

import re

from digest.model.diagnostic import Position
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.yaml.nodes import Mapping, Node, Scalar

_HEADER = re.compile(r"(?P<key>[A-Za-z_][\w .-]{0,40}):[ \t]*(?P<value>.*)")
_NIKOLA = re.compile(r"[ \t]*\.\. (?P<key>[\w-]+):[ \t]*(?P<value>.*)")


def parse_headers(text: str, file: str, findings: DiagnosticCollector, *, first_line: int, nikola: bool) -> Mapping:
    """Return the fields, with keys in lower case; a line that is indented goes on with the value of the line above it."""
    pairs: dict[str, tuple[int, int, Node]] = {}
    last = ""
    for number, line in enumerate(text.split("\n"), first_line):
        found = (_NIKOLA if nikola else _HEADER).match(line)
        if found is None:
            if last and line.strip():
                pairs[last] = _continued(pairs[last], line)
            continue
        key = found["key"].strip().lower()
        column = found.start("key") + 1
        if key in pairs:
            findings.error(
                "repeated-key",
                Position(file, number, column),
                f"the field `{key}` is here a second time (the first is on line {pairs[key][0]})",
                "delete one of the two",
            )
            last = ""
            continue
        last = key
        value = found["value"].rstrip()
        pairs[key] = (number, column, Scalar(number, found.start("value") + 1, value, plain=True))
    return Mapping(file, first_line, 1, pairs)


def _continued(entry: tuple[int, int, Node], line: str) -> tuple[int, int, Node]:
    number, column, node = entry
    assert isinstance(node, Scalar)  # noqa: S101 - all values of this format are single ones
    return number, column, node._replace(value=f"{node.value}\n{line.strip()}")
