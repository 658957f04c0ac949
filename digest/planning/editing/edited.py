"""A plan in which some articles have changed: for a server that shows an edit before the whole site is planned again.

A spec holds nodes of articles and incidents. Those that an edit concerns are replaced in the spec of each page that is asked for. What
goes beyond them (the order of lists, the number of reports with a tag, what is new on a day) is as it was until the next whole plan.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from digest.model.content.article import Article
from digest.model.content.incident import Incident
from digest.model.page import Page, Spec
from digest.model.url import name_key
from digest.model.views.common import ImageView, Link
from digest.planning.content.assemble import Assembly, make_incident
from digest.planning.content.incident_names import incident_name
from digest.planning.content.near_duplicates import near_duplicates_of
from digest.planning.content.visibility import appears
from digest.planning.feeds.specs import FeedEntry
from digest.planning.pages.article import ArticlePage, stories_in
from digest.planning.pages.incident.page import IncidentPage
from digest.planning.pages.taxonomies import TermPage
from digest.planning.site.images import picture_of
from digest.planning.site.nodes import ArticleNode, IncidentNode, incident_link
from digest.planning.site.taxonomies import TAXONOMIES, TermKind, place_names, spellings

# The fields that an edit may change.
_FREE = (
    *("origin", "title", "date", "body_location", "body", "opening", "summary", "incidents", "references"),
    *("shingles", "tags", "places"),
)

# What to put in place of values, by their `id`. The plan keeps the values alive, so that no other value gets their ids.
Replacements = Mapping[int, Any]


@dataclass(frozen=True)
class Nodes:
    """The nodes of a plan: the specs of the pages of articles, by file, and the nodes of incidents, by id, with the specs of their pages.

    `terms` are the links to tags, places and sources, by kind and key.
    """

    articles: dict[str, ArticlePage]
    incidents: dict[str, IncidentNode]
    pages: dict[str, IncidentPage]
    terms: dict[TermKind, dict[str, Link]]
    assembly: Assembly

    def incidents_of(self, article: Article) -> dict[str, IncidentNode] | None:
        """Return the incidents of an article, by id; None if the plan has not got them all."""
        names = {incident_name(name, self.assembly.files) for name in article.incidents}
        found = {name: self.incidents[name] for name in sorted(names) if name in self.incidents}
        return found if len(found) == len(names) else None

    def links(self, thing: Article | Incident) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """Return the links to the places, and those to the tags, of an article or an incident."""
        return _called(place_names(thing.places), self.terms["place"]), _called(thing.tags, self.terms["tag"])

    def has_terms(self, article: Article) -> bool:
        """Return whether each place and tag of an article has a page already."""
        named: tuple[tuple[TermKind, tuple[str, ...]], ...] = (
            ("place", place_names(article.places)),
            ("tag", article.tags),
        )
        return all(spellings(names).keys() <= self.terms[kind].keys() for kind, names in named)


def _called(names: tuple[str, ...], links: Mapping[str, Link]) -> tuple[Link, ...]:
    return tuple(links[key].called(name) for key, name in spellings(names).items() if key in links)


def nodes_of(pages: Iterable[Page], assembly: Assembly) -> Nodes:
    """Return the nodes of all pages of a plan."""
    articles: dict[str, ArticlePage] = {}
    incidents: dict[str, IncidentPage] = {}
    terms: dict[TermKind, dict[str, Link]] = {kind: {} for kind in TAXONOMIES}
    for page in pages:
        match page.spec:
            case ArticlePage(node=node):
                articles[node.article.origin.file] = page.spec
            case IncidentPage(node=incident):
                incidents[incident.id] = page.spec
            case TermPage(kind=kind, term=link):
                terms[kind][name_key(link.text)] = link
    nodes = {identity: spec.node for identity, spec in incidents.items()}
    return Nodes(articles, nodes, incidents, terms, assembly)


def edited(article: Article, before: Article, after: Article, nodes: Nodes) -> Article | None:
    """Return an article with what has changed in its file; None if that changes more than nodes: files, visibility, incidents.

    `before` and `after` are the file as it was read; `article` is what assembling made of it.
    """
    if replace(after, **{name: getattr(before, name) for name in _FREE}) != before:
        return None
    if [one.address for one in after.references] != [one.address for one in before.references]:
        return None
    changed = {name: getattr(after, name) for name in _FREE if getattr(after, name) != getattr(before, name)}
    new, now = replace(article, **changed), nodes.assembly.now
    if (appears(new).at > now) != (appears(article).at > now):
        return None
    if (new.tags, new.places) != (article.tags, article.places) and not nodes.has_terms(new):
        return None
    left = nodes.incidents_of(article)
    if left is None or nodes.incidents_of(new) is None:
        return None
    gone = left.keys() - (nodes.incidents_of(new) or {}).keys()
    return None if any(len(nodes.incidents[identity].reports) < 2 for identity in gone) else new


def replacements(edits: Mapping[str, Article], nodes: Nodes) -> dict[int, Any]:
    """Return what to replace in all specs. `edits` are the articles of files as they are now."""
    old = {nodes.articles[file].node.id: nodes.articles[file].node for file in edits}
    now = {article.id: article for article in edits.values()}
    concerned = {identity for node in old.values() for identity, _ in node.incidents}
    members: dict[str, dict[str, Article]] = defaultdict(dict)
    for article in now.values():
        for identity in nodes.incidents_of(article) or {}:
            concerned.add(identity)
            members[identity][article.id] = article
    reports = {report.id: report for identity in concerned for report in nodes.incidents[identity].reports} | old
    for identity in concerned:
        members[identity] |= {
            report.id: report.article for report in nodes.incidents[identity].reports if report.id not in now
        }
    made = {
        identity: make_incident(
            identity,
            tuple(sorted(members[identity].values(), key=lambda one: (one.date.at, one.id))),
            nodes.assembly.files.get(identity),
        )
        for identity in sorted(concerned)
        if members[identity]
    }
    return _replace_nodes(reports, now, made, nodes)


def _replace_nodes(
    reports: Mapping[str, ArticleNode], now: Mapping[str, Article], made: Mapping[str, Any], nodes: Nodes
) -> dict[int, Any]:
    """Return what to replace: the nodes of these reports and incidents, their positions in stories, and the links to terms."""
    new: dict[int, Any] = {}
    links = {identity: incident_link(incident) for identity, incident in made.items()}
    again: dict[str, ArticleNode] = {}
    for identity, node in reports.items():
        article = now.get(identity, node.article)
        known = nodes.incidents_of(article) or {}
        named = tuple((name, links.get(name, incident.link)) for name, incident in known.items())
        one = ArticleNode(article, node.site, node.guid, node.publication, named, node.medium, node.outlet)
        again[identity] = one
        new |= {id(node): one, id(node.article): article, id(node.link): one.link}
    anew = dict(nodes.incidents)
    for identity, incident in made.items():
        before = nodes.incidents[identity]
        medium = before.medium if picture_of(incident) == picture_of(before.incident) else None
        nodes_of_reports = tuple(again[article.id] for article in incident.articles)
        anew[identity] = IncidentNode(incident, nodes_of_reports, before.guid, before.publication, medium)
        new |= {id(before): anew[identity], id(before.incident): incident, id(before.link): anew[identity].link}
    shown_in = sorted({name for one in again.values() for name, _ in one.incidents})
    concerned = [anew[name] for name in shown_in]
    stories = stories_in(concerned, _repeats_in(concerned))
    for identity, node in reports.items():
        page = nodes.articles[node.article.origin.file]
        around = stories.get(identity, [])
        new[id(page.stories)] = around
        if identity in now:
            places, tags = nodes.links(now[identity])
            new[id(page)] = page._replace(
                node=again[identity],
                stories=around,
                places=places,
                tags=tags,
                shared=_shared_by(again[identity], nodes),
            )
    for identity, incident in made.items():
        shown = nodes.pages[identity]
        related = tuple(anew[one.id] for one in shown.related)
        places, tags = nodes.links(incident)
        new[id(shown)] = shown._replace(node=anew[identity], related=related, places=places, tags=tags)
    return new


def _shared_by(article: ArticleNode, nodes: Nodes) -> ImageView | None:
    """Return the picture that networks show of an article that has none: that of its incidents."""
    return next((nodes.pages[name].shared for name, _ in article.incidents if nodes.pages[name].shared), None)


def _repeats_in(incidents: Iterable[IncidentNode]) -> dict[str, str]:
    """Return the near duplicates among the reports of some incidents: by id, the id of the article that each repeats."""
    articles = {report.id: report.article for incident in incidents for report in incident.reports}
    return near_duplicates_of(sorted(articles.values(), key=lambda article: (article.date.at, article.id)))


def with_edits(page: Page, new: Replacements) -> Page:
    """Return a page that shows what has been edited; the page itself if it shows none of that."""
    spec = _replaced(page.spec, new) if new else page.spec
    if spec is page.spec:
        return page
    is_own = page.title == _title_of(page.spec)  # else the plan has made it unique
    return page._replace(spec=spec, title=_title_of(spec) if is_own else page.title)


def _title_of(spec: Spec) -> str | None:
    match spec:
        case ArticlePage(node=node):
            return node.article.title
        case IncidentPage(node=incident):
            return incident.incident.title
        case _:
            return None


def _replaced(value: Any, new: Replacements) -> Any:  # noqa: ANN401 - a spec may hold any value
    """Return a value with what is to be replaced in it, at any depth; the value itself if there is nothing.

    A node of an incident with an edited article is itself among what is to be replaced, so that nodes are not searched.
    """
    if id(value) in new:
        return new[id(value)]
    match value:
        case list() | tuple():
            return _sequence(value, new)
        case dict():
            pairs = {key: _replaced(one, new) for key, one in value.items()}
            return value if all(pairs[key] is one for key, one in value.items()) else pairs
        case FeedEntry():
            return _entry(value, new)
        case _:
            return _dataclass(value, new) if is_dataclass(value) else value


def _sequence(value: Any, new: Replacements) -> Any:  # noqa: ANN401 - a list, a tuple or a named tuple
    items = [_replaced(one, new) for one in value]
    if all(one is other for one, other in zip(items, value, strict=True)):
        return value
    return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)


def _entry(entry: FeedEntry, new: Replacements) -> FeedEntry:
    spec = _replaced(entry.spec, new)
    if spec is entry.spec:
        return entry
    again = copy(entry)
    again.spec = spec
    vars(again).pop("item", None)
    return again


def _dataclass(value: Any, new: Replacements) -> Any:  # noqa: ANN401 - as above
    changed = {}
    for field in fields(value):
        before = getattr(value, field.name)
        after = _replaced(before, new)
        if after is not before:
            changed[field.name] = after
    return replace(value, **changed) if changed else value
