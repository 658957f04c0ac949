"""What is found wrong while files are read: gathered, so that one run reports all of it."""

from digest.model.diagnostic import Diagnostic, Position, error, warning


class DiagnosticCollector:
    """A list of diagnostics that grows while one file, or one folder, is read."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self._found: list[Diagnostic] = []

    def error(self, code: str, position: Position, message: str, hint: str = "") -> None:
        """Note a mistake that stops the build."""
        self._found.append(error(code, position, message, hint))

    def warn(self, code: str, position: Position, message: str, hint: str = "") -> None:
        """Note a mistake that the build can live with."""
        self._found.append(warning(code, position, message, hint))

    def add(self, found: tuple[Diagnostic, ...]) -> None:
        """Take over what was found elsewhere."""
        self._found.extend(found)

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """Everything found so far, in the order in which it was found."""
        return tuple(self._found)
