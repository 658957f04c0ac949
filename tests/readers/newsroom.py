"""A site's folder whose editors publish one state after another, a day apart."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from tests.laws.folders import let_go, replace_sources
from tests.readers.desk import Desk
from tests.support.sites import build

_DAY = 86_400
_FIRST_DAY = 20_000 * _DAY  # of Unix time


@dataclass(slots=True)
class Newsroom:
    """A folder, and how many times it was published."""

    folder: Path
    day: int = 0
    _written: dict[Path, int] = field(default_factory=dict)

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def publish(self, desk: Desk, *arguments: str, strict: bool = True) -> None:
        """Build what lies on the desk, which must be free of errors, and, if `strict`, not even draw a warning.

        What this build wrote gets the time of the next day: HTTP knows whole seconds, in which no newsroom publishes twice.
        """
        self.folder.mkdir(exist_ok=True)
        replace_sources(self.folder, desk.files, desk.config)
        arguments = (*arguments, *(["--strict"] if strict else []))
        ended = build(self.folder, *arguments, now=desk.now)
        if "lost-address" in ended.err:
            let_go(self.folder, desk.now)
            ended = build(self.folder, *arguments, now=desk.now)
        assert ended.code == 0, ended.err + ended.out
        self.day += 1
        for file in self.site.rglob("*"):
            if file.is_file() and self._written.get(file) != file.stat().st_mtime_ns:
                os.utime(file, (_FIRST_DAY + self.day * _DAY,) * 2)
                self._written[file] = file.stat().st_mtime_ns
