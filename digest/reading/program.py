"""What digest itself is made of: a new version of the program makes everything anew."""

import sys
from importlib.metadata import version
from pathlib import Path

from digest.packing import fingerprint

_LIBRARIES = ("ada-url", "babel", "feedgen", "jinja2", "lxml", "markdown", "msgspec", "nh3", "pyyaml", "sentencex")


def program_key() -> str:
    """Give the fingerprint of the program: its source files, the versions of its libraries, and Python's."""
    package = Path(__file__).parents[1]
    sources = (file.read_bytes() for file in sorted(package.glob("*.py")) + sorted(package.glob("[a-z]*/**/*.py")))
    libraries = (f"{name} {version(name)}".encode() for name in _LIBRARIES)
    return fingerprint(*sources, *libraries, sys.version.encode())
