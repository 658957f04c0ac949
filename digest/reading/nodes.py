"""The nodes of a YAML document, each with its place in the file."""

from dataclasses import dataclass, field

from digest.model.diagnostic import Position


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it is written; `plain` means without quotes."""

    position: Position
    value: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether YAML 1.2 reads it as no value at all."""
        return self.plain and self.value in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    position: Position
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and their values, in the order in which they are written."""

    position: Position
    pairs: dict[str, tuple[Position, "Node"]] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping
