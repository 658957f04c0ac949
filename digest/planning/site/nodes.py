"""Nodes of the site graph: an article or incident with its address, guid and feed dates, and a fingerprint of all of these.

Whatever pages and feeds show of them is made here when it is asked for, and once: cards, texts, links. A cold build of 1,000 articles takes
3.19 s with that and 4.00 s without. `tests/laws/test_plain_ways.py` makes them anew for each page, and compares.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from digest.adapters.serialization import Fingerprinted, fingerprint_of
from digest.model.config import Config
from digest.model.content.article import Article
from digest.model.content.incident import Incident
from digest.model.moment import Moment
from digest.model.site import Asset
from digest.model.views.article import Text
from digest.model.views.common import ArticleCard, IncidentCard, Link, NewsKind, SourceLine
from digest.model.views.incident import Report
from digest.planning.content.assemble import latest_of_article
from digest.planning.content.excerpts import summary_of, text_of
from digest.planning.content.near_duplicates import near_duplicates_of
from digest.planning.site.images import in_list, picture_of
from digest.planning.site.publication import Publication


class SiteNode(Fingerprinted):
    """The settings. Every page depends on all of them: `compare` counts them in."""

    def __init__(self, config: Config, redaction: str = "") -> None:
        """Keep the settings. `redaction` is the fingerprint of what must be forgotten in texts."""
        super().__init__(fingerprint_of((config, redaction)) if redaction else fingerprint_of(config))
        self.config = config


class ArticleNode(Fingerprinted):
    """An article with its address, its guid and dates in feeds, and the ids of its incidents with the links to them.

    `publication` says when it was published here, `latest` when its own dates say that something of it last moved. `medium` is the file
    of its picture, and `outlet` its source in one line.
    """

    def __init__(
        self,
        article: Article,
        site: SiteNode,
        guid: str,
        publication: Publication,
        incidents: tuple[tuple[str, Link], ...],
        medium: Asset | None,
        outlet: SourceLine,
        key: str | None = None,
    ) -> None:
        """Keep the values. `key` is the fingerprint of the article, if there is one already."""
        super().__init__(fingerprint_of((key or article, guid, publication, incidents, medium, outlet)))
        self.article = article
        self.id = article.id
        self.site = site
        self.guid = guid
        self.publication = publication
        self.incidents = incidents
        self.medium = medium
        self.outlet = outlet
        self.latest = latest_of_article(article)
        self.link = Link(article.title, article_address(article))
        self.address = self.link.address

    @property
    def language(self) -> str:
        """The language of its text."""
        return self.article.language or self.site.config.language

    @property
    def foreign_language(self) -> str:
        """The language of its text, if that is not the site's; else empty."""
        return self.article.language if self.article.language != self.site.config.language else ""

    @property
    def noindex(self) -> bool:
        """Whether search engines must not list it."""
        return self.article.noindex or self.article.status == "draft"

    @property
    def changed(self) -> Moment | None:
        """When it last changed, if that was after its date; else None."""
        return self.latest if self.latest.at > self.article.date.at else None

    def link_to(self, anchor: str) -> Link:
        """Return the link to an update or a correction on its page."""
        return Link(self.article.title, f"{self.address}#{anchor}")

    @cached_property
    def text(self) -> Text:
        """As much of its text as may be shown."""
        return text_of(self.article, self.site.config)

    @property
    def published(self) -> int:
        """When it was published here, or last changed, in seconds since 1970."""
        return int(self.publication.updated.timestamp())

    @property
    def sentence(self) -> str:
        """What a list says of it in a few words: its summary, else how it begins."""
        return summary_of(self.article, self.site.config, _WORDS_OF_SENTENCE)

    @cached_property
    def card(self) -> ArticleCard:
        """The article as an entry of a list."""
        article = self.article
        return ArticleCard(
            title=article.title,
            address=self.address,
            date=article.date,
            summary=summary_of(article, self.site.config),
            language=self.foreign_language,
            source=self.outlet,
            incidents=tuple(link for _, link in self.incidents),
            changed=self.changed,
            picture=in_list(picture_of(article), self.medium),
            at=int(self.publication.at.timestamp()),
        )


class Fold(NamedTuple):
    """An article of a list, with the others of that list that carry the same text, oldest first."""

    first: ArticleNode
    copies: tuple[ArticleNode, ...]

    @property
    def report(self) -> Report:
        """The article as an entry of a list, with its copies."""
        return Report(self.first.card, "", tuple([Report(node.card, "") for node in self.copies]))


def fold_copies(articles: Iterable[ArticleNode], repeats: Mapping[str, str]) -> list[Fold]:
    """Return the articles of a list in its order, with one entry for all that have the same text, where the first of these was.

    `repeats` has the id of the article that each copy repeats. If that is not in the list, the oldest of its copies leads.
    """
    listed = list(articles)
    if len(listed) < 2 or repeats.keys().isdisjoint([node.id for node in listed]):
        return [Fold(node, ()) for node in listed]
    alike: dict[str, list[ArticleNode]] = defaultdict(list)
    for node in listed:
        alike[repeats.get(node.id, node.id)].append(node)
    for original, nodes in alike.items():
        nodes.sort(key=lambda node: (node.id != original, node.article.date.at, node.id))
    leading = {nodes[0].id: tuple(nodes[1:]) for nodes in alike.values()}
    return [Fold(node, leading[node.id]) for node in listed if node.id in leading]


