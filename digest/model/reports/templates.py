"""The results of `digest templates`: the files of the default theme that a site can replace or has replaced, and a copied file."""

from dataclasses import dataclass
from typing import Literal

from digest.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Overridable:
    """A file of the default theme: its name in `templates/`, and what it is for.

    `is_own` if the site has replaced it, `is_older` if the site's file is a copy of a default that has changed since.
    """

    name: str
    sentence: str
    is_own: bool
    is_older: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """All files that can be replaced, by name; `further` are files of the site that replace none.

    `is_default` if the folder contains the default theme itself.
    """

    files: tuple[Overridable, ...]
    further: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_default: bool

    @property
    def failed(self) -> bool:
        """Whether a file could not be read."""
        return bool(self.diagnostics)


@dataclass(frozen=True, slots=True)
class Copied:
    """A default was copied into the site's folder, to `file`."""

    file: str
    failed: Literal[False] = False


@dataclass(frozen=True, slots=True)
class NotCopied:
    """Nothing was copied: why, and what to do."""

    message: str
    hint: str
    failed: Literal[True] = True
