"""What is new: of the incident that leads, and of the whole site."""

from collections import Counter
from collections.abc import Iterator
from heapq import nlargest

from digest.model.content.article import Correction, Update
from digest.model.moment import Moment
from digest.model.views.archive import NewsEntry
from digest.model.views.common import Link, NewsKind, SourceLine
from digest.planning.pages.home.stories import Stories, Story
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, IncidentNode
from digest.planning.site.statuses import statuses_of
from digest.planning.site.things import Identity

_OF_LEAD, _OF_SITE = 3, 4
# So many news of one story are told beside the stories, and so many of the newest things are looked at to find them.
_OF_EACH, _LOOKED_AT = 2, 200
_NO_SOURCE = SourceLine("")


def news_of(lead: IncidentNode, index: SiteIndex) -> tuple[NewsEntry, ...]:
    """Return the newest reports, updates and corrections of an incident, the newest first: no copies, and no headline twice."""
    found = [entry for report in lead.reports for entry in _entries_of(report, lead, index)]
    found.sort(key=lambda entry: (entry.date.at, entry.link.address), reverse=True)
    headlines = {lead.link.text}
    told: list[NewsEntry] = []
    for entry in found:
        if entry.kind != "report" or entry.link.text not in headlines:
            told.append(entry)
            headlines.add(entry.link.text)
        if len(told) == _OF_LEAD:
            break
    return tuple(told)


def news_of_site(index: SiteIndex, stories: Stories, told_above: set[str]) -> tuple[NewsEntry, ...]:
    """Return what was published here last, the newest first: nothing of the lead, no copies, and no headline twice.

    `told_above` are the headlines that the page says besides those of the stories with cards.
    """
    headlines = told_above | {story.link.text for story in (stories.lead, *stories.cards) if story is not None}
    about: Counter[str] = Counter()
    told: list[NewsEntry] = []
    for entry, story in _newest(index):
        if story is stories.lead or entry.link.text in headlines or about[story.address] == _OF_EACH:
            continue
        told.append(entry)
        headlines.add(entry.link.text)
        about[story.address] += 1
        if len(told) == _OF_SITE:
            break
    return tuple(told)


def _newest(index: SiteIndex) -> Iterator[tuple[NewsEntry, Story]]:
    """Yield what was published here last and can still be seen, the newest first, with the story that it belongs to; no copies."""
    of = index.publications.of
    statuses = {status.id: status for status in statuses_of(index)}

    def published(identity: Identity) -> tuple[float, Identity]:
        return of[identity].at.timestamp(), identity

    for kind, identity in nlargest(_LOOKED_AT, of, key=published):
        if kind == "status" and identity in statuses:
            status = statuses[identity]
            entry = NewsEntry("status", status.note.date, status.link, "", _NO_SOURCE, None)
            yield entry, status.incident
            continue
        name, _, anchor = identity.partition("#")
        node = index.articles.get(name)
        if node is not None:
            incident = index.incidents[node.incidents[0][0]] if node.incidents else None
            address = node.link_to(anchor).address if anchor else node.address
            for entry in _entries_of(node, incident, index):
                if entry.link.address == address:
                    yield entry, incident or node


def _entries_of(report: ArticleNode, incident: IncidentNode | None, index: SiteIndex) -> Iterator[NewsEntry]:
    """Yield a report, unless its text is a copy, and its updates and corrections."""
    article = report.article
    language = report.card.language

    def entry(kind: NewsKind, date: Moment, link: Link, source: SourceLine = _NO_SOURCE) -> NewsEntry:
        about = incident.link if incident is not None and incident.link.text != link.text else None
        return NewsEntry(kind, date, link, language, source, about)

    if report.id not in index.repeats:
        yield entry("report", article.date, report.link, report.outlet)
    for update in article.updates:
        yield entry("update", update.date, _link_to(report, update))
    for correction in article.corrections:
        yield entry("correction", correction.date, _link_to(report, correction))


def _link_to(report: ArticleNode, part: Update | Correction) -> Link:
    """Return the link to an update or a correction: an update has a headline of its own, or that of its report."""
    link = report.link_to(part.anchor)
    return link.called(part.title or link.text) if isinstance(part, Update) else link
