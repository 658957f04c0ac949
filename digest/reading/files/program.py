"""What digest itself is made of: a new version of the program makes everything anew."""

import sys
from functools import cache
from pathlib import Path

# Where the fonts and the coastlines are, below the package.
DATA = "rendering/graphics/data"
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


def read_outlines() -> bytes:
    """Return the packed outlines of the world: `digest.rendering.graphics.coastlines` knows what is in them."""
    return (package_folder() / DATA / "world.bin").read_bytes()


def read_lettering() -> tuple[bytes, bytes]:
    """Return two TrueType files: the font for the title, and the one for text."""
    folder = package_folder() / DATA
    return (folder / "headline.ttf").read_bytes(), (folder / "text.ttf").read_bytes()


@cache
def program_key() -> str:
    """Return the fingerprint of the program: its source files and data, the versions of its libraries, and Python's.

    It is taken once: what a process runs stays what it is, whatever becomes of the files.
    """
    # Imported here: a build that changes nothing asks only where the program is.
    from importlib.metadata import version

    from digest.adapters.serialization import fingerprint

    package = package_folder()
    data = sorted((package / DATA).glob("*.[bt]*"))
    files = (*sorted(package.glob("*.py")), *sorted(package.glob("[a-z]*/**/*.py")), *data)
    sources = (file.read_bytes() for file in files)
    libraries = (f"{name} {version(name)}".encode() for name in _LIBRARIES)
    return fingerprint(*sources, *libraries, sys.version.encode())


def package_folder() -> Path:
    """Return the folder of the program."""
    return Path(__file__).parents[2]


def default_theme() -> Path:
    """Return the folder that holds the default theme's `templates/`: within the installed package, or the repository."""
    package = package_folder()
    return package / "theme" if (package / "theme" / "templates").is_dir() else package.parent
