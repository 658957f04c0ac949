"""Old addresses: aliases, and addresses that had a page or a feed before. Each gets a redirect or a notice."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from digest.model.config import Config
from digest.model.diagnostic import Diagnostic, Position
from digest.model.feed_formats import FeedFormat
from digest.model.ledger import Entry, Ledger, is_pseudonym
from digest.model.page import Page, PublishPhase, ReadyPage
from digest.model.site import ContentItem
from digest.model.url import fold, path_of
from digest.model.views.article import WithdrawnView
from digest.model.views.common import Link, PageMeta
from digest.model.views.service_pages import RedirectView, SignpostView
from digest.planning.feeds.feeds import NarrowUpdates, plan_empty_feed
from digest.planning.ledger.gone import Gone, Missing, Split, gone_but_there, report_missing, resolve_gone
from digest.planning.ledger.ledger import LEDGER_FILE
from digest.planning.pages.article import WITHDRAWN
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import article_address
from digest.planning.site.sections import HOME, INCIDENTS, SITE_ORIGIN, crumbs_to

_LEDGER = Position(LEDGER_FILE)


class Redirects(NamedTuple):
    """The pages and feeds at old addresses. `targets` are the addresses that old ones redirect to; None for what is gone."""

    pages: list[Page]
    targets: Mapping[str, str | None]
    diagnostics: tuple[Diagnostic, ...]


def plan_redirects(pages: Iterable[Page], ledger: Ledger, narrow: NarrowUpdates, index: SiteIndex) -> Redirects:
    """Plan a page for each alias, and for each address of the ledger without a page; report addresses that would be lost."""
    planned = {page.address: page for page in pages}
    diagnostics = list(gone_but_there(planned, index))
    old = _OldAddresses(planned, narrow, index)
    for address in _gone_addresses(ledger, index):
        old.add_notice(address, index.config.words.say("Removed"), SITE_ORIGIN)
    for thing, target in _aliased(index):
        for alias in thing.aliases:
            if fold(path_of(alias)) != fold(path_of(target.address)):  # an old address may be the present one
                old.add_alias(alias, target, thing.origin.at("aliases"))
    for entry in ledger.entries:
        if "#" not in entry.addresses[-1]:
            old.redirect_entry(entry)
    return Redirects(old.pages, old.targets, (*diagnostics, *report_missing(old.missing, index)))


def _gone_addresses(ledger: Ledger, index: SiteIndex) -> Iterator[str]:
    """Return the addresses that the settings list as gone. The name of a file without a suffix was read as the address of a page."""
    files = {entry.id for entry in ledger.entries if entry.kind == "media"} if index.config.gone else frozenset()
    for address in index.config.gone:
        file = address.removesuffix("/")
        yield file if file in files else address


def _aliased(index: SiteIndex) -> Iterator[tuple[ContentItem, Link]]:
    """Return everything that has aliases, with the link that they redirect to."""
    for node in index.articles.values():
        if node.article.aliases:
            yield node.article, node.link
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
    """Collects pages at old addresses that no other page has. Aliases come first, because editors wrote them."""

    def __init__(self, planned: dict[str, Page], narrow: NarrowUpdates, index: SiteIndex) -> None:
        self._planned = planned
        self._taken = set(planned)
        self._aliased: dict[str, Link] = {}
        self._narrow = narrow
        self._index = index
        self.pages: list[Page] = []
        self.targets: dict[str, str | None] = {
            page.address: None for page in planned.values() if page.renderer == "withdrawn.html"
        }
        self.missing: list[Entry] = []

    def add_notice(self, address: str, title: str, origin: Position) -> None:
        """Publish a "gone" notice at this address; nothing if the address was a file's."""
        if address in self._taken:
            return
        self.targets[address] = None
        self._taken.add(address)
        if address.endswith(("/", ".html")):
            self._add(_notice(address, title, origin, self._index.config))

    def add_alias(self, alias: str, target: Link, origin: Position) -> None:
        """Redirect an alias to its thing, even if a page has this address: the plan reports that as a collision."""
        self._aliased.setdefault(alias, target)
        self.targets[alias] = target.address
        self._add(_redirect(alias, target, origin, self._index.config))
        self._repeat_feeds(alias, target.address, ())

    def redirect_entry(self, entry: Entry) -> None:
        """Redirect every old address of a thing to its page, or to what replaces it."""
        present = entry.addresses[-1]
        if is_pseudonym(present):  # nobody should learn that there ever was anything
            return
        if present in self._taken:
            here = self._aliased.get(present) or self._link_to(present)
        else:
            fate = resolve_gone(entry, self._index)
            if isinstance(fate, Missing):
                self.missing.append(entry)
                return
            here = self._replace(fate, entry)
        for address in entry.addresses if here.address != present else entry.addresses[:-1]:
            if is_pseudonym(address):
                continue
            self._redirect(address, here)
            self._repeat_feeds(address, here.address, entry.archives)
        for number in range(2, entry.pages + 1):
            self._redirect(f"{present}page-{number}.html", here)
        if entry.formats and here.address != present:
            self._add_new(plan_empty_feed(entry, here.text, self._narrow, self._index.site))

    def _replace(self, fate: Link | Gone | Split, entry: Entry) -> Link:
        """Return the link that the addresses of a gone thing redirect to; publish a notice or a list of links if nothing replaces it."""
        if isinstance(fate, Link):
            return fate
        address = entry.addresses[-1]
        if isinstance(fate, Gone):
            self.add_notice(address, fate.title, _LEDGER)
        else:
            self._add(_signpost(address, fate, self._index.config))
        self._add_new(plan_empty_feed(entry, fate.title, self._narrow, self._index.site))
        return Link(fate.title, address)

    def _redirect(self, address: str, target: Link) -> None:
        if address not in self._taken:
            self.targets[address] = target.address
            self._add(_redirect(address, target, _LEDGER, self._index.config))

    def _repeat_feeds(self, old: str, present: str, archives: tuple[str, ...]) -> None:
        """Publish the feeds of an incident also at an old address: its own, or that of an incident that was merged into it.

        So readers stay subscribed, and each document contains its new address. In the place of an old archive that the incident does not
        have, there is its feed.
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
        """Return the link to the page at an address, or to the target of its redirect: a redirect never leads to another one."""
        address = self.targets.get(address) or address
        page = self._planned.get(address)
        return Link(address if page is None or page.title is None else page.title, address)


def _redirect(address: str, target: Link, origin: Position, config: Config) -> Page:
    title = config.words.say("Moved: {title}", title=target.text)
    view = RedirectView(PageMeta("", address, noindex=True), title, target.address)
    return Page(address, "redirect.html", ReadyPage(view), PublishPhase.PAGE, origin, title, noindex=True)


def _notice(address: str, title: str, origin: Position, config: Config) -> Page:
    head = PageMeta("", address, noindex=True, crumbs=crumbs_to(config, HOME))
    text = config.words.say("This page was withdrawn.")
    view = WithdrawnView(head, title, text, None, ())
    return Page(address, "withdrawn.html", ReadyPage(view), PublishPhase.PAGE, origin, title, noindex=True)


def _signpost(address: str, fate: Split, config: Config) -> Page:
    head = PageMeta("", address, noindex=True, crumbs=crumbs_to(config, HOME, INCIDENTS))
    view = SignpostView(head, fate.name, fate.links)
    return Page(address, "signpost.html", ReadyPage(view), PublishPhase.PAGE, _LEDGER, fate.name, noindex=True)
