"""List the files of the default theme that a site can replace, with the purpose that the comment at the head of each file names."""

import re
from pathlib import Path
from typing import NamedTuple

from digest.adapters.serialization import fingerprint
from digest.model.diagnostic import Diagnostic, Position, error
from digest.model.reports.templates import Listing, Overridable
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.program import default_theme
from digest.reading.files.walk import walk

_BELOW = "templates/"
_COMMENT = re.compile(r"\s*(?:\{#(.*?)#\}|/\*(.*?)\*/|<!--(.*?)-->|(?://|#)([^\n]*))", re.DOTALL)
_VIEW = re.compile(r" Sees an? (\w+View)\.$")
_SEES = re.compile(r" Sees .*$")
# The first line of a copied file, by the ending of its name, and the pattern by which it is found again.
_NOTES = {".html": "{{# {} #}}\n", ".css": "/* {} */\n", ".js": "// {}\n", ".po": "# {}\n", ".svg": "<!-- {} -->\n"}
_PNG, _DESCRIPTION = b"\x89PNG\r\n\x1a\n", b"tEXtDescription\x00"
_NOTE = re.compile(r"Copied from the default one, version ([0-9a-f]{12})")


class Head(NamedTuple):
    """The comment at the head of a file of the theme: the purpose of the file, and the name of its view; empty if there is none."""

    sentence: str
    view: str


def read_head(raw: bytes) -> Head:
    """Return the comment at the head of a template, style sheet, script or catalogue, or the description in a PNG image."""
    if raw.startswith(_PNG):
        return Head(_description_of(raw), "")
    match = _COMMENT.match(raw.decode(errors="replace"))
    said = " ".join(next(filter(None, match.groups()), "").split()) if match else ""
    view = _VIEW.search(said)
    return Head(_SEES.sub("", said), view[1] if view else "")


def _description_of(raw: bytes) -> str:
    """Return the description of a PNG image (PNG, section 11.3.4.3: a text chunk, with its length before its type)."""
    start = raw.find(_DESCRIPTION)
    if start < 0:
        return ""
    end = start + 4 + int.from_bytes(raw[start - 4 : start], "big")
    return raw[start + len(_DESCRIPTION) : end].decode("latin-1")


def list_overrides(folder: Path) -> Listing:
    """List all files of the default theme, and those that the site in this folder replaces or adds."""
    theme = default_theme()
    findings = DiagnosticCollector()
    is_default = folder.resolve() == theme.resolve()
    own = set() if is_default else {file.path for file in walk(folder, "templates", findings)}
    defaults = [file.path for file in walk(theme, "templates", findings)]
    diagnostics = list(findings.all)
    files = []
    for path in defaults:
        raw = (theme / path).read_bytes()
        older = False
        if path in own:
            try:
                noted = _NOTE.search((folder / path).read_bytes()[:300].decode(errors="replace"))
            except OSError as problem:
                diagnostics.append(_unreadable(path, problem))
                continue
            older = noted is not None and noted[1] != _version(raw)
        sentence = read_head(raw).sentence
        files.append(Overridable(path.removeprefix(_BELOW), sentence, path in own, older))
    further = tuple(path.removeprefix(_BELOW) for path in sorted(own.difference(defaults)))
    return Listing(tuple(files), further, tuple(diagnostics), is_default)


def copy_of_default(name: str) -> bytes:
    """Return a copy of a file of the default theme; its first line names the version copied. Raise `OSError` if it cannot be read."""
    raw = (default_theme() / _BELOW / name).read_bytes()
    note = _NOTES.get(Path(name).suffix, "")
    said = f"Copied from the default one, version {_version(raw)}; digest templates says when that has changed."
    return note.format(said).encode() + raw


def _version(raw: bytes) -> str:
    return fingerprint(raw)[:12]


def _unreadable(path: str, problem: OSError) -> Diagnostic:
    return error("unreadable", Position(path), f"the file cannot be read: {problem.strerror}", "check its permissions")
