"""Links and pictures of an exported text: what was on its own host leads to this site, or to the files beside the export."""

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from digest.importing.record import MediaFile
from digest.model.reports.imported import Note

_PICTURE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)\Z", re.IGNORECASE)
_ADDRESS = re.compile(
    r"""(?P<before>\b(?:href|src|poster|data-src|data-lazy-src|url|file)\s*=\s*)"""
    r"""(?P<quote>["'])(?P<url>[^"'<>]{1,2000})(?P=quote)"""
)
_SIZE = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{10,13})(?=\.[A-Za-z0-9]{2,5}\Z)")
_SIZE_FOLDER = re.compile(r"\Asize/[^/]+/(?:format/[^/]+/)?")


class Uploads(NamedTuple):
    """The uploaded files that are beside an export: the path in the folder, by the path below the folder of uploads."""

    folder: str
    files: Mapping[str, str]

    def find(self, path: str) -> MediaFile | None:
        """Return the file at a path of the old site, the original rather than a smaller copy; None if it is not there."""
        _, found, below = path.partition(f"/{self.folder}/")
        if not found:
            return None
        below = _SIZE_FOLDER.sub("", unquote(below))
        for one in (_SIZE.sub("", below), below):
            if one in self.files and ".." not in one.split("/"):
                return MediaFile(self.files[one], one)
        return None


def uploads_in(paths: Iterable[str], folder: str) -> Uploads:
    """Return the uploaded files among the paths of a folder: those below `wp-content/uploads`, `content/images` or the last part of it."""
    files: dict[str, str] = {}
    for path in paths:
        for marker in (f"/{folder}/", f"/{folder.rpartition('/')[2]}/"):
            _, found, below = f"/{path}".partition(marker)
            if found and below:
                files.setdefault(below, path)
                break
    return Uploads(folder, files)


class Localised(NamedTuple):
    """HTML with links into this site, the files that it shows, and what was not found."""

    text: str
    media: tuple[MediaFile, ...]
    notes: tuple[Note, ...]


def localised(html: str, hosts: frozenset[str], uploads: Uploads) -> Localised:
    """Return HTML in which links to the hosts of the old site lead into this one, and pictures to the files beside the export."""
    media: dict[str, MediaFile] = {}
    remote: dict[str, None] = {}

    def replaced(found: re.Match[str]) -> str:
        path = own_path(unescape(found["url"]), hosts)
        if path is None:
            return found[0]
        file = uploads.find(path.partition("?")[0])
        if file is not None:
            media[file.target] = file
            path = f"/media/{file.target}"
        elif f"/{uploads.folder}/" in path:
            if _PICTURE.search(path.partition("?")[0]):
                remote[unescape(found["url"])] = None
            return found[0]
        return f"{found['before']}{found['quote']}{escape(path)}{found['quote']}"

    text = _ADDRESS.sub(replaced, html)
    return Localised(text, tuple(media.values()), tuple(remote_picture(url) for url in remote))


def remote_picture(url: str) -> Note:
    """Return the note of a picture that is not beside the export."""
    message = "the picture is still on the old host: its file was not beside the export"
    return Note("unknown", "remote-picture", message, text=url)


_TAGS = re.compile(r"<[^<>]{1,2000}>")


def plain_words(html: str) -> str:
    """Return a headline, an excerpt or a caption in HTML as plain words in one line."""
    return " ".join(unescape(_TAGS.sub("", html)).split())


def own_path(url: str, hosts: frozenset[str]) -> str | None:
    """Return path, query and fragment of a URL on one of the hosts; None for any other URL."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if not host or host not in hosts or parts.scheme not in {"", "http", "https"}:
        return None
    path = f"/{parts.path.lstrip('/')}"  # some have two, which begin the host of another URL
    return f"{path}{'?' * bool(parts.query)}{parts.query}{'#' * bool(parts.fragment)}{parts.fragment}"


def hosts_of(urls: Iterable[str]) -> frozenset[str]:
    """Return the hosts of URLs, without `www.`."""
    hosts = set()
    for url in urls:
        try:
            host = urlsplit(url.strip()).hostname
        except ValueError:
            continue
        if host:
            hosts.add(host.removeprefix("www."))
    return frozenset(hosts)
