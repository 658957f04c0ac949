"""What worker processes do: read documents, convert their texts, and render pages into the staging folder."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.model.content.article import Body, BodyLocation
from digest.reading.content.body import ChangedWhileReadError, read_text
from digest.reading.content.source_files import SourceFiles
from digest.reading.dialects.conventions import Conventions
from digest.reading.scan import read_documents
from digest.writing.blob_file import BlobFile, write_blobs
from digest.writing.staging import Staging

if TYPE_CHECKING:
    from digest.app.redaction import Redaction


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Reads documents of a site's folder. The result is packed bytes, which is cheaper than pickling it."""

    folder: Path
    timezone: str
    conventions: Conventions

    def __call__(self, documents: Sequence[SourceFiles]) -> bytes:
        """Return a batch of documents, to be unpacked by `unpack_documents`."""
        return read_documents(self.folder, documents, ZoneInfo(self.timezone), self.conventions)


@dataclass(frozen=True, slots=True)
class Texts:
    """Where the texts of a site are, by body key, and the HTML of those that were converted already.

    `redaction` takes redacted names out of them.
    """

    folder: Path
    body_locations: dict[str, BodyLocation]
    converted: Sequence[BlobFile] = ()
    redaction: "Redaction | None" = None

    def read(self, body: Body) -> tuple[str, bool]:
        """Return a body's text as it may be shown, and whether it is plain, not Markdown. Raise `ChangedWhileReadError`."""
        body_location = self.body_locations[body.key]
        text = read_text(self.folder, body_location, body)
        return text if self.redaction is None else self.redaction.redact(text, body), body_location.plain


@dataclass(frozen=True, slots=True)
class ConvertTask:
    """Converts texts to HTML while the pages are being planned, and writes it to a file in the staging folder.

    A text with a mistake is skipped: the page that shows it reports it.
    """

    texts: Texts
    staging: Staging

    def __call__(self, bodies: Sequence[Body]) -> BlobFile:
        """Convert texts; return the file with their HTML."""
        return write_blobs(self.staging.folder, self._converted(bodies))

    def _converted(self, bodies: Sequence[Body]) -> Iterator[tuple[str, bytes]]:
        from digest.rendering.markup.body import Prose
        from digest.rendering.markup.markdown import TooNestedError

        prose = Prose(self.texts.read)
        for body in bodies:
            with suppress(ChangedWhileReadError, TooNestedError):
                yield body.key, prose.convert(body).encode()
