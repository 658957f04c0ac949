"""The nodes of a YAML or JSON text. Each has its position in characters: from `start` to before `end`."""

from typing import NamedTuple, TypeAlias


class Scalar(NamedTuple):
    """A single value. `style` is its quote or block sign: none, `'`, `"`, `|` or `>`. If `anchored`, aliases may repeat it."""

    start: int
    end: int
    value: str
    style: str
    anchored: bool = False

    @property
    def is_null(self) -> bool:
        """Whether YAML 1.2 (section 10.3.2) reads it as null."""
        return not self.style and self.value in _NULLS


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Sequence(NamedTuple):
    """A list; `flow` if it is written in brackets."""

    start: int
    end: int
    items: list["Node"]
    flow: bool
    anchored: bool = False


class Pair(NamedTuple):
    """A field: its name and its value."""

    key: Scalar
    value: "Node"

    @property
    def end(self) -> int:
        """The end of the value."""
        return max(self.key.end, self.value.end)


class Mapping(NamedTuple):
    """Fields in the order of the file; `flow` if they are written in braces."""

    start: int
    end: int
    pairs: list[Pair]
    flow: bool
    anchored: bool = False

    def find(self, name: str) -> Pair | None:
        """Return the field of that name; None if there is none."""
        return next((pair for pair in self.pairs if pair.key.value == name), None)


class Alias(NamedTuple):
    """An alias, which repeats an anchored value."""

    start: int
    end: int
    node: "Node"


Node = Scalar | Sequence | Mapping | Alias

# A value without its style: null, a text, a list, or fields in order.
Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"


def data_of(node: Node) -> Data:
    """Return the value of a node."""
    if isinstance(node, Alias):
        return data_of(node.node)
    if isinstance(node, Scalar):
        return None if node.is_null else node.value
    if isinstance(node, Sequence):
        return [data_of(item) for item in node.items]
    return {pair.key.value: data_of(pair.value) for pair in node.pairs}
