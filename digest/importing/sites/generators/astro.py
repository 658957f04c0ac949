"""Astro: which files are texts, and which address each probably had (https://docs.astro.build/en/guides/content-collections/).

| in the folder | what it is |
|---|---|
| `src/content/x/`, and the `base` of each `glob()` in `src/content.config.ts` | collections |
| Markdown and MDX of a collection | articles if they have a date, or the collection is called `blog`, `posts`, `news`, … |
| Markdown below `src/pages/` | articles if they have a date, else pages; the address is the path |
| `src/pages/blog/[...slug].astro` with `getCollection("blog")` | the address of each text of the collection: `/blog/…/` |
| `slug` of a text, else its path as `github-slugger` writes it | the last part of the address |
| `i18n` in `astro.config.mjs`, folders `en/`, `de/` and collections `blog_en`, `blog_de` | languages and translations |
| `public/`, `src/assets/`, `@/`, `~/` | pictures and files |

A route is a program: only its usual forms can be read. Where none is found, the address is that of the folder, and a note says so.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from digest.importing.record import Folder, Skipped, Value
from digest.importing.sites.dates import date_of_folder, read_name
from digest.importing.sites.generators.astro_routes import Collection, Route, collections_of, routes_of
from digest.importing.sites.literals.patterns import page_address
from digest.importing.sites.literals.script import blocks_after, text_setting, texts_setting, without_comments
from digest.importing.sites.loose_dates import read_loosely
from digest.importing.sites.settings import first_of, folder_of, names_of_authors, stem_of, text_of
from digest.importing.sites.site import Body, Site, Text, Texts
from digest.importing.sites.slugs import github_slug
from digest.model.reports.imported import Note

_MARKDOWN = re.compile(r"(?P<stem>.+)\.(?:mdx?|markdown|mdown)", re.IGNORECASE)
_LEFT_OUT = re.compile(r"(?:.*/)?_.*")
_ARTICLES = re.compile(
    r"(?:.*[-_/])?(?:blogs?|posts?|articles?|news|writing|entries|journal|diary|notes?|thoughts|changelog|stories|essays|updates)(?:[-_].*)?",
    re.IGNORECASE,
)
_DATES = tuple(
    "pubDate pubDatetime pubdate publishDate publish_date publishedDate publishedAt published_at publishedOn datePublished date_published "
    "postDate createdAt created created_at published date added dateAdded".split()
)
_LANGUAGE = r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?"
_ALIAS = re.compile(r"\A(?:@|~|#)/+")


class _Config(NamedTuple):
    """What the settings say."""

    base_url: str
    language: str
    languages: frozenset[str]


def read_astro(folder: Folder) -> Site:
    """Return the site of a folder of Astro."""
    config, collections = _config(folder), collections_of(folder)
    routes = routes_of(folder, collections)
    texts: list[Text] = []
    skipped: list[Skipped] = []
    guessed: set[str] = set()
    for path, collection in _paths(folder, collections):
        route = routes.get(collection.name)
        one = _page(folder, path) if not collection.name else _entry(folder, path, collection, route, config)
        if isinstance(one, Skipped):
            skipped.append(one)
            continue
        texts.append(one)
        if collection.name and (route is None or route.is_guessed) and one.addresses:
            guessed.add(path)
    authors = [
        path
        for path in folder.files()
        if re.fullmatch(r"src/(?:content|data)/(?:authors?|team|people)(?:/[^/]+)?\.\w+", path)
    ]
    return Site(
        "astro",
        _tied(texts),
        tuple(skipped),
        config.base_url,
        config.language,
        ("public", "src/assets", ""),
        names_of_authors(folder, [path for path in authors if re.search(r"\.(?:ya?ml|json|mdx?)\Z", path)]),
        dates=_DATES,
        plain_link=_plain_link,
        read_body=partial(_read_body, frozenset(guessed)),
    )


def _config(folder: Folder) -> _Config:
    found = [path for path in folder.files() if re.fullmatch(r"astro\.config\.[cm]?[jt]s", path)]
    script = without_comments(folder.read(found[0]).decode("utf-8", errors="replace")) if found else ""
    url, base = text_setting(script, "site") or "", (text_setting(script, "base") or "").strip("/")
    i18n = next(iter(blocks_after(script, r"\bi18n\s*:")), "")
    prefix = f"/{base}/" if base else "/"
    return _Config(
        f"{url.rstrip('/')}{prefix}" if url.startswith("http") else f"https://site.invalid{prefix}" if base else "",
        text_setting(i18n, "defaultLocale") or "",
        frozenset(texts_setting(i18n, "locales")),
    )


def _paths(folder: Folder, collections: tuple[Collection, ...]) -> Iterator[tuple[str, Collection]]:
    """Yield the texts, each with its collection: that with the longest folder. The collection of `src/pages/` has no name."""
    ordered = sorted((*collections, Collection("", "src/pages")), key=lambda one: -len(one.folder))
    for path in folder.files():
        if _MARKDOWN.fullmatch(path):
            found = next((one for one in ordered if path.startswith(f"{one.folder}/")), None)
            if found and not _LEFT_OUT.fullmatch(path[len(found.folder) + 1 :]):
                yield path, found


def _fields(folder: Folder, path: str) -> dict[str, Value]:
    document = folder.document(path)
    fields = dict(document.fields) if document else {}
    if (added := first_of(fields, "added", "dateAdded")) and not text_of(first_of(fields, *_DATES[:-2])):
        fields["date"] = added  # no tool is known for this name
    return fields


def _entry(folder: Folder, path: str, collection: Collection, route: Route | None, config: _Config) -> Text | Skipped:
    fields = _fields(folder, path)
    below = path[len(collection.folder) + 1 :].rpartition(".")[0]
    stem = re.sub(r"/index\Z", "", below)
    name = read_name(stem.rpartition("/")[2])
    written = first_of(fields, *_DATES)
    if not written and not name.date and not _ARTICLES.fullmatch(collection.name):
        return Skipped(
            path,
            f"it is of the collection {collection.name} and has no date",
            "if it is an article, write a date, and import the file",
        )
    lang = text_of(first_of(fields, "lang", "language", "locale")) or _language(stem, collection, config)
    slug = "/".join(github_slug(part) for part in stem.split("/"))
    own = text_of(fields.get("slug")).strip("/")
    moment = read_loosely(written) or read_loosely(name.date)
    is_draft = fields.get("draft") is True
    usual = Route(f"/{collection.name}/[slug]/", "", is_guessed=True)
    address = (route or usual).address(own or slug, lang, moment, fields)
    short = slug.removeprefix(f"{lang.lower()}/") if lang else slug
    return Text(
        path,
        fields,
        name.name,
        (page_address(address),) if address and not is_draft else (),
        date=name.date or date_of_folder(folder_of(below)) if not written else "",
        lang=lang,
        group=f"{_stem_of_collection(collection.name, lang)}/{short}" if lang else f"{collection.name}/{short}",
        is_draft=is_draft,
    )


def _language(stem: str, collection: Collection, config: _Config) -> str:
    """Return the language of a text: the first folder of its path, or the end of its collection's name, if it is one of the site's."""
    first = stem.partition("/")[0] if "/" in stem else ""
    ending = re.fullmatch(rf".+[-_](?P<lang>{_LANGUAGE})", collection.name)
    known = {one.lower() for one in config.languages}
    if first and (first.lower() in known or first in collection.languages):
        return first
    said = ending["lang"] if ending else ""
    return said if said and (said.lower() in known or said in collection.languages) else ""


def _stem_of_collection(name: str, lang: str) -> str:
    return re.sub(rf"[-_]{re.escape(lang)}\Z", "", name)


def _page(folder: Folder, path: str) -> Text | Skipped:
    fields = _fields(folder, path)
    below = path.removeprefix("src/pages/").rpartition(".")[0]
    place = re.sub(r"(?:\A|/)index\Z", "", below)
    name = read_name(place.rpartition("/")[2])
    if not place or re.fullmatch(r"404|500", place):
        return Skipped(
            path,
            "it is the home page or one of errors, and digest makes its own",
            "write what it says into a page of content/pages/",
        )
    is_article = bool(first_of(fields, *_DATES)) or bool(name.date)
    return Text(
        path,
        fields,
        name.name or stem_of(path),
        () if fields.get("draft") is True else (page_address(f"{place}/"),),
        kind="articles" if is_article else "pages",
        date=name.date,
        lang=text_of(first_of(fields, "lang", "language")),
        is_draft=fields.get("draft") is True,
    )


def _tied(texts: list[Text]) -> tuple[Text, ...]:
    """Return the texts; those that are alone in their group have none."""
    groups: Mapping[str, set[str]] = defaultdict(set)
    for text in texts:
        groups[text.group].add(text.lang)
    return tuple(text if len(groups[text.group]) > 1 else replace(text, group="") for text in texts)


def _plain_link(link: str, _: Text, __: Texts) -> str:
    """Return a link without the usual short names of `src/`: `@/assets/x.png`, `~/assets/x.png`."""
    return _ALIAS.sub("/src/", link)


def _read_body(guessed: frozenset[str], body: str, text: Text, _: Texts) -> Body:
    if text.path not in guessed:
        return Body(body)
    said = f"the old address {text.addresses[0]} is a guess from its folder: no route in src/pages says it"
    return Body(body, (Note("guessed", "address-of-folder", said),))
