"""The result of a build."""

from dataclasses import dataclass
from typing import Literal

from digest.model.diagnostic import Diagnostic
from digest.model.reports.feeds_diff import Forecast


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a build. `pages` are HTML pages, `files` all outputs.

    `excerpts` and `links` are articles that are shown as such because of `rights.text`.
    """

    articles: int
    incidents: int
    drafts: int
    embargoed: int
    excerpts: int
    links: int
    pages: int
    feeds: int
    files: int
    written: int
    removed: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that is not in the site: its file, and why.

    `moment` is in ISO 8601: from when an embargoed article is published, since when an expired one is not; empty for a draft.
    """

    file: str
    reason: Literal["draft", "embargoed", "expired"]
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a build.

    `counts` is None if nothing was published. Then the site is unchanged, unless the result `is_partial`: the disk failed while
    publishing, and some files are new, some old, all of them whole. `forecast` is None if the build ended before it.
    `left_out` are sorted by file. `let_go` are addresses that were only built here and are not in the site any more; `taken_back` is how
    many entries the ledger had lost that git knows.
    """

    diagnostics: tuple[Diagnostic, ...]
    counts: Counts | None
    is_partial: bool = False
    forecast: Forecast | None = None
    left_out: tuple[LeftOut, ...] = ()
    let_go: tuple[str, ...] = ()
    taken_back: int = 0
