"""Nikola: which files are texts, and which address each had (https://getnikola.com/handbook.html).

| in the folder | what it is |
|---|---|
| `conf.py` | settings, read and not executed |
| files that POSTS names, also in folders below | articles; those of PAGES, pages |
| `.. title: …`, a file `x.meta` beside `x.rst`, YAML, TOML | fields |
| TRANSLATIONS, TRANSLATIONS_PATTERN | translations: `x.de.md` beside `x.md` |
| the folder that POSTS names, `slug`, PRETTY_URLS, `pretty_url`, REDIRECTIONS | addresses |
| `status: draft`, `private`, `featured`; tags `draft` and `private` | decisions |
| `files/`, `images/`, `link://slug/x`, `previewimage` | files, links, pictures |
"""

import fnmatch
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from digest.importing.markup.restructured_text import rst_head
from digest.importing.record import Folder, Form, Skipped, Value
from digest.importing.sites.dates import read_name
from digest.importing.sites.generators.bodies import no_text, read_body
from digest.importing.sites.literals.patterns import page_address
from digest.importing.sites.literals.python import Setting, python_settings
from digest.importing.sites.loose_dates import with_offsets
from digest.importing.sites.settings import HTML, MARKDOWN, ending_of, folder_of, stem_of, text_of, words_of
from digest.importing.sites.site import Site, Text, Texts
from digest.importing.sites.slugs import nikola_slug
from digest.model.url import slugify

_RST = frozenset({"rst", "txt"})
_NO_TEXTS = frozenset({"meta"})
_LINK = re.compile(r"link://(?P<kind>\w+)/(?P<rest>.*)", re.IGNORECASE)
_YES = frozenset({"true", "yes", "1", "on"})


class _Source(NamedTuple):
    """One entry of POSTS or PAGES: which files it names, and the folder of the site into which they go, by language."""

    folder: str
    names: str
    targets: Mapping[str, str]
    is_page: bool


class _Config(NamedTuple):
    """What `conf.py` says. `languages` are the folders of the site by language."""

    sources: tuple[_Source, ...]
    language: str
    languages: Mapping[str, str]
    pattern: str
    pretty: bool
    zone: str
    redirects: Mapping[str, tuple[str, ...]]


def read_nikola(folder: Folder) -> Site:
    """Return the site of a folder of Nikola."""
    settings = python_settings(folder.read("conf.py").decode("utf-8-sig", errors="replace"))
    config = _config(settings)
    files = frozenset(folder.files())
    found = [_text(folder, files, path, source, config) for path, source in _paths(folder, config)]
    url = settings.get("BASE_URL", settings.get("SITE_URL", ""))
    return Site(
        "nikola",
        tuple(one for one in found if isinstance(one, Text)),
        tuple(one for one in found if isinstance(one, Skipped)),
        url if isinstance(url, str) else "",
        config.language,
        (*_roots(settings), ""),
        consumed=frozenset({"slug_path"}),
        images=("previewimage",),
        plain_link=partial(_plain_link, config.language),
        read_body=read_body,
    )


def _config(settings: Mapping[str, Setting]) -> _Config:
    language = _text_in(settings, "DEFAULT_LANG", "en")
    written = settings.get("TRANSLATIONS")
    languages = (
        {str(key): _first(value).strip("./") for key, value in written.items()} if isinstance(written, dict) else {}
    )
    sources: list[_Source] = []
    for name, usual, is_page in (("POSTS", "posts", False), ("PAGES", "pages", True)):
        default: Setting = tuple((f"{usual}/*.{ending}", usual) for ending in ("rst", "md", "txt", "html"))
        for entry in _listed(settings.get(name, default)):
            if isinstance(entry, tuple | list) and len(entry) >= 2 and isinstance(entry[0], str):
                targets = entry[1] if isinstance(entry[1], dict) else {language: entry[1]}
                by_language = {str(key): _first(value).strip("./") for key, value in targets.items()}
                sources.append(_Source(folder_of(entry[0]), entry[0].rpartition("/")[2], by_language, is_page))
    redirects: dict[str, tuple[str, ...]] = {}
    for one in _listed(settings.get("REDIRECTIONS")):
        if isinstance(one, tuple | list) and len(one) == 2 and all(isinstance(side, str) for side in one):
            redirects[_key(str(one[1]))] = (*redirects.get(_key(str(one[1])), ()), page_address(str(one[0])))
    return _Config(
        tuple(sources),
        language,
        {language: "", **languages},
        _text_in(settings, "TRANSLATIONS_PATTERN", "{path}.{lang}.{ext}"),
        settings.get("PRETTY_URLS", True) is not False,
        _text_in(settings, "TIMEZONE", ""),
        redirects,
    )


