"""The view of the files with redirect rules and headers for a host."""

from dataclasses import dataclass
from typing import NamedTuple

from digest.model.views.common import View


class Rule(NamedTuple):
    """The response at an old address of the site: a redirect to `target`, or, if that is None, 410 Gone."""

    address: str
    target: str | None


@dataclass(frozen=True, slots=True)
class RulesView(View):
    """All rules for a host, and the headers of every response, by name.

    The site's root is at `base_path` of the host, which begins and ends with `/`. `lasting` begins the addresses of files that never
    change, since their names are made of their content; empty if there are none.
    """

    base_path: str
    rules: tuple[Rule, ...]
    headers: tuple[tuple[str, str], ...] = ()
    lasting: str = ""
