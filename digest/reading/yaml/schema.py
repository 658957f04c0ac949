"""Read the fields of a mapping, also lists and groups of fields. A field that no reader asked for is reported as unknown."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import TypeVar

from digest.model.diagnostic import Position
from digest.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from digest.reading.yaml.scalars import Scalars

T = TypeVar("T")


class Fields(Scalars):
    """Reads a mapping field by field, also fields with further mappings."""

    def group(self, name: str, read: Callable[["Fields"], T], default: T) -> T:
        """Return what `read` makes of a mapping, and report its unknown fields; `default` if the field is missing or no mapping."""
        node = self._node(name)
        if node is None:
            return default
        if not isinstance(node, Mapping):
            self._findings.error(
                "not-a-mapping",
                self._place(node),
                f"`{name}` is not a group of fields",
                f"indent its fields below `{name}:`",
            )
            return default
        return self._read(node, name, read)

    def groups(
        self, name: str, read: Callable[["Fields"], T | None], single: Callable[[str], T] | None = None
    ) -> tuple[T, ...]:
        """Return what `read` makes of each mapping in a list; with `single`, an entry may also be a text."""
        node = self._node(name)
        if node is None:
            return ()
        values = [
            self._entry(name, item, read, single) for item in (node.items if isinstance(node, Sequence) else [node])
        ]
        return tuple(value for value in values if value is not None)

    def _entry(
        self, name: str, item: Node, read: Callable[["Fields"], T | None], single: Callable[[str], T] | None
    ) -> T | None:
        if isinstance(item, Mapping):
            return self._read(item, name, read)
        if single is not None and isinstance(item, Scalar):
            return None if item.is_null else single(self._scalar(name, item))
        what = "a text or a group of fields" if single else "a group of fields"
        self._findings.error(
            "not-a-mapping",
            self._place(item),
            f"an entry of `{name}` is not {what}",
            "write its fields, such as `date:` and `text:`, one below the other",
        )
        return None

    def _read(self, node: Mapping, name: str, read: Callable[["Fields"], T]) -> T:
        fields = Fields(node, self._findings, self._zone, within=name)
        value = read(fields)
        fields.finish()
        return value

    def text_or_group(self, name: str, read: Callable[["Fields"], T], single: Callable[[str], T], default: T) -> T:
        """Return what `single` makes of a text, or `read` of a mapping; `default` if the field is missing."""
        node = self._node(name)
        if isinstance(node, Scalar):
            return single(self._scalar(name, node))
        return self.group(name, read, default)

    def is_text(self, name: str) -> bool:
        """Return whether the field is a single value."""
        return isinstance(self._node(name), Scalar)

    def is_group(self, name: str) -> bool:
        """Return whether the field is a mapping."""
        return isinstance(self._node(name), Mapping)

    def is_empty(self, name: str) -> bool:
        """Return whether the field is there, but has no value."""
        return self._node(name) is None and name in self._pairs

    def finish(self) -> None:
        """Report each field that no reader asked for, with the known field that is spelt most like it."""
        asked = set(self._asked)
        for name in [name for name in self._pairs if name not in asked and name not in self._ignored]:
            near = get_close_matches(name, asked, 1)
            hint = f"did you mean `{near[0]}`?" if near else f"the fields are: {', '.join(sorted(asked))}"
            line, column, _ = self._pairs[name]
            where = Position(self._mapping.file, line, column)
            self._findings.error("unknown-key", where, f"`{name}` is not a field{self._of_group('of')}", hint)
