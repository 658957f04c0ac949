"""A folder on the disk, as importing reads it: its files, their front matter, and when git first saw them."""

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from digest.adapters.git import GitError, first_commits
from digest.importing.record import Document, Value
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.decode import decode, line_ends
from digest.reading.files.sources import files_below, read_below
from digest.reading.formats.fences import FrontMatterFormat, find_front_matter
from digest.reading.formats.parse import format_of, parse_fields
from digest.reading.yaml.nodes import Mapping, Node, Scalar

# Files that are fields as a whole, such as the settings of a generator.
_FIELDS_ALONE = (".yml", ".yaml", ".toml", ".json", ".meta")
# An export of a large blog is one file.
_MOST_BYTES = 500_000_000
# Beyond it, a number is rather an id, and would be another one as a number of JavaScript.
_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")


class DiskFolder:
    """A folder on the disk. It fulfils `digest.importing.record.Folder`."""

    def __init__(self, path: Path, name: str) -> None:
        """Begin with nothing read. `name` is the path as the editor wrote it."""
        self._path = path
        self._name = name

    @property
    def name(self) -> str:
        """The folder's path as the editor wrote it."""
        return self._name

    @cached_property
    def _files(self) -> tuple[str, ...]:
        return tuple(sorted(files_below(self._path)))

    def files(self) -> Sequence[str]:
        """Return the paths of all files, sorted, without those of version control and of packages."""
        return self._files

    def read(self, path: str) -> bytes:
        """Return the bytes of a file. Raise `OSError` if it cannot be read, or if it is outside of the folder."""
        return read_below(self._path, path, _MOST_BYTES)

    def document(self, path: str) -> Document | None:
        """Return the front matter and the text of a file; None if it has no front matter that can be read."""
        try:
            return parse_document(self.read(path), path)
        except OSError:
            return None

    @cached_property
    def _committed(self) -> dict[str, str]:
        try:
            return first_commits(self._path)
        except GitError:
            return {}

    def committed(self, path: str) -> str:
        """Return the moment at which git first saw a file, in the form of RFC 3339; empty if git does not know it."""
        return self._committed.get(path, "")


def parse_document(raw: bytes, path: str) -> Document | None:
    """Return the front matter and the text of a file, or the fields of a file that has nothing else; None if there are none to read."""
    findings = DiagnosticCollector()
    if path.lower().endswith(_FIELDS_ALONE):
        return _fields_alone(raw, path, findings)
    found = find_front_matter(raw)
    if found is None:
        return None
    first = 1 + line_ends(raw[: found.below])
    fields = _fields(raw[found.start : found.end], found.format, path, findings)
    text = decode(raw[found.below :], path, findings, first_line=first)
    return None if fields is None or text is None else Document(fields, text, first)


def _fields_alone(raw: bytes, path: str, findings: DiagnosticCollector) -> Document | None:
    fields = _fields(raw, format_of(path), path, findings)
    return None if fields is None else Document(fields, "", 1)


def _fields(raw: bytes, form: FrontMatterFormat, path: str, findings: DiagnosticCollector) -> dict[str, Value] | None:
    text = decode(raw, path, findings)
    mapping = None if text is None else parse_fields(text, form, path, findings, first_line=1)
    return None if mapping is None else _values_of(mapping)


def _values_of(mapping: Mapping) -> dict[str, Value]:
    return {key: _value_of(node) for key, (_, _, node) in mapping.pairs.items()}


def _value_of(node: Node) -> Value:
    """Return a node as a plain value. Dates, and numbers with a fraction, stay as they are written: `1.10` may be a version."""
    if isinstance(node, Mapping):
        return _values_of(node)
    if not isinstance(node, Scalar):
        return [_value_of(one) for one in node.items]
    if node.is_null:
        return None
    word = node.value.lower()
    if node.plain and word in {"true", "false"}:
        return word == "true"
    if node.plain and _WHOLE_NUMBER.fullmatch(node.value):
        return int(node.value)
    return node.value
