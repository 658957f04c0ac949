"""What of the default theme a site can replace, what of it this site has replaced, and what came of copying a file."""

from dataclasses import dataclass
from typing import Literal

from digest.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Overridable:
    """A file of the default theme: its name in `templates/`, and what it is for.

    `is_own` says that the site has one in its place, and `is_older` that this is a copy of a default which has changed since.
    """

    name: str
    sentence: str
    is_own: bool
    is_older: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """All files that can be replaced, by name; `further` are those of the site that stand in no default's place.

    `is_default` says that the folder holds the default theme itself.
    """

    files: tuple[Overridable, ...]
    further: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_default: bool

    @property
    def failed(self) -> bool:
        """Whether something of it could not be read."""
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
