"""The moment of publishing: staged files move into place, in an order in which a reader never finds a dead end.

A kill at any moment leaves whole files only. Before anything moves, a manifest is saved in which the paths about to change have no key:
whatever of them has moved by then, the next build makes them all again, and forgets none that it has to remove.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from digest.model.page import Output, Wave
from digest.model.url import fold
from digest.writing.files import move, remove_file, replace_file
from digest.writing.manifest import save_manifest
from digest.writing.staging import Staging


@dataclass(frozen=True, slots=True)
class Publication:
    """What to publish: all outputs of the site, which of them are staged (and when they move), and the paths to remove."""

    outputs: tuple[Output, ...]
    staged: tuple[tuple[Wave, str], ...]
    remove: tuple[str, ...]


def publish(
    site: Path,
    staging: Staging,
    manifest: Path,
    before: tuple[Output, ...],
    publication: Publication,
    ledger: Path,
    entries: bytes,
) -> None:
    """Move what is staged into place, remove what no page claims, and remember it. `entries` are the new ledger's bytes, or none.

    If there is nothing to do, nothing is written.
    """
    moving = [path for _, path in sorted(publication.staged)]
    if moving or publication.remove:
        save_manifest(manifest, _about_to_change(before, publication))
    if entries:
        replace_file(ledger, entries)
    if moving or publication.remove:
        _clear_the_way(site, moving, publication.remove)
        _move_all(site, staging, moving)
        kept = {fold(output.path) for output in publication.outputs}
        for path in publication.remove:
            if fold(path) not in kept:  # on a disk that ignores case, this would remove a new file
                remove_file(site, path)
    if publication.outputs != before:
        save_manifest(manifest, publication.outputs)


def _about_to_change(before: tuple[Output, ...], publication: Publication) -> Iterable[Output]:
    """Give the manifest for the time of moving: the outputs that stay, and without their keys those that change, come or go."""
    changing = {path for _, path in publication.staged}
    outputs = {output.path: output for output in before}
    outputs |= {output.path: output for output in publication.outputs}
    return [
        replace(output, key="") if path in changing or path in publication.remove else output
        for path, output in outputs.items()
    ]


def _clear_the_way(site: Path, moving: list[str], removing: tuple[str, ...]) -> None:
    """Remove first what stands where a folder has to be, or the other way round."""
    folders = {path[:end] for path in moving for end in _slashes(path)}
    files = set(moving)
    for path in removing:
        if path in folders or any(path[:end] in files for end in _slashes(path)):
            remove_file(site, path)


def _slashes(path: str) -> list[int]:
    return [index for index, character in enumerate(path) if character == "/"]


def _move_all(site: Path, staging: Staging, moving: list[str]) -> None:
    made: set[Path] = set()
    for path in moving:
        target = site / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        move(staging.file(path), target)


def foreign_files(site: Path, known: Iterable[str]) -> tuple[str, ...]:
    """Give the files of the site that digest did not write, sorted. It never touches them."""
    claimed = set(known)
    found = (file.relative_to(site).as_posix() for file in site.rglob("*") if not file.is_dir())
    return tuple(sorted(path for path in found if path not in claimed))
