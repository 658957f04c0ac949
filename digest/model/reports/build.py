"""How a build ended, and what it made."""

from dataclasses import dataclass

from digest.model.diagnostic import Diagnostic
from digest.model.reports.feeds_diff import Forecast


@dataclass(frozen=True, slots=True)
class Counts:
    """What a build made. `pages` are HTML pages, `files` all outputs."""

    articles: int
    incidents: int
    drafts: int
    embargoed: int
    pages: int
    feeds: int
    files: int
    written: int
    removed: int


@dataclass(frozen=True, slots=True)
class Result:
    """How a build ended.

    `counts` is None if nothing was published, and the site is what it was before, unless it is `is_partial`: the disk failed in the midst
    of publishing, and some files are new, some old, all of them whole. `forecast` is None if it did not come to that.
    """

    diagnostics: tuple[Diagnostic, ...]
    counts: Counts | None
    is_partial: bool = False
    forecast: Forecast | None = None
