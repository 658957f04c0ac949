"""Rules about what must be forgotten, as an editor's private file gives them.

A rule never shows the name: what prints it, in a log or a traceback, gets its number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from digest.model.moment import Moment

# `name`: replaced. `noindex`: pages that show it are asked to be left out of search. `piece`: the whole article is withdrawn.
Level = Literal["name", "noindex", "piece"]

# What stands for the name on the notice of a withdrawn piece whose rule gives no words of its own: it belongs to no language.
WITHHELD = "…"


@dataclass(frozen=True, slots=True, repr=False)
class Scope:
    """An article, an incident, or, for a namesake, a phrase that stands near: exactly one of the three is not empty."""

    article: str = ""
    incident: str = ""
    near: str = ""

    def __repr__(self) -> str:
        """Return the kind alone: an id or a phrase may hold the name."""
        return f"Scope({'article' if self.article else 'incident' if self.incident else 'near'})"


@dataclass(frozen=True, slots=True, repr=False)
class Rule:
    """One name to forget. `number` counts the rules of the file from 1 and is what messages and reports say of it.

    `since` is when the rule begins by itself; None if it always held. An occurrence within `exceptions` is a namesake's and
    stays; where `only` is not empty, the rule holds there alone.
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
        """Whether the name must not be in any output."""
        return self.level != "noindex"

    def holds(self, now: datetime) -> bool:
        """Return whether the rule has begun."""
        return self.since is None or self.since.at <= now


def next_beginning(rules: Iterable[Rule], now: datetime) -> datetime:
    """Return when the next rule begins by itself; if none does, the end of all time."""
    moments = [rule.since.at for rule in rules if rule.since is not None and rule.since.at > now]
    return min(moments, default=datetime.max.replace(tzinfo=UTC))
