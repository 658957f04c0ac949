"""Names that are one for each text: its slug, its id where there are translations, and its old addresses."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from digest.importing.record import Value
from digest.importing.sites.settings import text_of
from digest.importing.sites.site import Site, Text
from digest.model.url import is_slug, slugify


@dataclass(frozen=True, slots=True)
class Named:
    """What a text is called in digest: fields such as `slug`, `id` and `translation_of`, and its old addresses."""

    fields: Mapping[str, Value] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()


def names_of(site: Site) -> dict[str, Named]:
    """Return the names of all texts by their paths."""
    slugs, originals = _slugs(site), _originals(site)
    ids = {path: slugs[path] for path in originals}
    owned: dict[str, str] = {}
    for text in site.texts:
        for address in () if text.is_draft else text.addresses:
            owned.setdefault(_plain(address), text.path)
    named = {}
    for text in site.texts:
        fields: dict[str, Value] = {"slug": slugs[text.path]} if slugs[text.path] else {}
        if text.path in originals:
            fields["id"] = ids[text.path]
            if (original := originals[text.path]) != text.path:
                fields["translation_of"] = ids[original]
        aliases = [address for address in text.addresses if owned.get(_plain(address), text.path) == text.path]
        named[text.path] = Named(fields, _each_once(one for one in aliases if not _is_of_digest(one)))
    return named


# The first parts of addresses at which digest itself has a page.
_OF_DIGEST = frozenset(
    "archive tags places sources feeds corrections search incidents articles editions data media pictures 404.html".split()
)


def _is_of_digest(address: str) -> bool:
    """Return whether digest has a page of its own at an address: the home page, and lists such as `/archive/`."""
    return address.strip("/").removesuffix("/index.html") in {"", "index.html", *_OF_DIGEST}


def _each_once(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses without those of a page that is among them already: many disks take capitals and small letters for the same."""
    first: dict[str, str] = {}
    for address in addresses:
        first.setdefault(_plain(address), address)
    return tuple(first.values())


def _plain(address: str) -> str:
    return re.sub(r"(?:\A|(?<=/))index\.html?\Z", "", address.strip("/")).rstrip("/").casefold()


def _slugs(site: Site) -> dict[str, str]:
    """Return a slug for each text: the last part of its address, or its name; no two texts of a kind have the same."""
    wanted = {text.path: _slug(text) for text in site.texts}
    common = Counter((text.kind, wanted[text.path]) for text in site.texts)
    taken: set[tuple[str, str]] = set()
    slugs: dict[str, str] = {}
    for text in sorted(
        site.texts, key=lambda each: each.lang not in {"", site.language}
    ):  # the original has the plain one
        slug = wanted[text.path]
        if common[text.kind, slug] > 1 and (text.kind, slug) in taken:
            more = text.lang if text.lang != site.language else ""
            slug = next(one for one in _further(slug, more, text.date) if (text.kind, one) not in taken)
        taken.add((text.kind, slug))
        slugs[text.path] = slug
    return slugs


def _further(slug: str, lang: str, date: str) -> Iterator[str]:
    yield from (f"{slug}-{slugify(more)}" for more in (lang, date) if more)
    yield from (f"{slug}-{number}" for number in count(2))


def _slug(text: Text) -> str:
    written = text_of(text.fields.get("slug")).strip("/").rpartition("/")[2]
    for one in (written, text.name):
        slug = one if is_slug(one) else slugify(one)
        if slug and is_slug(slug):
            return slug
    return ""


def _originals(site: Site) -> dict[str, str]:
    """Return the original of each text that has translations: that in the site's language, else the first."""
    groups: dict[str, list[Text]] = defaultdict(list)
    for text in site.texts:
        if text.group and text.kind == "articles":
            groups[text.group].append(text)
    originals: dict[str, str] = {}
    for texts in groups.values():
        languages = {text.lang or site.language for text in texts}
        if len(languages) < 2:
            continue
        original = next((text for text in texts if (text.lang or site.language) == site.language), texts[0])
        originals |= {text.path: original.path for text in texts}
    return originals
