"""What git knows of a file: the only module that runs git. Nothing is changed, and nothing is loaded from the network on purpose."""

import hashlib
import subprocess
from pathlib import Path

# In seconds: a call takes milliseconds, but a disk on the network, or a lock, may keep it waiting.
_PATIENCE = 20
_LENGTH_OF_SHA1 = 40
# The commit that is checked out; and, while two are being brought together, the other one.
_COMMITS = ("HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD")


class GitError(Exception):
    """Git cannot say what was committed; `str()` says why."""


def committed_versions(folder: Path, path: str, here: bytes) -> tuple[bytes, ...]:
    """Return the file at `path` below `folder` as it is in the commit that is checked out; nothing if it is not in it, or if there is none.

    While a merge or a rebase goes on, the file of the other commit comes second, if it differs. Raise `GitError` if there is no git, if the
    folder is not in the working tree of a repository, if git ignores the file, or if git does not answer.

    `here` are the bytes of the file itself: if they are in a commit, git need not unpack them.
    """
    names = "".join(f"{commit}:./{path}\n" for commit in _COMMITS)
    found = [line.split(" ") for line in _git(folder, "cat-file", "--batch-check", given=names).decode().splitlines()]
    blobs = list(dict.fromkeys(line[0] for line in found if line[1:2] == ["blob"]))
    if found[0][1:2] != ["blob"]:
        _require_uncommitted(folder, path)
    unknown = [blob for blob in blobs if blob != _blob_of(here, blob)]
    raw = _git(folder, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in unknown)) if unknown else b""
    versions: dict[str, bytes] = {}
    for blob in unknown:
        head, _, rest = raw.partition(b"\n")
        size = int(head.rpartition(b" ")[2])
        versions[blob], raw = rest[:size], rest[size + 1 :]
    return tuple([versions.get(blob, here) for blob in blobs])


def first_commits(folder: Path) -> dict[str, str]:
    """Return when each file below a folder came into git, by its path from there, in the form of RFC 3339. Raise `GitError`.

    It is when the commit's author wrote it. Renames are not followed, as in `git log` without `--follow`.
    """
    command = (
        "log",
        "--format=%x00%aI",
        "--name-only",
        "-z",
        "--diff-filter=A",
        "--relative",
        "--no-renames",
        "--",
        ".",
    )
    moments: dict[str, str] = {}
    # Each commit is its moment between zeros, then the paths of its files, each with a zero behind it; the newest is the first.
    for commit in _git(folder, *command).decode(errors="surrogateescape").split("\0\0"):
        moment, *paths = commit.strip("\0\n").split("\0")
        for path in paths:
            moments[path.lstrip("\n")] = moment
    return moments


def _blob_of(raw: bytes, like: str) -> str:
    """Return the id that git gives to bytes, by the hash of an id of the same repository (gitformat-pack, "Object types")."""
    new = hashlib.sha1 if len(like) == _LENGTH_OF_SHA1 else hashlib.sha256
    return new(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def _require_uncommitted(folder: Path, path: str) -> None:
    """Raise `GitError` unless git could have committed the file, and has not: it is not in the commit, and git does not ignore it."""
    has_commit = _answers(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    if has_commit and _git(folder, "ls-tree", "HEAD", "--", f"./{path}"):
        raise GitError("the file is in the last commit, and git cannot read it")
    if _answers(folder, "check-ignore", "--quiet", "--", f"./{path}"):
        raise GitError(f"git ignores {path}")


def _answers(folder: Path, *arguments: str) -> bool:
    """Return whether git says yes (0) or no (1). Raise `GitError` for anything else."""
    ended = _run(folder, arguments, b"")
    if ended.returncode > 1:
        raise GitError(_reason(ended))
    return ended.returncode == 0


def _git(folder: Path, *arguments: str, given: str = "") -> bytes:
    """Return what git prints. Raise `GitError` if it fails."""
    ended = _run(folder, arguments, given.encode())
    if ended.returncode:
        raise GitError(_reason(ended))
    return ended.stdout


def _run(folder: Path, arguments: tuple[str, ...], given: bytes) -> subprocess.CompletedProcess[bytes]:
    # A repository's settings can name a program that watches its files: nothing here needs it.
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
    try:
        return subprocess.run(  # noqa: S603 - git itself, with arguments of our own and no shell
            command, input=given, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"git did not answer within {_PATIENCE} seconds") from None
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except OSError as problem:
        raise GitError(f"git cannot be run: {problem.strerror}") from problem


def _reason(ended: subprocess.CompletedProcess[bytes]) -> str:
    """Return the first line of what git said about its failure."""
    lines = ended.stderr.decode(errors="replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ").removesuffix(".") if lines else f"git ended with {ended.returncode}"
