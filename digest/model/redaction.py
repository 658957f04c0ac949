"""Redaction rules, as in an editor's private file.

The `repr` of a rule, as in a log or a traceback, contains its number and never the name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from digest.model.moment import Moment

# `name`: it is replaced. `noindex`: search engines are asked to leave out pages with it. `piece`: the whole article is withdrawn.
Level = Literal["name", "noindex", "piece"]

# Replaces the name in the notice of a withdrawn piece if its rule has no words for that. It is the same in all languages.
WITHHELD = "…"


@dataclass(frozen=True, slots=True, repr=False)
class Scope:
    """An article, an incident, or, for a namesake, a phrase near the name: exactly one of the three is not empty."""

    article: str = ""
    incident: str = ""
    near: str = ""

    def __repr__(self) -> str:
        """Return only the kind: an id or a phrase may contain the name."""
        return f"Scope({'article' if self.article else 'incident' if self.incident else 'near'})"


@dataclass(frozen=True, slots=True, repr=False)
class Rule:
    """One name to redact. `number` is the position of the rule in the file, from 1; messages and reports use it instead of the name.

    `since` is when the rule takes effect; None if it always applies. An occurrence within `exceptions` is a namesake's and
    stays; if `only` is not empty, the rule applies only there.
    """

    number: int
    name: str
    aliases: tuple[str, ...] = ()
    instead: str = ""
    level: Level = "name"
    reason: str = ""
    since: Moment | None = None
    exceptions: tuple[Scope, ...] = ()
    only: tuple[Scope, ...] = ()

    def __repr__(self) -> str:
        """Return the number, never the name."""
        return f"Rule({self.number}, {self.level})"

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    @property
    def replaces(self) -> bool:
        """Whether the name must not be in any output file."""
        return self.level != "noindex"

    def holds(self, now: datetime) -> bool:
        """Return whether the rule is in force at `now`."""
        return self.since is None or self.since.at <= now


def next_beginning(rules: Iterable[Rule], now: datetime) -> datetime:
    """Return when the next rule takes effect; the latest possible moment if none does."""
    moments = [rule.since.at for rule in rules if rule.since is not None and rule.since.at > now]
    return min(moments, default=datetime.max.replace(tzinfo=UTC))
