"""Developments, the items of `feed.xml`: what was published here on one day of one incident, or of one article without an incident.

A development is a new item, so that every feed reader shows it. It may grow while its day lasts; then it rests.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from digest.adapters.localization import word_moment
from digest.model.config import Config
from digest.model.content.article import Correction, Update
from digest.model.content.incident import Dispute, Note
from digest.model.views.common import Link
from digest.model.views.feed import FeedItem, News
from digest.planning.content.excerpts import first_sentences
from digest.planning.content.near_duplicates import near_duplicates_of
from digest.planning.feeds.notices import NoticeSpec, notice_of
from digest.planning.feeds.specs import FeedEntry, ReportSpec, feed_picture, word_disputes
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode
from digest.planning.site.publication import Publication
from digest.planning.site.statuses import disputes_at, statuses_of
from digest.planning.site.things import Identity, Thing

# How many lines of news an item has. Hardly any day of an incident has more, but what a version before kept in one item may.
_MOST_NEWS = 20
# How many words of a status are its headline, unless it has markup.
_WORDS_OF_HEADLINE = 14
_MARKUP = frozenset("*_`[]<>#\\\n")


class ReportLine(NamedTuple):
    """A report that is new, and the other outlets that printed the same text."""

    node: ArticleNode
    others: tuple[str, ...]

    @property
    def address(self) -> str:
        """The address of the report."""
        return self.node.address

    def headline(self, _: Config) -> str:
        """Return the headline."""
        return self.node.article.title

    def news(self, config: Config) -> News:
        """Return the line: headline, outlets, date, one sentence."""
        node, article = self.node, self.node.article
        outlets = tuple(dict.fromkeys(filter(None, (node.outlet.name, *self.others))))
        summary = node.card.summary
        first = article.opening[0] if article.opening and not article.summary else ""
        sentence = first if first and summary.startswith(first) else summary
        return News(node.link, node.language, "", outlets, word_moment(article.date, config.language), sentence)


class PartLine(NamedTuple):
    """An update or a correction that is new."""

    node: ArticleNode
    part: Update | Correction

    @property
    def address(self) -> str:
        """The address of the update or correction."""
        return self.node.link_to(self.part.anchor).address

    def headline(self, config: Config) -> str:
        """Return the title of the update, or what it is and of which article."""
        say, article, part = config.words.say, self.node.article.title, self.part
        if isinstance(part, Correction):
            return say("Correction: {article}", article=article)
        return part.title or say("Update: {article}", article=article)

    def news(self, config: Config) -> News:
        """Return the line: what it is, of which article, its date, its text."""
        say, part = config.words.say, self.part
        label = say("Correction") if isinstance(part, Correction) else say("Update")
        title = part.title if isinstance(part, Update) and part.title else self.node.article.title
        return News(
            Link(title, self.address),
            self.node.language,
            label,
            dated=word_moment(part.date, config.language),
            text=part.text,
        )


class StatusLine(NamedTuple):
    """A status that is new."""

    link: Link
    note: Note

    @property
    def address(self) -> str:
        """The address of the status."""
        return self.link.address

    def headline(self, config: Config) -> str:
        """Return the first words of the status; that there is one, if it has markup."""
        text = self.note.text
        if _MARKUP & {*text}:
            return config.words.say("Status")
        return first_sentences((text,), _WORDS_OF_HEADLINE).rstrip(".")

    def news(self, config: Config) -> News:
        """Return the line: that it is the status, its date, its text."""
        date, say = word_moment(self.note.date, config.language), config.words.say
        return News(self.link, config.language, say("Status"), dated=date, text=self.note.text)


Line = ReportLine | PartLine | StatusLine


def make_developments(index: SiteIndex) -> Iterator[FeedEntry]:
    """Yield the entry of each development: of the things that the ledger says, whatever has become of their incident since."""
    lines, statuses = _lines_of(index), _statuses_by_incident(index)
    grouped: dict[str, list[tuple[Publication, Thing]]] = defaultdict(list)
    for identity, thing in index.publications.things.items():
        publication = index.publications.of[identity]
        if publication.under:
            grouped[publication.under].append((publication, thing))
    # What a version before published is under its incident's own item, which keeps its date and its address.
    carried_over = {node.guid: node.publication.at for node in index.incidents.values()}
    for guid, parts in grouped.items():
        parts.sort(key=lambda part: part[0].at)
        first = parts[0][0].at
        anchor = "" if guid in carried_over else f"#news-{first:%Y-%m-%dt%H%M%S}"
        yield _development(guid, carried_over.get(guid, first), anchor, parts, lines, statuses, index)


def anchors_of(developments: Iterable[FeedEntry]) -> dict[str, tuple[str, ...]]:
    """Return the anchors to which developments lead, by the address of their incident."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in developments:
        if isinstance(entry.spec, DevelopmentSpec | NoticeSpec):
            address, _, anchor = entry.spec.address.partition("#")
            if anchor:
                found[address].append(anchor)
    return {address: tuple(sorted(anchors)) for address, anchors in found.items()}


def _lines_of(index: SiteIndex) -> dict[Identity, Line]:
    """Return a line for each thing that can be seen."""
    found: dict[Identity, Line] = {}
    for node in index.articles.values():
        found["article", node.id] = ReportLine(node, ())
        for update in node.article.updates:
            found["update", f"{node.id}#{update.anchor}"] = PartLine(node, update)
        for correction in node.article.corrections:
            found["correction", f"{node.id}#{correction.anchor}"] = PartLine(node, correction)
    for status in statuses_of(index):
        found["status", status.id] = StatusLine(status.link, status.note)
    return found


