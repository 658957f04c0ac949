"""What is known of a site at one moment: its plan, and what can be said of each of its pages."""

import mimetypes
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import cast

from digest.adapters.serialization import fingerprint_of
from digest.app.context import Job
from digest.app.publishing.publish import Planned
from digest.app.subscribers.diff import what_is_published
from digest.model.config import Config
from digest.model.content.article import Article
from digest.model.diagnostic import Diagnostic
from digest.model.ledger import Entry
from digest.model.page import Page
from digest.model.reports.feeds_diff import ThingKind
from digest.model.url import base_path, path_of
from digest.model.views.files import CopyView
from digest.planning.content.visibility import VisibilityContext, appears, next_change, visibility_of
from digest.planning.pages.article import ArticlePage
from digest.planning.pages.incident.page import IncidentPage

# Media types as docs/deploy.md says that hosts should send them; as `application/rss+xml`, browsers show a feed without its style sheet.
_TYPES = {
    ".atom": "application/xml",
    ".avif": "image/avif",
    ".csv": "text/csv",
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".opml": "text/x-opml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_OTHERS = mimetypes.MimeTypes()  # the table of the library, without those of the machine
_TEXTS = (
    "text/",
    "application/xml",
    "application/json",
    "application/feed+json",
    "application/manifest+json",
    "image/svg",
)


@dataclass(frozen=True)
class Look:
    """A site as it was planned. `diagnostics` are the warnings."""

    job: Job
    config: Config
    planned: Planned
    diagnostics: tuple[Diagnostic, ...]

    @cached_property
    def until(self) -> datetime:
        """When the site changes next by itself: something appears or ends, or a private rule does."""
        until = next_change(self.planned.content.articles, self.job.options.visibility.now)
        redaction = self.planned.redaction
        return until if redaction is None else min(until, redaction.until)

    @cached_property
    def own(self) -> dict[str, bytes]:
        """The HTML of the server's own pages that were made of this plan, by their paths: open pages are asked for again and again."""
        return {}

    @cached_property
    def pages(self) -> dict[str, Page]:
        """All pages by the paths of their files."""
        return {path_of(page.address): page for page in self.planned.plan.pages}

    @cached_property
    def base(self) -> str:
        """The path of the site on the server: `/`, or `/news/`."""
        return base_path(self.config.base_url)

    @cached_property
    def assets(self) -> str:
        """A fingerprint of all files that pages may load: style sheets, scripts, pictures."""
        copies = [(page.address, page.view) for page in self.planned.plan.pages if page.renderer == "copy"]
        return fingerprint_of(
            [(address, cast("CopyView", view).key, cast("CopyView", view).added) for address, view in copies]
        )

    def warnings_of(self, page: Page) -> tuple[Diagnostic, ...]:
        """Return the warnings about the file that a page is made from; all of the site's for a page that is made from many files."""
        file = file_of(page)
        if not file:
            return self.diagnostics
        stem = file.rpartition(".")[0]
        return tuple(one for one in self.diagnostics if one.position.file.rpartition(".")[0] == stem)

    def news_of(self, page: Page) -> tuple[str, ...]:
        """Return lines on what subscribers will see of a page: what is not published yet, by the record of the last publication."""
        match page.spec:
            case ArticlePage(node=node):
                hidden = self._when_published(node.article)
                return (hidden,) if hidden else _counted(self._new.get(page.address, []))
            case IncidentPage(node=incident):
                shown = [report for report in incident.reports if not self._when_published(report.article)]
                new = [kind for report in shown for kind in self._new.get(report.address, [])]
                return _counted([*new, *self._new.get(page.address, [])])
            case _:
                return ()

    def _when_published(self, article: Article) -> str:
        """Return why subscribers see nothing of an article if it were published now; empty if they would."""
        match visibility_of(article, VisibilityContext(self.job.options.visibility.now)):
            case "draft":
                return "A draft: subscribers see nothing of it."
            case "embargoed":
                return f"Subscribers see it from {appears(article).iso} on."
            case _:
                return ""

    @cached_property
    def _new(self) -> dict[str, list[ThingKind]]:
        """The kinds of all things that subscribers do not have, by the address of their page."""
        plan = self.planned.plan
        visibility = VisibilityContext(self.job.options.visibility.now)
        public = Job(self.job.folder, replace(self.job.options, visibility=visibility), self.job.progress)
        before = what_is_published(public, self.planned.content.ledger)
        if before is None:
            return {}
        found: dict[str, list[ThingKind]] = defaultdict(list)
        for entry in plan.ledger.entries:
            thing = plan.things.get(entry.guid)
            if thing is not None and entry.guid not in before.known and _is_announced(entry):
                found[entry.addresses[-1].partition("#")[0]].append(thing.kind)
        return found


def _is_announced(entry: Entry) -> bool:
    return bool(entry.under or not entry.day)


_KINDS: dict[ThingKind, tuple[str, str]] = {
    "report": ("a report", "reports"),
    "update": ("an update", "updates"),
    "correction": ("a correction", "corrections"),
    "status": ("a status", "statuses"),
}


def _counted(kinds: list[ThingKind]) -> tuple[str, ...]:
    """Return what is new in words: `New to subscribers: a report, 2 updates`."""
    counts = [(kinds.count(kind), words) for kind, words in _KINDS.items() if kind in kinds]
    said = ", ".join(one if count == 1 else f"{count} {several}" for count, (one, several) in counts)
    return (f"New to subscribers: {said}",) if said else ("Nothing of it is new to subscribers.",)


def file_of(page: Page) -> str:
    """Return the file in `content/` that a page is made from; empty for pages that are made from many."""
    return page.origin.file if page.origin.file.startswith("content/") and page.renderer != "redirect.html" else ""


def media_type_of(path: str, page: Page | None = None) -> str:
    """Return the media type of a file, as a host sends it; for texts, with their encoding."""
    ending = f".{path.rpartition('.')[2].lower()}" if "." in path.rpartition("/")[2] else ""
    found = _TYPES.get(ending) or _OTHERS.types_map[True].get(ending, "application/octet-stream")
    if page is not None and page.is_feed and ending == ".json":
        found = "application/feed+json"
    return f"{found}; charset=utf-8" if found.startswith(_TEXTS) else found


# Returns the HTML of a page of the server's own.
OwnPage = Callable[[Look], bytes]
