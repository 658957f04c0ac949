"""The index of the site: nodes of articles and incidents, and the terms of taxonomies, made once and looked up by every page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from digest.model.config import Config
from digest.model.content.article import Article, Source
from digest.model.content.incident import Incident
from digest.model.ledger import Entry, EntryKind, Ledger, Permanent, mint_guid
from digest.model.site import Asset, Content
from digest.model.url import name_key
from digest.model.views.common import Link, SourceLine
from digest.planning.content.assemble import Assembly
from digest.planning.content.near_duplicates import near_duplicates_of
from digest.planning.site.images import picture_of
from digest.planning.site.nodes import ArticleNode, Fold, IncidentNode, SiteNode, fold_copies, incident_link
from digest.planning.site.publication import Publication, Publications, publish, publish_incidents
from digest.planning.site.sections import INCIDENTS
from digest.planning.site.taxonomies import TAXONOMIES, Term, TermKind, TermName, gather_terms, name_terms


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """What pages look up, made once.

    `entries` are those of the ledger by kind and id, `media` files by address. `articles` and `incidents` are by id: articles in the
    order of their dates, incidents in that of the assembly. `terms` are by kind, and those of a kind by key, in the order of their
    slugs; `names` are those of all terms, also of ones that only articles have that are gone. `repeats` has the articles whose text an
    earlier one has already, by id, with the id of that. `publications` say when each thing was published here, and `permanent` what of the
    ledger was published at all.
    """

    site: SiteNode
    assembly: Assembly
    entries: dict[tuple[EntryKind, str], Entry]
    media: dict[str, Asset]
    articles: dict[str, ArticleNode]
    incidents: dict[str, IncidentNode]
    terms: dict[TermKind, dict[str, Term]]
    names: dict[TermKind, dict[str, TermName]]
    repeats: dict[str, str]
    publications: Publications
    permanent: Permanent

    @property
    def config(self) -> Config:
        """The settings."""
        return self.site.config

    def guid(self, kind: EntryKind, identity: str) -> str:
        """Return the guid of a thing: the one in the ledger, or else a new one."""
        return _guid(kind, identity, self.entries, self.config)

    def fold(self, articles: Iterable[ArticleNode]) -> list[Fold]:
        """Return the articles of a list in its order, with one entry for all that have the same text: see `fold_copies`."""
        return fold_copies(articles, self.repeats)

    def publication(self, kind: EntryKind, identity: str) -> Publication:
        """Return when and how a report, update, correction or status was published here."""
        return self.publications.of[kind, identity]


def empty_sections(index: SiteIndex) -> frozenset[Link]:
    """Return the sections of the site that have no entries."""
    empty = {TAXONOMIES[kind].section for kind, terms in index.terms.items() if not terms}
    return frozenset(empty if index.incidents else {INCIDENTS, *empty})


def index_site(config: Config, assembly: Assembly, content: Content) -> SiteIndex:
    """Return the index of a site."""
    # The lines of addresses in the settings are for messages only: if a line moves in config.yaml, no page changes.
    config = replace(config, theme=replace(config.theme, named=()))
    site = SiteNode(config, content.redaction)
    entries = {(entry.kind, entry.id): entry for entry in content.ledger.entries}
    media = {medium.address: medium for medium in content.media}
    incidents_of: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    for incident in assembly.incidents:
        named = (incident.id, incident_link(incident))
        for article in incident.articles:
            incidents_of[article.id].append(named)
    names = _term_names(assembly, content.ledger)
    ids_of = {article: [incident for incident, _ in named] for article, named in incidents_of.items()}
    publications = publish(assembly, entries, ids_of, config, content.permanent)
    articles = {
        article.id: _article_node(
            article,
            tuple(incidents_of.get(article.id, ())),
            site,
            publications.of["article", article.id],
            entries,
            media,
            names["source"],
            content.keys,
        )
        for article in assembly.articles
    }
    registered = publish_incidents(publications, entries, [incident.id for incident in assembly.incidents])
    return SiteIndex(
        site=site,
        assembly=assembly,
        entries=entries,
        media=media,
        articles=articles,
        incidents={
            incident.id: _incident_node(incident, articles, registered[incident.id], config, entries, media)
            for incident in assembly.incidents
        },
        terms=_terms(names, articles, assembly),
        names=names,
        repeats=near_duplicates_of(assembly.articles),
        publications=publications,
        permanent=content.permanent,
    )


def _terms(
    names: dict[TermKind, dict[str, TermName]], articles: dict[str, ArticleNode], assembly: Assembly
) -> dict[TermKind, dict[str, Term]]:
    nodes = articles.values()
    return {kind: gather_terms(one, nodes, assembly.incidents, names[kind]) for kind, one in TAXONOMIES.items()}


def _term_names(assembly: Assembly, ledger: Ledger) -> dict[TermKind, dict[str, TermName]]:
    published: dict[str, dict[str, str]] = {kind: {} for kind in TAXONOMIES}
    for entry in ledger.entries:
        if entry.kind in published:
            published[entry.kind][entry.id] = entry.said
    return {kind: name_terms(taxonomy, assembly, published[kind]) for kind, taxonomy in TAXONOMIES.items()}


def _article_node(
    article: Article,
    incidents: tuple[tuple[str, Link], ...],
    site: SiteNode,
    publication: Publication,
    entries: dict[tuple[EntryKind, str], Entry],
    media: dict[str, Asset],
    sources: dict[str, TermName],
    keys: dict[str, str],
) -> ArticleNode:
    guid = _guid("article", article.id, entries, site.config)
    medium = media.get(article.image.src) if article.image else None
    # The ledger may have given updates and corrections other anchors than their files do.
    amended = article.updates or article.corrections or article.retracted
    key = None if amended else keys.get(article.origin.file)
    return ArticleNode(article, site, guid, publication, incidents, medium, _outlet_of(article.source, sources), key)


def _outlet_of(source: Source, sources: dict[str, TermName]) -> SourceLine:
    """Return a source in one line, with the address of its page in this site."""
    term = sources.get(name_key(source.name)) if source.name else None
    if term is None:
        return SourceLine(source.name, source.url)
    return SourceLine(source.name, source.url, f"{TAXONOMIES['source'].section.address}{term.slug}/", term.name)


def _incident_node(
    incident: Incident,
    articles: dict[str, ArticleNode],
    publication: Publication,
    config: Config,
    entries: dict[tuple[EntryKind, str], Entry],
    media: dict[str, Asset],
) -> IncidentNode:
    reports = tuple(articles[article.id] for article in incident.articles)
    picture = picture_of(incident)
    medium = media.get(picture.src) if picture else None
    return IncidentNode(incident, reports, _guid("incident", incident.id, entries, config), publication, medium)


def _guid(kind: EntryKind, identity: str, entries: dict[tuple[EntryKind, str], Entry], config: Config) -> str:
    entry = entries.get((kind, identity))
    if entry is not None:
        return entry.guid
    if kind in TAXONOMIES:  # the guid of a term is that of its feed
        return mint_guid(config.id, "feed", f"{kind}:{identity}")
    return mint_guid(config.id, kind, identity)
