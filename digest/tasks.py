"""What worker processes do: read documents, convert their texts, and render pages into the staging folder."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from digest.model.article import Body, Manuscript
from digest.model.content import Compiled, Template
from digest.model.diagnostic import Diagnostic, Position, error
from digest.model.page import Output, Page, Wave
from digest.model.url import path_of
from digest.model.views import CopyView
from digest.model.views.common import SiteView
from digest.reading.content import read_documents
from digest.reading.documents import Document
from digest.reading.manuscript import ChangedWhileReadError, read_text
from digest.reading.program import default_theme
from digest.writing.deposit import Deposit, Deposits, make_deposit
from digest.writing.rows import DataFiles
from digest.writing.scratch import Scratch
from digest.writing.staging import Staging, digest_of_bytes

if TYPE_CHECKING:
    from digest.rendering.renderer import Renderer


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Reads documents of a site's folder; the result is packed, which costs less than pickling it on its way back."""

    folder: Path
    timezone: str

    def __call__(self, documents: Sequence[Document]) -> bytes:
        """Read a batch of documents, for `unpack_documents`."""
        return read_documents(self.folder, documents, ZoneInfo(self.timezone))


@dataclass(frozen=True, slots=True)
class Texts:
    """Where the texts of a site's folder lie, by their keys, and the HTML of those that were converted already."""

    folder: Path
    manuscripts: dict[str, Manuscript]
    converted: Sequence[Deposit] = ()

    def read(self, body: Body) -> tuple[str, bool]:
        """Give a body's text, and whether it is plain, not Markdown. Raises `ChangedWhileReadError`."""
        manuscript = self.manuscripts[body.key]
        return read_text(self.folder, manuscript, body), manuscript.plain


@dataclass(frozen=True, slots=True)
class ConvertTask:
    """Converts texts that pages will show, while these are still being planned, and leaves their HTML in a file of the staging folder.

    What is wrong with a text is left to the page that shows it.
    """

    texts: Texts
    staging: Staging

    def __call__(self, bodies: Sequence[Body]) -> Deposit:
        """Convert texts; give where each lies."""
        return make_deposit(self.staging.folder, self._converted(bodies))

    def _converted(self, bodies: Sequence[Body]) -> Iterator[tuple[str, bytes]]:
        from digest.rendering.markdown import TooNestedError
        from digest.rendering.prose import Prose

        prose = Prose(self.texts.read)
        for body in bodies:
            with suppress(ChangedWhileReadError, TooNestedError):
                yield body.key, prose.convert(body).encode()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page that was rendered: what it is now, and whether its file waits in the staging folder (else its bytes are the old ones).

    `seconds` are those that it took, if anybody wants to know them.
    """

    output: Output
    wave: Wave
    is_staged: bool
    recipe: str
    seconds: float = 0.0


# The recipes of files with a row for each thing of the site.
_ROWED = ("data", "csv")


class RenderTask:
    """Renders pages and stages those whose bytes are new. `known` are the files that stand in the site as they should."""

    def __init__(
        self,
        texts: Texts,
        site: SiteView,
        templates: tuple[Template, ...],
        compiled: dict[str, Compiled],
        known: dict[str, Output],
        data_files: DataFiles,
        staging: Staging,
        clock: Callable[[], float] | None = None,
    ) -> None:
        """Keep what the pages need; the renderer itself is made in the process that uses it."""
        self._texts = texts
        self._site = site
        self._templates = templates
        self._compiled = compiled
        self._known = known
        self._data_files = data_files
        self._staging = staging
        self._clock = clock
        self._renderer: Renderer | None = None

    def __call__(self, pages: Sequence[tuple[Page, str]]) -> list[Rendered | Diagnostic]:
        """Render a batch of pages, each with its fingerprint."""
        if self._clock is None:
            return [self._render(page, key) for page, key in pages]
        return [self._timed(page, key, self._clock) for page, key in pages]

    def _timed(self, page: Page, key: str, clock: Callable[[], float]) -> Rendered | Diagnostic:
        start = clock()
        result = self._render(page, key)
        return replace(result, seconds=clock() - start) if isinstance(result, Rendered) else result

    def _render(self, page: Page, key: str) -> Rendered | Diagnostic:
        # Imported where it is used: a build with nothing to render needs neither templates nor Markdown.
        from digest.rendering.markdown import TooNestedError

        try:
            if page.recipe == "copy":
                return self._copy(page, cast("CopyView", page.view), key)
            if self._renderer is None:
                self._renderer = self._make_renderer()
            if page.recipe in _ROWED:
                return self._data_file(self._renderer, page, key)
            raw = self._renderer.render(page)
        except ChangedWhileReadError as problem:
            return _changed(str(problem))
        except TooNestedError as problem:
            where = Position(self._texts.manuscripts[str(problem)].file)
            return error(
                "too-nested",
                where,
                "the text nests quotations, lists or definitions too deep",
                "put blank lines between them, or write them side by side",
            )
        if isinstance(raw, Diagnostic):
            return raw
        return self._stage(raw, page, key)

    def _data_file(self, renderer: "Renderer", page: Page, key: str) -> Rendered | Diagnostic:
        """Render a data file out of the rows that stand already, and new ones."""
        path = path_of(page.address)
        with self._data_files.rows(path, page.recipe, self._known.get(path)) as rows:
            raw = renderer.render(page, rows)
            if isinstance(raw, Diagnostic):
                return raw
            rendered = self._stage(raw, page, key)
            rows.save(self._staging, rendered.output.digest)
        return rendered

    def _stage(self, raw: bytes | Iterable[bytes], page: Page, key: str) -> Rendered:
        """Stage a page, unless its bytes are those that stand in the site; in pieces, that is known only when they are written."""
        path = path_of(page.address)
        known = self._known.get(path)
        if not isinstance(raw, bytes):
            output = Output(path, key, *self._staging.add_parts(path, raw))
            if known is None or known.digest != output.digest:
                return Rendered(output, page.wave, is_staged=True, recipe=page.recipe)
            self._staging.drop(path)
            return Rendered(known._replace(key=key), page.wave, is_staged=False, recipe=page.recipe)
        digest = digest_of_bytes(raw)
        if known is not None and known.digest == digest:
            return Rendered(known._replace(key=key), page.wave, is_staged=False, recipe=page.recipe)
        modified = self._staging.add(path, raw)
        return Rendered(Output(path, key, digest, len(raw), modified), page.wave, is_staged=True, recipe=page.recipe)

    def _make_renderer(self) -> "Renderer":
        from digest.rendering.prose import Prose
        from digest.rendering.renderer import Renderer

        converted = Deposits(self._texts.converted)
        prose = Prose(self._texts.read, lambda key: (converted.get(key) or b"").decode())
        return Renderer(self._site, self._templates, self._compiled, prose, Scratch(self._staging.folder))

    def _copy(self, page: Page, view: CopyView, key: str) -> Rendered | Diagnostic:
        path = path_of(page.address)
        source = (default_theme() if view.themed else self._texts.folder) / view.file
        known = self._known.get(path)
        if known is not None and known.digest == view.key:
            return Rendered(known._replace(key=key), page.wave, is_staged=False, recipe=page.recipe)
        try:
            output = Output(path, key, *self._staging.copy(path, source))
        except FileNotFoundError:
            return _changed(view.file)
        if output.digest != view.key:
            return _changed(view.file)
        return Rendered(output, page.wave, is_staged=True, recipe=page.recipe)


def _changed(file: str) -> Diagnostic:
    return error(
        "changed-meanwhile", Position(file), "the file changed while the site was being built", "run digest build again"
    )
