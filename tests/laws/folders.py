"""What lies in a site's folder: copied, compared, and checked against the manifest."""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.sites import NOW, Ended, build, tree, write_site

SOURCES = ("config.yaml", "content", "templates")
# What every build leaves, and what one leaves that read nothing that was just written.
RECORD = "record"
ROWS = {f"rows/{name}.{form}" for name in ("articles", "incidents") for form in ("csv", "json")}
STATE_DIRECTORY = {".gitignore", "cache", "ledger", "lock", "manifest.jsonl", "published", "templates", *ROWS}


@dataclass(frozen=True, slots=True)
class Published:
    """Everything that a build leaves to the world: the site's files, and the ledger's bytes (none if there is no ledger)."""

    site: dict[str, bytes]
    ledger: bytes


def published(folder: Path) -> Published:
    ledger = folder / "content/ledger.jsonl"
    return Published(tree(folder / "site"), ledger.read_bytes() if ledger.exists() else b"")


@contextmanager
def scratch() -> Iterator[Path]:
    """Return an empty folder that is gone afterwards; hypothesis runs a test many times, pytest's folder is made once."""
    with tempfile.TemporaryDirectory(prefix="digest-laws-") as name:
        yield Path(name)


def write_sources(folder: Path, files: Mapping[str, str | bytes], config: str | None = None, now: str = NOW) -> None:
    """Make a folder's sources these and no others; the ledger stays, so does what digest made, and what is lost is let go of."""
    replace_sources(folder, files, config)
    if (folder / "content/ledger.jsonl").exists():
        let_go(folder, now)


def replace_sources(folder: Path, files: Mapping[str, str | bytes], config: str | None = None) -> None:
    """Make a folder's sources these and no others; the ledger stays, and so does what digest made."""
    for file in [*(folder / "content").rglob("*"), *(folder / "templates").rglob("*")]:
        path = file.relative_to(folder).as_posix()
        if file.is_file() and path not in files and path != "content/ledger.jsonl":
            file.unlink()
    changed = {path: text for path, text in files.items() if not _holds(folder / path, text)}
    if config is None:
        write_site(folder, changed)
    else:
        write_site(folder, changed, config)


def let_go(folder: Path, now: str = NOW) -> None:
    """Let go of what was published and is not written any more, as an editor consents to it: the settings list what is lost."""
    with scratch() as target:
        told = build(copy_sources(folder, target / "asked"), "--json", now=now).report["diagnostics"]
    lost = [_WAS_AT.search(one["message"]) for one in told if one["code"] == "lost-address"]
    if lost:
        config = folder / "config.yaml"
        gone = sorted({found[1] for found in lost if found})
        config.write_text(f"{config.read_text(encoding='utf-8')}gone: {json.dumps(gone)}\n", encoding="utf-8")


_WAS_AT = re.compile(r" was published at (/[^ ,]+),? and ")


def _holds(file: Path, text: str | bytes) -> bool:
    return file.is_file() and file.read_bytes() == (text if isinstance(text, bytes) else text.encode())


def copy_sources(folder: Path, target: Path) -> Path:
    """Copy what editors commit: neither the site nor the state_directory."""
    target.mkdir(parents=True, exist_ok=True)
    for name in SOURCES:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, target / name, symlinks=True)
        elif (folder / name).exists():
            shutil.copy2(folder / name, target / name)
    return target


def clean_build(folder: Path, *arguments: str, now: str = NOW) -> tuple[Ended, Published]:
    """Build what lies in a folder somewhere else, from nothing but its sources."""
    with scratch() as target:
        copy_sources(folder, target / "clean")
        ended = build(target / "clean", *arguments, now=now)
        return ended, published(target / "clean")


def clean_site(folder: Path, now: str = NOW) -> Published:
    """Return what a clean build of a folder without errors publishes."""
    ended, result = clean_build(folder, now=now)
    assert ended.code == 0, ended.err
    return result


def states(folder: Path, *below: str) -> dict[str, tuple[int, int, bytes]]:
    """Return time of change, inode and bytes of every file below some sub-folders."""
    found = (file for name in below for file in (folder / name).rglob("*") if file.is_file())
    return {
        str(file.relative_to(folder)): (file.stat().st_mtime_ns, file.stat().st_ino, file.read_bytes())
        for file in found
    }


def named_in_manifest(folder: Path) -> dict[str, tuple[str, int]]:
    """Return hash and size of every file that the manifest names."""
    version, *lines = (folder / ".digest/manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert version.startswith("digest manifest")
    rows = [json.loads(line) for line in lines]
    assert len({path for path, *_ in rows}) == len(rows)
    assert all(key for _, key, *_ in rows)
    return {path: (digest, size) for path, _, digest, size, _ in rows}


def sums(site: Mapping[str, bytes]) -> dict[str, tuple[str, int]]:
    """Return hash and size of files, in the way of the manifest."""
    return {path: (hashlib.blake2b(raw, digest_size=16).hexdigest(), len(raw)) for path, raw in site.items()}


def assert_tidy(folder: Path) -> None:
    """Nothing lies about: no staged or temporary file, no empty folder, and the manifest names what is in the site."""
    made = {
        path for path in tree(folder / "site") if path.startswith("pictures/")
    }  # is kept, and nothing else of the kind
    assert set(tree(folder / ".digest")) - {RECORD} == STATE_DIRECTORY | made
    assert [path for path in tree(folder) if Path(path).name.startswith(".") and not path.startswith(".digest/")] == []
    assert [path for path in (folder / "site").rglob("*") if path.is_dir() and not any(path.iterdir())] == []
    assert named_in_manifest(folder) == sums(tree(folder / "site"))
