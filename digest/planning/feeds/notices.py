"""Notices: what feeds say of things that were published and are gone, under the same guids, so that readers overwrite what they have.

A notice says what the page at its address says, never the old headline.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from digest.adapters.localization import word_moment
from digest.model.content.article import Withdrawal
from digest.model.ledger import is_pseudonym
from digest.model.url import name_key
from digest.model.views.common import Link
from digest.model.views.feed import FeedItem
from digest.planning.content.incident_names import incident_name
from digest.planning.feeds.specs import FeedEntry
from digest.planning.pages.article import NOT_HERE, WITHDRAWN
from digest.planning.pages.editions.contents import Edition, edition_link, edition_of
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import SiteNode, article_address
from digest.planning.site.publication import Publication
from digest.planning.site.taxonomies import TAXONOMIES
from digest.planning.site.things import Thing


class NoticeSpec(NamedTuple):
    """The spec of a notice: its title and its text in the site's language, and when and why a report was withdrawn.

    `of` is the incident or the edition that its title says, if any.
    """

    site: SiteNode
    title: str
    text: str
    address: str
    of: str = ""
    withdrawal: Withdrawal | None = None

    def build_item(self, entry: FeedEntry) -> FeedItem:
        """Return the item: that something is gone, and when and why if its editor said so."""
        config, say = self.site.config, self.site.config.words.say
        title, reason = self.title, ""
        if self.of:
            title = say("{incident}: {headline}", incident=self.of, headline=title)
        if self.withdrawal is not None:
            reason = f"{word_moment(self.withdrawal.date, config.language)}: {self.withdrawal.reason}"
        return replace(
            entry.bare_item(title, self.address, config),
            summary=reason or self.text,
            intro=tuple(filter(None, (reason, self.text))),
        )


def notice_of(things: Sequence[Thing], incident: Link | None, anchor: str, index: SiteIndex) -> NoticeSpec:
    """Return the notice of things that are all gone, and that were announced together.

    `incident` is theirs, if it is still there, and `anchor` that of their item on its page.
    """
    newest = things[-1]
    spec = _spec_of(newest, index)
    if incident is None:
        return spec
    return spec._replace(of=incident.text, address=f"{incident.address}{anchor}")


def notices_of_updates(index: SiteIndex) -> dict[str, list[FeedEntry]]:
    """Return the notices of all reports, updates, corrections and statuses that are gone.

    They are by the id of their article if that is there, or else by `gone:` and its id; those of statuses by `incident:` and its id.
    """
    found: dict[str, list[FeedEntry]] = {}
    for identity, thing in index.publications.things.items():
        publication = index.publications.of[identity]
        if publication.is_gone and not is_pseudonym(index.entries[identity].addresses[-1]):
            owner = thing.id.partition("#")[0]
            group = owner if owner in index.articles else f"gone:{owner}"
            if thing.kind == "status":
                group = f"incident:{thing.owner[1]}"
            entry = FeedEntry(
                index.guid(*identity),
                publication.at,
                publication.updated,
                _spec_of(thing, index),
                is_quiet=not publication.under,
                is_notice=True,
            )
            found.setdefault(group, []).append(entry)
    return found


def notices_of_incidents(index: SiteIndex) -> Iterator[FeedEntry]:
    """Yield the notices of the register: of articles without an incident, and of incidents whose reports are all gone."""
    reports = {article.id: article for article in index.assembly.gone}
    for article in reports.values():
        publication = index.publications.of.get(("article", article.id))
        if publication is not None and not article.incidents:
            thing = index.publications.things["article", article.id]
            guid, quiet = index.guid("article", article.id), not publication.under
            spec = _spec_of(thing, index)
            yield FeedEntry(guid, publication.at, publication.updated, spec, is_quiet=quiet, is_notice=True)
    for (kind, name), entry in index.entries.items():
        gone = [report for report in entry.reports if report in reports] if kind == "incident" else []
        if not gone or entry.published is None or name in index.incidents or _is_elsewhere(entry.reports, name, index):
            continue
        ends = [index.publications.of["article", report].updated for report in gone]
        say = index.config.words.say
        title = say("The reports on this incident have been withdrawn")
        spec = NoticeSpec(index.site, title, say(NOT_HERE), entry.addresses[-1])
        yield FeedEntry(entry.guid, entry.published.replace(microsecond=0), max(ends), spec, is_notice=True)


def _is_elsewhere(reports: Sequence[str], name: str, index: SiteIndex) -> bool:
    """Return whether an incident was merged or split: its reports, or its name, belong to others."""
    return incident_name(name, index.assembly.files) in index.incidents or any(one in index.articles for one in reports)


def notices_of_editions(editions: Iterable[Edition], index: SiteIndex) -> Iterator[FeedEntry]:
    """Yield the notices of editions of which everything is gone; `editions` are the others."""
    visible, say = {edition.address for edition in editions}, index.config.words.say
    gone: dict[str, list[Publication]] = defaultdict(list)
    links: dict[str, Link] = {}
    for publication in index.publications.of.values():
        if publication.is_gone:
            edition = edition_of(publication, index.config.editions)
            if edition.address not in visible:
                gone[edition.address].append(publication)
                links[edition.address] = edition_link(edition.name, index.site)
    for address, publications in gone.items():
        entry = index.entries.get(("edition", address))
        if entry is not None and entry.published is not None:
            text = say("This edition was withdrawn.")
            spec = NoticeSpec(index.site, text, text, address, of=links[address].text)
            updated = max(publication.updated for publication in publications)
            is_quiet = not any(publication.under for publication in publications)
            published = entry.published.replace(microsecond=0)
            yield FeedEntry(entry.guid, published, updated, spec, is_quiet=is_quiet, is_notice=True)


def terms_of_gone(index: SiteIndex) -> Iterator[tuple[str, str]]:
    """Yield the narrow feeds that had an article which is gone: the id of the article, and a feed such as `tag:fire`."""
    for article in index.assembly.gone:
        for name in article.incidents:
            yield article.id, f"incident:{incident_name(name, index.assembly.files)}"
        for kind, taxonomy in TAXONOMIES.items():
            for term in taxonomy.names_of(article):
                known = index.names[kind].get(name_key(term))
                if known is not None:
                    yield article.id, f"{kind}:{known.slug}"


def _spec_of(thing: Thing, index: SiteIndex) -> NoticeSpec:
    """Return what the page at the address of a thing that is gone says."""
    identity, _, anchor = thing.id.partition("#")
    say = index.config.words.say
    was_withdrawn = (
        say("This correction was withdrawn.") if thing.kind == "correction" else say("This update was withdrawn.")
    )
    if thing.kind == "status":
        node = index.incidents.get(thing.owner[1])
        address = node.address if node else index.entries[thing.identity].addresses[-1].partition("#")[0]
        return NoticeSpec(index.site, was_withdrawn, was_withdrawn, address)
    if identity in index.articles:
        return NoticeSpec(index.site, was_withdrawn, was_withdrawn, index.articles[identity].link_to(anchor).address)
    article = next((one for one in index.assembly.gone if one.id == identity), None)
    if article is None:
        title, text = say("Removed"), say("This page was withdrawn.")
        return NoticeSpec(index.site, title, text, index.entries[thing.identity].addresses[-1].partition("#")[0])
    return NoticeSpec(
        index.site, say(WITHDRAWN), say(NOT_HERE), article_address(article), withdrawal=article.withdrawal
    )
