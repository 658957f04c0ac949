"""Pelican: which files are texts, and which address each had (https://docs.getpelican.com/en/latest/settings.html).

| in the folder | what it is |
|---|---|
| `pelicanconf.py`, then `publishconf.py` | settings, read and not executed |
| Markdown, reStructuredText and HTML below `PATH` (`content`) | articles; below `PAGE_PATHS` (`pages`), pages |
| `Title: …`, `:title: …`, `<meta name="…">`, YAML | fields; FILENAME_METADATA, PATH_METADATA and DEFAULT_METADATA say others |
| ARTICLE_URL, ARTICLE_SAVE_AS, …_LANG_URL, `url` and `save_as` of a text, SLUGIFY_SOURCE, SLUG_REGEX_SUBSTITUTIONS | addresses |
| texts with one slug (ARTICLE_TRANSLATION_ID) and several `lang` | translations |
| `status: draft`, `hidden`, `skip` | decisions, which `reading.dialects` knows |
| `{filename}x.md`, `{static}x.png`, `{attach}`, `{tag}`, `|filename|x.md` | links |
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from digest.importing.markup.restructured_text import rst_head
from digest.importing.record import Folder, Form, Skipped, Value
from digest.importing.sites.dates import read_name
from digest.importing.sites.generators.bodies import headers_of, html_head, no_text, read_body
from digest.importing.sites.literals.expressions import groups_at_start
from digest.importing.sites.literals.patterns import Part, filled_braces, page_address
from digest.importing.sites.literals.python import Setting, python_settings
from digest.importing.sites.loose_dates import read_loosely, with_offsets
from digest.importing.sites.settings import HTML, MARKDOWN, ending_of, folder_of, stem_of, text_of, within
from digest.importing.sites.site import Site, Text, Texts
from digest.importing.sites.slugs import PELICAN, pelican_slug
from digest.model.url import slugify

_ENDINGS = MARKDOWN | HTML | {"rst", "ipynb", "adoc", "asc", "asciidoc", "org", "textile"}
_READ = MARKDOWN | HTML | {"rst"}
_DATES = ("date", "modified")
_NO_TEXTS = re.compile(
    r"(?:output|themes?|plugins|templates|node_modules|venv|env|docs|tests?)/.*|(?:.*/)?(?:README|CONTRIBUTING|CHANGELOG|LICENSE)\.\w+",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:\{|%7B|\|)(?P<what>filename|static|attach|tag|category|author|index)(?:\}|%7D|\|)(?P<rest>.*)", re.IGNORECASE
)


class _Config(NamedTuple):
    """What the settings say. `root` is the folder of the texts, without `/` at its end."""

    values: Mapping[str, Setting]
    root: str
    language: str

    def text(self, name: str, otherwise: str) -> str:
        value = self.values.get(name, otherwise)
        return value if isinstance(value, str) else otherwise


def read_pelican(folder: Folder) -> Site:
    """Return the site of a folder of Pelican."""
    config = _config(folder)
    texts: list[Text] = []
    skipped: list[Skipped] = []
    for path in within(folder, config.root, _ENDINGS):
        below = path[len(config.root) + 1 :] if config.root else path
        if not below.startswith((".", "_")) and not (not config.root and _NO_TEXTS.fullmatch(path)):
            one = _text(folder, path, below, config)
            if isinstance(one, Text):
                texts.append(one)
            elif one:
                skipped.append(one)
    return Site(
        "pelican",
        _tied(texts, config),
        tuple(skipped),
        config.text("SITEURL", ""),
        config.language,
        tuple(dict.fromkeys((config.root, *(f"{config.root}/{one}".strip("/") for one in ("extra", "static")), ""))),
        consumed=frozenset({"url", "save_as", "path"}),
        plain_link=partial(_plain_link, config.root),
        read_body=read_body,
    )


def _config(folder: Folder) -> _Config:
    values: dict[str, Setting] = {}
    for path in ("pelicanconf.py", "publishconf.py"):
        if path in folder.files():
            values = python_settings(folder.read(path).decode("utf-8-sig", errors="replace"), values)
    named = values.get("PATH")
    root = posixpath.normpath(named) if isinstance(named, str) and named else "content"
    if root.startswith(("/", "..")) or not any(path.startswith(f"{root}/") for path in folder.files()):
        root = "content" if any(path.startswith("content/") for path in folder.files()) else ""
    language = values.get("DEFAULT_LANG", "en")
    return _Config(values, "" if root == "." else root, language.lower() if isinstance(language, str) else "en")


def _text(folder: Folder, path: str, below: str, config: _Config) -> Text | Skipped | None:
    ending = ending_of(path)
    if ending not in _READ:
        return no_text(path)
    of_path = _of_path(below, config)
    if ending == "rst":
        head = rst_head(folder.read(path).decode("utf-8-sig", errors="replace"))
        fields: dict[str, Value] = {**head.fields, **({} if "title" in head.fields else {"title": head.title})}
    elif ending in HTML:
        fields = html_head(folder.read(path).decode("utf-8-sig", errors="replace"))
        if "date" not in fields and "date" not in of_path:
            return (
                None
                if _is_within(path, below, config.values.get("STATIC_PATHS", "images"))
                else Skipped(path, "it has no date, so that Pelican published no article of it")
            )
    else:
        document = folder.document(path)
        fields = {key.lower(): value for key, value in document.fields.items()} if document else {}
        fields = fields or headers_of(folder.read(path).decode("utf-8-sig", errors="replace"))[0]
    return _made(path, below, {**of_path, **fields}, config)


def _made(path: str, below: str, fields: dict[str, Value], config: _Config) -> Text:
    is_page = _is_within(path, below, config.values.get("PAGE_PATHS", config.values.get("PAGE_DIR", "pages")))
    stem = read_name(stem_of(path))
    moment = read_loosely(fields.get("date") or stem.date)
    written = fields.get("date")
    if text_of(written) and moment is None:
        fields.pop("date")
    slug = text_of(fields.get("slug")) or _slug(text_of(fields.get("title")), path, config)
    lang = text_of(fields.get("lang")).lower()
    form: Form = "html" if ending_of(path) in HTML | {"rst"} else "markdown"
    is_draft = text_of(fields.get("status")).lower() == "draft"
    addresses = () if is_draft else _addresses(below, fields, slug, moment, config, "PAGE" if is_page else "ARTICLE")
    with_offsets(fields, _DATES, config.text("TIMEZONE", ""))
    if "category" not in fields and config.values.get("USE_FOLDER_AS_CATEGORY", True) and "/" in below and not is_page:
        fields["category"] = folder_of(below).rpartition("/")[2]
    if slug:
        fields["slug"] = slug
    return Text(
        path,
        fields,
        stem.name,
        addresses,
        form,
        "pages" if is_page else "articles",
        stem.date,
        lang,
        slug,
        is_draft,
    )


def _of_path(below: str, config: _Config) -> dict[str, Value]:
    """Return the fields that the settings give to every text, and those that the patterns for names and paths say."""
    default = config.values.get("DEFAULT_METADATA", {})
    pairs = (
        default.items()
        if isinstance(default, dict)
        else (one for one in default if isinstance(one, tuple) and len(one) == 2)
        if isinstance(default, list | tuple)
        else ()
    )
    fields: dict[str, Value] = {str(key).lower(): value for key, value in pairs if isinstance(value, str | bool | int)}
    for name, said in (("FILENAME_METADATA", stem_of(below)), ("PATH_METADATA", below)):
        if pattern := config.text(name, ""):
            fields |= groups_at_start(pattern, said)
    return fields


def _slug(title: str, path: str, config: _Config) -> str:
    source = stem_of(path) if config.text("SLUGIFY_SOURCE", "title") == "basename" or not title else title
    return _slugged(source, config, "SLUG_REGEX_SUBSTITUTIONS")


def _slugged(text: str, config: _Config, rules: str) -> str:
    written = config.values.get(rules, config.values.get("SLUG_REGEX_SUBSTITUTIONS"))
    pairs = (
        [(str(one[0]), str(one[1])) for one in written if isinstance(one, tuple | list) and len(one) >= 2]
        if isinstance(written, list | tuple)
        else list(PELICAN)
    )
    return pelican_slug(
        text,
        pairs,
        keep_case=bool(config.values.get("SLUGIFY_PRESERVE_CASE")),
        keep_letters=bool(config.values.get("SLUGIFY_USE_UNICODE")),
    )


def _addresses(
    below: str, fields: Mapping[str, Value], slug: str, moment: datetime | None, config: _Config, kind: str
) -> tuple[str, ...]:
    lang = text_of(fields.get("lang")).lower() or config.language
    of_lang = "" if lang == config.language else "LANG_"
    base = "pages/" if kind == "PAGE" else ""
    default = f"{base}{{slug}}-{{lang}}.html" if of_lang else f"{base}{{slug}}.html"
    url = config.text(f"{kind}_{of_lang}URL", default)
    saved = config.text(f"{kind}_{of_lang}SAVE_AS", default if url == default else url)
    category = (
        text_of(fields.get("category"))
        or folder_of(below).rpartition("/")[2]
        or config.text("DEFAULT_CATEGORY", "misc")
    )
    author = re.split(
        r"[;,]", text_of(fields.get("author")) or text_of(fields.get("authors")) or config.text("AUTHOR", "")
    )[0]
    parts: dict[str, Part] = {key: value for key, value in fields.items() if isinstance(value, str)}
    parts |= {
        "slug": slug,
        "lang": lang,
        "path": below,
        "category": _slugged(category, config, "CATEGORY_REGEX_SUBSTITUTIONS"),
        "author": _slugged(author.strip(), config, "AUTHOR_REGEX_SUBSTITUTIONS"),
    }
    parts = {key: value for key, value in parts.items() if key != "date"} | ({"date": moment} if moment else {})
    own = (text_of(fields.get("url")), text_of(fields.get("save_as")))
    found = (own[0] or filled_braces(url, parts), own[1] or filled_braces(saved, parts))
    return tuple(dict.fromkeys(page_address(one) for one in found if one and "://" not in one))


def _is_within(path: str, below: str, folders: Setting) -> bool:
    """Return whether a file is in one of these folders, which settings name from PATH on, or from the folder of the site on."""
    starts = tuple(f"{one.strip('/')}/" for one in _names(folders) if one.strip("/"))
    return path.startswith(starts) or below.startswith(starts)


def _names(value: Setting) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [value] if isinstance(value, str) else []


def _tied(texts: list[Text], config: _Config) -> tuple[Text, ...]:
    """Return the texts, with those of one translation id as one group."""
    key = config.values.get("ARTICLE_TRANSLATION_ID", "slug")
    names = _names(key)

    def group(text: Text) -> str:
        said = [text.group if name == "slug" else text_of(text.fields.get(name)) for name in names]
        return "/".join((text.kind, *said)) if names and all(said) else ""

    return tuple(replace(text, group=group(text)) for text in texts)


def _plain_link(root: str, link: str, text: Text, _: Texts) -> str:
    """Return a link without Pelican's own syntax: `{filename}x.md` is beside the text, `{static}/x.png` below the folder of the texts."""
    found = _LINK.match(link)
    if found is None:
        return link
    what, rest = found["what"].lower(), found["rest"]
    if what in {"filename", "static", "attach"}:
        place, sign, anchor = rest.partition("#")
        here = folder_of(text.path)
        whole = f"{root}{place}".lstrip("/") if place.startswith("/") else posixpath.join(here, place)
        return posixpath.relpath(whole or ".", here or ".") + sign + anchor
    return f"/tags/{slugify(rest)}/" if what in {"tag", "category"} else "/"