def _text_in(settings: Mapping[str, Setting], name: str, otherwise: str) -> str:
    value = settings.get(name)
    return value if isinstance(value, str) and value else otherwise


def _listed(value: Setting) -> list[Setting]:
    return [*value] if isinstance(value, list | tuple) else []


def _first(value: Setting) -> str:
    return value if isinstance(value, str) else _first(value[0]) if isinstance(value, list | tuple) and value else ""


def _roots(settings: Mapping[str, Setting]) -> tuple[str, ...]:
    """Return the folders of which the files go to the root of the site."""
    roots: list[str] = []
    for name, usual in (("FILES_FOLDERS", "files"), ("IMAGE_FOLDERS", "images")):
        written = settings.get(name, {usual: ""})
        roots += [
            str(key).strip("/") for key, value in (written.items() if isinstance(written, dict) else ()) if not value
        ]
    return tuple(roots)


def _paths(folder: Folder, config: _Config) -> Iterator[tuple[str, _Source]]:
    """Yield the paths of texts, each with the first entry of POSTS or PAGES that names it."""
    endings = {source.names.rpartition(".")[2] for source in config.sources}
    for path in folder.files():
        name = path.rpartition("/")[2]
        if name.startswith(".") or ending_of(path) in _NO_TEXTS:
            continue
        plain, _ = _untranslated(path, config)
        for source in config.sources:
            below = not source.folder or folder_of(path) == source.folder or path.startswith(f"{source.folder}/")
            if below and fnmatch.fnmatchcase(plain.rpartition("/")[2], source.names):
                yield path, source
                break
        else:
            known = ending_of(path) in {"ipynb", "textile", "wiki", "t2t", "bb"} and ending_of(path) not in endings
            if known and any(source.folder and path.startswith(f"{source.folder}/") for source in config.sources):
                yield path, _Source("", "", {}, is_page=False)


def _untranslated(path: str, config: _Config) -> tuple[str, str]:
    """Return the path of the original of a text, and the language of a translation; empty for the original itself."""
    others = [re.escape(lang) for lang in config.languages if lang != config.language]
    if not others:
        return path, ""
    pattern = re.escape(config.pattern).replace(r"\{path\}", "(?P<path>.+?)").replace(r"\{ext\}", r"(?P<ext>[^./]+)")
    found = re.fullmatch(pattern.replace(r"\{lang\}", f"(?P<lang>{'|'.join(others)})"), path)
    return (f"{found['path']}.{found['ext']}", found["lang"]) if found else (path, "")


