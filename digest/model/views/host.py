"""The view of the files by which a host sends readers on from addresses that once were, and sends headers."""

from dataclasses import dataclass
from typing import NamedTuple


class Rule(NamedTuple):
    """What a host answers at an address of the site: another one to go to, or, None, that nothing is there any more."""

    address: str
    target: str | None


@dataclass(frozen=True, slots=True)
class RulesView:
    """All rules for a host, and the headers of every answer, by name.

    The site's root stands at `base_path` of the host, which begins and ends with `/`.
    """

    base_path: str
    rules: tuple[Rule, ...]
    headers: tuple[tuple[str, str], ...] = ()