# How many words a list says of an incident, in whole sentences if they fit.
_WORDS_OF_SENTENCE = 22
# An incident's articles have fingerprints of their own.
_all_but_articles = attrgetter(*[field.name for field in fields(Incident) if field.name != "articles"])


class IncidentNode(Fingerprinted):
    """An incident with its reports, oldest first, its address, and its guid and dates in feeds.

    `publication` says since when it is in the register, and when that changed; `latest` is when something of it last moved, by its own
    dates. `medium` is the file of its picture.
    """

    def __init__(
        self,
        incident: Incident,
        reports: tuple[ArticleNode, ...],
        guid: str,
        publication: Publication,
        medium: Asset | None,
    ) -> None:
        """Keep the values."""
        told = (_all_but_articles(incident), [report.key for report in reports], guid, publication, medium)
        super().__init__(fingerprint_of(told))
        self.incident = incident
        self.id = incident.id
        self.reports = reports
        self.guid = guid
        self.publication = publication
        self.medium = medium
        self.latest = latest_of_incident(incident, reports)
        self.link = incident_link(incident)
        self.address = self.link.address

    @cached_property
    def news(self) -> tuple[NewsKind, Link, Moment]:
        """The newest report, update or correction: which of these it is, the link to it, and its date."""
        dated: list[tuple[Moment, str, NewsKind, Link]] = []
        for report in self.reports:
            article = report.article
            dated.append((article.date, article.id, "report", report.link))
            for update in article.updates:
                link = Link(update.title or article.title, report.link_to(update.anchor).address)
                dated.append((update.date, update.anchor, "update", link))
            dated += (
                (correction.date, correction.anchor, "correction", report.link_to(correction.anchor))
                for correction in article.corrections
            )
        moment, _, kind, link = max(dated, key=lambda entry: (entry[0].at, entry[1]))
        return kind, link, moment

    @property
    def language(self) -> str:
        """The language of its title, if that is the headline of its first report, in another language than that of the site."""
        return "" if self.incident.file.title else self.reports[0].card.language

    @cached_property
    def repeats(self) -> dict[str, str]:
        """The reports that only repeat an earlier one, each with the id of that."""
        return near_duplicates_of(self.incident.articles) if len(self.reports) > 1 else {}

    @property
    def published(self) -> int:
        """When its newest thing was published here, in seconds since 1970."""
        return int(self.publication.updated.timestamp())

    def _sentence(self) -> tuple[str, str, SourceLine]:
        """Return what a list says of it, the language of that, and whose words they are: its summary, else the newest that is no copy."""
        if self.incident.summary:
            return self.incident.summary, "", SourceLine("")
        for report in reversed(self.reports):
            said = report.sentence if report.id not in self.repeats else ""
            if said:
                return said, report.card.language, report.outlet
        return "", "", self.reports[-1].outlet

    @cached_property
    def card(self) -> IncidentCard:
        """The incident as an entry of a list."""
        incident = self.incident
        first = self.reports[0].card
        sentence, sentence_language, source = self._sentence()
        status = max(incident.file.status, key=lambda note: note.date.at, default=None)
        kind, news, reported = self.news
        if status is not None and status.date.at > reported.at:
            kind, news, reported = "status", self.link, status.date
        return IncidentCard(
            title=incident.title,
            address=self.address,
            span=incident.span,
            place=incident.places[0].name if incident.places else "",
            kind=incident.file.kind,
            summary=incident.summary or first.summary,
            status=status.text if status else "",
            as_of=status.date if status else None,
            latest=self.latest,
            news=news,
            news_kind=kind,
            reported=reported,
            reports=len(incident.articles),
            picture=in_list(picture_of(incident), self.medium),
            language=self.language,
            sentence=sentence,
            sentence_language=sentence_language,
            source=source,
            at=self.published,
        )


def latest_of_incident(incident: Incident, reports: tuple[ArticleNode, ...]) -> Moment:
    """Return when an incident last changed: the date of its newest report, update, correction or status."""
    moments = [report.latest for report in reports]
    return max([*moments, *(note.date for note in incident.file.status)], key=lambda moment: moment.at)


def article_address(article: Article) -> str:
    """Return an article's address: `articles/<yyyy>/<mm>/<slug>/`, by the month of its date in the site's zone."""
    at = article.date.at
    return f"articles/{at.year:04d}/{at.month:02d}/{article.slug}/"


def incident_address(incident: Incident) -> str:
    """Return an incident's address: `incidents/<slug>/`."""
    return f"incidents/{incident.slug}/"


def incident_link(incident: Incident) -> Link:
    """Return the link to an incident's page."""
    return Link(incident.title, incident_address(incident), len(incident.articles))
