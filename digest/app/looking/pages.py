"""The pages of a look at a site, rendered when they are asked for, and answered as a host would."""

from collections.abc import Mapping
from threading import Lock
from typing import Any

from digest.adapters.serialization import fingerprint
from digest.app.looking.look import Look, media_type_of
from digest.app.publishing.pages import PageMaker
from digest.app.publishing.tasks import Texts
from digest.model.content.article import Article
from digest.model.diagnostic import Diagnostic
from digest.model.page import Page
from digest.model.url import path_of
from digest.planning.editing.edited import edited, nodes_of, replacements, with_edits
from digest.planning.site.nodes import article_address
from digest.serving.answers import HTML, Answer

# How many pages are kept after they were rendered.
_KEPT = 400
_NOT_FOUND = "404.html"
# Hosts read these files, and show them to nobody.
_HIDDEN = frozenset({"apache", "cloudflare", "headers", "netlify"})


class _NoSpill:
    """Items of feeds are not cached, so that nothing is spilled."""

    def put(self, raw: bytes) -> tuple[int, int]:
        raise NotImplementedError("the feeds of a site that is looked at are not cached")

    def get(self, position: tuple[int, int]) -> bytes:
        raise NotImplementedError("the feeds of a site that is looked at are not cached")


class Pages:
    """The pages of a look. Articles may be edited since it was planned: `edit` shows that in all pages."""

    def __init__(self, look: Look) -> None:
        """Start with nothing rendered."""
        planned = look.planned
        self.look = look
        self._lock = Lock()
        self._texts = Texts(look.job.folder, planned.content.body_locations, redaction=planned.redaction)
        self._maker = PageMaker(
            self._texts,
            planned.plan.site,
            planned.templates,
            planned.compiled,
            _NoSpill(),
            fragments=False,
            cached=False,
        )
        self._nodes = nodes_of(planned.plan.pages, planned.assembly)
        self._edits: dict[str, Article] = {}
        self._replaced: Mapping[int, Any] = {}
        self._moved: dict[str, Page] = {}  # pages of edited articles with another address, by the path of that
        self._kept: dict[str, bytes | Diagnostic] = {}

    def edit(self, before: Article, after: Article) -> bool:
        """Show an article as its file is now, after it was as `before`; return false if that needs a whole plan."""
        file = before.origin.file
        page = self._nodes.articles.get(file)
        if page is None:
            return False
        article = edited(self._edits.get(file, page.node.article), before, after, self._nodes)
        if article is None:
            return False
        old, new = path_of(page.node.address), path_of(article_address(article))
        if new != old and (new in self.look.pages or new in self._moved):
            return False
        with self._lock:
            self._edits[file] = article
            self._moved = {path: known for path, known in self._moved.items() if known is not self.look.pages[old]}
            if new != old:
                self._moved[new] = self.look.pages[old]
            self._texts.body_locations[article.body.key] = article.body_location
            self._replaced = replacements(self._edits, self._nodes)
            self._kept.clear()
        return True

    def find(self, path: str) -> Page | None:
        """Return the page whose file a web server would send for a path of the server."""
        return self._page(path_of(path.removeprefix(self.look.base))) if path.startswith(self.look.base) else None

    def _page(self, path: str) -> Page | None:
        """Return the page with a file at this path; None at one that an edited article has left."""
        moved = self._moved.get(path)
        if moved is not None:
            return moved._replace(address=path.removesuffix("index.html"))
        page = self.look.pages.get(path)
        return None if page is not None and any(page is left for left in self._moved.values()) else page

    def file(self, path: str) -> bytes | Diagnostic | None:
        """Return the bytes of a file of a preview, by its path there, or what is wrong with it; None if there is no such file."""
        page = self._page(path)
        if page is None:
            return None
        with self._lock:
            made = self._kept.pop(path, None)
            if made is None:
                made = self._maker.make(with_edits(page, self._replaced))
            self._kept[path] = made
            if len(self._kept) > _KEPT:
                self._kept.pop(next(iter(self._kept)))
        return made

    def answer(self, path: str) -> Answer | Diagnostic:
        """Return what a host would answer at a path of the server."""
        look = self.look
        if not path.startswith(look.base):
            leads = path in ("/", look.base.rstrip("/"))
            return Answer(302, HTML, location=look.base) if leads else self._not_found()
        address = path.removeprefix(look.base)
        page = self._page(path_of(address))
        old = page.address if page is not None else address
        if old in look.planned.plan.redirects:
            return self._old(page, look.planned.plan.redirects[old])
        if page is not None and page.renderer not in _HIDDEN:
            return self._shown(page, 200)
        left = next((new for new, page in self._moved.items() if page.address == address), None)
        if left is not None:
            return Answer(302, HTML, location=f"{look.base}{left.removesuffix('index.html')}")
        if address and self._page(f"{address}/index.html") is not None:
            return Answer(301, HTML, location=f"{path}/")
        return self._not_found()

    def _old(self, page: Page | None, target: str | None) -> Answer | Diagnostic:
        """Answer at an address that a page had once: with what replaces it, or that it is gone, with the notice."""
        if target is not None:
            return Answer(301, HTML, location=f"{self.look.base}{target}")
        return Answer(410, HTML, tag="gone") if page is None else self._shown(page, 410)

    def _not_found(self) -> Answer | Diagnostic:
        page = self.look.pages.get(_NOT_FOUND)
        return Answer(404, HTML) if page is None else self._shown(page, 404)

    def _shown(self, page: Page, status: int) -> Answer | Diagnostic:
        made = self.file(path_of(page.address))
        if not isinstance(made, bytes):
            return made or Answer(404, HTML)
        media_type = media_type_of(path_of(page.address), page)
        tag = fingerprint(made, self.look.assets.encode()) if media_type == HTML else ""
        return Answer(status, media_type, made, tag=tag)
