"""The result of `digest forget`: what the private rules redact, what was searched, and which URLs to report elsewhere."""

from dataclasses import dataclass

from digest.model.redaction import Level


@dataclass(frozen=True, slots=True)
class RuleCount:
    """A rule by its number. `things` is the number of articles, incidents and pages with its name; `begins` is empty once it has begun."""

    number: int
    level: Level
    reason: str
    begins: str
    things: int


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in a file, by the number of its rule, and its encoding there."""

    path: str
    rule: int
    encoding: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The numbers of files and bytes that were searched, and the names that were found."""

    files: int
    size: int
    found: tuple[FoundName, ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The whole report. `urls` are those of pages that showed a name before the rules, so that they can be reported to search engines."""

    rules: tuple[RuleCount, ...]
    urls: tuple[str, ...]
    proof: Proof | None
