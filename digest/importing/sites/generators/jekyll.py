"""Jekyll: which files are texts, and which address each had (https://jekyllrb.com/docs/permalinks/).

| in the folder | what it is |
|---|---|
| `_posts/`, also below other folders, which are then categories | articles; date and slug are in the name |
| `_drafts/` | drafts |
| `_x/` of a collection with `output: true` | articles if they have a date |
| other Markdown files with front matter | pages |
| `permalink`, `collections`, `defaults`, `baseurl`, `timezone`, `lang`, `languages` in `_config.yml` | addresses and defaults of fields |
| `{{ site.baseurl }}`, `relative_url`, `{% link %}`, `{% post_url %}` | links |
| `_data/authors.yml`, `_authors/` | names of authors |
"""

import fnmatch
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from digest.importing.record import Document, Folder, Form, Skipped, Value
from digest.importing.sites.dates import language_of_name, read_moment, read_name
from digest.importing.sites.loose_dates import zone_of
from digest.importing.sites.permalinks.jekyll import addresses_of
from digest.importing.sites.settings import (
    HTML,
    MARKDOWN,
    ending_of,
    first_of,
    group,
    leaves_out,
    names_of_authors,
    read_settings,
    stem_of,
    text_of,
    texts_of,
    within,
    words_of,
)
from digest.importing.sites.site import Site, Text, Texts

# Folders that Jekyll does not read as pages, and pages that digest makes itself.
_NO_PAGES = re.compile(
    r"(?:.*/)?(?:_[^/]+|node_modules|vendor|docs/_site)/.*|(?:.*/)?(?:README|CONTRIBUTING|CHANGELOG|LICENSE|CODE_OF_CONDUCT)\.\w+"
)
_LISTS = re.compile(
    r"(?:index|404|archives?|tags?|categor(?:y|ies)|search|feed|sitemap|blog|posts|news|home|robots)", re.IGNORECASE
)
_CONSUMED = frozenset({"permalink", "redirect_from", "aliases", "alias", "url", "slug", "category"})


class _Config(NamedTuple):
    """What `_config.yml` says."""

    permalink: str
    zone: ZoneInfo | None
    language: str
    languages: frozenset[str]
    collections: Mapping[str, Mapping[str, Value]]
    defaults: tuple[tuple[str, str, Mapping[str, Value]], ...]
    folder: str
    base_url: str


def read_jekyll(folder: Folder) -> Site:
    """Return the site of a folder of Jekyll."""
    settings = read_settings(folder, ("_config.toml", "_config.yaml", "_config.yml"))
    config = _config(settings)
    found = [_text(folder, path, config) for path in _paths(folder)]
    texts = tuple(one for one in found if isinstance(one, Text))
    authors = [
        path
        for path in folder.files()
        if re.fullmatch(r"(?:.*/)?(?:_data/(?:authors?|people|members)(?:\.\w+|/.+)|_authors/.+)", path)
    ]
    return Site(
        "jekyll",
        texts,
        tuple(one for one in found if isinstance(one, Skipped)),
        config.base_url,
        config.language or _usual_language(texts),
        tuple(dict.fromkeys((config.folder, ""))),
        names_of_authors(folder, authors),
        consumed=_CONSUMED,
        plain_link=_plain_link,
        leaves_out=leaves_out(texts_of(settings.get("exclude"))),
    )


def _usual_language(texts: tuple[Text, ...]) -> str:
    """Return the language of most texts, if the settings do not say that of the site; empty if no text says it."""
    said = Counter(text.lang for text in texts if text.lang)
    return max(said, key=lambda one: (said[one], one == "en")) if said else ""


