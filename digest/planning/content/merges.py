"""Merged incidents: the file of an incident can name another one that replaces it (`merged_into:`)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from digest.model.content.article import BodyLocation
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, Origin, error
from digest.model.url import slugify


class Merges(NamedTuple):
    """Incident files by each name that an article may use, and each merged file with the id of the incident that replaces it."""

    files: dict[str, IncidentFile]
    merged: tuple[tuple[IncidentFile, str], ...]
    diagnostics: tuple[Diagnostic, ...]


def follow_merges(files: Sequence[IncidentFile], named: dict[str, IncidentFile], known: Collection[str]) -> Merges:
    """Let the names of merged incidents mean their replacements.

    `named` are the files by all their names, and `known` the ids that articles name themselves, or that were published. An incident that
    is merged into nothing, or in a circle, is a mistake; then it goes on by itself.
    """
    replacements: dict[str, IncidentFile] = {}
    diagnostics: list[Diagnostic] = []
    for file in files:
        if file.merged_into:
            replacement = _replacement_of(file, named)
            if replacement is None:
                diagnostics.append(_in_circle(file))
            elif not replacement.origin.file and replacement.id not in known:
                diagnostics.append(_into_nothing(file, named, known))
            else:
                replacements[file.id] = replacement
    if not replacements:
        return Merges(named, (), tuple(diagnostics))
    followed = {name: replacements.get(file.id, file) for name, file in named.items()}
    merged = tuple((file, replacements[file.id].id) for file in files if file.id in replacements)
    return Merges(followed, merged, tuple(diagnostics))


def _replacement_of(file: IncidentFile, named: Mapping[str, IncidentFile]) -> IncidentFile | None:
    """Return the last in a chain of mergers, None if it has no end; one without a file gets an empty one that is nowhere."""
    seen = {file.id}
    while file.merged_into:
        name = slugify(file.merged_into)
        replacement = named.get(file.merged_into) or named.get(name)
        if replacement is None:
            return IncidentFile(Origin(""), name, name, "", BodyLocation(""))
        if replacement.id in seen:
            return None
        seen.add(replacement.id)
        file = replacement
    return file


def _in_circle(file: IncidentFile) -> Diagnostic:
    return error(
        "merged-in-circle",
        file.origin.at("merged_into"),
        f"“{file.id}” is merged into itself, by way of “{file.merged_into}”",
        "decide which of them stands for the others, and delete merged_into: from its file",
    )


def _into_nothing(file: IncidentFile, named: Mapping[str, IncidentFile], known: Collection[str]) -> Diagnostic:
    near = next(_near(file.merged_into, {*named, *known} - {file.id}), "")
    return error(
        "merged-into-nothing",
        file.origin.at("merged_into"),
        f"there is no incident “{file.merged_into}”",
        f"did you mean {near}?" if near else "write the id of an incident that articles name",
    )


def _near(name: str, names: Collection[str]) -> Iterator[str]:
    from difflib import get_close_matches  # only where something is wrong

    yield from get_close_matches(name, sorted(names), 1)