def _statuses_by_incident(index: SiteIndex) -> dict[str, list[tuple[Publication, Note]]]:
    """Return the statuses of each incident, each with its publication, in the order of their own dates."""
    found: dict[str, list[tuple[Publication, Note]]] = defaultdict(list)
    for status in statuses_of(index):
        found[status.incident.id].append((index.publication("status", status.id), status.note))
    for notes in found.values():
        notes.sort(key=lambda pair: (pair[1].date.at, pair[0].at))
    return found


def _development(
    guid: str,
    published: datetime,
    anchor: str,
    parts: Sequence[tuple[Publication, Thing]],
    lines: dict[Identity, Line],
    statuses: dict[str, list[tuple[Publication, Note]]],
    index: SiteIndex,
) -> FeedEntry:
    """Return the entry of a development: a report alone, without an incident, as it is; a notice if all that it told of is gone.

    Its address is that of the incident, with an anchor of its own: some readers take items with one link for the same.
    """
    last = parts[-1][0].at
    updated = max([last, *(publication.updated for publication, _ in parts if publication.has_moved)])
    seen = [thing for _, thing in parts if thing.identity in lines]
    incident = _incident_of(seen or [thing for _, thing in parts], index)
    link = Link(incident.link.text, incident.address) if incident else None
    if not seen:
        notice = notice_of([thing for _, thing in parts], link, anchor, index)
        return FeedEntry(guid, published, updated, notice, is_notice=True)
    told = [note for publication, note in statuses.get(incident.id, ()) if publication.at <= last] if incident else []
    shown = _without_copies([lines[thing.identity] for thing in reversed(seen)])
    is_whole = len(seen) == len(parts)
    if link is None and is_whole and len(shown) == 1 and isinstance(shown[0], ReportLine):
        return FeedEntry(guid, published, updated, ReportSpec(shown[0].node), day=parts[0][0].day)
    disputed = disputes_at(incident.incident.file, last) if incident else ()
    spec = DevelopmentSpec(index.site, link, anchor, shown, is_whole, told[-1] if told else None, disputed)
    return FeedEntry(guid, published, updated, spec)


def _incident_of(things: Sequence[Thing], index: SiteIndex) -> IncidentNode | None:
    """Return the incident that a development is of: that of its newest thing that has one."""
    named = (thing.owner[1] for thing in reversed(things) if thing.owner[0] == "incident")
    return next((index.incidents[name] for name in named if name in index.incidents), None)


def _without_copies(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines of news, newest first, with one line for all reports of the same text: that of the report that was first."""
    reports = {line.node.id: line.node for line in lines if isinstance(line, ReportLine)}
    if len(reports) == 1:
        return tuple(lines)
    nodes = sorted(reports.values(), key=lambda node: (node.article.date.at, node.id))
    repeats = near_duplicates_of([node.article for node in nodes])
    others: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if node.id in repeats:
            others[repeats[node.id]].append(node.outlet.name)
    return tuple(
        line._replace(others=tuple(others[line.node.id])) if isinstance(line, ReportLine) else line
        for line in lines
        if not (isinstance(line, ReportLine) and line.node.id in repeats)
    )


class DevelopmentSpec(NamedTuple):
    """The spec of a development: what is new, newest first, the last status and the disputes at that time. `is_whole` if nothing is gone.

    `incident` is None for an article without an incident; else `anchor` tells the item's address from those of its other developments.
    """

    site: SiteNode
    incident: Link | None
    anchor: str
    lines: tuple[Line, ...]
    is_whole: bool
    status: Note | None
    disputed: tuple[Dispute, ...]

    @property
    def address(self) -> str:
        """The address of the item: on the page of the incident, or that of its newest thing."""
        return f"{self.incident.address}{self.anchor}" if self.incident else self.lines[0].address

    def build_item(self, entry: FeedEntry) -> FeedItem:
        """Return the item: first what is new, then where matters stand, then the link."""
        config, say = self.site.config, self.site.config.words.say
        leading = next((line for line in self.lines if not isinstance(line, StatusLine)), self.lines[0])
        title = headline = leading.headline(config)
        if self.incident is not None and self.incident.text != headline:
            title = say("{incident}: {headline}", incident=self.incident.text, headline=headline)
        news = [line.news(config) for line in self.lines[:_MOST_NEWS]]
        link = self.incident or Link(headline, self.address)
        if len(self.lines) > _MOST_NEWS:
            more = say("and {number} more", number=str(len(self.lines) - _MOST_NEWS))
            news.append(News(Link(more, link.address), config.language))
        if not self.is_whole:
            news.append(News(Link(say("Some of this was withdrawn."), ""), config.language))
        nodes = [line.node for line in self.lines if not isinstance(line, StatusLine)]
        reports = (line.node for line in self.lines if isinstance(line, ReportLine))
        pictures = (feed_picture(node.article, node.medium) for node in reports)
        return replace(
            entry.bare_item(title, self.address, config),
            news=tuple(news),
            note=self._where_matters_stand(),
            disputed=word_disputes(self.disputed, config),
            links=(link,),
            tags=tuple(dict.fromkeys(tag for node in nodes for tag in node.article.tags)),
            picture=next(filter(None, pictures), None),
        )

    def _where_matters_stand(self) -> str:
        """Return the last status as Markdown, unless it is among the news."""
        status, config = self.status, self.site.config
        if status is None or any(isinstance(line, StatusLine) and line.note == status for line in self.lines):
            return ""
        date = word_moment(status.date, config.language)
        return f"{config.words.say('The latest, as of {date}', date=date)}:\n\n{status.text}"
