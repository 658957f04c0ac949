"""Merge incidents into one, or split one: edits of the articles and of the incident files."""

from collections.abc import Iterator
from dataclasses import replace

from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.reports.edit import Edits, FileChange, RefusedError, SetField
from digest.model.url import slugify
from digest.planning.editing.lookup import Catalogue, Match, Mention
from digest.planning.editing.rename import empty_file, in_article, new_file

# What an incident's page shows of its file, and shows no more after a merger.
_SHOWN = (
    *("title", "date", "place", "kind", "summary", "status", "people", "facts", "disputed", "timeline"),
    *("related", "not_related", "tags", "image", "number"),
)


def merge(names: tuple[Mention, ...], into: Mention, things: Catalogue) -> Edits:
    """Merge incidents into another one, and move their articles to it."""
    target = things.resolve(into, "incident")
    _check_target(target, things)
    merged = {one.id: one for one in (things.resolve(name, "incident") for name in names)}
    if target.id in merged:
        raise RefusedError(
            f"“{target.id}” cannot be merged into itself", f"name only the others before --into {target.id}"
        )
    if target.id not in things.reports:
        example = next(iter(merged))
        raise RefusedError(
            f"no article names the incident “{target.id}”",
            f"if only the name is wrong: digest rename {example} {target.id}; else write incident: {target.id} into an article first",
        )
    changes = [change for one in merged.values() for change in _merged(one, target.id, things)]
    moving = {article.id: article for one in merged for article in things.reports.get(one, ())}
    for article in moving.values():
        old = frozenset(name for name in article.incidents if things.incident(name) in merged)
        changes.append(in_article(article, old, target.id, things))
    if not changes:
        raise RefusedError(f"nothing is left to merge into “{target.id}”: that was done before")
    return Edits(tuple(changes), tuple(note for one in merged.values() for note in _left_behind(one, target)))


def _check_target(target: Match, things: Catalogue) -> None:
    """Refuse an incident that is merged into another one itself."""
    if isinstance(target.thing, IncidentFile) and target.thing.merged_into:
        further = things.incident(target.thing.merged_into)
        raise RefusedError(f"“{target.id}” is itself merged into “{further}”", f"write --into {further}")


def _merged(one: Match, target: str, things: Catalogue) -> Iterator[FileChange]:
    if not isinstance(one.thing, IncidentFile):
        yield new_file(replace(empty_file(one.id), merged_into=target), SetField("merged_into", target), things)
        return
    if one.thing.merged_into and things.incident(one.thing.merged_into) != target:
        raise RefusedError(
            f"“{one.id}” is merged into “{things.incident(one.thing.merged_into)}” already",
            f"to change that, mend merged_into: in {one.file}",
        )
    if not one.thing.merged_into:
        yield FileChange(one.file, (SetField("merged_into", target),), replace(one.thing, merged_into=target))


def _left_behind(one: Match, target: Match) -> Iterator[str]:
    """Report the fields of a merged incident's file that will no longer be published."""
    if not isinstance(one.thing, IncidentFile):
        return
    empty = IncidentFile(one.thing.origin, "", "", "", one.thing.body_location)
    left = [name for name in _SHOWN if getattr(one.thing, name) != getattr(empty, name)]
    left += ["the text"] if one.thing.body.key else []
    if left:
        place = target.file or f"a file of its own, content/incidents/{target.id}.md"
        yield f"{one.file} is not shown any more: take over by hand what you need of {', '.join(left)} into {place}"


def split(called: Mention, names: tuple[Mention, ...], into: Mention, things: Catalogue) -> Edits:
    """Move some articles of an incident to another one, which may be new."""
    incident = things.resolve(called, "incident")
    new = _target(into, things)
    if new == incident.id:
        raise RefusedError(f"“{new}” is the incident that you split", "write another name behind --into")
    moving: dict[str, Article] = {}
    for name in names:
        article = things.article(name)
        moving[article.id] = article
    reports = {article.id: article for article in things.reports.get(incident.id, ())}
    strangers = [article.origin.file for identity, article in moving.items() if identity not in reports]
    if strangers:
        its = ", ".join(article.origin.file for article in reports.values())
        raise RefusedError(
            f"{', '.join(strangers)}: no report on “{incident.id}”", f"its articles are: {its}" if its else ""
        )
    if len(moving) == len(reports):
        exists = new in things.reports or new in {file.id for file in things.content.incident_files}
        instead = f"digest merge {incident.id} --into {new}" if exists else f"digest rename {incident.id} {new}"
        raise RefusedError(f"no article would be left with “{incident.id}”", f"write {instead}")
    changes = (
        in_article(article, things.names_for(incident.id, article.incidents), new, things)
        for article in moving.values()
    )
    return Edits(tuple(changes))


def _target(into: Mention, things: Catalogue) -> str:
    """Return the id of an existing incident, or the name of a new one."""
    try:
        found = things.resolve(into, "incident")
    except RefusedError:
        if not slugify(into.text) or "/" in into.text:
            hint = "write a short name, such as bridge-collapse"
            raise RefusedError(f"“{into.text}” cannot name an incident", hint) from None
        return slugify(into.text)
    _check_target(found, things)
    return found.id