def _config(settings: Mapping[str, Value]) -> _Config:
    base = "/" + text_of(settings.get("baseurl")).strip("/")
    url = text_of(settings.get("url")).rstrip("/")
    zone = zone_of(text_of(settings.get("timezone")))
    written = settings.get("collections")
    collections = {name: group(value) for name, value in group(written).items()} or {
        name: {"output": True} for name in texts_of(written)
    }
    defaults = []
    for one in settings.get("defaults") if isinstance(settings.get("defaults"), list) else []:  # type: ignore[union-attr]
        scope = group(group(one).get("scope"))
        defaults.append(
            (text_of(scope.get("path")).strip("/"), text_of(scope.get("type")), group(group(one).get("values")))
        )
    defaults.sort(key=lambda each: (len(each[0]), bool(each[1])))
    languages = texts_of(first_of(settings, "languages"))
    return _Config(
        text_of(settings.get("permalink")) or "date",
        zone,
        text_of(first_of(settings, "default_lang", "lang", "language", "locale")) or (languages or [""])[0],
        frozenset(languages),
        collections,
        tuple(defaults),
        text_of(settings.get("source")).strip("./"),
        f"{url}{base.rstrip('/')}/" if url else (f"https://site.invalid{base.rstrip('/')}/" if base != "/" else ""),
    )


def _paths(folder: Folder) -> Iterator[str]:
    return within(folder, "", MARKDOWN | HTML | {"textile"})


def _text(folder: Folder, path: str, config: _Config) -> Text | Skipped | None:
    kind = _collection_of(path)
    if _NO_PAGES.fullmatch(path) if not kind else kind not in {"posts", "drafts", *config.collections}:
        return None
    document = folder.document(path)
    if kind in {"posts", "drafts"}:
        if ending_of(path) == "textile":
            return Skipped(path, "it is in Textile", "convert it to Markdown, such as with pandoc")
        return _post(path, document.fields if document else {}, config, is_draft=kind == "drafts")
    if document is None:
        return None
    read = _of_collection if kind else _page
    return read(path, document, kind, config)


def _collection_of(path: str) -> str:
    """Return the collection that a file belongs to, by its folder; empty for a page."""
    found = re.search(r"(?:\A|/)_([^/]+)/", path)
    return found[1] if found else ""


def _with_defaults(path: str, kind: str, fields: Mapping[str, Value], config: _Config) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for scope, of_kind, defaults in config.defaults:
        if of_kind and of_kind.rstrip("s") != kind.rstrip("s") and not (kind == "drafts" and of_kind == "posts"):
            continue
        if not scope or f"{path}/".startswith(f"{scope}/") or fnmatch.fnmatchcase(path, f"{scope}*"):
            values |= defaults
    return values | dict(fields)


def _post(path: str, written: Mapping[str, Value], config: _Config, *, is_draft: bool) -> Text | Skipped:
    kind = "drafts" if is_draft else "posts"
    fields = _with_defaults(path, kind, written, config)
    name, date = read_name(stem_of(path))
    name, lang = language_of_name(name, config.languages)
    above = path.partition(f"_{kind}/")[0].removeprefix(f"{config.folder}/" if config.folder else "")
    categories = [part for part in above.split("/") if part and not part.startswith("_")]
    if categories and categories[0] in config.languages:
        lang = lang or categories.pop(0)
    categories += words_of(fields.get("categories")) + texts_of(fields.get("category"))
    if categories:
        fields["categories"] = list(dict.fromkeys(categories))
    if "tags" in fields:
        fields["tags"] = list(words_of(fields["tags"]))
    lang = text_of(first_of(fields, "lang", "language", "locale")) or lang
    moment = read_moment(fields.get("date")) or read_moment(date)
    permalink = text_of(fields.get("permalink")) or _of_collections(config, "posts")
    addresses = list(addresses_of(permalink, name, moment, categories, fields, config.zone)) if not is_draft else []
    prefix = f"/{lang}" if lang in config.languages and lang != config.language else ""
    if prefix:
        addresses += [f"{prefix}{one}" for one in addresses if not one.startswith(f"{prefix}/")]
    addresses += texts_of(fields.get("redirect_from")) + texts_of(fields.get("aliases")) + texts_of(fields.get("alias"))
    tie = text_of(first_of(fields, "ref", "page_id", "translation_key", "translation_id", "lang-ref", "lang_ref"))
    return Text(
        path,
        fields,
        name,
        tuple(dict.fromkeys(f"/{one.lstrip('/')}" for one in addresses)),
        "html" if ending_of(path) in HTML else "markdown",
        date=date,
        lang=lang,
        group=tie or (f"{date}-{name}" if config.languages or (lang and path.startswith(f"{lang}/")) else ""),
        is_draft=is_draft,
    )


