"""Addresses that once were: each sends its readers on, or says what became of what stood there."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from digest.model.config import Config
from digest.model.diagnostic import Diagnostic, Position
from digest.model.feed_formats import FeedFormat
from digest.model.ledger import Entry, Ledger, is_pseudonym
from digest.model.page import Page, PublishPhase, ReadyPage
from digest.model.site import ContentItem
from digest.model.views.article import WithdrawnView
from digest.model.views.common import Link, PageMeta
from digest.model.views.service_pages import RedirectView, SignpostView
from digest.planning.feeds.feeds import plan_ended_feed
from digest.planning.feeds.tombstones import Tombstones
from digest.planning.ledger.gone import Gone, Missing, Split, gone_but_there, report_missing, resolve_gone
from digest.planning.ledger.ledger import LEDGER_FILE
from digest.planning.pages.article import WITHDRAWN
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import article_address
from digest.planning.site.sections import HOME, INCIDENTS, SITE_ORIGIN, crumbs_to

_LEDGER = Position(LEDGER_FILE)


class Moves(NamedTuple):
    """What stands at addresses that once were. `targets` say where they lead: to another address, or, None, nowhere any more."""

    pages: list[Page]
    targets: Mapping[str, str | None]
    diagnostics: tuple[Diagnostic, ...]


def plan_moves(pages: Iterable[Page], ledger: Ledger, gone: Tombstones, index: SiteIndex) -> Moves:
    """Plan what stands at aliases, and at every address that the ledger knows and no page has; report what would be report_missing."""
    planned = {page.address: page for page in pages}
    diagnostics = list(gone_but_there(planned, index))
    old = _OldAddresses(planned, gone, index)
    for address in _gone_addresses(ledger, index):
        old.end(address, index.config.words.say("Nothing stands here any more"), SITE_ORIGIN)
    for thing, target in _things(index):
        for alias in thing.aliases:
            old.give_alias(alias, target, thing.origin.at("aliases"))
    for entry in ledger.entries:
        if "#" not in entry.addresses[-1]:
            old.lead_on(entry)
    return Moves(old.pages, old.targets, (*diagnostics, *report_missing(old.report_missing, index)))


def _gone_addresses(ledger: Ledger, index: SiteIndex) -> Iterator[str]:
    """Return what the settings say is gone; the name of a file without an ending was read as that of a page."""
    files = {entry.id for entry in ledger.entries if entry.kind == "media"} if index.config.gone else frozenset()
    for address in index.config.gone:
        file = address.removesuffix("/")
        yield file if file in files else address


def _things(index: SiteIndex) -> Iterator[tuple[ContentItem, Link]]:
    """Return what has aliases, and where these lead."""
    for known in index.articles.values():
        if known.article.aliases:
            yield known.article, known.link
    for article in index.assembly.gone:
        yield article, Link(index.config.words.say(WITHDRAWN), article_address(article))
    for incident in index.incidents.values():
        yield incident.incident.file, Link(incident.link.text, incident.address)
    for file, into in index.assembly.merged:
        if into in index.incidents:
            yield file, index.incidents[into].link
    for page in index.assembly.own_pages:
        yield page, Link(page.title, f"{page.slug}/")


class _OldAddresses:
    """Gathers what stands at addresses that once were, where nothing else does. Aliases come first, since editors wrote them."""

    def __init__(self, planned: dict[str, Page], gone: Tombstones, index: SiteIndex) -> None:
        self._planned = planned
        self._taken = set(planned)
        self._aliased: dict[str, Link] = {}
        self._gone = gone
        self._index = index
        self.pages: list[Page] = []
        self.targets: dict[str, str | None] = {
            page.address: None for page in planned.values() if page.renderer == "withdrawn.html"
        }
        self.report_missing: list[Entry] = []

    def end(self, address: str, title: str, origin: Position) -> None:
        """Let nothing but a notice stand at an address; in the place of a file, nothing at all."""
        if address in self._taken:
            return
        self.targets[address] = None
        self._taken.add(address)
        if address.endswith(("/", ".html")):
            self._add(_notice(address, title, origin, self._index.config))

    def give_alias(self, alias: str, target: Link, origin: Position) -> None:
        """Let an alias lead to its thing, even where a page stands: that is a mistake to be reported."""
        self._aliased.setdefault(alias, target)
        self.targets[alias] = target.address
        self._add(_redirect(alias, target, origin, self._index.config))
        self._lead_feeds(alias, target.address, ())

    def lead_on(self, entry: Entry) -> None:
        """Let every address that a thing ever had lead to it, or to what became of it."""
        present = entry.addresses[-1]
        if is_pseudonym(present):  # nobody shall learn that anything ever stood there
            return
        if present in self._taken:
            here = self._aliased.get(present) or self._link_to(present)
        else:
            fate = resolve_gone(entry, self._index)
            if isinstance(fate, Missing):
                self.report_missing.append(entry)
                return
            here = self._meet(fate, entry)
        for address in entry.addresses if here.address != present else entry.addresses[:-1]:
            if is_pseudonym(address):
                continue
            self._redirect(address, here)
            self._lead_feeds(address, here.address, entry.archives)
        for number in range(2, entry.pages + 1):
            self._redirect(f"{present}page-{number}.html", here)
        if entry.formats and here.address != present:
            self._add_new(plan_ended_feed(entry, here.text, self._gone, self._index))

    def _meet(self, fate: Link | Gone | Split, entry: Entry) -> Link:
        """Put up a notice or a signpost where a thing was last, if that is its fate; give where its addresses lead."""
        if isinstance(fate, Link):
            return fate
        address = entry.addresses[-1]
        if isinstance(fate, Gone):
            self.end(address, fate.title, _LEDGER)
        else:
            self._add(_signpost(address, fate, self._index.config))
        self._add_new(plan_ended_feed(entry, fate.title, self._gone, self._index))
        return Link(fate.title, address)

    def _redirect(self, address: str, target: Link) -> None:
        if address not in self._taken:
            self.targets[address] = target.address
            self._add(_redirect(address, target, _LEDGER, self._index.config))

    def _lead_feeds(self, old: str, present: str, archives: tuple[str, ...]) -> None:
        """Let the feeds of an incident answer at an address that it, or one that was merged into it, had before.

        Readers who subscribed there go on; each document says its new address. What was an archive there may be the whole feed here.
        """
        if not (old.endswith("/") and present.startswith(INCIDENTS.address)):
            return
        for stem in ("feed", *(f"feed-{period}" for period in archives)):
            for row in FeedFormat:
                address = row.address(f"{old}{stem}")
                feed = self._planned.get(row.address(f"{present}{stem}")) or self._planned.get(
                    row.address(f"{present}feed")
                )
                if feed is not None and address not in self._taken:
                    self.targets[address] = feed.address
                    self._add(feed._replace(address=address))

    def _add_new(self, pages: Iterable[Page]) -> None:
        for page in pages:
            if page.address not in self._taken:
                self._add(page)
                self._planned[page.address] = page

    def _add(self, page: Page) -> None:
        self.pages.append(page)
        self._taken.add(page.address)

    def _link_to(self, address: str) -> Link:
        """Return the link to what stands at an address, or to where that leads: nobody shall be sent on twice."""
        address = self.targets.get(address) or address
        page = self._planned.get(address)
        return Link(address if page is None or page.title is None else page.title, address)


def _redirect(address: str, target: Link, origin: Position, config: Config) -> Page:
    title = config.words.say("Moved: {title}", title=target.text)
    view = RedirectView(PageMeta("", address, noindex=True), title, target.address)
    return Page(address, "redirect.html", ReadyPage(view), PublishPhase.PAGE, origin, title, noindex=True)


def _notice(address: str, title: str, origin: Position, config: Config) -> Page:
    head = PageMeta("", address, noindex=True, crumbs=crumbs_to(config, HOME))
    told = config.words.say("What was published at this address has been taken back.")
    view = WithdrawnView(head, title, told, None, ())
    return Page(address, "withdrawn.html", ReadyPage(view), PublishPhase.PAGE, origin, title, noindex=True)


def _signpost(address: str, fate: Split, config: Config) -> Page:
    head = PageMeta("", address, noindex=True, crumbs=crumbs_to(config, HOME, INCIDENTS))
    view = SignpostView(head, fate.title, fate.ways)
    return Page(address, "signpost.html", ReadyPage(view), PublishPhase.PAGE, _LEDGER, fate.title, noindex=True)
