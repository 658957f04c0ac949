"""The nodes of a YAML or JSON text, each with the characters that it consists of: from `start` to before `end`."""

from typing import NamedTuple, TypeAlias


class Scalar(NamedTuple):
    """A single value. `style` is what it is written in: nothing, `'`, `"`, `|` or `>`; `anchored` ones may be meant elsewhere as well."""

    start: int
    end: int
    value: str
    style: str
    anchored: bool = False

    @property
    def is_null(self) -> bool:
        """Whether YAML 1.2 (section 10.3.2) reads it as no value at all."""
        return not self.style and self.value in _NULLS


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Sequence(NamedTuple):
    """A list; `flow` if it stands in brackets."""

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
        """Where it ends."""
        return max(self.key.end, self.value.end)


class Mapping(NamedTuple):
    """Fields in the order in which they are written; `flow` if they stand in braces."""

    start: int
    end: int
    pairs: list[Pair]
    flow: bool
    anchored: bool = False

    def find(self, name: str) -> Pair | None:
        """Return the field of that name, if there is one."""
        return next((pair for pair in self.pairs if pair.key.value == name), None)


class Alias(NamedTuple):
    """A place that repeats what is written elsewhere."""

    start: int
    end: int
    node: "Node"


Node = Scalar | Sequence | Mapping | Alias

# What a text says, whichever way it is written: null, a text, a list or a group of fields in their order.
Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"


def data_of(node: Node) -> Data:
    """Return what a node says."""
    if isinstance(node, Alias):
        return data_of(node.node)
    if isinstance(node, Scalar):
        return None if node.is_null else node.value
    if isinstance(node, Sequence):
        return [data_of(item) for item in node.items]
    return {pair.key.value: data_of(pair.value) for pair in node.pairs}
