"""The files of digest itself, and their fingerprint: with a new version of the program, everything is made again."""

import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

# The folder with the fonts and the coastlines, relative to the package.
DATA = "rendering/graphics/data"
# The folder with the files that new sites begin with.
STARTING_DATA = "starting/data"
# The address of the remote `origin` in `.git/config`, and an address that every machine can read, without its user.
_ORIGIN = re.compile(r'^\[remote "origin"\]\n(?:[ \t]+.*\n)*?[ \t]+url = (\S+)$', re.MULTILINE)
_PUBLIC_URL = re.compile(r"https://(?:[^/@\s]*@)?([\w.-]+(?::\d+)?/[\w./~-]+)")
_LIBRARIES = (
    "ada-url",
    "babel",
    "feedgen",
    "jinja2",
    "lxml",
    "markdown",
    "msgspec",
    "nh3",
    "pillow",
    "pyyaml",
    "sentencex",
)


def read_coastlines() -> bytes:
    """Return the packed coastlines of the world; `digest.rendering.graphics.coastlines` unpacks them."""
    return (package_folder() / DATA / "world.bin").read_bytes()


def read_fonts() -> tuple[bytes, bytes]:
    """Return the bytes of two TrueType fonts: that of titles and that of text."""
    folder = package_folder() / DATA
    return (folder / "headline.ttf").read_bytes(), (folder / "text.ttf").read_bytes()


def read_wording() -> bytes:
    """Return the rules of wording (TOML); `digest.checking.wording` applies them."""
    return (package_folder() / "checking" / "wording.toml").read_bytes()


def read_litter() -> bytes:
    """Return the rules of litter (TOML); `digest.importing.cleaning.rules` applies them."""
    return (package_folder() / "importing" / "cleaning" / "litter.toml").read_bytes()


def read_evidence_tables() -> bytes:
    """Return the tables by which an import finds metadata (TOML); `digest.importing.metadata.evidence` reads them."""
    return (package_folder() / "importing" / "metadata" / "evidence.toml").read_bytes()


@cache
def program_key() -> str:
    """Return the fingerprint of the program: of its source files and data, the versions of its libraries, and Python's.

    It is computed once per process: the process runs the same code even if the files change.
    """
    # Imported here: a build with nothing to do needs only the folder of the program.
    from importlib.metadata import version

    from digest.adapters.serialization import fingerprint

    package = package_folder()
    data = sorted((package / DATA).glob("*.[bt]*"))
    files = (*sorted(package.glob("*.py")), *sorted(package.glob("[a-z]*/**/*.py")), *data)
    sources = (file.read_bytes() for file in files)
    libraries = (f"{name} {version(name)}".encode() for name in _LIBRARIES)
    return fingerprint(*sources, *libraries, sys.version.encode())


def read_errors_document() -> str:
    """Return docs/errors.md: from the installed package, or from the repository."""
    package = package_folder()
    folder = package / "docs" if (package / "docs").is_dir() else package.parent / "docs"
    return (folder / "errors.md").read_text(encoding="utf-8")


def package_folder() -> Path:
    """Return the folder of the program."""
    return Path(__file__).parents[2]


def default_theme() -> Path:
    """Return the folder with the `templates/` of the default theme: in the installed package, or in the repository."""
    package = package_folder()
    return package / "theme" if (package / "theme" / "templates").is_dir() else package.parent


def read_starting_files() -> dict[str, str]:
    """Return the files that new sites, articles, incidents and pages begin with, by their paths below `starting/data/`."""
    folder = package_folder() / STARTING_DATA
    files = sorted(file for file in folder.glob("*/*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def program_source() -> str:
    """Return what `pip install` takes to install this digest on another machine; empty if its git repository is not known.

    pip records where a package came from (PEP 610); of a clone, `.git/config` says it.
    """
    import json
    from importlib.metadata import PackageNotFoundError, distribution
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    try:
        origin = json.loads(distribution("news-digest").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        return ""
    config = ""
    if "dir_info" in origin:
        file = Path(url2pathname(urlsplit(origin["url"]).path)) / ".git/config"
        config = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    return requirement_of(origin, config)


def requirement_of(origin: dict[str, Any], git_config: str) -> str:
    """Return what `pip install` takes: from the record of an installation (PEP 610), or the settings of the clone that it came from.

    Return the empty string for an address that other machines cannot read. A user name or password in it is left out.
    """
    version = origin.get("vcs_info", {})
    if version.get("vcs") == "git":
        url, commit = origin["url"], f"@{version['commit_id']}"
    else:
        found = _ORIGIN.search(git_config)
        url, commit = found[1] if found else "", ""
    public = _PUBLIC_URL.fullmatch(url)
    return f"news-digest[search] @ git+https://{public[1]}{commit}" if public else ""
