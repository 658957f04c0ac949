"""The bytes of one page, in this process: for the files of a build, and for a server that makes a page when it is asked for."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from digest.app.context import PICTURES, SITE
from digest.app.publishing.tasks import Texts
from digest.model.diagnostic import Diagnostic, Position, error
from digest.model.page import Page
from digest.model.site import Compiled, Template
from digest.model.url import path_of
from digest.model.views.common import SiteView
from digest.model.views.files import CopyView, PictureCopyView, SocialImageView
from digest.planning.content.picture_copies import FOLDER
from digest.reading.content.body import ChangedWhileReadError
from digest.reading.files.program import default_theme, read_coastlines, read_fonts
from digest.writing.blob_file import BlobReader
from digest.writing.kept_files import KeptFiles
from digest.writing.row_reuse import Rows
from digest.writing.staging import digest_of_bytes

if TYPE_CHECKING:
    from digest.privacy.leak_gate.gate import Leak
    from digest.rendering.graphics.pictures import Copies
    from digest.rendering.lru import Spill
    from digest.rendering.renderer import Renderer


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


def changed_meanwhile(file: str) -> Diagnostic:
    """Return the error for a file that changed after it was read."""
    return error(
        "changed-meanwhile", Position(file), "the file changed while the site was being built", "run digest build again"
    )


class PageMaker:
    """Makes the bytes of the pages of one site, and checks them for redacted names.

    `spill` stores feed items that do not fit into memory. Without `fragments`, the output of macros is not cached; without `cached`,
    items of feeds are not: their caches would keep what has changed since.
    """

    def __init__(
        self,
        texts: Texts,
        site: SiteView,
        templates: tuple[Template, ...],
        compiled: dict[str, Compiled],
        spill: "Spill",
        *,
        fragments: bool = True,
        cached: bool = True,
    ) -> None:
        """Keep what the renderer is made of. It is made for the first page that needs one."""
        self._texts = texts
        self._redaction = texts.redaction
        self._site = site
        self._templates = templates
        self._compiled = compiled
        self._spill = spill
        self._fragments = fragments
        self._cached = cached
        self._renderer: Renderer | None = None
        self._pictures = KeptFiles(texts.folder / PICTURES)
        self._copies: Copies | None = None

    def make(self, page: Page) -> bytes | Diagnostic:
        """Return the bytes of a page as a build publishes them, or the mistake for which there are none."""
        # Imported here: a build with nothing to render needs neither templates nor Markdown.
        from digest.rendering.markup.markdown import TooNestedError

        try:
            if page.renderer == "copy":
                return self._copied(page, cast("CopyView", page.view))
            raw = self.kept(page) if is_kept(page) else self.render(page)
            if isinstance(raw, Diagnostic):
                return raw
            if page.renderer == "card" and not raw:
                return self._copied(page, cast("SocialImageView", page.view).plain)
            return b"".join(self.checked(page, raw))
        except (ChangedWhileReadError, LeakError, TooNestedError) as problem:
            return self.mistake(problem, page)

    def render(self, page: Page, rows: Rows | None = None) -> bytes | Iterator[bytes] | Diagnostic:
        """Return what the renderer returns for a page. `rows` returns the rows of the old data file.

        Raise `ChangedWhileReadError` or `TooNestedError`.
        """
        if self._renderer is None:
            self._renderer = self._make_renderer()
        return self._renderer.render(page) if rows is None else self._renderer.render(page, rows)

    def kept(self, page: Page) -> bytes | Diagnostic:
        """Return a picture as it was made once, by this build or another; a new one is made and kept.

        Its name contains the hash of what it is made of, so that what is kept under that name never has to be made again.
        """
        name = page.address.rpartition("/")[2]
        known = self._pictures.get(name)
        if known is not None:
            return known
        made = self._copy_of(cast("PictureCopyView", page.view)) if page.renderer == "picture" else self.render(page)
        raw = made if isinstance(made, bytes | Diagnostic) else b"".join(made)
        if raw and isinstance(raw, bytes):
            self._pictures.add(name, raw)
        return raw

    def _copy_of(self, view: PictureCopyView) -> bytes | Diagnostic:
        from digest.rendering.graphics.pictures import Copies, UnreadablePictureError  # only for pictures

        if self._copies is None:
            self._copies = Copies()
        try:
            return self._copies.make(view, lambda: _read_unchanged(self._texts.folder / view.file, view))
        except UnreadablePictureError:
            return error(
                "unreadable-picture",
                Position(view.file),
                "the picture cannot be read, so no smaller copies of it can be made for pages",
                "open it in a program for pictures, and save it again",
            )
        except ChangedWhileReadError:
            return changed_meanwhile(view.file)

    def checked(self, page: Page, raw: bytes | Iterable[bytes]) -> Iterator[bytes]:
        """Return the parts of a file as they are. Raise `LeakError` at one that contains a redacted name."""
        shown = self._redaction.shown_in(page) if self._redaction is not None else None
        for part in [raw] if isinstance(raw, bytes) else raw:
            self.check(path_of(page.address), part, shown)
            yield part

    def check(self, path: str, raw: bytes, shown: frozenset[str] | None = None) -> None:
        """Raise `LeakError` if the bytes of a file contain a redacted name."""
        leaks = self._redaction.gate.scan(path, raw, shown) if self._redaction else []
        if leaks:
            raise LeakError(leaks)

    def mistake(self, problem: Exception, page: Page) -> Diagnostic:
        """Return the diagnostic for what rendering a page can raise."""
        from digest.rendering.html.errors import too_nested

        match problem:
            case ChangedWhileReadError():
                return changed_meanwhile(str(problem))
            case LeakError(leaks=leaks):
                return leak_found(leaks, page.origin)
            case _:
                return too_nested(self._texts.body_locations[str(problem)].file)

    def _make_renderer(self) -> "Renderer":
        from digest.rendering.markup.body import Prose
        from digest.rendering.renderer import Renderer

        converted = BlobReader(self._texts.converted)
        prose = Prose(self._texts.read, lambda key: (converted.get(key) or b"").decode())
        return Renderer(
            self._site,
            self._templates,
            self._compiled,
            prose,
            self._spill,
            read_coastlines,
            read_fonts,
            fragments=self._fragments,
            cached=self._cached,
        )

    def _copied(self, page: Page, view: CopyView) -> bytes | Diagnostic:
        try:
            raw = source_of(view, self._texts.folder).read_bytes()
        except OSError:
            return changed_meanwhile(view.file)
        if digest_of_bytes(raw) != view.key:
            return changed_meanwhile(view.file)
        self.check(path_of(page.address), raw)
        return b"".join(self.checked(page, with_settings(raw, view)))


def is_kept(page: Page) -> bool:
    """Return whether a file is a picture whose address says what it is made of: a smaller copy, or the card of an incident."""
    return page.address.startswith(f"{FOLDER}/") and page.renderer in {"card", "picture"}


def _read_unchanged(file: Path, view: PictureCopyView) -> bytes:
    """Return the bytes of a picture. Raise `ChangedWhileReadError` if they are not those that were planned."""
    try:
        raw = file.read_bytes()
    except OSError as problem:
        raise ChangedWhileReadError(view.file) from problem
    if digest_of_bytes(raw) != view.key:
        raise ChangedWhileReadError(view.file)
    return raw


def source_of(view: CopyView, folder: Path) -> Path:
    """Return the file that is copied: in the default theme, or in the site's folder."""
    return (default_theme() if view.themed else folder) / view.file


def with_settings(raw: bytes, view: CopyView) -> bytes:
    """Return the bytes of a file with what the settings add to it; those of a photograph, perhaps, without where it was taken."""
    if view.hides_position:
        from digest.adapters.positions import without_positions  # only for photographs with positions

        return without_positions(raw)
    return raw + view.added.encode()