def _text(folder: Folder, files: frozenset[str], path: str, source: _Source, config: _Config) -> Text | Skipped:
    plain, lang = _untranslated(path, config)
    ending = ending_of(plain)
    if ending not in MARKDOWN | HTML | _RST:
        return no_text(path)
    own = _fields(folder, files, path)
    fields = (
        own
        if not lang
        else _fields(folder, files, plain) | {key: value for key, value in own.items() if value not in ("", None)}
    )
    tags = words_of(fields.get("tags"))
    for word in {"draft", "private"} & {tag.lower() for tag in tags}:
        fields[word] = True
    if tags:
        fields["tags"] = [tag for tag in tags if tag.lower() not in {"draft", "private", "mathjax"}]
    with_offsets(fields, ("date", "updated"), config.zone)
    stem = read_name(stem_of(plain))
    slug = text_of(fields.get("slug")) or nikola_slug(stem_of(plain if plain in files else path))
    is_draft = text_of(fields.get("status")).lower() == "draft" or fields.get("draft") is True
    form: Form = "html" if ending in HTML | _RST else "markdown"
    fields["slug"] = slug
    if source.is_page and slug == "index" and _target(plain, lang, source, config) == "":
        return Skipped(
            path, "it is the home page, and digest makes its own", "write what it says into a page of content/pages/"
        )
    return Text(
        path,
        fields,
        stem.name,
        () if is_draft else tuple(_addresses(plain, lang, slug, fields, source, config)),
        form,
        "pages" if source.is_page else "articles",
        stem.date,
        lang or (config.language if len(config.languages) > 1 else ""),
        plain if len(config.languages) > 1 else "",
        is_draft,
    )


def _fields(folder: Folder, files: frozenset[str], path: str) -> dict[str, Value]:
    """Return the fields of a text: of the file `x.meta` beside it, else its own."""
    stem = path.rpartition(".")[0]
    for beside in (f"{stem}.meta", f"{path}.meta"):
        found = folder.document(beside) if beside in files else None
        if found is not None:
            return {key.lower(): value for key, value in found.fields.items()}
    found = folder.document(path) if path in files else None
    if found is not None:
        return {key.lower(): value for key, value in found.fields.items()}
    if ending_of(path) in _RST and path in files:
        head = rst_head(folder.read(path).decode("utf-8-sig", errors="replace"))
        return {**head.fields, **({"title": head.title} if head.fields and head.title else {})}
    return {}


def _addresses(
    plain: str, lang: str, slug: str, fields: Mapping[str, Value], source: _Source, config: _Config
) -> Iterator[str]:
    whole = page_address(f"{_target(plain, lang, source, config)}/{slug}")
    said = text_of(fields.get("pretty_url")).lower()
    pretty = (
        fields.get("pretty_url")
        if isinstance(fields.get("pretty_url"), bool)
        else said in _YES
        if said
        else config.pretty
    )
    address = f"{whole}/" if pretty and slug != "index" else page_address(f"{whole}.html")
    yield address
    yield from config.redirects.get(_key(address), ())


def _target(plain: str, lang: str, source: _Source, config: _Config) -> str:
    """Return the folder of the site into which a text goes."""
    target = source.targets.get(lang or config.language) or next(iter(source.targets.values()), "")
    inside = posixpath.relpath(folder_of(plain) or ".", source.folder or ".")
    return "/".join(
        part for part in (config.languages.get(lang or config.language, ""), target, inside.removeprefix(".")) if part
    )


def _key(address: str) -> str:
    return re.sub(r"(?:/index)?(?:\.html?)?/?\Z", "", page_address(address)) or "/"


def _plain_link(language: str, link: str, text: Text, texts: Texts) -> str:
    """Return a link without Nikola's own syntax: `link://slug/crane`, `link://filename/posts/crane.rst`, `link://tag/docks`."""
    found = _LINK.match(link)
    if found is None:
        return link
    kind, (rest, sign, anchor) = found["kind"].lower(), found["rest"].partition("#")
    if kind in {"tag", "category", "tag_rss", "category_rss"}:
        return f"/tags/{slugify(rest)}/"
    if kind in {"slug", "filename"}:
        wanted = [
            one
            for one in texts.values()
            if one.addresses and (one.path == rest if kind == "filename" else text_of(one.fields.get("slug")) == rest)
        ]
        wanted.sort(key=lambda one: one.lang not in {text.lang, language, ""})
        return wanted[0].addresses[0] + sign + anchor if wanted else link
    return "/" if kind in {"root", "index", "archive", "author"} else link