def _of_collections(config: _Config, name: str) -> str:
    return text_of(config.collections.get(name, {}).get("permalink")) or (config.permalink if name == "posts" else "")


def _of_collection(path: str, document: Document, kind: str, config: _Config) -> Text | Skipped | None:
    fields = _with_defaults(path, kind, document.fields, config)
    name, date = read_name(stem_of(path))
    if config.collections[kind].get("output") is not True:
        return None  # Jekyll publishes no pages of it
    if not date and read_moment(fields.get("date")) is None:
        return Skipped(
            path,
            f"it is of the collection {kind} and has no date",
            "if it is an article, write a date, and import the file",
        )
    moment = read_moment(fields.get("date")) or read_moment(date)
    pattern = text_of(fields.get("permalink")) or _of_collections(config, kind) or "/:collection/:path:output_ext"
    inside = path.partition(f"_{kind}/")[2].rpartition(".")[0]
    pattern = pattern.replace(":collection", kind).replace(":path", inside)
    addresses = [
        *addresses_of(pattern, stem_of(path), moment, [], fields, config.zone),
        *texts_of(fields.get("redirect_from")),
    ]
    form: Form = "html" if ending_of(path) in HTML else "markdown"
    return Text(path, fields, name, tuple(addresses), form, date=date, lang=text_of(fields.get("lang")))


def _page(path: str, document: Document, _: str, config: _Config) -> Text | Skipped | None:
    name = stem_of(path)
    fields = _with_defaults(path, "pages", document.fields, config)
    words = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", document.text, flags=re.DOTALL).split()
    if _LISTS.fullmatch(name) or ending_of(path) in HTML or len(words) < 10:
        return Skipped(path, "it is a list or a page of the theme, and digest makes its own")
    place = (
        text_of(fields.get("permalink")) or f"/{path.rpartition('.')[0].removeprefix(config.folder).lstrip('/')}.html"
    )
    if "{" in place or ":" in place:
        place = f"/{name}/"
    addresses = [place, *texts_of(fields.get("redirect_from"))]
    return Text(path, fields, name, tuple(addresses), kind="pages", lang=text_of(fields.get("lang")))


_SITE = re.compile(
    r"\{\{-?\s*(?:site\.(?:baseurl|url|github\.url)|page\.root|base|BASE_PATH|root_url)\s*(?:\|[^}]*)?-?\}\}/*"
)
_FILTERED = re.compile(
    r"\{\{-?\s*[\"']([^\"']*)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.\w+)[^}]*\}\}"
)
_LINK = re.compile(r"\{%-?\s*link\s+([^%]+?)\s*-?%\}")
_POST = re.compile(r"\{%-?\s*post_url\s+([^%]+?)\s*-?%\}")


def _plain_link(link: str, _: Text, texts: Texts) -> str:
    """Return a link without Liquid."""
    if "{" not in link:
        return link
    link = _FILTERED.sub(r"\1", link)
    link = _LINK.sub(lambda found: _address_of(found[1].strip("\"'"), texts, found[0]), link)
    link = _POST.sub(lambda found: _address_of_post(found[1].strip("\"'"), texts, found[0]), link)
    link = re.sub(r"\A(?:" + _SITE.pattern + r")+", "/", link)
    return re.sub(r"\A/{2,}", "/", link)


def _address_of(path: str, texts: Texts, otherwise: str) -> str:
    text = texts.get(path.lstrip("/"))
    return (
        text.addresses[0]
        if text and text.addresses
        else f"/{path.lstrip('/')}"
        if text is None and "." in path
        else otherwise
    )


def _address_of_post(name: str, texts: Texts, otherwise: str) -> str:
    wanted = name.strip("/")
    for path, text in texts.items():
        stem = re.sub(r"(?:\A|/)_posts/", "/", path.rpartition(".")[0]).lstrip("/")
        if text.addresses and (stem == wanted or stem.endswith(f"/{wanted}")):
            return text.addresses[0]
    return otherwise
