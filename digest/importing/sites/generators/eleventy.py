r"""Eleventy: which files are texts, and which address each had (https://www.11ty.dev/docs/permalinks/).

| in the folder | what it is |
|---|---|
| `dir.input` in `eleventy.config.js` or `.eleventy.js` | the folder of the site; of JavaScript, only texts are read |
| Markdown files with a date, also in the name, or in a folder of posts | articles; at the top, without a date, pages |
| `posts.json`, `posts.11tydata.json`, `.yaml`, and texts in `.11tydata.js` | fields for all texts of a folder; `x.11tydata.json` for one |
| `permalink`, with `page.fileSlug`, `page.date`, `title`, `slug` and usual filters | addresses |
| `addPassthroughCopy` | folders that are copied to the root |
| `{{ "/x" \| url }}` | links |
| `_data/authors.json` | names of authors |
"""

import posixpath
import re
from collections import Counter
from collections.abc import Mapping

from digest.importing.record import Document, Folder, Skipped, Value
from digest.importing.sites.dates import read_name
from digest.importing.sites.permalinks.eleventy import Config, addresses_of
from digest.importing.sites.settings import (
    HTML,
    MARKDOWN,
    ending_of,
    first_of,
    folder_of,
    leaves_out,
    names_of_authors,
    stem_of,
    text_of,
    texts_of,
    within,
)
from digest.importing.sites.site import Site, Text, Texts

_CONSUMED = frozenset({"permalink", "redirect_from", "redirectFrom", "aliases"})
_SETTINGS = re.compile(r"(?:\.eleventy|eleventy\.config)\.[cm]?[jt]s")
_ABOUT = re.compile(r"(?:README|CONTRIBUTING|CHANGELOG|LICENSE|CODE_OF_CONDUCT|SECURITY)", re.IGNORECASE)
_POSTS = re.compile(r"(?:posts?|blog|articles?|news|writing|journal|notes?|_posts)", re.IGNORECASE)
_LISTS = re.compile(
    r"(?:index|404|archives?|tags?|categor(?:y|ies)|search|feed|sitemap|blog|posts|news|home)", re.IGNORECASE
)


def read_eleventy(folder: Folder) -> Site:
    """Return the site of a folder of Eleventy."""
    config = _config(folder)
    data = {path: values for path in folder.files() if (values := _data(folder, path)) is not None}
    paths = [path for path in within(folder, config.folder, MARKDOWN | HTML) if not _is_apart(path, config)]
    documents = {path: folder.document(path) for path in paths}
    documents = {path: one for path, one in documents.items() if one is not None or ending_of(path) in MARKDOWN}
    posts = _folders_of_posts(documents)
    found = []
    for path, document in documents.items():
        fields = _fields(path, document, data, config)
        found.append(_text(path, document, fields, config, is_post=folder_of(path) in posts))
    authors = [path for path in folder.files() if _AUTHORS.fullmatch(path)]
    static = (config.folder, "public", "static", f"{config.folder}/static".lstrip("/"), "")
    return Site(
        "eleventy",
        tuple(one for one in found if isinstance(one, Text)),
        tuple(one for one in found if isinstance(one, Skipped)),
        _base_url(folder),
        roots=tuple(dict.fromkeys((*config.copied, *static))),
        authors=names_of_authors(folder, authors),
        consumed=_CONSUMED,
        plain_link=_plain_link,
        leaves_out=leaves_out(_ignored(folder)),
    )


_AUTHORS = re.compile(r"(?:.*/)?_?data/(?:\w*_)?(?:authors?|people|team)(?:\.\w+|/.+)")


def _folders_of_posts(documents: Mapping[str, Document | None]) -> set[str]:
    """Return the folders of which at least half of the texts have a date, or that are called like posts."""
    dated = Counter(folder_of(path) for path, document in documents.items() if _is_dated(path, document))
    texts = Counter(folder_of(path) for path in documents)
    return {one for one, count in texts.items() if dated[one] * 2 >= count or _POSTS.fullmatch(one.rpartition("/")[2])}


