"""What `digest check` found: diagnostics, what editors accept of them, and how much was looked at."""

from dataclasses import dataclass
from typing import NamedTuple

from digest.model.diagnostic import Accepted, Diagnostic, Position


class AcceptedFinding(NamedTuple):
    """A warning that an editor accepts, with the reason and the place where that is written."""

    diagnostic: Diagnostic
    reason: str
    place: Position


class SortedOut(NamedTuple):
    """Diagnostics by what editors accept: `left` to be mended, `accepted`, and the acceptances that met nothing, each with its place."""

    left: tuple[Diagnostic, ...]
    accepted: tuple[AcceptedFinding, ...] = ()
    idle: tuple[tuple[Accepted, Position], ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check. `articles`, `incidents` and `pages` say how many were looked at.

    It is not `whole` if errors had to be mended first: then only what a build says was found.
    """

    found: SortedOut
    articles: int = 0
    incidents: int = 0
    pages: int = 0
    whole: bool = False
