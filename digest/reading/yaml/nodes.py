"""The nodes of a YAML document, each with its line and column in the file. They are tuples, since each file has dozens of them."""

from typing import NamedTuple


class Scalar(NamedTuple):
    """A single value as it is written; `plain` if it has no quotes.

    `cut` is what follows it on its line from a `#` on that a comment would not begin with: `#1 story` of `Top #1 story`.
    """

    line: int
    column: int
    value: str
    plain: bool
    cut: str = ""

    @property
    def is_null(self) -> bool:
        """Whether the value is null in YAML 1.2 (section 10.3.2)."""
        return self.plain and self.value in _NULLS


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Sequence(NamedTuple):
    """A list."""

    line: int
    column: int
    items: list["Node"]


class Mapping(NamedTuple):
    """Keys, each with its line and column, and their values, in the order of `file`."""

    file: str
    line: int
    column: int
    pairs: dict[str, tuple[int, int, "Node"]]


Node = Scalar | Sequence | Mapping
