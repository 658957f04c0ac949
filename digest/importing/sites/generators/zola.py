"""Zola: which files are texts, and which address each had (https://www.getzola.org/documentation/content/page/).

| in the folder | what it is |
|---|---|
| `content/` | articles, if they have a date, also in the name; at the top, without a date, pages |
| `x/index.md` | a page with its files beside it |
| `_index.md` | a section: it may make drafts of the pages below it |
| `x.de.md` | the translation of `x.md` |
| `static/`, files in `content/` | pictures and documents |
| `base_url`, `default_language`, `languages`, `slugify` in `config.toml` or `zola.toml` | addresses |
| `path`, `slug`, `aliases` of a page; `path` of its section is for the section alone | addresses |
| `@/blog/x.md` | links |
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from digest.importing.record import Document, Folder, Skipped, Value
from digest.importing.sites.dates import date_in_address, language_of_name, read_name
from digest.importing.sites.settings import (
    first_of,
    folder_of,
    group,
    leaves_out,
    read_settings,
    stem_of,
    text_of,
    texts_of,
    within,
)
from digest.importing.sites.site import Site, Text, Texts
from digest.model.url import slugify

_CONSUMED = frozenset({"path", "slug", "aliases"})
_ENDINGS = frozenset({"md"})


class _Config(NamedTuple):
    language: str
    languages: frozenset[str]
    #: `on`, `safe` or `off`
    slugs: str


def read_zola(folder: Folder) -> Site:
    """Return the site of a folder of Zola."""
    settings = read_settings(folder, ("config.toml", "zola.toml"))
    slugs = settings.get("slugify")
    config = _Config(
        text_of(settings.get("default_language")) or "en",
        frozenset(group(settings.get("languages"))),
        text_of(group(slugs).get("paths")) or {"False": "off"}.get(str(settings.get("slugify_paths")), "on"),
    )
    paths = [*within(folder, "content", _ENDINGS)]
    documents = {path: folder.document(path) for path in paths}
    drafts = [folder_of(path) for path, document in documents.items() if _is_section(path) and _is_draft(document)]
    dated = Counter(_section(path) for path, document in documents.items() if _is_dated(path, document))
    texts = Counter(_section(path) for path in paths if not _is_section(path))
    posts = frozenset(section for section, count in texts.items() if section and dated[section] * 2 >= count)
    found = [_page(path, document, config, drafts, posts) for path, document in documents.items()]
    return Site(
        "zola",
        tuple(one for one in found if isinstance(one, Text)),
        tuple(one for one in found if isinstance(one, Skipped)),
        f"{text_of(settings.get('base_url')).rstrip('/')}/" if "//" in text_of(settings.get("base_url")) else "",
        config.language,
        ("static", "content"),
        consumed=_CONSUMED,
        plain_link=_plain_link,
        leaves_out=leaves_out(f"content/{one}" for one in texts_of(settings.get("ignored_content"))),
    )


def _is_section(path: str) -> bool:
    return path.rpartition("/")[2].partition(".")[0] == "_index"


def _is_draft(document: Document | None) -> bool:
    return document is not None and document.fields.get("draft") is True


def _section(path: str) -> str:
    """Return the first folder below `content/`, unless it is that of a single page; empty at the top."""
    inside = folder_of(path).removeprefix("content").strip("/")
    return folder_of(inside) if path.endswith("/index.md") else inside


def _is_dated(path: str, document: Document | None) -> bool:
    fields = document.fields if document else {}
    name = stem_of(path) if stem_of(path) != "index" else folder_of(path).rpartition("/")[2]
    return bool(text_of(fields.get("date")) or read_name(name).date or date_in_address(text_of(fields.get("path"))))


def _page(
    path: str, document: Document | None, config: _Config, drafts: list[str], posts: frozenset[str]
) -> Text | Skipped:
    if _is_section(path):
        return Skipped(path, "it is a list page, and digest makes its own")
    if document is None:
        return Skipped(path, "it has no front matter that can be read", "write +++ above and below its fields")
    fields = dict(document.fields)
    inside = path.removeprefix("content/").rpartition(".")[0]
    name, lang = language_of_name(inside.rpartition("/")[2], config.languages)
    above = folder_of(inside)
    is_bundle = name == "index" and bool(above)
    place, last = (folder_of(above), above.rpartition("/")[2]) if is_bundle else (above, name)
    own = read_name(last)
    is_article = _is_dated(path, document) or _section(path) in posts
    if not is_article and place:
        return Skipped(
            path,
            "it has no date",
            "if it is an article, write a date, and import the file; if it is a page, copy it into content/pages/",
        )
    for key in ("author", "authors"):
        if key in group(fields.get("extra")) and not fields.get("authors"):
            fields[key] = group(fields["extra"])[key]
    return Text(
        path,
        fields,
        own.name,
        tuple(dict.fromkeys(_addresses(place, own.name, fields, config, lang))),
        kind="articles" if is_article else "pages",
        date=own.date,
        lang=lang or config.language,
        group=f"{place}/{last}" if config.languages else "",
        is_draft=any(f"{path}/".startswith(f"{one}/") for one in drafts),
    )


def _addresses(place: str, name: str, fields: Mapping[str, Value], config: _Config, lang: str) -> Iterator[str]:
    prefix = f"/{lang}" if lang and lang != config.language else ""
    path, slug = text_of(fields.get("path")).strip("/"), text_of(fields.get("slug"))
    if path:
        yield f"{prefix}/{path}/"
    else:
        parts = [*place.split("/"), slug or name]
        yield f"{prefix}/{'/'.join(_slug(part, config) for part in parts if part)}/"
    for alias in texts_of(first_of(fields, "aliases")):
        yield f"/{alias.strip('/')}" + ("" if re.search(r"\.\w{2,5}\Z", alias) else "/")


def _slug(text: str, config: _Config) -> str:
    """Return a part of an address as `slugify.paths` has it."""
    if config.slugs == "off":
        return text
    if config.slugs == "safe":
        return re.sub(r"\s+", "_", re.sub(r"[<>:/|?*#\\()\[\]\"'\n\r\t.]", "", text).strip())
    return slugify(text)


_INTERNAL = re.compile(r"@/([^#\s]+)")


def _plain_link(link: str, _: Text, texts: Texts) -> str:
    """Return a link without `@/`: the address of the page that it names, or that of a section."""
    found = _INTERNAL.match(link)
    if found is None:
        return link
    text = texts.get(f"content/{found[1]}")
    rest = link[found.end() :]
    if text is not None and text.addresses:
        return text.addresses[0] + rest
    section = re.fullmatch(r"(.*?)/?_index(?:\.\w+)?\.md", found[1])
    return f"/{section[1]}/{rest}".replace("//", "/") if section else link
