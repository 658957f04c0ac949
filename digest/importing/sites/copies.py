"""Texts that a site has twice, such as translations that nobody has written yet: one is taken, and the addresses of all lead to it."""

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
    try:
        body = " ".join(body_in(folder, text).split())
    except OSError:
        return 0
    return hash((text_of(first_of(text.fields, "title", "Title")), body)) if len(body) > _SHORT else 0


def body_in(folder: Folder, text: Text) -> str:
    """Return the text of a file below its fields. Raise `OSError` if it cannot be read."""
    document = folder.document(text.path)
    return document.text if document else folder.read(text.path).decode("utf-8-sig", errors="replace")
