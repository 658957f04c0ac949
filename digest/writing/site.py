"""Publishing: move staged files into place, in an order in which a reader never finds a dead link.

A kill at any moment leaves only whole files. Before anything moves, a manifest is saved in which the paths about to change have no key:
however many of them have moved by then, the next build makes all of them again, and removes all that it has to.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from digest.model.page import Output, PublishPhase
from digest.model.url import fold
from digest.writing.files import move, move_tree, remove_empty, remove_file
from digest.writing.manifest import save_manifest
from digest.writing.staging import Staging


@dataclass(frozen=True, slots=True)
class Publication:
    """What to publish: all outputs of the site, the staged paths, each with its phase, and the paths to remove."""

    outputs: tuple[Output, ...]
    staged: tuple[tuple[PublishPhase, str], ...]
    remove: tuple[str, ...]


class BlockedError(Exception):
    """A file that digest did not write is in the place of a page; `str()` is its path in the site."""


def publish(site: Path, staging: Staging, manifest: Path, before: tuple[Output, ...], publication: Publication) -> None:
    """Move staged files into place, remove old ones, and save the manifest. If nothing changes, write nothing."""
    moving = [path for _, path in sorted(publication.staged)]
    if moving or publication.remove:
        save_manifest(staging, manifest, _about_to_change(before, publication))
        if len(moving) == len(publication.outputs) and move_tree(staging.tree, site):
            moving = []  # a first site is moved in one step
        cleared = _remove_obstacles(site, moving, publication.remove)
        _move_all(site, staging, moving)
        kept = {fold(output.path): output.path for output in publication.outputs}
        for path in publication.remove:
            if path not in cleared and not _is_one_file(site, path, kept.get(fold(path))):
                remove_file(site, path)
    if publication.staged or publication.remove or publication.outputs != before:
        save_manifest(staging, manifest, publication.outputs)


def _about_to_change(before: tuple[Output, ...], publication: Publication) -> Iterable[Output]:
    """Return the manifest for the time of moving: all outputs, without key and hash for those that change, come or go."""
    changing = {path for _, path in publication.staged}.union(publication.remove)
    outputs = {output.path: output for output in (*before, *publication.outputs)}
    return [output._replace(key="", digest="") if path in changing else output for path, output in outputs.items()]


def _is_one_file(site: Path, path: str, kept: str | None) -> bool:
    """Return whether two paths are one file: on a disk that ignores case, if only the case of a path changed."""
    if kept is None:
        return False
    try:
        return (site / path).samefile(site / kept)
    except OSError:
        return False


def _remove_obstacles(site: Path, moving: list[str], removing: tuple[str, ...]) -> frozenset[str]:
    """Remove old files in the place of new folders, and the other way round; return the removed paths."""
    if not removing:
        return frozenset()
    folders = {path[:end] for path in moving for end in _slashes(path)}
    files = set(moving)
    cleared = frozenset(
        path for path in removing if path in folders or any(path[:end] in files for end in _slashes(path))
    )
    for path in sorted(cleared):
        remove_file(site, path)
    return cleared


def check_obstacles(site: Path, moving: Iterable[str], known: Iterable[str]) -> None:
    """Raise `BlockedError` if a file that digest did not write is in the place of a new folder, or in a folder that a new file replaces."""
    if site.exists() and not site.is_dir():
        raise BlockedError
    if not site.exists():
        return
    own = set(known)
    checked: set[str] = set()
    root = f"{os.fspath(site)}/"
    for path in moving:
        folder = path.rpartition("/")[0]
        while folder and folder not in checked:
            checked.add(folder)
            if folder not in own and os.path.isfile(root + folder):  # noqa: PTH113 - Path objects cost more than the calls
                raise BlockedError(folder)
            folder = folder.rpartition("/")[0]
        if os.path.isdir(root + path) and any(  # noqa: PTH112
            not file.is_dir() and file.relative_to(site).as_posix() not in own for file in (site / path).rglob("*")
        ):
            raise BlockedError(path)


def _slashes(path: str) -> list[int]:
    return [index for index, character in enumerate(path) if character == "/"]


def _move_all(site: Path, staging: Staging, moving: list[str]) -> None:
    made: set[str] = set()
    root, waiting = f"{os.fspath(site)}/", f"{os.fspath(staging.tree)}/"
    for path in moving:
        folder = path.rpartition("/")[0]
        if folder not in made:
            (site / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        if os.path.isdir(root + path):  # noqa: PTH112 - of ten thousand files, Path objects cost more than the calls
            remove_empty(site / path)  # folders that are empty now
        move(waiting + path, root + path)


def foreign_files(site: Path, known: Iterable[str]) -> tuple[str, ...]:
    """Return the files of the site that digest did not write, sorted. digest never changes them."""
    own = set(known)
    found = (file.relative_to(site).as_posix() for file in site.rglob("*") if not file.is_dir())
    return tuple(sorted(path for path in found if path not in own))
