"""Pages in archives: WARC (ISO 28500), compressed or not, and MHTML (RFC 2557)."""

from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from email.message import Message
from email.parser import BytesParser
from io import StringIO
from typing import Any, BinaryIO

from digest.importing.formats.page_metadata import Saved
from digest.importing.formats.pages import LARGEST, quiet_library, read_page
from digest.importing.record import Record, Skipped

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_warc(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """Yield the record of each page of a web archive, with its URL and the moment at which it was fetched; then what else is in it."""
    others: Counter[str] = Counter()
    number, broken = 0, ""
    records = _records(stream)
    while not broken:
        try:
            one = next(records, None)
            kind = "" if one is None else _kind(one)
            found = _page_of(one, f"{name}#{number + 1}") if one is not None and not kind else None
        except _BROKEN as error:
            broken = " ".join(str(error).split())[:120] or "it ends too early"
            break
        if one is None:
            break
        number += 1
        others.update([kind] if kind else [])
        if found is not None:
            yield found
    if broken:
        yield Skipped(name, f"the archive is broken after {number} records: {broken}; nothing below is read")
    if others.total():
        said = ", ".join(f"{count} {kind}" for kind, count in sorted(others.items()))
        yield Skipped(name, f"other records of the archive are no articles: {said}")
    elif not number:
        yield Skipped(name, "the archive has no records")


_BROKEN = (ValueError, LookupError, AttributeError, TypeError, OSError, EOFError)


def _records(stream: BinaryIO) -> Iterator[Any]:
    """Yield the records of an archive. What the library writes to the terminal of single records is passed over."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    quiet_library("warcio")
    records = iter(ArchiveIterator(stream))
    while True:
        with redirect_stderr(StringIO()):
            try:
                one = next(records, None)
            except ArchiveLoadFailed as broken:
                raise ValueError(str(broken)) from broken
        if one is None:
            return
        yield one


def _kind(one: Any) -> str:  # noqa: ANN401 - the library has no types
    """Return what a record is that is no page, in words; empty for a page."""
    if one.rec_type not in {"response", "resource"}:
        return "without a page of its own" if one.rec_type in {"revisit", "conversion"} else "about the crawl"
    if one.http_headers is not None and one.http_headers.get_statuscode() not in {"200", "203", "206"}:
        return "of errors and redirects"
    return "" if _content_type(one)[0] in _PAGES else "of pictures, scripts and other files"


def _content_type(one: Any) -> tuple[str, str]:  # noqa: ANN401 - likewise
    """Return media type and charset of a record."""
    headers = one.http_headers or one.rec_headers
    message = Message()
    message["Content-Type"] = str(headers.get_header("Content-Type") or "").replace("\r", " ").replace("\n", " ")
    return message.get_content_type(), str(message.get_param("charset", ""))


def _page_of(one: Any, place: str) -> Record | Skipped:  # noqa: ANN401 - likewise
    data = one.content_stream().read(LARGEST + 1)
    if len(data) > LARGEST:
        return Skipped(place, f"the page is larger than {LARGEST >> 20} MB")
    url = str(one.rec_headers.get_header("WARC-Target-URI") or "").strip(" <>")
    moment = str(one.rec_headers.get_header("WARC-Date") or "").strip()
    return read_page(data, place, Saved(url, moment), _content_type(one)[1])


def read_mhtml(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """Yield the record of a page that a browser saved in one file."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield Skipped(name, f"the page is larger than {LARGEST >> 20} MB")
        return
    message = BytesParser().parsebytes(data)
    part = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
    content = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(content, bytes):
        yield Skipped(name, "the file has no page of HTML")
        return
    url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
    saved = Saved(url if url.startswith(("http://", "https://")) else "", str(message.get("Date") or "").strip())
    yield read_page(content, name, saved, str(part.get_param("charset", "")))
