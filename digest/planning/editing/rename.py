"""Rename: a new address for an article, an incident or a page. The id stays, so that feeds and references remain valid."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from digest.model.content.article import Article, BodyLocation
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Origin
from digest.model.reports.edit import Change, Edits, FileChange, RefusedError, ReplaceNames, SetField
from digest.model.url import fold, is_slug, slugify
from digest.planning.content.incident_names import files_by_name, incident_name
from digest.planning.editing.lookup import Catalogue, Match, Mention


def rename(called: Mention, slug: str, things: Catalogue) -> Edits:
    """Return the changes that give a thing another slug."""
    meant = things.resolve(called, "article", "incident", "page")
    if not is_slug(slug):
        near = slugify(slug.strip("/").rpartition("/")[2])
        hint = f"write {near}" if near else "write a short name, such as bridge-collapse"
        raise RefusedError(f"“{slug}” cannot be the last part of an address", hint)
    address = f"{meant.address.rstrip('/').rpartition('/')[0]}/{slug}/".lstrip("/")
    if address == meant.address:
        raise RefusedError(f"/{address} is its address already")
    for other in things.of(meant.kind):
        if fold(other.address) == fold(address) and other != meant:
            raise RefusedError(f"/{address} is the address of {other}", _hint_for(meant, other))
    if isinstance(meant.thing, IncidentFile) and meant.thing.merged_into:
        replacement = things.incident(meant.thing.merged_into)
        raise RefusedError(
            f"“{meant.id}” is merged into “{replacement}”: it has no page of its own",
            f"rename {replacement}, if that is meant",
        )
    if meant.thing is None:
        return Edits((new_file(replace(empty_file(meant.id), slug=slug), SetField("slug", slug), things),))
    fields = [SetField("slug", slug)]
    if meant.file in things.content.written_ids:  # only its address says what it is
        fields.append(SetField("id", meant.id))
    own = FileChange(meant.file, tuple(fields), replace(meant.thing, slug=slug))
    if not isinstance(meant.thing, IncidentFile):
        return Edits((own,))
    return Edits((own, *_keep_names(meant.thing, slug, things)))


def _hint_for(meant: Match, other: Match) -> str:
    if meant.kind == "incident":
        return f"write another name; if both are the same incident: digest merge {meant.id} --into {other.id}"
    return "write another name"


def empty_file(incident: str) -> IncidentFile:
    """Return what the file of an incident says if it says nothing but its name."""
    file = f"content/incidents/{incident}.md"
    return IncidentFile(Origin(file), incident, incident, "", BodyLocation(file))


def new_file(meant: IncidentFile, change: Change, things: Catalogue) -> FileChange:
    """Return a new file for an incident that has none. With the change, an empty file says what is meant."""
    file = meant.origin.file
    stem = fold(file.removesuffix(".md"))
    for other in things.content.incident_files:
        for path in (other.origin.file, other.body_location.file):
            if fold(path.rpartition(".")[0]) == stem:
                raise RefusedError(
                    f"{path} is the file of another incident, “{other.id}”", f"rename that file, not to {meant.id}"
                )
    return FileChange(file, (change,), meant, is_new=True)


def _keep_names(file: IncidentFile, slug: str, things: Catalogue) -> Iterator[FileChange]:
    """Write the id wherever files use the old slug, which would otherwise mean nothing, or a new incident."""
    files = tuple(replace(one, slug=slug) if one.id == file.id else one for one in things.content.incident_files)
    after, _ = files_by_name(replace(things.content, incident_files=files))

    def is_lost(name: str) -> bool:
        return things.incident(name) == file.id != incident_name(name, after)

    def kept(names: tuple[str, ...]) -> tuple[str, ...]:
        return renamed(names, frozenset(filter(is_lost, names)), file.id, things)

    for article in things.reports.get(file.id, ()):
        lost = frozenset(filter(is_lost, article.incidents))
        if lost:
            yield in_article(article, lost, file.id, things)
    for other in things.content.incident_files:
        meant = replace(
            other,
            related=kept(other.related),
            not_related=kept(other.not_related),
            merged_into=file.id if other.merged_into and is_lost(other.merged_into) else other.merged_into,
        )
        if other.id != file.id and meant != other:
            yield FileChange(other.origin.file, tuple(_in_incident(other, meant, file.id, is_lost)), meant)


def _in_incident(file: IncidentFile, meant: IncidentFile, new: str, is_lost: Callable[[str], bool]) -> Iterator[Change]:
    """Return the changes of an incident's file that uses a lost name of another incident."""
    for field, names, left in (
        ("related", file.related, meant.related),
        ("not_related", file.not_related, meant.not_related),
    ):
        lost = frozenset(filter(is_lost, names))
        if lost:
            yield ReplaceNames((field,), lost, new, frozenset(names) & frozenset(left))
    if meant.merged_into != file.merged_into:
        yield SetField("merged_into", new)


def in_article(article: Article, old: frozenset[str], new: str, things: Catalogue) -> FileChange:
    """Replace names of incidents in an article by the id of another incident."""
    same = things.names_for(things.incident(new), article.incidents) - old
    change = ReplaceNames(("incident", "incidents"), old, new, same)
    meant = replace(article, incidents=renamed(article.incidents, old, new, things))
    return FileChange(article.origin.file, (change,), meant)


def renamed(names: tuple[str, ...], old: frozenset[str], new: str, things: Catalogue) -> tuple[str, ...]:
    """Return names with `new` in place of the old ones, unless it is there already under another of its names."""
    same = things.names_for(things.incident(new), names) - old
    if not old:
        return names
    if same:
        return tuple(name for name in names if name not in old)
    return tuple(dict.fromkeys(new if name in old else name for name in names))
