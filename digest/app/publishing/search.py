"""The search index: made from the pages after all of them are rendered, and published with them.

It depends on the bytes of those pages and on the program that makes it. The hash of both is the key of each index file in the
manifest: the index is made again if and only if a file with that key is missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest import INSTALL_EXTRAS
from digest.adapters.pagefind import IndexingError, address_in, files_of, indexer, is_entry_file, make_index
from digest.adapters.serialization import fingerprint_of
from digest.app.context import Job
from digest.app.publishing.pages import leak_found
from digest.model.config import Config
from digest.model.diagnostic import Diagnostic, Position, warning
from digest.model.page import Output, Page, PublishPhase
from digest.model.url import path_of
from digest.planning.pages.search import INDEX, is_indexed
from digest.planning.plan import Plan
from digest.writing.files import gather_files
from digest.writing.staging import digest_of_bytes

if TYPE_CHECKING:
    from digest.app.redaction import Redaction


@dataclass(frozen=True, slots=True)
class Indexed:
    """The files of the index, and the paths that are staged, each with its phase. Without files, there is no index."""

    outputs: tuple[Output, ...] = ()
    staged: tuple[tuple[PublishPhase, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def choose_indexer(config: Config) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the name and version of the indexing program; empty if search is off, or if the program is not installed."""
    if config.search == "off":
        return "", ()
    found = indexer()
    if found or config.search == "auto":
        return found, ()
    return "", (
        _no_index("Pagefind is not installed", f"install digest with it: {INSTALL_EXTRAS}; or write search: auto"),
    )


def _no_index(why: str, hint: str) -> Diagnostic:
    return warning("no-search-index", Position("config.yaml"), f"there is no search: {why}", hint)


def page_in_index(name: str, raw: bytes, pages: Mapping[str, Page]) -> Page | None:
    """Return the page whose text is in a file of the index; None if it is no page's. `pages` are by path. Raise `IndexingError`."""
    address = address_in(name, raw)
    return pages.get(path_of(address)) if address is not None else None


@dataclass(frozen=True, slots=True)
class Indexing:
    """What the index is made from. `known` are the intact files of the site, by path; `damaged` are the paths of others."""

    job: Job
    plan: Plan
    program: str
    redaction: "Redaction | None"
    known: dict[str, Output]
    damaged: frozenset[str]

    def make(self, outputs: Iterable[Output], staged: frozenset[str]) -> Indexed:
        """Make the index of all searchable pages, unless the site has it already, and stage its new files.

        `outputs` are those of all pages; `staged` are the paths of those that are not in the site yet.
        """
        pages = {path_of(page.address): page for page in self.plan.pages if is_indexed(page)}
        if not self.program or not pages:
            return Indexed()
        outputs = sorted(outputs)
        made_of = [(output.path, output.digest) for output in outputs if output.path in pages]
        key = fingerprint_of((self.program, self.plan.site.language, made_of))
        planned = {output.path for output in outputs}
        indexed = [one for path, one in self.known.items() if path.startswith(INDEX) and path not in planned]
        is_whole = indexed and not any(path.startswith(INDEX) for path in self.damaged)
        if is_whole and all(output.key == key for output in indexed):
            return Indexed(tuple(indexed))
        self.job.progress("index", 0, len(pages))
        folder = self.job.staging.folder / "search"
        gather_files(folder / "pages", self._files(pages, staged))
        # In a folder of its own: Pagefind may still be running from a build that was killed, and be writing another index.
        index = folder / key
        try:
            make_index(folder / "pages", index, self.plan.site.language)
            return self._stage(index, key, pages)
        except IndexingError as problem:
            hint = f"install digest again: {INSTALL_EXTRAS}"
            return Indexed(diagnostics=(_no_index(f"Pagefind failed: {problem}", hint),))

    def _files(self, pages: Iterable[str], staged: frozenset[str]) -> Iterator[tuple[str, Path]]:
        """Return for each page the file with its new bytes."""
        for path in pages:
            yield path, self.job.staging.file(path) if path in staged else self.job.site / path

    def _stage(self, index: Path, key: str, pages: dict[str, Page]) -> Indexed:
        outputs: list[Output] = []
        staged: list[tuple[PublishPhase, str]] = []
        try:
            for name, raw in files_of(index):
                path = f"{INDEX}{name}"
                leak = self._leak(path, name, raw, pages)
                if leak is not None:
                    return Indexed(diagnostics=(leak,))
                digest, known = digest_of_bytes(raw), self.known.get(path)
                if known is not None and known.digest == digest:
                    outputs.append(known._replace(key=key))
                else:
                    outputs.append(Output(path, key, digest, len(raw), self.job.staging.add(path, raw)))
                    # The entry file of the index goes last: until then, readers use the old index.
                    staged.append((PublishPhase.FEED if is_entry_file(name) else PublishPhase.ASSET, path))
        except IndexingError:
            for _, path in staged:  # the first site is moved with all staged files, so none may be left
                self.job.staging.drop(path)
            raise
        return Indexed(tuple(outputs), tuple(staged))

    def _leak(self, path: str, name: str, raw: bytes, pages: dict[str, Page]) -> Diagnostic | None:
        """Find a redacted name: in the text of a page by the rules for that page, in other files by those for lists."""
        if self.redaction is None:
            return None
        page = page_in_index(name, raw, pages)
        leaks = self.redaction.gate.scan(path, raw, self.redaction.shown_in(page))
        return leak_found(leaks, page.origin if page is not None else Position("config.yaml")) if leaks else None
