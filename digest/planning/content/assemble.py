"""Assemble visible articles and incident files into incidents."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from digest.model.content.article import Article, BodyLocation, Place
from digest.model.content.incident import Incident, IncidentFile
from digest.model.diagnostic import Diagnostic, Origin, error, warning
from digest.model.moment import Moment, Span
from digest.model.reports.build import LeftOut
from digest.model.site import Content, ContentItem, OwnPage
from digest.model.url import fold, name_key
from digest.planning.content.anchors import keep_anchors, keep_status_anchors
from digest.planning.content.far_dates import far_dates
from digest.planning.content.incident_names import files_by_name, incident_name
from digest.planning.content.merges import follow_merges
from digest.planning.content.pictures import find_pictures
from digest.planning.content.visibility import Visibility, VisibilityContext, appears, visibility_of

# What fewer reports name belongs to those reports, not to the incident.
_ONE_OF = 4


@dataclass(frozen=True, slots=True)
class Assembly:
    """What the site consists of at the moment `now`.

    Articles are oldest first; of `gone` ones only a notice is published, of `hidden` ones nothing yet. If `quietly`, no feed announces
    what is new. If it `is_preview`, some of the articles are not public yet.

    `merged` are the files of incidents that were merged into others, each with the id of the one that it became a part of.

    `files` are all incident files, visible incidents' or not, by each name that an article or another file may call them.
    """

    articles: tuple[Article, ...]
    incidents: tuple[Incident, ...]
    own_pages: tuple[OwnPage, ...]
    gone: tuple[Article, ...]
    drafts: int
    embargoed: int
    now: datetime
    quietly: bool = False
    hidden: tuple[Article, ...] = ()
    merged: tuple[tuple[IncidentFile, str], ...] = ()
    files: dict[str, IncidentFile] = field(default_factory=dict)
    is_preview: bool = False


def assemble(content: Content, visibility: VisibilityContext) -> tuple[Assembly, tuple[Diagnostic, ...]]:
    """Return the site as `visibility` shows it, and a diagnostic for every contradiction between files."""
    diagnostics = [
        *_repeated_ids(content.articles),
        *_repeated_ids(content.incident_files),
        *_repeated_ids(content.own_pages),
    ]
    content, missing = find_pictures(_without_repeats(content))
    diagnostics += (*missing, *far_dates(content, visibility.now))
    groups: dict[Visibility, list[Article]] = defaultdict(list)
    articles = keep_anchors(content.articles, content.ledger)
    anchored = keep_status_anchors(content.incident_files, content.ledger)
    content = replace(content, incident_files=tuple(map(_without_follow_up, anchored)))
    for article in sorted(articles, key=lambda article: (article.date.at, article.id)):
        groups[visibility_of(article, visibility)].append(article)
    files, contradictions = files_by_name(content)
    diagnostics += contradictions
    reported = _reported(content, files)
    published = (entry.id for entry in content.ledger.entries if entry.kind == "incident")
    mergers = follow_merges(content.incident_files, files, reported.union(published))
    files = mergers.files
    diagnostics += mergers.diagnostics
    incidents = _incidents(groups["visible"], files)
    diagnostics += _unused_files(content, reported)
    diagnostics += _unknown_relations(content.incident_files, files, incidents)
    assembly = Assembly(
        tuple(groups["visible"]),
        incidents,
        content.own_pages,
        tuple(groups["gone"]),
        len(groups["draft"]),
        len(groups["embargoed"]),
        visibility.now,
        visibility.quietly,
        (*groups["draft"], *groups["embargoed"]),
        mergers.merged,
        files,
        visibility.is_preview,
    )
    return assembly, tuple(diagnostics)


def find_left_out(assembly: Assembly, visibility: VisibilityContext) -> tuple[LeftOut, ...]:
    """Return the articles that the site leaves out as `visibility` shows it, with the reason, sorted by file.

    A withdrawn article is not among them: its page says so.
    """
    found = [
        LeftOut(article.origin.file, "draft")
        if visibility_of(article, visibility) == "draft"
        else LeftOut(article.origin.file, "embargoed", appears(article).iso)
        for article in assembly.hidden
    ]
    found += [
        LeftOut(article.origin.file, "expired", article.expires.iso)
        for article in assembly.gone
        if article.status != "withdrawn" and article.expires is not None
    ]
    return tuple(sorted(found, key=lambda one: one.file))


def _without_follow_up(file: IncidentFile) -> IncidentFile:
    """Return an incident's file without what is for editors alone, so that nothing which is planned can show it."""
    return file if file.follow_up is None else replace(file, follow_up=None)


