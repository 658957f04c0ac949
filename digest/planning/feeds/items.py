"""The entries of all feeds, each made once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from operator import attrgetter

from digest.model.ledger import EntryKind
from digest.model.reports.feeds_diff import Thing, ThingKind
from digest.model.views.common import Link
from digest.planning.feeds.developments import make_developments
from digest.planning.feeds.notices import notices_of_editions, notices_of_incidents, notices_of_updates
from digest.planning.feeds.specs import (
    CorrectionSpec,
    EditionSpec,
    FeedEntry,
    IncidentSpec,
    ItemSpec,
    ReportSpec,
    StatusSpec,
    UpdateSpec,
)
from digest.planning.pages.editions.contents import Edition, edition_of
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode
from digest.planning.site.publication import Publication
from digest.planning.site.statuses import statuses_of

_KINDS: dict[EntryKind, ThingKind] = {
    "article": "report",
    "update": "update",
    "correction": "correction",
    "status": "status",
}
# How many articles, updates and corrections the item of an edition links to.
_MOST_LINKS = 12


@dataclass(frozen=True, slots=True)
class FeedItems:
    """Every entry of the site's feeds, each made once, newest first, by the feeds of the whole site; notices of what is gone included.

    `updates_of` has the updates of each article, by its id, and of each incident's status, by `incident:` and its id.
    """

    developments: list[FeedEntry]
    updates: list[FeedEntry]
    incidents: list[FeedEntry]
    editions: list[FeedEntry]
    updates_of: dict[str, list[FeedEntry]]

    def __iter__(self) -> Iterator[FeedEntry]:
        """Return all of them."""
        return chain(self.developments, self.updates, self.incidents, self.editions)


def make_items(editions: tuple[Edition, ...], index: SiteIndex) -> FeedItems:
    """Return every entry that a feed may have."""
    updates_of = {node.id: list(_entries_of_article(node, index)) for node in index.articles.values()}
    for identity, notices in notices_of_updates(index).items():
        updates_of.setdefault(identity, []).extend(notices)
    for identity, entries in _entries_of_statuses(index).items():
        updates_of.setdefault(identity, []).extend(entries)
    return FeedItems(
        developments=_newest_first(make_developments(index)),
        updates=_newest_first(chain.from_iterable(updates_of.values())),
        incidents=_newest_first(chain(_incident_entries(index), notices_of_incidents(index))),
        editions=_newest_first(chain(_edition_entries(editions, index), notices_of_editions(editions, index))),
        updates_of=updates_of,
    )


def things_of(index: SiteIndex) -> dict[str, Thing]:
    """Return what each item of the feed of updates is, by guid; what is gone included."""
    return {
        index.guid(*identity): Thing(_KINDS[thing.kind], thing.incidents[0] if thing.incidents else "")
        for identity, thing in index.publications.things.items()
    }


def _newest_first(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    return sorted(entries, key=attrgetter("updated", "guid"), reverse=True)


def _entries_of_article(node: ArticleNode, index: SiteIndex) -> Iterator[FeedEntry]:
    """Return the entries of one article: its own, and those of its updates and corrections, which link to their anchors."""
    # The article's own fingerprint is that of this entry, too: it covers all of its values, and there is one such entry an article.
    yield _entry_of(node.guid, node.publication, ReportSpec(node), f"report {node.key}")
    for update in node.article.updates:
        yield _entry_of_part("update", f"{node.id}#{update.anchor}", UpdateSpec(node, update), index)
    for correction in node.article.corrections:
        yield _entry_of_part("correction", f"{node.id}#{correction.anchor}", CorrectionSpec(node, correction), index)


def _entry_of(guid: str, publication: Publication, spec: ItemSpec, key: str | None = None) -> FeedEntry:
    return FeedEntry(
        guid, publication.at, publication.updated, spec, key, day=publication.day, is_quiet=not publication.under
    )


def _entry_of_part(kind: EntryKind, identity: str, spec: ItemSpec, index: SiteIndex) -> FeedEntry:
    """Return the entry of an update, a correction or a status."""
    return _entry_of(index.guid(kind, identity), index.publication(kind, identity), spec)


def _entries_of_statuses(index: SiteIndex) -> dict[str, list[FeedEntry]]:
    """Return the entries of what incident files say of the status, by `incident:` and the id of the visible incident."""
    found: dict[str, list[FeedEntry]] = {}
    for status in statuses_of(index):
        spec = StatusSpec(index.site, status.about, status.link, status.note)
        entry = _entry_of_part("status", status.id, spec, index)
        found.setdefault(f"incident:{status.incident.id}", []).append(entry)
    return found


def _incident_entries(index: SiteIndex) -> Iterator[FeedEntry]:
    """Return one entry for each incident, and for each article that belongs to none; each keeps its guid for ever."""
    for incident in index.incidents.values():
        publication, is_quiet = incident.publication, incident.id not in index.publications.latest
        spec = IncidentSpec(incident, index.site)
        yield FeedEntry(incident.guid, publication.at, publication.updated, spec, is_quiet=is_quiet)
    for article in index.articles.values():
        if not article.incidents:
            yield _entry_of(article.guid, article.publication, ReportSpec(article), f"report {article.key}")


def _edition_entries(editions: Iterable[Edition], index: SiteIndex) -> Iterator[FeedEntry]:
    """Return an entry for each edition."""
    moved: dict[str, datetime] = {}
    for publication in index.publications.of.values():
        if publication.has_moved:
            address = edition_of(publication, index.config.editions).address
            moved[address] = max(moved.get(address, publication.updated), publication.updated)
    for edition in editions:
        yield _edition_entry(edition, moved.get(edition.address), index)


def _edition_entry(edition: Edition, moved: datetime | None, index: SiteIndex) -> FeedEntry:
    """Return the entry of an edition, dated by the first and the last thing in it, or by what was last withdrawn or restored."""
    say = index.config.words.say
    publications = [node.publication for node in edition.articles]
    links = [fold.first.link for fold in index.fold(edition.articles)]
    for node, update in edition.updates:
        publications.append(index.publication("update", f"{node.id}#{update.anchor}"))
        links.append(Link(update.title or node.article.title, node.link_to(update.anchor).address))
    for node, correction in edition.corrections:
        publications.append(index.publication("correction", f"{node.id}#{correction.anchor}"))
        title = say("Correction: {article}", article=node.article.title)
        links.append(Link(title, node.link_to(correction.anchor).address))
    for status in edition.statuses:
        publications.append(index.publication("status", status.id))
        links.append(Link(say("Status: {incident}", incident=status.about.text), status.link.address))
    known = index.entries.get(("edition", edition.address))
    first = min(publication.at for publication in publications)
    published = known.published.astimezone(UTC).replace(microsecond=0) if known and known.published else first
    announced = [publication.at for publication in publications if publication.under]
    spec = EditionSpec(index.site, edition.name, tuple(links[:_MOST_LINKS]))
    guid = index.guid("edition", edition.address)
    updated = max([published, *announced, *([moved] if moved else [])])
    return FeedEntry(guid, published, updated, spec, is_quiet=not announced)
