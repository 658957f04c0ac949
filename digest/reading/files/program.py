"""The files of digest itself, and their fingerprint: with a new version of the program, everything is made again."""

import sys
from functools import cache
from pathlib import Path

# The folder with the fonts and the coastlines, relative to the package.
DATA = "rendering/graphics/data"
# The folder with the files that new sites begin with.
STARTING_DATA = "starting/data"
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
