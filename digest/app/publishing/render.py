"""Render pages into the staging folder, in worker processes, and check each for redacted names."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from digest.app.context import SITE
from digest.app.publishing.tasks import Texts
from digest.model.diagnostic import Diagnostic, Position, error
from digest.model.page import Output, Page, PublishPhase
from digest.model.site import Compiled, Template
from digest.model.url import path_of
from digest.model.views.common import SiteView
from digest.model.views.files import CopyView, SocialImageView
from digest.reading.content.body import ChangedWhileReadError
from digest.reading.files.program import default_theme, read_coastlines, read_fonts
from digest.writing.blob_file import BlobReader
from digest.writing.row_reuse import DataFiles
from digest.writing.spill_file import SpillFile
from digest.writing.staging import Staging, digest_of_bytes

if TYPE_CHECKING:
    from digest.privacy.leak_gate.gate import Leak
    from digest.rendering.renderer import Renderer


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page that was rendered. If it `is_staged`, its file is new; otherwise its bytes did not change. `seconds` is 0 if not measured."""

    output: Output
    publish_phase: PublishPhase
    is_staged: bool
    renderer: str
    seconds: float = 0.0


# The recipes of files with one row per article or incident.
_WITH_ROWS = ("data", "csv")


class LeakError(Exception):
    """A file about to be published contains a redacted name. `leaks` is what the gate found."""

    def __init__(self, leaks: "Sequence[Leak]") -> None:
        """Keep what was found in a file."""
        super().__init__(leaks)
        self.leaks = leaks


def leak_found(leaks: "Sequence[Leak]", where: Position, folder: str = f"{SITE}/") -> Diagnostic:
    """Return the error for a name that the gate found. It names the file, in `folder`, unless the path itself contains the name."""
    subject = "its path" if any(one.encoding.startswith("path") for one in leaks) else f"{folder}{leaks[0].path}"
    return error(
        "name-leaks",
        where,
        f"{subject} would show a name that must be forgotten (rule {leaks[0].rule}, {leaks[0].encoding})",
        "change the words, or give the rule this form of the name as an alias; nothing is published as long as it is there",
    )


