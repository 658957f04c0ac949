"""What the ledger of a site says is published, and what was only built."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LedgerState:
    """How many things the ledger has, and the addresses of those that were only built here.

    `doubt` is why nobody can say what was only built, so that everything counts as published; empty if git says it.
    """

    entries: int
    built: tuple[str, ...] = ()
    doubt: str = ""
