"""The nodes of a YAML document, each with its place in the file: tuples, since every file makes dozens of them."""

from typing import NamedTuple


class Scalar(NamedTuple):
    """A single value as it is written; `plain` means without quotes."""

    line: int
    column: int
    value: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether YAML 1.2 reads it as no value at all."""
        return self.plain and self.value in _NULLS


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Sequence(NamedTuple):
    """A list."""

    line: int
    column: int
    items: list["Node"]


class Mapping(NamedTuple):
    """Keys, each with its own line and column, and their values, in the order in which they are written in `file`."""

    file: str
    line: int
    column: int
    pairs: dict[str, tuple[int, int, "Node"]]


Node = Scalar | Sequence | Mapping
