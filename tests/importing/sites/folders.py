"""A folder that is only in memory, as the readers of sites see it: a mapping of paths to texts or bytes."""

from collections.abc import Mapping, Sequence

from digest.app.importing.folder import parse_document
from digest.importing.record import Document, Record, Skipped
from digest.importing.sites.detect import detect_site
from digest.importing.sites.read import read_site


class MemoryFolder:
    """A folder of these files. `commits` are the moments at which git first saw a file."""

    def __init__(self, files: Mapping[str, str | bytes], commits: Mapping[str, str] | None = None) -> None:
        self.name = "old"
        self._files = files
        self._commits = commits or {}

    def files(self) -> Sequence[str]:
        return sorted(self._files)

    def read(self, path: str) -> bytes:
        content = self._files[path]
        return content.encode() if isinstance(content, str) else content

    def document(self, path: str) -> Document | None:
        return parse_document(self.read(path), path)

    def committed(self, path: str) -> str:
        return self._commits.get(path, "")


def read(
    files: Mapping[str, str | bytes], commits: Mapping[str, str] | None = None
) -> tuple[dict[str, Record], dict[str, str]]:
    """Return the records of a site by their places, and why the other files are skipped."""
    folder = MemoryFolder(files, commits)
    site = detect_site(folder)
    assert site is not None, "no generator is known for this folder"
    found = list(read_site(site, folder))
    records = {one.place: one for one in found if isinstance(one, Record)}
    return records, {one.place: one.reason for one in found if isinstance(one, Skipped)}