def _repeated_ids(things: Iterable[ContentItem]) -> list[Diagnostic]:
    seen: dict[str, str] = {}
    found = []
    for thing in things:
        first = seen.setdefault(fold(thing.id), thing.origin.file)
        if first != thing.origin.file:
            found.append(
                error(
                    "repeated-id",
                    thing.origin.at("id"),
                    f"the id “{thing.id}” belongs to {first} as well",
                    "write another id: into the newer of the two; the older one keeps its own for ever",
                )
            )
    return found


def _without_repeats(content: Content) -> Content:
    """Keep the first thing of each id, so that all other checks can run as if the later ones were corrected."""
    return replace(
        content,
        articles=tuple({fold(thing.id): thing for thing in reversed(content.articles)}.values())[::-1],
        incident_files=tuple({fold(thing.id): thing for thing in reversed(content.incident_files)}.values())[::-1],
        own_pages=tuple({fold(thing.id): thing for thing in reversed(content.own_pages)}.values())[::-1],
    )


def _incidents(articles: list[Article], files: dict[str, IncidentFile]) -> tuple[Incident, ...]:
    reports: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for identity in dict.fromkeys(incident_name(name, files) for name in article.incidents):
            reports[identity].append(article)
    return tuple(make_incident(identity, tuple(reports[identity]), files.get(identity)) for identity in sorted(reports))


def make_incident(identity: str, articles: tuple[Article, ...], file: IncidentFile | None) -> Incident:
    """Return the incident that these articles report on, oldest first; without a file, it is made from them."""
    first = articles[0]
    if file is None:
        file = IncidentFile(Origin(first.origin.file), identity, identity, "", BodyLocation(""))
    places = ((file.place,) if file.place else ()) + _shared_places(articles)
    return Incident(
        id=identity,
        slug=file.slug,
        title=file.title or first.title,
        span=file.date or _span(articles),
        summary=file.summary,
        places=tuple({name_key(place.name): place for place in reversed(places)}.values())[::-1],
        tags=tuple(dict.fromkeys((*file.tags, *_shared(tuple([article.tags for article in articles]))))),
        articles=articles,
        file=file,
    )


def _span(articles: tuple[Article, ...]) -> Span:
    days: list[date] = [article.date.day for article in articles]
    return Span(min(days), max(days))


def _shared(lists: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return the words that several reports name, and at least a quarter of them (or the only report), most common first."""
    if len(lists) == 1:
        return tuple(sorted(dict.fromkeys(lists[0])))
    least = max(2, -(-len(lists) // _ONE_OF))
    counts: dict[str, int] = defaultdict(int)  # of the few words here; a `Counter` costs more than it counts
    for words in lists:
        for word in dict.fromkeys(words):
            counts[word] += 1
    return tuple([word for _, word in sorted([(-count, word) for word, count in counts.items() if count >= least])])


def _shared_places(articles: tuple[Article, ...]) -> tuple[Place, ...]:
    named = {place.name: place for article in articles for place in article.places}
    names = tuple([tuple([place.name for place in article.places]) for article in articles])
    return tuple([named[name] for name in _shared(names)])


def _reported(content: Content, files: dict[str, IncidentFile]) -> frozenset[str]:
    """Return the ids of incidents that articles name; empty, because unused, if no incident has a file."""
    if not content.incident_files:
        return frozenset()
    return frozenset(incident_name(name, files) for article in content.articles for name in article.incidents)


def _unused_files(content: Content, reported: frozenset[str]) -> list[Diagnostic]:
    return [
        warning(
            "unused-incident",
            file.origin.at("title"),
            f"no article names the incident “{file.id}”: it gets no page",
            f"write incident: {file.id} into an article, or delete the file",
        )
        for file in content.incident_files
        if file.id not in reported and not file.merged_into
    ]


def _unknown_relations(
    incident_files: tuple[IncidentFile, ...], files: dict[str, IncidentFile], incidents: tuple[Incident, ...]
) -> list[Diagnostic]:
    known = {incident.id for incident in incidents} | {file.id for file in incident_files}
    return [
        warning(
            "unknown-incident",
            file.origin.at(key),
            f"there is no incident “{name}”",
            "write the id of an incident that articles name",
        )
        for file in incident_files
        for key, names in (("related", file.related), ("not_related", file.not_related))
        for name in names
        if incident_name(name, files) not in known
    ]


def latest_of_article(article: Article) -> Moment:
    """Return when an article last changed: its date, its `updated:`, or the date of its newest update or correction."""
    if not (article.updates or article.corrections or article.updated):
        return article.date
    moments = [
        article.date,
        *(update.date for update in article.updates),
        *(correction.date for correction in article.corrections),
    ]
    return max(moments if article.updated is None else [*moments, article.updated], key=lambda moment: moment.at)
