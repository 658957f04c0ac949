"""The theme of a site: its templates, and the filters that they may use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from markupsafe import Markup, escape

from digest.adapters.localization import word_count, word_decimal, word_span, word_zone
from digest.model.content.article import Body, Place
from digest.model.diagnostic import Diagnostic
from digest.model.moment import Moment, Span
from digest.model.page import Page
from digest.model.site import Compiled, Template
from digest.model.text.words import Words, plural_rule
from digest.model.url import base_path, mail_url, quote_address, root_from
from digest.model.views.archive import Year
from digest.model.views.chart import Count, MapPoint
from digest.model.views.common import FeedLink, ImageSize, ImageView, PageMeta, SiteView, View
from digest.model.views.files import PREVIEW_STYLE
from digest.model.views.mail import MailView
from digest.model.views.service_pages import NotFoundView, RedirectView
from digest.rendering.graphics.charts import Bars, HalfYear, draw_bars, draw_calendar
from digest.rendering.graphics.maps import MOST_LINKED, DrawnMap, Maps
from digest.rendering.html.dates import NEWEST, Dates
from digest.rendering.html.errors import TemplateFailedError, explain, explain_syntax
from digest.rendering.html.jinja_env import Engine, TemplateSyntaxError, compile_source
from digest.rendering.html.json_ld import json_ld
from digest.rendering.html.preview import mark_preview
from digest.rendering.html.translate import Translator
from digest.rendering.markup.body import Prose, brief_words
from digest.rendering.markup.image_sizes import with_copies, with_sizes
from digest.rendering.markup.sanitize import classed, resolve, trusted

# How many feeds of the site each page names: that of developments, which is the one to recommend, and that of updates.
_RECOMMENDED = 2


@dataclass(frozen=True, slots=True)
class Alternate:
    """A feed that a page's head names: its media type, a title that is unique on the page, and its address."""

    type: str
    title: str
    address: str


def name_feeds(own: tuple[FeedLink, ...], shared: tuple[FeedLink, ...]) -> tuple[Alternate, ...]:
    """Return each feed once, as RSS and with a unique title: the page's own feeds, then the first two of the site.

    All feeds in all formats would be an eighth of a page; the page of all feeds has them.
    """
    feeds: dict[str, FeedLink] = {}
    for feed in (*own, *shared[:_RECOMMENDED]):
        feeds.setdefault(feed.address, feed)
    titles = [feed.title for feed in feeds.values()]
    return tuple(Alternate(feed.addresses[0].type, _title(feed, titles), feed.address) for feed in feeds.values())


def _title(feed: FeedLink, titles: list[str]) -> str:
    return feed.title if titles.count(feed.title) == 1 else f"{feed.title}, {feed.page}"


