"""The ledger after this build: its old entries, and those of everything that is published now."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC
from typing import NamedTuple

from digest.model.feed_formats import FeedFormat
from digest.model.ledger import Entry, EntryKind, Ledger
from digest.model.page import Page
from digest.model.views.feed import SITE_FEEDS
from digest.planning.content.anchors import KnownText, known_text_of
from digest.planning.feeds.specs import FeedEntry
from digest.planning.pages.editions.contents import Edition
from digest.planning.site.feed_links import narrow_formats
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import article_address
from digest.planning.site.publication import LAST_PUBLICATION
from digest.planning.site.sections import ARCHIVE, SEARCH
from digest.planning.site.statuses import statuses_of
from digest.planning.site.taxonomies import said_by
from digest.planning.site.things import Identity

LEDGER_FILE = "content/ledger.jsonl"

_FURTHER_PAGE = re.compile(r"(.*/)page-(\d+)\.html")
_ARCHIVE = re.compile(r"((?:.*/)?[a-z]+)-(\d{4}(?:-\d{2})?)\.xml")
_NOTHING = KnownText("", "")


class _Extent(NamedTuple):
    """How many pages each list has, by its address, and the periods of the archives that each feed has, by its stem.

    Lists with one page are left out, except those that may disappear: the months, and the search page.
    """

    pages: dict[str, int]
    archives: dict[str, tuple[str, ...]]


class Public(NamedTuple):
    """Something that is public after this build. `pages` is how many its list has, and `archives` are the periods of those of its feed."""

    kind: EntryKind
    id: str
    address: str
    said: KnownText = _NOTHING
    reports: tuple[str, ...] = ()
    formats: tuple[FeedFormat, ...] = ()
    pages: int = 1
    archives: tuple[str, ...] = ()


def find_public(editions: tuple[Edition, ...], pages: Iterable[Page], index: SiteIndex) -> list[Public]:
    """Return everything that readers can link to or subscribe to after this build."""
    extent = _extent_of(pages)
    found = []
    for one in _published(editions, extent, index):
        number, archives = extent.pages.get(one.address, 1), _archives_of(one, extent)
        found.append(one._replace(pages=number, archives=archives) if number > 1 or archives else one)
    return found


def plan_ledger(ledger: Ledger, everything: Iterable[Public], items: Iterable[FeedEntry], index: SiteIndex) -> Ledger:
    """Return the ledger with everything that is public now, each with what is known of its publication.

    An entry is never removed, and a new address is added to the old ones. If nothing is new, the result is the ledger itself.
    """
    entries = index.entries.copy()
    published = {item.guid: item.published for item in items}
    for public in everything:
        identity = (public.kind, public.id)
        entry = entries.get(identity)
        guid = index.guid(*identity) if entry is None else entry.guid
        when = published.get(guid, None if entry is None else entry.published)
        if entry is None:
            entry = Entry(public.kind, public.id, guid, (public.address,))
        elif _is_up_to_date(entry, public) and entry.published == when:
            continue
        addresses = tuple([old for old in entry.addresses if old != public.address])
        entries[identity] = Entry(
            public.kind,
            public.id,
            guid,
            (*addresses, public.address),
            None if when is None else when.astimezone(UTC),
            *public.said,
            max(entry.pages, public.pages),
            public.reports,
            tuple([row for row in FeedFormat if row in entry.formats or row in public.formats]),
            tuple(sorted({*entry.archives, *public.archives})),
            entry.day,
            entry.under,
            entry.changed,
            entry.state,
        )
    _note_publications(entries, index)
    if entries == index.entries:
        return ledger
    return Ledger(tuple([entries[identity] for identity in sorted(entries)]))


def _note_publications(entries: dict[Identity, Entry], index: SiteIndex) -> None:
    """Write into entries when things and incidents were published here and changed, and when anything last was."""
    found = dict(index.publications.of)
    found |= {("incident", node.id): node.publication for node in index.incidents.values()}
    for identity, publication in found.items():
        entry = entries.get(identity)
        changed = publication.changed if identity[0] != "incident" or publication.state else None
        said = (publication.at, publication.day, publication.under, changed, publication.state)
        if entry is not None and (entry.published, entry.day, entry.under, entry.changed, entry.state) != said:
            at, day, under, changed, state = said
            entries[identity] = replace(entry, published=at, day=day, under=under, changed=changed, state=state)
    last = index.publications.last
    feed = entries.get(LAST_PUBLICATION)
    if feed is not None and last is not None and feed.changed != last:
        entries[LAST_PUBLICATION] = replace(feed, changed=last)


def _is_up_to_date(entry: Entry, public: Public) -> bool:
    """Return whether an entry has everything that is public of its thing now."""
    return (
        entry.addresses[-1] == public.address
        and (entry.said, entry.dated) == public.said
        and entry.reports == public.reports
        and entry.pages >= public.pages
        and (not public.formats or set(public.formats) <= set(entry.formats))
        and set(public.archives) <= set(entry.archives)
    )


def _archives_of(public: Public, extent: _Extent) -> tuple[str, ...]:
    stem = public.id if public.kind == "feed" else f"{public.address}feed"
    return extent.archives.get(stem, ())


def _extent_of(pages: Iterable[Page]) -> _Extent:
    """Return how many pages lists have, and which archives feeds have, by the addresses of the planned pages."""
    counts: dict[str, int] = {}
    archives: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        address = page.address
        if page.renderer == FeedFormat.RSS:
            archive = _ARCHIVE.fullmatch(address)
            if archive:
                archives[archive[1]].append(archive[2])
        elif "/page-" in address:
            further = _FURTHER_PAGE.fullmatch(address)
            if further:
                counts[further[1]] = max(counts.get(further[1], 1), int(further[2]))
        elif address == SEARCH.address or (address.startswith(ARCHIVE.address) and address != ARCHIVE.address):
            counts.setdefault(address, 1)
    return _Extent(counts, {stem: tuple(periods) for stem, periods in archives.items()})


def _published(editions: tuple[Edition, ...], extent: _Extent, index: SiteIndex) -> Iterator[Public]:
    """Return everything that readers can link to or subscribe to."""
    yield from _published_texts(index)
    yield from _published_lists(editions, extent, index)
    for page in index.assembly.own_pages:
        yield Public("page", page.id, f"{page.slug}/")
    for address in index.media:
        yield Public("media", address, address)


def _published_texts(index: SiteIndex) -> Iterator[Public]:
    for node in index.articles.values():
        yield Public("article", node.id, node.address)
        for update in node.article.updates:
            where = f"#{update.anchor}"
            yield Public("update", node.id + where, node.address + where, known_text_of(update))
        for correction in node.article.corrections:
            where = f"#{correction.anchor}"
            yield Public("correction", node.id + where, node.address + where, known_text_of(correction))
    for status in statuses_of(index):
        where = f"{status.incident.address}#{status.note.anchor}"
        yield Public("status", status.id, where, known_text_of(status.note))
    for article in index.assembly.gone:
        if ("article", article.id) in index.entries:  # it was published once: the address of its notice may change, too
            yield Public("article", article.id, article_address(article))


def _published_lists(editions: tuple[Edition, ...], extent: _Extent, index: SiteIndex) -> Iterator[Public]:
    formats = narrow_formats(index.config)
    for incident in index.incidents.values():
        reports = tuple([report.id for report in incident.reports])
        yield Public("incident", incident.id, incident.address, reports=reports, formats=formats)
    for edition in editions:
        yield Public("edition", edition.address, edition.address)
    for kind, terms in index.terms.items():
        for term in terms.values():
            yield Public(kind, term.slug, term.address, KnownText(said_by(term.key), ""), formats=formats)
    for stem in SITE_FEEDS:
        yield Public("feed", stem, FeedFormat.RSS.address(stem), formats=tuple(FeedFormat))
    for address in extent.pages:
        if address.startswith(ARCHIVE.address) or address.count("/") == 1:
            yield Public("list", address, address)
