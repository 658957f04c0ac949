"""`digest check litter`: find lines of websites in the texts of others that are here already, and take them out of the files."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from digest.adapters.serialization import pack_lines, read_toml
from digest.app.context import STATE_DIRECTORY
from digest.app.edit import read_content
from digest.app.importing.finish import EXPLAINED, line_key
from digest.app.importing.run import FOLDER
from digest.importing.cleaning.clean import find_litter, without
from digest.importing.cleaning.repetition import lines_of, outlet_of
from digest.importing.cleaning.rules import Litter, LitterRules
from digest.importing.record import Form, NewArticle
from digest.model.config import Config
from digest.model.content.article import Article
from digest.model.diagnostic import Severity, has_errors
from digest.model.reports.edit import RefusedError
from digest.model.reports.imported import LitterChecked, Removal
from digest.planning.content.excerpts import is_foreign
from digest.reading.config.settings import read_config
from digest.reading.content.body import ChangedWhileReadError, first_line_of, read_text
from digest.reading.files.program import read_litter
from digest.writing.files import append
from digest.writing.lock import BusyError, lock
from digest.writing.staging import Staging


class _Text(NamedTuple):
    """A text in its file: the bytes before it, the line on which it begins, and the text."""

    before: bytes
    first_line: int
    text: str


def check_litter(folder: Path, *, edit: bool) -> LitterChecked:
    """Return the litter in the texts of others; with `edit`, take it out of the files. One's own texts are not looked at."""
    config, diagnostics = read_config(folder)
    if config is None or has_errors(diagnostics):
        return LitterChecked(diagnostics=tuple(one for one in diagnostics if one.severity is Severity.ERROR))
    checker = _Checker(folder, config, Litter(read_toml(read_litter(), LitterRules)))
    try:
        if not edit:
            return checker.check(edit=False)
        with lock(folder / STATE_DIRECTORY):
            return checker.check(edit=True)
    except BusyError:
        return LitterChecked(
            refused=RefusedError("another digest is at work in this folder", "wait until it has ended")
        )
    except ChangedWhileReadError as changed:
        return LitterChecked(refused=RefusedError(f"{changed} was changed just now", "try again"))
    except OSError as problem:
        message = f"{problem.filename or folder}: {problem.strerror or problem}"
        return LitterChecked(refused=RefusedError(message, "git diff shows what was changed"))


@dataclass(frozen=True, slots=True)
class _Checker:
    folder: Path
    config: Config
    rules: Litter

    def check(self, *, edit: bool) -> LitterChecked:
        """Look at all texts of others. Files with litter are written all at once, after their removed lines were kept."""
        _, content, diagnostics = read_content(self.folder, self.config)
        if has_errors(diagnostics):
            return LitterChecked(diagnostics=tuple(one for one in diagnostics if one.severity is Severity.ERROR))
        foreign = [one for one in content.articles if is_foreign(one, self.config)]
        counts = self._count(foreign)
        removals: list[Removal] = []
        edited: dict[str, bytes] = {}
        left: list[str] = []
        for article in foreign:
            found, raw = self._look_at(article, counts)
            removals += found
            if raw is not None:
                edited[article.body_location.file] = raw
            elif found:
                left.append(article.body_location.file)
        if edit and edited:
            self._write([one for one in removals if one.file in edited], edited)
        return LitterChecked(tuple(removals), tuple(edited), tuple(left), len(foreign))

    def _count(self, foreign: Iterable[Article]) -> Counter[int]:
        """Return how many articles of an outlet have a line, by the key of both."""
        counts: Counter[int] = Counter()
        for article in foreign:
            known = _as_imported(article, self._text_of(article).text)
            counts.update({line_key(outlet_of(known), line) for line in lines_of(known)})
        return counts

    def _look_at(self, article: Article, counts: Counter[int]) -> tuple[list[Removal], bytes | None]:
        """Return the litter of an article, and its file without it; None if the file cannot or need not be edited."""
        file, text = article.body_location.file, self._text_of(article)
        outlet = outlet_of(_as_imported(article, text.text))
        lines = text.text.split("\n")
        found = find_litter(lines, article.title, self.rules, lambda line: counts[line_key(outlet, line)])
        removals = [
            Removal(file, text.first_line + one.number, lines[one.number].strip(), one.rule, one.reason, file)
            for one in found
        ]
        kept = without(lines, {one.number for one in found})
        if not found or article.body_location.field or not any(line.strip() for line in kept):
            return removals, None
        return removals, text.before + _joined(kept, text.text).encode()

    def _text_of(self, article: Article) -> _Text:
        """Return the text of an article in its file; an empty one if it is not UTF-8 there."""
        location = article.body_location
        if location.field:
            return _Text(b"", 1, read_text(self.folder, location, article.body))
        raw = (self.folder / location.file).read_bytes()
        with suppress(UnicodeDecodeError):
            text = raw[location.start :].decode()
            return _Text(raw[: location.start], first_line_of(self.folder, location), text)
        return _Text(raw, 1, "")

    def _write(self, removals: list[Removal], edited: dict[str, bytes]) -> None:
        append(self.folder / FOLDER / EXPLAINED, pack_lines(removals))
        staging = Staging(self.folder / STATE_DIRECTORY / "staging")
        try:
            staging.make()
            staging.replace_files({self.folder / file: raw for file, raw in edited.items()})
        finally:
            staging.remove()


def _joined(kept: list[str], before: str) -> str:
    """Return the lines that stay as a text that ends with as many line ends as that before."""
    text = "\n".join(kept).rstrip("\r\n")
    return text + before[len(before.rstrip("\r\n")) :]


def _as_imported(article: Article, text: str) -> NewArticle:
    """Return an article of the content as one that is imported, with what decides whose lines are counted together."""
    source = {"url": article.source.url, "name": article.source.name}
    form: Form = "plain" if article.body_location.plain else "markdown"
    return NewArticle(article.origin.file, {"title": article.title, "source": {**source}}, text, form)
