"""What `digest forget` tells: what the private rules take out, what was looked through, and what is to be done elsewhere."""

from dataclasses import dataclass

from digest.model.redaction import Level


@dataclass(frozen=True, slots=True)
class RuleCount:
    """A rule by its number, and in how many articles, incidents and pages a name of it was written. `begins` is empty once it has begun."""

    number: int
    level: Level
    reason: str
    begins: str
    things: int


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name that stands in a file, by the number of its rule, and how it is written there."""

    path: str
    rule: int
    encoding: str


@dataclass(frozen=True, slots=True)
class Proof:
    """How many files and bytes were looked through, and the names that were found."""

    files: int
    size: int
    found: tuple[FoundName, ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """All of it. `urls` are those of pages that showed a name before the rules, by which they can be reported to search engines."""

    rules: tuple[RuleCount, ...]
    urls: tuple[str, ...]
    proof: Proof | None