def _config(folder: Folder) -> Config:
    scripts = {path: _script(folder, path) for path in folder.files() if ending_of(path) in _SCRIPTS}
    main = "\n".join(text for path, text in scripts.items() if _SETTINGS.fullmatch(path))
    found = re.search(r"(?:\binput:|setInputDirectory\()\s*[\"'`]([^\"'`]+)", main)
    source = posixpath.normpath(found[1]).strip("./") if found else ""
    inside = []
    for name, usual in (("includes", "_includes"), ("layouts", "_layouts"), ("output", "_site"), ("data", "_data")):
        named = re.search(rf"\b{name}:\s*[\"'`]([^\"'`]+)", main)
        inside.append(posixpath.normpath(posixpath.join(source, named[1] if named else usual)))
    copied = [
        folder_of(posixpath.normpath(path)) for path in re.findall(r"addPassthroughCopy\(\s*[\"'`]([^\"'`*]+)", main)
    ]
    copied += [posixpath.normpath(path) for path in re.findall(r"[\"'`]([\w./-]+)[\"'`]\s*:\s*[\"'`]/?[\"'`]", main)]
    return Config(source, (*inside, "node_modules"), tuple(copied), _formats(scripts))


_SCRIPTS = frozenset("js cjs mjs ts".split())


def _script(folder: Folder, path: str) -> str:
    return folder.read(path).decode("utf-8", errors="replace")


def _ignored(folder: Folder) -> list[str]:
    """Return the paths that `.eleventyignore` and calls of `ignores.add` leave out."""
    known = {*folder.files()}
    lines = _script(folder, ".eleventyignore").splitlines() if ".eleventyignore" in known else []
    added = [
        re.findall(r"ignores\.add\(\s*[\"'`]([^\"'`$]+)", _script(folder, path))
        for path in known
        if _SETTINGS.fullmatch(path)
    ]
    return lines + [one for found in added for one in found]


# A filter is `addFilter("x", … toFormat("yyyy/MM"))`; or a function with its form, which another file adds.
_FORM = r"(?:toFormat|format|strftime)\(\s*[\"'`]([^\"'`]+)"
_ADDED = re.compile(r"Filter\(\s*[\"'`](\w+)[\"'`]((?:(?!Filter\().){0,500}?)" + _FORM, re.DOTALL)


_DAY_AS_PATH = re.compile(
    r"split\([\"']-[\"']\)\.join\([\"']/[\"']\)|replace(?:All)?\((?:/-/g|[\"']-[\"']), *[\"']/[\"']\)"
)


def _formats(scripts: Mapping[str, str]) -> dict[str, str]:
    """Return the forms of the filters that write dates, in the letters of Luxon: those with a form that is written out."""
    formats: dict[str, str] = {}
    for path, text in scripts.items():
        for found in _ADDED.finditer(text):
            formats.setdefault(found[1], found[3].replace("YYYY", "yyyy").replace("DD", "dd"))
        alone = re.findall(_FORM, text)
        if len(alone) == 1:  # a file for each filter, called like it
            formats.setdefault(stem_of(path), alone[0])
        elif not alone and _DAY_AS_PATH.search(text):
            formats.setdefault(stem_of(path), "yyyy/MM/dd")
    return formats


def _data(folder: Folder, path: str) -> dict[str, Value] | None:
    """Return the fields of a data file for a folder or a text; of JavaScript, the texts and flags that are written out."""
    name = path.rpartition("/")[2]
    if (
        re.fullmatch(r".+\.11tydata\.(?:json|ya?ml|toml)", name)
        or stem_of(path) == folder_of(path).rpartition("/")[2] != ""
    ):
        if ending_of(path) not in {"json", "yaml", "yml", "toml"}:
            return None
        document = folder.document(path)
        return dict(document.fields) if document else None
    if re.fullmatch(r".+\.11tydata\.[cm]?js", name):
        text = folder.read(path).decode("utf-8", errors="replace")
        found = re.findall(r"^\s*(\w+):\s*(?:([\"'`])(.*?)\2|(true|false))\s*,?\s*$", text, re.MULTILINE)
        return {key: word == "true" if word else value for key, _, value, word in found}
    return None


def _fields(
    path: str, document: Document | None, data: Mapping[str, dict[str, Value]], config: Config
) -> dict[str, Value]:
    """Return the fields of a text over those of the folders that it is in, the nearest above the others (the data cascade)."""
    fields: dict[str, Value] = {}
    above = folder_of(path)
    parts = [above[:end] for end in (*(i for i, sign in enumerate(above) if sign == "/"), len(above)) if end]
    stems = [f"{part}/{part.rpartition('/')[2]}" for part in parts] + [path.rpartition(".")[0]]
    for stem in stems:
        if not stem.startswith(config.folder):
            continue
        for ending in (
            "json",
            "yaml",
            "yml",
            "11tydata.json",
            "11tydata.yaml",
            "11tydata.yml",
            "11tydata.js",
            "11tydata.cjs",
            "11tydata.mjs",
        ):
            fields = _deep(fields, data.get(f"{stem}.{ending}", {}))
    return _deep(fields, document.fields if document else {})