class Theme:
    """All templates of the site. It renders one page at a time.

    Filters need the path from the current page to the site's root. It is kept here and not in the template's context, so
    that macros can be imported without context, and the engine loads each of their modules only once.
    """

    def __init__(
        self,
        templates: Iterable[Template],
        compiled: dict[str, Compiled],
        site: SiteView,
        prose: Prose,
        maps: Maps,
        *,
        fragments: bool = True,
    ) -> None:
        """Prepare the engine. `compiled` are the compiled templates, by the hash of their source; for `fragments` see `Engine`."""
        self._site = site
        self._prose = prose
        self._maps = maps
        self._root = ""
        self._about = site.words.say("about {date}")
        self._dates = Dates(site.language, self._about)
        self._plural = plural_rule(site.words.plural)
        known = tuple(templates)
        self._files = {template.file for template in known}
        self._name_feeds = lru_cache(maxsize=1024)(partial(name_feeds, shared=site.feeds))
        filters = {name: getattr(self, method.__name__) for name, method in _FILTERS.items()}
        self._engine = Engine(known, compiled, filters, {"site": site, "newest": NEWEST}, fragments=fragments)

    def render(self, page: Page, view: View) -> str:
        """Return a page's view, rendered with the template of its recipe. Raise `TemplateFailedError`."""
        try:
            self._root = self._root_of(page, view)
            html = self._dates.complete(self._engine.render(page.renderer, self._root, page=view) + "\n")
        except Exception as problem:
            diagnostic = explain(problem, page.address, view, self._files)
            if diagnostic is None:
                raise
            raise TemplateFailedError(diagnostic) from problem
        # The policy of a redirect allows no style sheet, and nobody sees the page.
        style = "" if isinstance(view, RedirectView) else _link(self._root, PREVIEW_STYLE)
        return mark_preview(html, page.preview, self._site, style) if page.preview else html

    def _root_of(self, page: Page, view: View) -> str:
        """Return the relative path to the site's root.

        The page for error 404 is shown at any depth, so it has the path on the host; an e-mail is shown elsewhere, so it has the URL.
        """
        if isinstance(view, MailView):
            return self._site.base_url
        return base_path(self._site.base_url) if isinstance(view, NotFoundView) else root_from(page.address)

    def _absolute(self, address: str) -> Markup:
        return _link(self._site.base_url, address)

    def _alternates(self, head: PageMeta) -> tuple[Alternate, ...]:
        return self._name_feeds(head.feeds)

    def _bars(self, tallies: tuple[Count, ...]) -> Bars | None:
        return draw_bars(tallies)

    def _brief(self, text: str) -> str:
        return brief_words(text)

    def _calendar(self, year: Year) -> tuple[HalfYear, ...]:
        return draw_calendar(year, self._site.language)

    def _count(self, number: int) -> str:
        return word_count(number, self._site.language)

    def _decimal(self, number: float) -> str:
        return word_decimal(number, self._site.language)

    def _locator(self, place: Place | None) -> DrawnMap | None:
        return self._maps.locate(place)

    def _overview(self, points: tuple[MapPoint, ...], linked: int = MOST_LINKED) -> DrawnMap | None:
        return self._maps.survey(points, linked)

    def _spoken(self, span: Span) -> str:
        return word_span(span, self._site.language, self._about)

    def _plural_form(self, number: int) -> int:
        return self._plural(number)

    def _when(self, when: Moment | Span, after: object = None) -> Markup:
        return self._dates.when(when, after)

    def _day(self, when: Moment | Span, after: object = None, *, short: bool = False) -> Markup:
        return self._dates.day(when, after, short=short)

    def _clock(self, when: Moment | Span) -> Markup:
        return self._dates.clock(when)

    def _zone(self, name: str) -> str:
        return word_zone(name, self._site.language)

    def _json_ld(self, view: View) -> Markup:
        data = json_ld(view, self._site)
        return trusted(f'<script type="application/ld+json">{data}</script>' if data else "")

    def _link(self, address: str) -> Markup:
        return _link(self._root, address)

    def _whole(self, body: Body, sizes: tuple[ImageSize, ...] = (), picture: ImageView | None = None) -> Markup:
        """Return a text with the `sizes` of its pictures. `picture` is the one that the page shows above it."""
        html = self._resolved(with_sizes(self._prose.html(body), sizes))
        return trusted(classed(with_copies(html, self._as_linked(sizes), self._root, first=picture is None)))

    def _as_linked(self, sizes: tuple[ImageSize, ...]) -> list[ImageSize]:
        """Return sizes by the addresses of the files, where a text spells them otherwise."""
        respelled = dict(self._site.respelled) if sizes and self._site.respelled else {}
        return [replace(size, src=respelled.get(size.src, size.src)) for size in sizes]

    def _resolved(self, html: str) -> str:
        return resolve(html, self._root, respelled=self._site.respelled)

    def _mailto(self, address: str) -> str:
        return mail_url(address)

    def _markdown(self, text: str) -> Markup:
        return trusted(self._resolved(self._prose.short(text)))

    def _inline(self, text: str) -> Markup:
        return trusted(self._resolved(self._prose.line(text)))


_FILTERS: dict[str, Callable[..., object]] = {
    "absolute": Theme._absolute,  # noqa: SLF001 - the class's own methods, by the names that templates call them
    "alternates": Theme._alternates,  # noqa: SLF001
    "bars": Theme._bars,  # noqa: SLF001
    "brief": Theme._brief,  # noqa: SLF001
    "calendar": Theme._calendar,  # noqa: SLF001
    "clock": Theme._clock,  # noqa: SLF001
    "count": Theme._count,  # noqa: SLF001
    "day": Theme._day,  # noqa: SLF001
    "decimal": Theme._decimal,  # noqa: SLF001
    "inline": Theme._inline,  # noqa: SLF001
    "json_ld": Theme._json_ld,  # noqa: SLF001
    "link": Theme._link,  # noqa: SLF001
    "locator": Theme._locator,  # noqa: SLF001
    "mailto": Theme._mailto,  # noqa: SLF001
    "markdown": Theme._markdown,  # noqa: SLF001
    "overview": Theme._overview,  # noqa: SLF001
    "plural_form": Theme._plural_form,  # noqa: SLF001
    "prose": Theme._whole,  # noqa: SLF001
    "spoken": Theme._spoken,  # noqa: SLF001
    "when": Theme._when,  # noqa: SLF001
    "zone": Theme._zone,  # noqa: SLF001
}
# The filters that return markup, which is not escaped again.
_MARKUP = frozenset(name for name, method in _FILTERS.items() if method.__annotations__["return"] is Markup)


@lru_cache(maxsize=16_384)
def _link(root: str, address: str) -> Markup:
    """Return the link to an address, from the site's root or its full URL."""
    return escape(root + quote_address(address))


@lru_cache(maxsize=256)
def compile_template(template: Template, words: Words, *, own_code: bool = True) -> Compiled | Diagnostic:
    """Return a compiled template for a `Theme`. Of the site, it depends only on the language. For `own_code` see `jinja_env`."""
    translator = Translator(words)
    try:
        compiled = compile_source(template, _FILTERS, _MARKUP, translator.translate, own_code=own_code)
        return replace(compiled, unknown=tuple(translator.missing))
    except TemplateSyntaxError as problem:
        return explain_syntax(problem)
