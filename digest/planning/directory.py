"""Where everything stands: addresses, guids, links and cards, made once and looked up by every page."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from digest.model.article import Article, Place, Source
from digest.model.config import Config
from digest.model.content import Asset, Content
from digest.model.incident import Incident
from digest.model.ledger import EntryKind, mint_guid
from digest.model.moment import Moment, in_zone
from digest.model.url import slugify
from digest.model.views.article import Text
from digest.model.views.common import ArticleCard, IncidentCard, Link, Picture, SourceLine
from digest.planning.assemble import Assembly, latest_of_article, latest_of_incident
from digest.planning.texts import summary_of, text_of


@dataclass(frozen=True, slots=True)
class Term:
    """A tag, a place or a source that articles share: its name, its address, and its articles, oldest first."""

    name: str
    address: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """What pages look up, each worked out once. Dictionaries are keyed by ids; those of terms by slug, that of media by address.

    `guids` and `published` (the date that feeds first said) are those that the ledger knows.
    """

    config: Config
    assembly: Assembly
    guids: dict[tuple[EntryKind, str], str]
    published: dict[tuple[EntryKind, str], datetime]
    media: dict[str, Asset]
    incidents_of: dict[str, tuple[Incident, ...]]
    tags: dict[str, Term]
    places: dict[str, Term]
    sources: dict[str, Term]
    texts: dict[str, Text]
    cards: dict[str, ArticleCard] = field(default_factory=dict)
    incident_cards: dict[str, IncidentCard] = field(default_factory=dict)

    def guid(self, kind: EntryKind, identity: str) -> str:
        """Give the guid of a thing: the one in the ledger, or a new one."""
        known = self.guids.get((kind, identity))
        return known if known is not None else mint_guid(self.config.id, kind, identity)


def article_address(article: Article) -> str:
    """Give an article's address: `articles/<yyyy>/<mm>/<slug>/`, by the month of its date in the site's zone."""
    year, month, _ = article.date.day.isoformat().split("-")
    return f"articles/{year}/{month}/{article.slug}/"


def incident_address(incident: Incident) -> str:
    """Give an incident's address: `incidents/<slug>/`."""
    return f"incidents/{incident.slug}/"


def incident_link(incident: Incident) -> Link:
    """Give the link to an incident's page."""
    return Link(incident.title, incident_address(incident), len(incident.articles))


def article_link(article: Article, anchor: str = "") -> Link:
    """Give the link to an article's page, or to an update or a correction on it."""
    address = article_address(article)
    return Link(article.title, f"{address}#{anchor}" if anchor else address)


def term_links(names: tuple[str, ...], terms: dict[str, Term]) -> tuple[Link, ...]:
    """Give the links to the pages of tags or places."""
    found = (terms[slug] for slug in dict.fromkeys(slugify(name) for name in names) if slug in terms)
    return tuple(Link(term.name, term.address, len(term.articles)) for term in found)


def place_names(places: tuple[Place, ...]) -> tuple[str, ...]:
    """Give the names of places."""
    return tuple(place.name for place in places)


def outlet_of(source: Source) -> SourceLine:
    """Give a source in one line, with the address of its page in this site."""
    slug = slugify(source.name)
    return SourceLine(source.name, source.url, f"sources/{slug}/" if slug else "")


def picture_of(thing: Article | Incident) -> Picture | None:
    """Give the picture of an article or an incident; an incident without one takes that of its first report that has one."""
    image = thing.image if isinstance(thing, Article) else thing.file.image
    if image is not None:
        return Picture(image.src, image.alt, image.credit)
    if isinstance(thing, Incident):
        return next((picture_of(article) for article in thing.articles if article.image is not None), None)
    return None


