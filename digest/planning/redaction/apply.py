"""Redact all content before anything is planned, so that no page can show a redacted name.

Ids and addresses that contain a name are replaced by salted hashes, which keep things identifiable in the ledger.
"""

from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any, TypeVar

from digest.model.content.article import Article, Reference
from digest.model.content.incident import IncidentFile
from digest.model.ledger import Ledger, is_pseudonym
from digest.model.site import Asset, Content, ContentItem, OwnPage
from digest.planning.redaction.pseudonyms import Pseudonymizer, RedactionSetup, pseudonym, pseudonymize_entry
from digest.planning.redaction.strings import KEPT_TYPES, strings_of

T = TypeVar("T")
Item = TypeVar("Item", Article, IncidentFile, OwnPage)


def apply_redaction(content: Content, setup: RedactionSetup, key: str) -> Content:
    """Return the content as it may be published. `key` is the fingerprint of the rules, and part of that of every page."""
    known = frozenset(entry.id for entry in content.ledger.entries if is_pseudonym(entry.id.removeprefix("media/")))
    ids = Pseudonymizer(setup, known)
    articles = tuple([_article(article, ids, setup) for article in content.articles])
    keys = {
        article.origin.file: content.keys[article.origin.file]
        for article, before in zip(articles, content.articles, strict=True)
        if article is before and article.origin.file in content.keys
    }
    return replace(
        content,
        articles=articles,
        incident_files=tuple([_incident_file(file, ids, setup) for file in content.incident_files]),
        own_pages=tuple([_own_page(page, ids, setup) for page in content.own_pages]),
        media=tuple([safe for asset in content.media for safe in _assets(asset, ids)]),
        ledger=Ledger(
            tuple(sorted(pseudonymize_entry(entry, ids, setup) for entry in content.ledger.entries)),
            content.ledger.is_mended,
        ),
        keys=keys,
        redaction=key,
    )


# Fields that are no text for readers, whose values have a meaning for digest, or that are redacted separately below.
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
        *("retracted", "role", "show", "slug", "src", "status", "translation_of"),
    )
)
_URLS = frozenset({"archive", "url"})


def _article(article: Article, ids: Pseudonymizer, setup: RedactionSetup) -> Article:
    levels = setup.levels.get(article.origin.file, frozenset())
    incidents = tuple(dict.fromkeys(map(ids.of, article.incidents)))
    changed = _redacted(article, article.id, article.incidents, ids, setup)
    if incidents != changed.incidents:
        changed = replace(changed, incidents=incidents)
    if article.translation_of:
        changed = replace(changed, translation_of=ids.of(article.translation_of))
    if "piece" in levels and changed.status == "published":
        changed = replace(changed, status="withdrawn", withdrawal=None)
    if "noindex" in levels and not changed.noindex:
        changed = replace(changed, noindex=True)
    return changed


def _incident_file(file: IncidentFile, ids: Pseudonymizer, setup: RedactionSetup) -> IncidentFile:
    changed = _redacted(file, "", (file.id,), ids, setup)
    named = replace(
        changed,
        related=tuple(map(ids.of, file.related)),
        not_related=tuple(map(ids.of, file.not_related)),
        merged_into=ids.of(file.merged_into) if file.merged_into else "",
        noindex=file.noindex or "noindex" in setup.levels.get(file.origin.file, ()),
    )
    return file if named == file else named


def _own_page(page: OwnPage, ids: Pseudonymizer, setup: RedactionSetup) -> OwnPage:
    changed = _redacted(page, "", (), ids, setup)
    return replace(changed, noindex=True) if "noindex" in setup.levels.get(page.origin.file, ()) else changed


def _redacted(thing: Item, article: str, incidents: Collection[str], ids: Pseudonymizer, setup: RedactionSetup) -> Item:
    """Return an article, incident or page without names in its texts; the same object if there are none."""
    redactor = setup.redactor
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
        slug=thing.slug if slug == thing.slug else _neutral(slug, thing.slug, setup),
        opening=opening if opening != thing.opening else thing.opening,
        aliases=tuple(alias for alias in thing.aliases if not holds(alias)),
        references=tuple(one for one in thing.references if not holds(one.address)),
        **_without_named_tags(thing, holds),
        **_with_image(thing, ids, setup),
    )


def _neutral(slug: str, before: str, setup: RedactionSetup) -> str:
    """Return a unique slug without the name."""
    end = pseudonym(setup.salt, before).rpartition("-")[2][:6]
    return f"{slug}-{end}" if slug else pseudonym(setup.salt, before)


def _without_named_tags(thing: ContentItem, holds: Callable[[str], bool]) -> dict[str, Any]:
    if isinstance(thing, OwnPage):
        return {}
    return {"tags": tuple(tag for tag in thing.tags if not holds(tag))}


def _with_image(thing: ContentItem, ids: Pseudonymizer, setup: RedactionSetup) -> dict[str, Any]:
    image = None if isinstance(thing, OwnPage) else thing.image
    if image is None:
        return {}
    redact = partial(setup.redactor.redact, article=thing.id)
    return {
        "image": replace(
            image,
            src=ids.addresses_of_medium(image.src)[0],
            alt=redact(image.alt),
            credit=redact(image.credit),
            warning=redact(image.warning),
        )
    }


def _mapped(value: T, said: Callable[[str], str], holds: Callable[[str], bool]) -> T:
    """Return a value with every text in it redacted; a URL that contains a name becomes empty."""
    changed: Any = value
    if isinstance(value, str):
        changed = said(value)
    elif isinstance(value, tuple):
        changed = tuple([_mapped(one, said, holds) for one in value])
    elif is_dataclass(value) and not isinstance(value, type) and not isinstance(value, (*KEPT_TYPES, Reference)):
        changes = {}
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name in _URLS:
                changes[field.name] = "" if holds(inner) else inner
            elif field.name not in _KEPT_FIELDS or (field.name == "status" and not isinstance(inner, str)):
                changes[field.name] = _mapped(inner, said, holds)
        changed = replace(value, **{name: inner for name, inner in changes.items() if inner != getattr(value, name)})
    return value if changed == value else changed


def _assets(asset: Asset, ids: Pseudonymizer) -> list[Asset]:
    return [replace(asset, address=address) for address in ids.addresses_of_medium(asset.address)]
