"""Render pages into the staging folder, in worker processes, and check each for redacted names."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from digest.app.publishing.pages import LeakError, PageMaker, changed_meanwhile, is_kept, source_of, with_settings
from digest.app.publishing.tasks import Texts
from digest.model.diagnostic import Diagnostic
from digest.model.page import Output, Page, PublishPhase
from digest.model.site import Compiled, Template
from digest.model.url import path_of
from digest.model.views.common import SiteView
from digest.model.views.files import CopyView, SocialImageView
from digest.reading.content.body import ChangedWhileReadError
from digest.writing.row_reuse import DataFiles
from digest.writing.spill_file import SpillFile
from digest.writing.staging import Staging, digest_of_bytes


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
            return self._make(page, key)
        except (ChangedWhileReadError, LeakError, TooNestedError) as problem:
            return self._maker.mistake(problem, page)

    @cached_property
    def _maker(self) -> PageMaker:
        return PageMaker(self._texts, self._site, self._templates, self._compiled, SpillFile(self._staging.folder))

    def _make(self, page: Page, key: str) -> Rendered | Diagnostic:
        if page.renderer == "copy":
            return self._copy(page, cast("CopyView", page.view), key)
        if page.renderer in _WITH_ROWS:
            return self._data_file(page, key)
        raw = self._maker.kept(page) if is_kept(page) else self._maker.render(page)
        if isinstance(raw, Diagnostic):
            return raw
        if page.renderer == "card" and not raw:
            return self._copy(page, cast("SocialImageView", page.view).plain, key)
        return self._stage(raw, page, key)

    def _data_file(self, page: Page, key: str) -> Rendered | Diagnostic:
        """Render a data file from the rows of the old file that did not change, and new ones."""
        path = path_of(page.address)
        with self._data_files.rows(path, page.renderer, self._known.get(path)) as rows:
            raw = self._maker.render(page, rows)
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
        self._maker.check(path, raw, shown)
        return True

    def _copy(self, page: Page, view: CopyView, key: str) -> Rendered | Diagnostic:
        path = path_of(page.address)
        source = source_of(view, self._texts.folder)
        known = self._known.get(path)
        try:
            if self._redaction is not None:
                self._check(path, source.read_bytes())
            if view.hides_position or view.added:
                return self._stage_changed(source.read_bytes(), view, page, key)
            if known is not None and known.digest == view.key:
                return Rendered(known._replace(key=key), page.publish_phase, is_staged=False, renderer=page.renderer)
            output = Output(path, key, *self._staging.copy(path, source))
        except FileNotFoundError:
            return changed_meanwhile(view.file)
        if output.digest != view.key:
            return changed_meanwhile(view.file)
        return Rendered(output, page.publish_phase, is_staged=True, renderer=page.renderer)

    def _stage_changed(self, raw: bytes, view: CopyView, page: Page, key: str) -> Rendered | Diagnostic:
        """Stage a copy of a file that the settings change."""
        if digest_of_bytes(raw) != view.key:
            return changed_meanwhile(view.file)
        return self._stage(with_settings(raw, view), page, key)
