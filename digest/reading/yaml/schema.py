"""Read the fields of a mapping, also lists and groups of fields. A field that no reader asked for is reported as unknown."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import TypeVar

from digest.model.diagnostic import Position
from digest.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from digest.reading.yaml.scalars import NEAR, Scalars

T = TypeVar("T")


class Fields(Scalars):
    """Reads a mapping field by field, also fields with further mappings.

    `foreign` are the fields that stand in another tool's name; `is_left_out` says whether other fields decide that nothing of the
    document is published.
    """

    foreign: frozenset[str] = frozenset()
    is_left_out = False
    _advise: Callable[[str, set[str]], str] | None = None

    def translated(
        self,
        pairs: dict[str, tuple[int, int, Node]],
        spelt: dict[str, str],
        foreign: frozenset[str],
        advise: Callable[[str, set[str]], str],
        *,
        left_out: bool,
    ) -> "Fields":
        """Return these pairs as the fields of the same document.

        `spelt` is how the file calls fields that have another tool's name. `advise` returns what to do with an unknown field, given the
        known ones.
        """
        mapping = self._mapping._replace(pairs=pairs)
        fields = Fields(mapping, self._findings, self._zone, ignored=self._ignored, spelt=spelt)
        fields.foreign, fields.is_left_out, fields._advise = foreign, left_out, advise
        return fields

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

    def texts_with_notes(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return a list of texts, each with a note, which may be empty: an entry is `text` or `text: note`. A text counts once."""
        node = self._node(name)
        items = () if node is None else node.items if isinstance(node, Sequence) else [node]
        found: dict[str, str] = {}
        for item in items:
            if isinstance(item, Mapping):
                found |= {text: self._item(name, note) for text, (_, _, note) in item.pairs.items()}
            else:
                found.setdefault(self._item(name, item), "")
        return tuple((text, note) for text, note in found.items() if text)

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

    def is_list(self, name: str) -> bool:
        """Return whether the field is a list, also an empty one."""
        return name in self._pairs and isinstance(self._pairs[name][2], Sequence)

    def is_group(self, name: str) -> bool:
        """Return whether the field is a mapping."""
        return isinstance(self._node(name), Mapping)

    def is_empty(self, name: str) -> bool:
        """Return whether the field is there, but has no value."""
        return self._node(name) is None and name in self._pairs

    def finish(self) -> None:
        """Report each field that no reader asked for, with the known field of which it may be a slip of the pen."""
        asked = set(self._asked)
        for name in [name for name in self._pairs if name not in asked and name not in self._ignored]:
            hint = self._hint(name, asked)
            line, column, _ = self._pairs[name]
            where = Position(self._mapping.file, line, column)
            self._findings.error("unknown-key", where, f"`{name}` is not a field{self._of_group('of')}", hint)

    def _hint(self, name: str, known: set[str]) -> str:
        if self._advise is not None:
            return self._advise(name, known)
        near = near_field(name, known)
        return f"did you mean `{near}`?" if near else f"the fields are: {', '.join(sorted(known))}"


def near_field(name: str, known: Iterable[str]) -> str:
    """Return the field of which a name may be a slip of the pen; an empty text if there is none. A slip seldom has another first letter."""
    near = get_close_matches(name.lower(), [one for one in known if one[0] == name[:1].lower()], 1, NEAR)
    return near[0] if near else ""
