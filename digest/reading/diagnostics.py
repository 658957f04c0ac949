"""Collect the diagnostics of all files that are read, so that one build reports them all."""

from digest.model.diagnostic import Diagnostic, Position, error, warning


class DiagnosticCollector:
    """Collects the diagnostics of one file or of one folder."""

    def __init__(self) -> None:
        """Begin without diagnostics."""
        self._found: list[Diagnostic] = []

    def error(self, code: str, position: Position, message: str, hint: str = "") -> None:
        """Add an error: a mistake with which nothing is built."""
        self._found.append(error(code, position, message, hint))

    def warn(self, code: str, position: Position, message: str, hint: str = "") -> None:
        """Add a warning: a mistake with which the site is built all the same, unless --strict is given."""
        self._found.append(warning(code, position, message, hint))

    def add(self, found: tuple[Diagnostic, ...]) -> None:
        """Add diagnostics that were found elsewhere."""
        self._found.extend(found)

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """All diagnostics so far, in the order in which they were added."""
        return tuple(self._found)
