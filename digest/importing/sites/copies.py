"""Texts that a site has twice, such as translations that nobody has written yet: one is taken, and the addresses of all lead to it."""

import re
from collections import defaultdict
from dataclasses import replace

from digest.importing.record import Folder, Skipped
from digest.importing.sites.settings import first_of, text_of
from digest.importing.sites.site import Site, Text

# Characters: shorter texts may be equal by chance.
_SHORT = 80


def without_copies(site: Site, folder: Folder) -> tuple[Site, tuple[Skipped, ...]]:
    """Return the site without articles that have the title and the text of an earlier one, which gets their addresses; and these."""
    first: dict[int, Text] = {}
    more: dict[str, list[str]] = defaultdict(list)
    kept: list[Text] = []
    skipped: list[Skipped] = []
    for text in site.texts:
        mark = _mark(text, folder)
        same = first.get(mark) if mark else None
        if same is None:
            first[mark] = text
            kept.append(text)
        else:
            more[same.path] += text.addresses
            skipped.append(
                Skipped(text.path, f"it has the same title and text as {same.path}, to which its old address leads")
            )
    texts = tuple(replace(text, addresses=(*text.addresses, *more.get(text.path, ()))) for text in kept)
    return replace(site, texts=texts), tuple(skipped)


def _mark(text: Text, folder: Folder) -> int:
    """Return a number that equal texts share; 0 for one that is not compared: a page, a draft, or what has hardly any text."""
    if text.kind != "articles" or text.is_draft:
        return 0
    body = " ".join((body_in(folder, text) or "").split())
    decided = sorted((key, str(value)) for key, value in text.fields.items() if _DECIDES.search(key))
    return hash((text_of(first_of(text.fields, "title", "Title")), *decided, body)) if len(body) > _SHORT else 0


# A draft is no copy of what is published: whatever may decide has to be the same.
_DECIDES = re.compile(
    r"draft|publi|privat|hid|list|expir|password|status|visib|exclu|build|render|headless|robot|index|archiv|date",
    re.IGNORECASE,
)
# Front matter that could not be read: what it decides is not known.
_UNREAD = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:---|\+\+\+|;;;)[^\S\n]*\r?\n")


def body_in(folder: Folder, text: Text) -> str | None:
    """Return the text of a file below its fields; None if the file or its fields cannot be read."""
    document = folder.document(text.path)
    if document is not None:
        return document.text
    try:
        raw = folder.read(text.path)
    except OSError:
        return None
    return None if _UNREAD.match(raw) else raw.decode("utf-8-sig", errors="replace")
