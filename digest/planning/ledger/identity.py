"""Identity: a thing keeps the id under which it was published when its file is renamed, and its address when digest makes slugs otherwise.

Guids, anchors, feed dates and redirects all come from the id in the ledger. So the id of the content is changed to that one before
anything else looks at it.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, warning
from digest.model.ledger import Entry, EntryKind, is_pseudonym
from digest.model.site import Asset, Content, ContentItem, OwnPage
from digest.model.url import fold, former_slug, slugify
from digest.planning.site.nodes import article_address

Illustrated = TypeVar("Illustrated", Article, IncidentFile)
Item = TypeVar("Item", Article, IncidentFile, OwnPage)


def keep_identities(content: Content) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Return the content with the ids and addresses under which the ledger knows it, and a warning for each renamed file.

    A thing that the ledger does not know is one that it knows, and whose file is gone, if their ids differ only in case or Unicode form,
    or if it is at the same address and its file has no `id:`. What the ledger knows by its id keeps that, whatever its address.
    """
    entries: dict[EntryKind, dict[str, Entry]] = {"article": {}, "incident": {}, "page": {}, "media": {}}
    for entry in content.ledger.entries:
        if entry.kind in entries and not is_pseudonym(entry.id):
            entries[entry.kind][entry.id] = entry
    found: list[Diagnostic] = []
    media = tuple(_media(content.media, entries["media"]))
    kept = replace(
        content,
        articles=_with_images(_kept("article", content.articles, entries["article"], found), media),
        incident_files=_with_images(_kept("incident", content.incident_files, entries["incident"], found), media),
        own_pages=_kept("page", content.own_pages, entries["page"], found),
        media=media,
        former_incidents=_former_incidents(content.articles, entries["incident"]),
    )
    changed = [(before, now) for before, now in zip(_items(content), _items(kept), strict=True) if before is not now]
    keys = kept.keys.copy()
    for thing, _ in changed:
        keys.pop(thing.origin.file, None)  # the fingerprint is that of the article as it was read
    written = {before.origin.file: before.id for before, now in changed if before.id != now.id}
    return replace(kept, keys=keys, written_ids=written), tuple(found)


def _items(content: Content) -> tuple[ContentItem, ...]:
    return (*content.articles, *content.incident_files, *content.own_pages)


def _kept(
    kind: EntryKind, things: tuple[Item, ...], entries: Mapping[str, Entry], found: list[Diagnostic]
) -> tuple[Item, ...]:
    """Return things of one kind as the ledger knows them, and add a warning for each renamed file."""
    ids = {thing.id for thing in things}
    unknown = [thing for thing in things if thing.id not in entries]
    gone = [entry for entry in entries.values() if entry.id not in ids] if unknown else []
    same = _same_names(unknown, gone) if gone else {}
    taken = {entry.id for entry in same.values()}
    addresses = {entry.addresses[-1]: entry for entry in gone if entry.id not in taken}
    for thing in unknown if addresses else ():
        if thing.origin.file not in same and not _writes("id", thing):
            entry = addresses.pop(_address_of(thing), None)
            if entry is not None:
                same[thing.origin.file] = entry
                found.append(_renamed(kind, thing, entry))
    return tuple([_as_known(thing, same.get(thing.origin.file) or entries.get(thing.id)) for thing in things])


def _same_names(things: Iterable[ContentItem], gone: Iterable[Entry]) -> dict[str, Entry]:
    """Return the entries whose ids differ from those of things only in case or Unicode form, by the things' files.

    If there are several, that at the thing's address is meant, or else the first.
    """
    by_name: dict[str, list[Entry]] = {}
    for entry in gone:
        by_name.setdefault(fold(entry.id), []).append(entry)
    found = {}
    for thing in things:
        near = by_name.pop(fold(thing.id), None)
        if near:
            address = _address_of(thing)
            found[thing.origin.file] = next((entry for entry in near if entry.addresses[-1] == address), near[0])
    return found


def _as_known(thing: Item, entry: Entry | None) -> Item:
    """Return a thing with the id of its entry, and with the slug that it was published with, if an earlier version made that one."""
    if entry is None:
        return thing
    slug = entry.addresses[-1].rstrip("/").rpartition("/")[2]
    if slug != thing.slug and (_writes("slug", thing) or slug not in _made_slugs(thing)):
        slug = thing.slug
    return thing if (thing.id, thing.slug) == (entry.id, slug) else replace(thing, id=entry.id, slug=slug)


def _made_slugs(thing: ContentItem) -> frozenset[str]:
    """Return the slugs that this version or an earlier one makes of a thing's id and of the name of its file."""
    stem = thing.origin.file.rpartition("/")[2].rpartition(".")[0]
    return frozenset(slug for name in (thing.id, stem) for slug in (slugify(name), former_slug(name)))


def _writes(field: str, thing: ContentItem) -> bool:
    """Return whether the file of a thing has a field."""
    return field in thing.origin.fields.split(" ")[::2]


def _address_of(thing: ContentItem) -> str:
    if isinstance(thing, Article):
        return article_address(thing)
    return f"{'incidents/' if isinstance(thing, IncidentFile) else ''}{thing.slug}/"


def _renamed(kind: EntryKind, thing: ContentItem, entry: Entry) -> Diagnostic:
    return warning(
        "renamed-file",
        thing.origin.at("slug"),
        f"/{entry.addresses[-1]} is the address of the {kind} “{entry.id}”, whose file is gone: this is taken for the same {kind}",
        f"write id: {entry.id} here, so that it stays the same whatever becomes of its address; if it is another one, write id: {thing.id}",
    )


def _media(media: Iterable[Asset], entries: Mapping[str, Entry]) -> Iterator[Asset]:
    """Return media files at their published addresses, if their names differ from these only in case or Unicode form.

    A new one has its address in the composed form (NFC), in which nearly everybody writes links.
    """
    files = list(media)
    gone = {fold(address): address for address in sorted(entries.keys() - {one.address for one in files}, reverse=True)}
    for one in files:
        address = one.address
        if address not in entries:
            address = gone.pop(fold(address), unicodedata.normalize("NFC", address))
        yield one if address == one.address else replace(one, address=address)


def _with_images(things: tuple[Illustrated, ...], media: tuple[Asset, ...]) -> tuple[Illustrated, ...]:
    """Return things whose images have the addresses of files, even if they are written in another case or Unicode form."""
    addresses = {one.address for one in media}
    if all(thing.image is None or thing.image.src in addresses for thing in things):
        return things
    folded = {fold(address): address for address in addresses}
    return tuple([_with_image(thing, folded.get(fold(thing.image.src))) if thing.image else thing for thing in things])


def _with_image(thing: Illustrated, address: str | None) -> Illustrated:
    if thing.image is None or address is None or address == thing.image.src:
        return thing
    return replace(thing, image=replace(thing.image, src=address))


def _former_incidents(articles: Sequence[Article], entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return the incidents that were published under the slug that an earlier version made of their name, by the slug made now."""
    found = {}
    for article in articles:
        for name in article.incidents:
            if not name.isascii():
                slug, former = slugify(name), former_slug(name)
                if slug not in entries and former in entries:
                    found[slug] = former
    return found
