"""A plan in which some articles have another text or headline: for a server that shows an edit before the whole site is planned again.

A spec holds nodes of articles and incidents. Those of edited articles are replaced in the spec of each page that is asked for. What was
put into words when the site was planned, such as the links to an article in lists of links, is as it was until the next whole plan.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import fields, is_dataclass, replace
from typing import Any

from digest.adapters.serialization import Fingerprinted
from digest.model.content.article import Article
from digest.model.page import Page
from digest.planning.feeds.specs import FeedEntry
from digest.planning.site.nodes import ArticleNode, IncidentNode

# The fields that an edit may change: no address, order, list or count depends on them.
_FREE = ("origin", "title", "body_location", "body", "opening", "summary", "references", "shingles")

# What to put in place of values, by their `id`. The plan keeps the values alive, so that no other value gets their ids.
Replacements = Mapping[int, Any]


def edited(article: Article, before: Article, after: Article) -> Article | None:
    """Return an article with what has changed in its file; None if that may change more than what the article says.

    `before` and `after` are the file as it was read; `article` is what assembling made of it.
    """
    if replace(after, **{name: getattr(before, name) for name in _FREE}) != before:
        return None
    if [one.address for one in after.references] != [one.address for one in before.references]:
        return None  # pictures and links: files to copy, sizes, checks
    changed = [name for name in _FREE if getattr(after, name) != getattr(before, name)]
    return replace(article, **{name: getattr(after, name) for name in changed})


def replacements(edits: Iterable[tuple[ArticleNode, Article]], incidents: Iterable[IncidentNode]) -> dict[int, Any]:
    """Return what to replace in all specs. `edits` are nodes with what their articles are now; `incidents` are the nodes of theirs."""
    new: dict[int, Any] = {}
    for node, article in edits:
        again = ArticleNode(article, node.site, node.guid, node.publication, node.incidents, node.medium, node.outlet)
        new |= {id(node): again, id(node.article): article, id(node.link): again.link}
        _replace_made(node, again, ("card", "text"), new)
    for incident in incidents:
        reports = tuple(new.get(id(report), report) for report in incident.reports)
        made_of = replace(incident.incident, articles=tuple(report.article for report in reports))
        anew = IncidentNode(made_of, reports, incident.guid, incident.publication, incident.medium)
        new |= {id(incident): anew, id(incident.incident): made_of}
        _replace_made(incident, anew, ("card",), new)
    return new


def _replace_made(old: Fingerprinted, new: Fingerprinted, names: tuple[str, ...], found: dict[int, Any]) -> None:
    """Replace what a node has made, if it was asked for: it is in specs that were made from it."""
    for name in names:
        if name in vars(old):
            found[id(vars(old)[name])] = getattr(new, name)


def with_edits(page: Page, new: Replacements, titles: Mapping[str, str]) -> Page:
    """Return a page that shows what has been edited; the page itself if it shows none of that. `titles` are new ones, by old ones."""
    if not new:
        return page
    spec = _replaced(page.spec, new)
    return page if spec is page.spec else page._replace(spec=spec, title=titles.get(page.title or "", page.title))


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
