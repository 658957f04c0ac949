"""Where everything stands: what is known of articles and incidents, and their ways in, worked out once and looked up by every page."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from digest.model.config import Config
from digest.model.content.article import Article, Place
from digest.model.content.incident import Incident
from digest.model.ledger import Entry, EntryKind, mint_guid
from digest.model.moment import Moment
from digest.model.site import Asset, Content
from digest.model.url import slugify
from digest.model.views.common import Link
from digest.planning.content.assemble import Assembly
from digest.planning.site.feed_dates import appearance, published_date, updated_date
from digest.planning.site.images import picture_of
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode, incident_link, latest_of_incident
from digest.planning.site.sections import INCIDENTS, PLACES, SOURCES, TAGS

_MOST_SHOWN = 12
_WITH_FEEDS: frozenset[EntryKind] = frozenset({"tag", "place", "source"})


@dataclass(frozen=True, slots=True)
class Term:
    """A tag, a place or a source that articles share: its link, and its articles, oldest first."""

    link: Link
    articles: tuple[ArticleNode, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.link.text

    @property
    def address(self) -> str:
        """Where its page stands."""
        return self.link.address


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """What pages look up, each worked out once. Dictionaries are keyed by ids, in the order of their things; those of terms by slug.

    `entries` are those of the ledger, `media` files by their address.
    """

    site: SiteNode
    assembly: Assembly
    entries: dict[tuple[EntryKind, str], Entry]
    media: dict[str, Asset]
    articles: dict[str, ArticleNode]
    incidents: dict[str, IncidentNode]
    tags: dict[str, Term]
    places: dict[str, Term]
    sources: dict[str, Term]

    @property
    def config(self) -> Config:
        """The settings."""
        return self.site.config

    def guid(self, kind: EntryKind, identity: str) -> str:
        """Return the guid of a thing: the one in the ledger, or a new one."""
        return _guid(kind, identity, self.entries, self.config)

    def published_date(self, kind: EntryKind, identity: str, moment: Moment) -> datetime:
        """Return the date on which feeds say that a thing was published."""
        return _kept_or_distinct_date(kind, identity, moment, self.entries)


def term_links(names: Iterable[str], terms: dict[str, Term]) -> tuple[Link, ...]:
    """Return the links to the pages of tags or places."""
    slugs = dict.fromkeys(map(slugify, names))
    return tuple([terms[slug].link for slug in slugs if slug in terms])


def empty_sections(index: SiteIndex) -> frozenset[Link]:
    """Return the rooms of the site that have nothing in them."""
    rooms = {INCIDENTS: index.incidents, PLACES: index.places, TAGS: index.tags, SOURCES: index.sources}
    return frozenset(room for room, things in rooms.items() if not things)


def commonest(terms: dict[str, Term]) -> tuple[Link, ...]:
    """Return the links to the terms with the most articles, as many as a page shows of a kind."""
    links = (term.link for term in terms.values())
    return tuple(sorted(links, key=lambda link: (-link.count, link.address))[:_MOST_SHOWN])


def place_names(places: tuple[Place, ...]) -> tuple[str, ...]:
    """Return the names of places."""
    return tuple([place.name for place in places])


def index_site(config: Config, assembly: Assembly, content: Content) -> SiteIndex:
    """Look up everything once."""
    # Where the settings name addresses is for messages: a line more in config.yaml makes no page another one.
    config = replace(config, theme=replace(config.theme, named=()))
    site = SiteNode(config, content.redaction)
    entries = {(entry.kind, entry.id): entry for entry in content.ledger.entries}
    media = {medium.address: medium for medium in content.media}
    incidents_of: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    for incident in assembly.incidents:
        named = (incident.id, incident_link(incident))
        for article in incident.articles:
            incidents_of[article.id].append(named)
    articles = {
        article.id: _known_article(article, tuple(incidents_of.get(article.id, ())), site, entries, media, content.keys)
        for article in assembly.articles
    }
    known = articles.values()
    by_incident = assembly.incidents
    return SiteIndex(
        site=site,
        assembly=assembly,
        entries=entries,
        media=media,
        articles=articles,
        incidents={
            incident.id: _known_incident(incident, articles, config, entries, media) for incident in assembly.incidents
        },
        tags=_terms("tags", known, by_incident, lambda thing: thing.tags),
        places=_terms("places", known, by_incident, lambda thing: place_names(thing.places)),
        sources=_terms("sources", known, (), lambda thing: (thing.source.name,) if isinstance(thing, Article) else ()),
    )


def _known_article(
    article: Article,
    incidents: tuple[tuple[str, Link], ...],
    site: SiteNode,
    entries: dict[tuple[EntryKind, str], Entry],
    media: dict[str, Asset],
    keys: dict[str, str],
) -> ArticleNode:
    published = _kept_or_distinct_date("article", article.id, appearance(article), entries)
    updated = updated_date(published, article.updated, f"article:{article.id}")
    guid = _guid("article", article.id, entries, site.config)
    medium = media.get(article.image.src) if article.image else None
    # The ledger may have given updates and corrections other anchors than their files do.
    amended = article.updates or article.corrections or article.retracted
    key = None if amended else keys.get(article.origin.file)
    return ArticleNode(article, site, guid, published, updated, incidents, medium, key)


def _known_incident(
    incident: Incident,
    articles: dict[str, ArticleNode],
    config: Config,
    entries: dict[tuple[EntryKind, str], Entry],
    media: dict[str, Asset],
) -> IncidentNode:
    reports = tuple(articles[article.id] for article in incident.articles)
    first = min((appearance(article) for article in incident.articles), key=lambda moment: moment.at)
    published = _kept_or_distinct_date("incident", incident.id, first, entries)
    updated = updated_date(published, latest_of_incident(incident, reports), f"incident:{incident.id}")
    picture = picture_of(incident)
    medium = media.get(picture.src) if picture else None
    return IncidentNode(incident, reports, _guid("incident", incident.id, entries, config), published, updated, medium)


def _guid(kind: EntryKind, identity: str, entries: dict[tuple[EntryKind, str], Entry], config: Config) -> str:
    entry = entries.get((kind, identity))
    if entry is not None:
        return entry.guid
    if kind in _WITH_FEEDS:  # their guid is that of their feed
        return mint_guid(config.id, "feed", f"{kind}:{identity}")
    return mint_guid(config.id, kind, identity)


def _kept_or_distinct_date(
    kind: EntryKind, identity: str, moment: Moment, entries: dict[tuple[EntryKind, str], Entry]
) -> datetime:
    entry = entries.get((kind, identity))
    return published_date(kind, identity, moment, entry.published if entry is not None else None)


def _terms(
    room: str,
    articles: Collection[ArticleNode],
    incidents: tuple[Incident, ...],
    names_of: Callable[[Article | Incident], tuple[str, ...]],
) -> dict[str, Term]:
    """Gather articles under the slugs of their own names of a kind, and of those of their incidents: both are ways in to them.

    A term is called what its first article calls it.
    """
    names: dict[str, str] = {}

    def slugs_of(thing: Article | Incident) -> list[str]:
        found = []
        for name in names_of(thing):
            slug = slugify(name)
            found.append(slug)
            names.setdefault(slug, name)
        return found

    slugs = {known.id: slugs_of(known.article) for known in articles}
    for incident in incidents:
        inherited = slugs_of(incident)
        for article in incident.articles if inherited else ():
            slugs[article.id] += inherited
    gathered: dict[str, list[ArticleNode]] = defaultdict(list)
    for known in articles:
        for slug in dict.fromkeys(slugs[known.id]):
            gathered[slug].append(known)
    return {
        slug: Term(Link(names[slug], f"{room}/{slug}/", len(gathered[slug])), tuple(gathered[slug]))
        for slug in sorted(gathered)
        if slug
    }
