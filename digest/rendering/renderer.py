"""Render a page to bytes, by its recipe."""

from collections.abc import Callable, Iterable, Iterator

from digest.model.diagnostic import Diagnostic
from digest.model.feed_formats import FeedFormat
from digest.model.page import Page
from digest.model.site import Compiled, Template
from digest.model.views.common import SiteView
from digest.model.views.data import ArticlesView, IncidentsView, LookupView, SchemaView
from digest.model.views.feed import FeedView
from digest.model.views.files import OpmlView, PreviewStyleView, RobotsView, SitemapView, SocialImageView
from digest.model.views.host import RulesView
from digest.rendering.data.data import NO_ROWS, KnownRows, render_data
from digest.rendering.feeds.content import FeedContent, RenderFeed
from digest.rendering.feeds.json_feed import json_renderer
from digest.rendering.feeds.rss_atom import atom_renderer, rss_renderer
from digest.rendering.graphics.maps import Maps
from digest.rendering.host_rules import render_rules
from digest.rendering.html.errors import TemplateFailedError
from digest.rendering.html.preview import preview_style
from digest.rendering.html.theme import Theme
from digest.rendering.lru import Spill
from digest.rendering.markup.body import Prose
from digest.rendering.sitemaps import render_opml, render_robots, render_sitemap

# The renderer of each feed format, made from what all of them share.
FEED_RENDERERS: dict[str, Callable[[FeedContent], RenderFeed]] = {
    FeedFormat.RSS: rss_renderer,
    FeedFormat.ATOM: atom_renderer,
    FeedFormat.JSON: json_renderer,
}


class Renderer:
    """Renders the pages of one site. `compiled` are its compiled templates; `prose` converts the texts."""

    def __init__(
        self,
        site: SiteView,
        templates: Iterable[Template],
        compiled: dict[str, Compiled],
        prose: Prose,
        spill: Spill,
        coastlines: Callable[[], bytes],
        fonts: Callable[[], tuple[bytes, bytes]],
        *,
        fragments: bool = True,
        cached: bool = True,
    ) -> None:
        """Prepare what all pages share. `coastlines` reads those for maps, `fonts` the two fonts of the social image.

        `spill` stores feed items that do not fit into memory. Without `fragments`, the output of macros is not cached; without
        `cached`, items are made again for every feed that contains them. Both switches are for tests.
        """
        self._site = site
        self._feed_content = FeedContent(site, prose, spill, cached=cached)
        self._feed_renderers: dict[str, RenderFeed] = {}  # each is made for the first feed in its format
        self._fonts = fonts
        self._theme = Theme(templates, compiled, site, prose, Maps(coastlines), fragments=fragments)

    def render(self, page: Page, rows: KnownRows = NO_ROWS) -> bytes | Iterator[bytes] | Diagnostic:
        """Return the bytes of a page, or the error in its template. Raise `TooNestedError` for a text that cannot be converted.

        A data file comes in parts, each made when it is asked for, so that it need not fit into memory. `rows` returns the rows
        of the old data file. A social image with words that cannot be drawn is empty.
        """
        try:
            return self._render(page, rows)
        except TemplateFailedError as problem:
            return problem.diagnostic

    def _render_feed(self, page: Page, feed: FeedView) -> bytes:
        if page.renderer not in self._feed_renderers:
            self._feed_renderers[page.renderer] = FEED_RENDERERS[page.renderer](self._feed_content)
        return self._feed_renderers[page.renderer](feed, page.address)

    def _render_for_machines(self, page: Page, view: OpmlView | RobotsView | RulesView | SitemapView) -> bytes:
        match view:
            case OpmlView():
                return render_opml(view, self._site)
            case RobotsView():
                return render_robots(view, self._site)
            case RulesView():
                return render_rules(view, page.renderer)
            case SitemapView():
                return render_sitemap(view, self._site)

    def _draw(self, view: SocialImageView) -> bytes:
        # Imported here: it loads a library that hardly any build needs.
        from digest.rendering.graphics.social_image import draw_social_image

        return draw_social_image(view, *self._fonts())

    def _render(self, page: Page, rows: KnownRows) -> bytes | Iterator[bytes]:
        view = page.view
        match view:
            case FeedView():
                return self._render_feed(page, view)
            case OpmlView() | RobotsView() | RulesView() | SitemapView():
                return self._render_for_machines(page, view)
            case SocialImageView():
                return self._draw(view)
            case PreviewStyleView():
                return preview_style(view)
            case ArticlesView() | IncidentsView() | LookupView() | SchemaView():
                return render_data(view, page.renderer, self._site, rows)
            case _:
                return self._theme.render(page, view).encode()
