"""How exports of other tools are known by their first bytes, and by the files of a folder."""

import re

from digest.importing.exports.headings import dated_headings
from digest.importing.record import Folder


def is_wxr(head: bytes) -> bool:
    """Return whether a file is an export of WordPress (WXR), by its first bytes."""
    return b"wordpress.org/export/" in head and (b"<rss" in head or b"<channel" in head)


def is_ghost(head: bytes) -> bool:
    """Return whether a file is an export of Ghost, by its first bytes."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4000]
    return bool(
        re.match(rb'\{\s*"db"\s*:\s*\[', start)
        or (re.match(rb'\{\s*"(?:meta|data)"\s*:\s*\{', start) and b'"exported_on"' in start)
    )


def is_cstate(folder: Folder) -> bool:
    """Return whether a folder is a site of cState, or its folder of issues."""
    files = folder.files()
    named = [
        path for path in files if path.rpartition("/")[2].startswith("config.") and "cstate" in _start(folder, path)
    ]
    return bool(named) and any(path.startswith(("content/issues/", "issues/")) for path in files)


def _start(folder: Folder, path: str) -> str:
    try:
        return folder.read(path)[:20_000].decode("utf-8", "replace").lower()
    except OSError:
        return ""


def has_dated_sections(head: bytes) -> bool:
    """Return whether a Markdown or plain text has two sections or more with a date as heading, by its first bytes."""
    return len(dated_headings(head.decode("utf-8", "replace"))) > 1