def make_directory(config: Config, assembly: Assembly, content: Content) -> Directory:
    """Look up everything once."""
    entries, zone = content.ledger.entries, config.zone
    incidents_of: dict[str, list[Incident]] = defaultdict(list)
    for incident in assembly.incidents:
        for article in incident.articles:
            incidents_of[article.id].append(incident)
    directory = Directory(
        config=config,
        assembly=assembly,
        guids={(entry.kind, entry.id): entry.guid for entry in entries},
        published={(entry.kind, entry.id): in_zone(entry.published, zone) for entry in entries if entry.published},
        media={medium.address: medium for medium in content.media},
        incidents_of={identity: tuple(incidents) for identity, incidents in incidents_of.items()},
        tags=_terms("tags", _named(assembly, lambda thing: thing.tags)),
        places=_terms("places", _named(assembly, lambda thing: place_names(thing.places))),
        texts={article.id: text_of(article, config) for article in assembly.articles},
        sources=_terms("sources", [(a.source.name, a) for a in assembly.articles if a.source.name]),
    )
    directory.cards.update((article.id, _card(article, directory)) for article in assembly.articles)
    directory.incident_cards.update(
        (incident.id, _incident_card(incident, directory)) for incident in assembly.incidents
    )
    return directory


def _named(assembly: Assembly, names: Callable[[Article | Incident], tuple[str, ...]]) -> list[tuple[str, Article]]:
    """Pair articles with their own names of a kind, and with those of their incidents: both are ways in to them."""
    named = [(name, article) for article in assembly.articles for name in names(article)]
    named += [
        (name, article) for incident in assembly.incidents for name in names(incident) for article in incident.articles
    ]
    return named


def _terms(room: str, named: list[tuple[str, Article]]) -> dict[str, Term]:
    """Gather articles under the slugs of the names that they bear; a term is called what its first article calls it."""
    names: dict[str, str] = {}
    articles: dict[str, dict[str, Article]] = defaultdict(dict)
    for name, article in named:
        slug = slugify(name)
        if slug:
            names.setdefault(slug, name)
            articles[slug][article.id] = article
    return {
        slug: Term(
            names[slug],
            f"{room}/{slug}/",
            tuple(sorted(articles[slug].values(), key=lambda article: (article.date.at, article.id))),
        )
        for slug in sorted(names)
    }


def _card(article: Article, directory: Directory) -> ArticleCard:
    latest = latest_of_article(article)
    return ArticleCard(
        title=article.title,
        address=article_address(article),
        date=article.date,
        summary=summary_of(article, directory.config),
        language=_language(article, directory.config),
        source=outlet_of(article.source),
        incidents=tuple(incident_link(incident) for incident in directory.incidents_of.get(article.id, ())),
        changed=latest if latest.at > article.date.at else None,
    )


def _language(article: Article, config: Config) -> str:
    return article.language if article.language and article.language != config.language else ""


def _incident_card(incident: Incident, directory: Directory) -> IncidentCard:
    status = max(incident.file.status, key=lambda note: note.date.at, default=None)
    news, reported = news_of(incident)
    return IncidentCard(
        title=incident.title,
        address=incident_address(incident),
        span=incident.span,
        place=incident.places[0].name if incident.places else "",
        kind=incident.file.kind,
        summary=incident.summary or directory.cards[incident.articles[0].id].summary,
        status=status.text if status else "",
        as_of=status.date if status else None,
        latest=latest_of_incident(incident),
        news=news,
        reported=reported,
        reports=len(incident.articles),
    )


def news_of(incident: Incident) -> tuple[Link, Moment]:
    """Give the newest report, update or correction of an incident, and its date."""
    dated: list[tuple[Moment, str, Link]] = []
    for article in incident.articles:
        dated.append((article.date, article.id, article_link(article)))
        for update in article.updates:
            link = article_link(article, update.anchor)
            dated.append((update.date, update.anchor, Link(update.title or article.title, link.address)))
        for correction in article.corrections:
            link = article_link(article, correction.anchor)
            dated.append((correction.date, correction.anchor, Link(f"Correction: {article.title}", link.address)))
    moment, _, link = max(dated, key=lambda entry: (entry[0].at, entry[1]))
    return link, moment
