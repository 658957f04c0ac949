"""What must be forgotten is taken out of everything that was read, before anything is planned: so no page can show it.

Pseudonymizer and addresses that hold a name become salted hashes, by which a thing stays the same one in the ledger.
"""

from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any, TypeVar

from digest.model.content.article import Article, Reference
from digest.model.content.incident import IncidentFile
from digest.model.ledger import Ledger, is_pseudonym
from digest.model.site import Asset, Content, ContentItem, OwnPage
from digest.planning.redaction.pseudonyms import Forgetting, Pseudonymizer, pseudonym, pseudonymize_entry
from digest.planning.redaction.strings import KEPT_TYPES, strings_of

T = TypeVar("T")
Item = TypeVar("Item", Article, IncidentFile, OwnPage)


def forget(content: Content, way: Forgetting, key: str) -> Content:
    """Return the content as it may be published. `key` stands for the rules in the fingerprint of every page."""
    known = frozenset(entry.id for entry in content.ledger.entries if is_pseudonym(entry.id.removeprefix("media/")))
    ids = Pseudonymizer(way, known)
    articles = tuple([_article(article, ids, way) for article in content.articles])
    keys = {
        article.origin.file: content.keys[article.origin.file]
        for article, before in zip(articles, content.articles, strict=True)
        if article is before and article.origin.file in content.keys
    }
    return replace(
        content,
        articles=articles,
        incident_files=tuple([_incident_file(file, ids, way) for file in content.incident_files]),
        own_pages=tuple([_own_page(page, ids, way) for page in content.own_pages]),
        media=tuple([safe for asset in content.media for safe in _assets(asset, ids)]),
        ledger=Ledger(
            tuple(sorted(pseudonymize_entry(entry, ids, way) for entry in content.ledger.entries)),
            content.ledger.is_mended,
        ),
        keys=keys,
        redaction=key,
    )


# What is no text that a reader sees, or is given a meaning by its value, or has its own way below.
_KEPT_FIELDS = frozenset(
    (
        *(
            "aliases",
            "anchor",
            "id",
            "incidents",
            "language",
            "merged_into",
            "not_related",
            "precision",
            "references",
            "related",
        ),
        *("retracted", "role", "show", "slug", "src", "status"),
    )
)
_URLS = frozenset({"archive", "url"})


def _article(article: Article, ids: Pseudonymizer, way: Forgetting) -> Article:
    levels = way.levels.get(article.origin.file, frozenset())
    incidents = tuple(dict.fromkeys(map(ids.of, article.incidents)))
    changed = _redacted(article, article.id, article.incidents, ids, way)
    if incidents != changed.incidents:
        changed = replace(changed, incidents=incidents)
    if "piece" in levels and changed.status == "published":
        changed = replace(changed, status="withdrawn", withdrawal=None)
    if "noindex" in levels and not changed.noindex:
        changed = replace(changed, noindex=True)
    return changed


def _incident_file(file: IncidentFile, ids: Pseudonymizer, way: Forgetting) -> IncidentFile:
    changed = _redacted(file, "", (file.id,), ids, way)
    named = replace(
        changed,
        related=tuple(map(ids.of, file.related)),
        not_related=tuple(map(ids.of, file.not_related)),
        merged_into=ids.of(file.merged_into) if file.merged_into else "",
        noindex=file.noindex or "noindex" in way.levels.get(file.origin.file, ()),
    )
    return file if named == file else named


def _own_page(page: OwnPage, ids: Pseudonymizer, way: Forgetting) -> OwnPage:
    changed = _redacted(page, "", (), ids, way)
    return replace(changed, noindex=True) if "noindex" in way.levels.get(page.origin.file, ()) else changed


def _redacted(thing: Item, article: str, incidents: Collection[str], ids: Pseudonymizer, way: Forgetting) -> Item:
    """Return a thing without names in what readers see; the same one if there are none."""
    redactor = way.redactor
    identity = ids.of(thing.id)
    everything = "\n".join(strings_of(thing))
    if identity == thing.id and not redactor.suspects(everything):
        return thing
    said = partial(redactor.redact, article=article, incidents=incidents, context=everything)
    holds = partial(redactor.holds_name, article=article, incidents=incidents, context=everything)
    changed = _mapped(thing, said, holds)
    slug = redactor.redact_slug(thing.slug, article, incidents, everything)
    opening = tuple(filter(None, said("\n".join(thing.opening)).split("\n")))
    return replace(
        changed,
        id=identity,
        slug=thing.slug if slug == thing.slug else _neutral(slug, thing.slug, way),
        opening=opening if opening != thing.opening else thing.opening,
        aliases=tuple(alias for alias in thing.aliases if not holds(alias)),
        references=tuple(one for one in thing.references if not holds(one.address)),
        **_without_named_tags(thing, holds),
        **_with_image(thing, ids, way),
    )


def _neutral(slug: str, before: str, way: Forgetting) -> str:
    """Return a slug that says what it said before without the name, and is no other thing's."""
    end = pseudonym(way.salt, before).rpartition("-")[2][:6]
    return f"{slug}-{end}" if slug else pseudonym(way.salt, before)


def _without_named_tags(thing: ContentItem, holds: Callable[[str], bool]) -> dict[str, Any]:
    if isinstance(thing, OwnPage):
        return {}
    return {"tags": tuple(tag for tag in thing.tags if not holds(tag))}


def _with_image(thing: ContentItem, ids: Pseudonymizer, way: Forgetting) -> dict[str, Any]:
    image = None if isinstance(thing, OwnPage) else thing.image
    if image is None:
        return {}
    told = partial(way.redactor.redact, article=thing.id)
    return {
        "image": replace(
            image,
            src=ids.addresses_of_medium(image.src)[0],
            alt=told(image.alt),
            credit=told(image.credit),
            warning=told(image.warning),
        )
    }


def _mapped(value: T, said: Callable[[str], str], holds: Callable[[str], bool]) -> T:
    """Return a value with every text in it redacted; a URL that holds a name goes."""
    changed: Any = value
    if isinstance(value, str):
        changed = said(value)
    elif isinstance(value, tuple):
        changed = tuple([_mapped(one, said, holds) for one in value])
    elif is_dataclass(value) and not isinstance(value, type) and not isinstance(value, (*KEPT_TYPES, Reference)):
        told = {}
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name in _URLS:
                told[field.name] = "" if holds(inner) else inner
            elif field.name not in _KEPT_FIELDS or (field.name == "status" and not isinstance(inner, str)):
                told[field.name] = _mapped(inner, said, holds)
        changed = replace(value, **{name: inner for name, inner in told.items() if inner != getattr(value, name)})
    return value if changed == value else changed


def _assets(asset: Asset, ids: Pseudonymizer) -> list[Asset]:
    return [replace(asset, address=address) for address in ids.addresses_of_medium(asset.address)]