def _deep(below: Mapping[str, Value], above: Mapping[str, Value]) -> dict[str, Value]:
    """Return both, as Eleventy merges data: tags of a folder and of a text are all tags."""
    fields = {**below, **above}
    if "tags" in below and "tags" in above:
        fields["tags"] = list(dict.fromkeys((*texts_of(below["tags"]), *texts_of(above["tags"]))))
    return fields


def _is_apart(path: str, config: Config) -> bool:
    """Return whether a file is a template, a part of the program, or says something of the folder."""
    is_below = any(path.startswith(f"{one}/") for one in config.ignored)
    return (
        is_below
        or "/_includes/" in f"/{path}"
        or bool(_ABOUT.fullmatch(stem_of(path)))
        or path.startswith((".", "docs/", "test/", "tests/"))
    )


def _is_dated(path: str, document: Document | None) -> bool:
    return bool(_date_of(path, document.fields if document else {}))


def _date_of(path: str, fields: Mapping[str, Value]) -> str:
    written = text_of(fields.get("date"))
    if any(map(str.isdigit, written)):
        return written
    name, folder = stem_of(path), folder_of(path).rpartition("/")[2]
    return read_name(name).date or read_name(folder).date


def _text(
    path: str, document: Document | None, fields: dict[str, Value], config: Config, *, is_post: bool
) -> Text | Skipped | None:
    name = stem_of(path)
    is_bundle = name == "index" and folder_of(path) != config.folder
    own = read_name(folder_of(path).rpartition("/")[2] if is_bundle else name)
    is_article = bool(_date_of(path, fields)) or (
        is_post and not _LISTS.fullmatch(name) and ending_of(path) in MARKDOWN
    )
    body = document.text if document else ""
    if not is_article:
        words = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", body, flags=re.DOTALL).split()
        if folder_of(path) != config.folder or _LISTS.fullmatch(name) or ending_of(path) in HTML or len(words) < 10:
            return (
                Skipped(
                    path,
                    "it is a page without a date, and not at the top of the site",
                    "copy it into content/pages/ if you want it",
                )
                if document
                else None
            )
    if not any(map(str.isdigit, text_of(fields.get("date")))):
        fields.pop("date", None)  # `Created`, `git Last Modified`
    fields["tags"] = [tag for tag in texts_of(fields.get("tags")) if not _POSTS.fullmatch(tag) and tag != "all"]
    fields = {key: value for key, value in fields.items() if value not in ([], "") and key != "layout"}
    return Text(
        path,
        fields,
        own.name,
        tuple(dict.fromkeys(addresses_of(path, own.name, fields, config, own.date))),
        "html" if ending_of(path) in HTML else "markdown",
        "articles" if is_article else "pages",
        date=own.date,
        lang=text_of(first_of(fields, "lang", "language", "locale")),
        group=text_of(first_of(fields, "translationKey", "translation_key")),
    )


def _base_url(folder: Folder) -> str:
    """Return the site's URL as a file of data says it; empty if none does."""
    for path in folder.files():
        if re.fullmatch(r"(?:.*/)?_?data/(?:site|metadata|meta|siteconfig|config)\.(?:json|ya?ml|[cm]?js)", path):
            found = re.search(
                rb"[\"']?(?:url|baseurl|base_url|siteurl)[\"']?\s*:\s*[\"'](https?://[^\"']+)",
                folder.read(path),
                re.IGNORECASE,
            )
            if found:
                return found[1].decode("utf-8", errors="replace").rstrip("/") + "/"
    return ""


_URL = re.compile(r"\{\{-?\s*[\"']([^\"']*)[\"']\s*\|\s*(?:url|absoluteUrl|locale_url|htmlBaseUrl)\b[^}]*\}\}")
_SITE = re.compile(
    r"\{\{-?\s*(?:site|metadata|meta|config|pkg)\.(?:url|baseurl|base_url|homepage)\s*(?:\|[^}]*)?\}\}/*", re.IGNORECASE
)


def _plain_link(link: str, _: Text, __: Texts) -> str:
    """Return a link without template syntax."""
    return _SITE.sub("/", _URL.sub(r"\1", link)) if "{{" in link else link