class RenderTask:
    """Renders pages and stages those whose bytes are new. `known` are the intact files of the site, by path."""

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
        """Keep what the renderer is made of; each process makes its own renderer."""
        self._texts = texts
        self._redaction = texts.redaction
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
        # Imported here: a build with nothing to render needs neither templates nor Markdown.
        from digest.rendering.markup.markdown import TooNestedError

        try:
            made = self._make(page, key)
        except ChangedWhileReadError as problem:
            return _changed(str(problem))
        except LeakError as problem:
            return leak_found(problem.leaks, page.origin)
        except TooNestedError as problem:
            from digest.rendering.html.errors import too_nested

            return too_nested(self._texts.body_locations[str(problem)].file)
        return made

    def _make(self, page: Page, key: str) -> Rendered | Diagnostic:
        if page.renderer == "copy":
            return self._copy(page, cast("CopyView", page.view), key)
        if self._renderer is None:
            self._renderer = self._make_renderer()
        if page.renderer in _WITH_ROWS:
            return self._data_file(self._renderer, page, key)
        raw = self._renderer.render(page)
        if isinstance(raw, Diagnostic):
            return raw
        if page.renderer == "card" and not raw:
            return self._copy(page, cast("SocialImageView", page.view).plain, key)
        return self._stage(raw, page, key)

    def _data_file(self, renderer: "Renderer", page: Page, key: str) -> Rendered | Diagnostic:
        """Render a data file from the rows of the old file that did not change, and new ones."""
        path = path_of(page.address)
        with self._data_files.rows(path, page.renderer, self._known.get(path)) as rows:
            raw = renderer.render(page, rows)
            if isinstance(raw, Diagnostic):
                return raw
            rendered = self._stage(raw, page, key)
            rows.save(self._staging, rendered.output.digest)
        return rendered

    def _stage(self, raw: bytes | Iterable[bytes], page: Page, key: str) -> Rendered:
        """Stage a page, unless the site has the same bytes. If they come in parts, that is known only after writing them."""
        path = path_of(page.address)
        known = self._known.get(path)
        if self._redaction is not None:
            raw = self._checked(path, raw, self._redaction.shown_in(page))
        if not isinstance(raw, bytes):
            output = Output(path, key, *self._staging.add_parts(path, raw))
            if known is None or known.digest != output.digest:
                return Rendered(output, page.publish_phase, is_staged=True, renderer=page.renderer)
            self._staging.drop(path)
            return Rendered(known._replace(key=key), page.publish_phase, is_staged=False, renderer=page.renderer)
        digest = digest_of_bytes(raw)
        if known is not None and known.digest == digest:
            return Rendered(known._replace(key=key), page.publish_phase, is_staged=False, renderer=page.renderer)
        modified = self._staging.add(path, raw)
        return Rendered(
            Output(path, key, digest, len(raw), modified), page.publish_phase, is_staged=True, renderer=page.renderer
        )

    def _checked(
        self, path: str, raw: bytes | Iterable[bytes], shown: frozenset[str] | None
    ) -> bytes | Iterable[bytes]:
        """Return the bytes as they are. Raise `LeakError` if they contain a redacted name."""
        if isinstance(raw, bytes):
            self._check(path, raw, shown)
            return raw
        return (part for part in raw if self._check(path, part, shown))

    def _check(self, path: str, raw: bytes, shown: frozenset[str] | None = None) -> bool:
        leaks = self._redaction.gate.scan(path, raw, shown) if self._redaction else []
        if leaks:
            raise LeakError(leaks)
        return True

    def _make_renderer(self) -> "Renderer":
        from digest.rendering.markup.body import Prose
        from digest.rendering.renderer import Renderer

        converted = BlobReader(self._texts.converted)
        prose = Prose(self._texts.read, lambda key: (converted.get(key) or b"").decode())
        spill = SpillFile(self._staging.folder)
        return Renderer(self._site, self._templates, self._compiled, prose, spill, read_coastlines, read_fonts)

    def _copy(self, page: Page, view: CopyView, key: str) -> Rendered | Diagnostic:
        path = path_of(page.address)
        source = (default_theme() if view.themed else self._texts.folder) / view.file
        known = self._known.get(path)
        try:
            if self._redaction is not None:
                self._check(path, source.read_bytes())
            if view.hides_position:
                return self._stage_without_position(source.read_bytes(), view, page, key)
            if view.added:
                return self._stage_with(source.read_bytes(), view, page, key)
            if known is not None and known.digest == view.key:
                return Rendered(known._replace(key=key), page.publish_phase, is_staged=False, renderer=page.renderer)
            output = Output(path, key, *self._staging.copy(path, source))
        except FileNotFoundError:
            return _changed(view.file)
        if output.digest != view.key:
            return _changed(view.file)
        return Rendered(output, page.publish_phase, is_staged=True, renderer=page.renderer)

    def _stage_with(self, raw: bytes, view: CopyView, page: Page, key: str) -> Rendered | Diagnostic:
        """Stage a copy of a file, with the bytes that the settings add to it."""
        return (
            self._stage(raw + view.added.encode(), page, key)
            if digest_of_bytes(raw) == view.key
            else _changed(view.file)
        )

    def _stage_without_position(self, raw: bytes, view: CopyView, page: Page, key: str) -> Rendered | Diagnostic:
        """Stage a copy of a photograph that does not say where it was taken."""
        from digest.adapters.positions import without_positions  # only for photographs with positions

        if digest_of_bytes(raw) != view.key:
            return _changed(view.file)
        return self._stage(without_positions(raw), page, key)


def _changed(file: str) -> Diagnostic:
    return error(
        "changed-meanwhile", Position(file), "the file changed while the site was being built", "run digest build again"
    )
