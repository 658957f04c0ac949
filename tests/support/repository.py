"""Repositories of git for tests, with the settings of no user."""

import os
import subprocess
from pathlib import Path

_USER = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "An"), ("EMAIL", "an@news.example"))
}
ENVIRONMENT = {
    **_USER,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_MERGE_AUTOEDIT": "no",
}


def git(folder: Path, *arguments: str, code: int = 0) -> str:
    """Run git in a folder, and return what it prints. It must end with `code`."""
    ended = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **ENVIRONMENT}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == code, f"git {' '.join(arguments)}: {ended.stdout}{ended.stderr}"
    return ended.stdout


def begin(folder: Path) -> Path:
    """Make a repository of a folder, without a commit, that ignores what digest makes."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / ".gitignore").write_text("site/\n.digest/\n")
    return folder


def commit(folder: Path, message: str = "Publish") -> None:
    """Commit everything in a folder."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
