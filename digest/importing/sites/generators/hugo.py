"""Hugo: which files are texts, and which address each had (https://gohugo.io/content-management/urls/).

| in the folder | what it is |
|---|---|
| `content/`, or `contentDir`, also one for each language | articles, if their section has dated texts; at the top, without a date, pages |
| `x/index.md` | a page bundle: one text, with its files beside it; other Markdown files there belong to it |
| `_index.md` | a list page; its `cascade` is for the texts below it |
| `x.de.md`, a folder for each language | translations of one text |
| `static/`, `assets/`, files in `content/` | pictures and documents |
| `permalinks`, `uglyURLs`, `languages`, `disablePathToLower`, `frontmatter` in `hugo.toml` or `config/_default/` | addresses |
| `url`, `slug`, `aliases`, `translationKey` of a text | addresses, translations |
| `{{< ref >}}`, `{{< relref >}}` | links |
| `data/authors/`, `content/authors/` | names of authors |
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Mapping

from digest.importing.record import Document, Folder, Skipped, Value
from digest.importing.sites.dates import date_of_folder, language_of_name, read_name
from digest.importing.sites.permalinks.hugo import DATES, Config, Language, TextFile, addresses_of
from digest.importing.sites.settings import (
    HTML,
    MARKDOWN,
    ending_of,
    first_of,
    folded,
    folder_of,
    group,
    merged,
    names_of_authors,
    read_settings,
    text_of,
    texts_of,
    within,
)
from digest.importing.sites.site import Site, Text, Texts

_CONSUMED = frozenset({"url", "slug", "aliases", "URL", "Url", "Slug", "Aliases"})
_FORMATS = ("toml", "yaml", "yml", "json")


def read_hugo(folder: Folder) -> Site:
    """Return the site of a folder of Hugo."""
    settings = _settings(folder)
    config = _config(settings)
    files = [file for path in within(folder, "", MARKDOWN | HTML) if (file := _file(path, config)) is not None]
    documents = {file.path: folder.document(file.path) for file in files}
    cascades = {folder_of(file.path): _cascade(documents[file.path]) for file in files if file.name == "_index"}
    bundles = {folder_of(file.path) for file in files if file.is_bundle}
    dated = _dated_sections(files, documents) | config.main
    found: list[Text | Skipped] = []
    for file in files:
        if file.name == "_index":
            found.append(Skipped(file.path, "it is a list page, and digest makes its own"))
        elif not file.is_bundle and any(_is_below(file.path, bundle) for bundle in bundles):
            found.append(Skipped(file.path, "it belongs to the bundle that it is in, and has no page of its own"))
        else:
            found.append(_text(file, _without_text(documents[file.path]), cascades, config, dated))
    authors = [
        path
        for path in folder.files()
        if re.fullmatch(r"data/authors?(?:\.\w+|/.+)|content/(?:\w\w/)?authors?/.+\.md", path)
    ]
    roots = [
        *texts_of(settings.get("staticdir") or "static"),
        "assets",
        *(one.folder for one in config.languages),
        "content",
    ]
    return Site(
        "hugo",
        tuple(one for one in found if isinstance(one, Text)),
        tuple(one for one in found if isinstance(one, Skipped)),
        f"{text_of(settings.get('baseurl')).rstrip('/')}/" if "//" in text_of(settings.get("baseurl")) else "",
        config.languages[0].code,
        tuple(dict.fromkeys(roots)),
        names_of_authors(folder, authors),
        dates=(*DATES, "Date", "publishDate", "pubDate"),
        consumed=_CONSUMED,
        plain_link=_plain_link,
        leaves_out=_ignored(texts_of(settings.get("ignorefiles"))),
    )


def _ignored(patterns: list[str]) -> Callable[[str], bool]:
    """Return whether `ignoreFiles` leaves a path out. Of its regular expressions, only those without repetition are read."""
    wanted = [re.compile(one) for one in patterns if _PLAIN.fullmatch(one)]
    return lambda path: any(one.search(path) for one in wanted)


_PLAIN = re.compile(r"\^?(?:[\w/ .-]|\\[./-])+\$?")


def _settings(folder: Folder) -> dict[str, Value]:
    """Return the settings, with keys in lower case at the top; each file in `config/_default/` is called like the key that it is for."""
    whole = [f"{name}.{form}" for name in ("config", "hugo") for form in _FORMATS]
    settings = folded(read_settings(folder, whole))
    for path in folder.files():
        found = re.fullmatch(r"config/_default/([\w-]+)(?:\.([\w-]+))?\.(?:toml|ya?ml|json)", path)
        if not found:
            continue
        values: dict[str, Value] = read_settings(folder, [path])
        if found[1] in {"config", "hugo"}:
            settings = merged(settings, folded(values))
        elif found[2]:
            settings = merged(settings, {found[1].lower(): {found[2]: values}})
        else:
            settings = merged(settings, {found[1].lower(): values})
    return settings


def _config(settings: Mapping[str, Value]) -> Config:
    content = text_of(settings.get("contentdir")).strip("/") or "content"
    default = text_of(settings.get("defaultcontentlanguage")) or "en"
    in_folder = settings.get("defaultcontentlanguageinsubdir") is True
    named = group(settings.get("languages"))
    languages = []
    for code in sorted({*named, default}, key=lambda one: (one != default, one)):
        values = folded(group(named.get(code)))
        prefix = f"/{code}" if code != default or (in_folder and len(named) > 1) else ""
        languages.append(Language(code, text_of(values.get("contentdir")).strip("/") or content, prefix))
    written = group(settings.get("permalinks"))
    permalinks = {
        key.lower(): text_of(value)
        for key, value in {**written, **group(written.get("page"))}.items()
        if text_of(value)
    }
    ugly = settings.get("uglyurls")
    front = group(settings.get("frontmatter"))
    params = folded(group(settings.get("params")))
    return Config(
        tuple(languages),
        permalinks,
        frozenset(key for key, value in ugly.items() if value is True) if isinstance(ugly, dict) else ugly is True,
        settings.get("disablepathtolower") is True,
        any(":filename" in one for one in texts_of(front.get("date"))),
        settings.get("removepathaccents") is True,
        frozenset(one.lower() for one in texts_of(params.get("mainsections"))),
    )


def _file(path: str, config: Config) -> TextFile | None:
    """Return a file as a text of the site; None if it is not in the folder of any language."""
    language = max(
        (one for one in config.languages if path.startswith(f"{one.folder}/")),
        key=lambda one: len(one.folder),
        default=None,
    )
    if language is None:
        return None
    inside = path.removeprefix(f"{language.folder}/").rpartition(".")[0]
    codes = frozenset(one.code for one in config.languages)
    name, lang = language_of_name(inside.rpartition("/")[2], codes)
    above = folder_of(inside)
    language = next((one for one in config.languages if one.code == lang), language)
    is_bundle = name == "index" and bool(above)
    section = inside.partition("/")[0] if "/" in (above if is_bundle else inside) else ""
    return TextFile(
        path, language, above if is_bundle else f"{above}/{name}".lstrip("/"), section, name, is_bundle, language.code
    )


def _is_below(path: str, bundle: str) -> bool:
    return path.startswith(f"{bundle}/")


def _cascade(document: Document | None) -> dict[str, Value]:
    """Return the fields that a list page gives to the texts below it; those for some of them only are left out."""
    value = document.fields.get("cascade") if document else None
    values: dict[str, Value] = {}
    for one in value if isinstance(value, list) else [value]:
        fields = group(one)
        target = group(first_of(fields, "_target", "target"))
        if not {*target} - {"kind"} and text_of(target.get("kind")) in {"", "page"}:
            values |= {key: item for key, item in fields.items() if key not in {"_target", "target"}}
    return values


def _without_text(document: Document | None) -> Mapping[str, Value]:
    return document.fields if document else {}


def _dated_sections(files: list[TextFile], documents: Mapping[str, Document | None]) -> frozenset[str]:
    """Return the sections of which at least half of the texts have a date: those of articles."""
    texts, dated = Counter[str](), Counter[str]()
    for file in files:
        if file.name != "_index" and file.section:
            texts[file.section.lower()] += 1
            dated[file.section.lower()] += bool(_date_of(file, _without_text(documents[file.path])))
    return frozenset(section for section, count in texts.items() if dated[section] * 2 >= count)


def _date_of(file: TextFile, fields: Mapping[str, Value]) -> str:
    known = folded(fields)
    written = next((text for key in DATES if (text := text_of(known.get(key)))), "")
    name = file.inside.rpartition("/")[2]
    return (
        written or read_name(name).date or date_of_folder(folder_of(file.inside) if not file.is_bundle else file.inside)
    )


def _text(
    file: TextFile,
    written: Mapping[str, Value],
    cascades: Mapping[str, dict[str, Value]],
    config: Config,
    dated: frozenset[str],
) -> Text | Skipped:
    fields: dict[str, Value] = {}
    above = folder_of(file.path)
    for folder in (above[:end] for end in (*(i for i, sign in enumerate(above) if sign == "/"), len(above))):
        fields = merged(fields, cascades.get(folder, {}))
    fields = merged(fields, written)
    known = folded(fields)
    date = _date_of(file, written)
    is_article = file.section.lower() in dated if file.section else not dated and bool(date)
    if not is_article and file.section:
        return Skipped(
            file.path,
            f"it is in the section {file.section}, whose texts have no dates",
            "if it is an article, write a date, and import the file; if it is a page, copy it into content/pages/",
        )
    name = file.inside.rpartition("/")[2]
    own = read_name(name)
    params = group(known.get("params"))
    for key in ("author", "authors"):
        if key in params and key not in known:
            fields[key] = params[key]
    return Text(
        file.path,
        fields,
        own.name,
        tuple(dict.fromkeys(addresses_of(file, known, config, date))),
        "html" if ending_of(file.path) in HTML else "markdown",
        "articles" if is_article else "pages",
        date=own.date,
        lang=file.lang,
        group=text_of(known.get("translationkey")) or file.inside,
    )


_REF = re.compile(r"\{\{[<%]-?\s*(?:rel)?ref\s+(?:path\s*=\s*)?[\"'`]?([^\"'`\s>%]+)[\"'`]?[^}]*[>%]\}\}")
_SITE = re.compile(
    r"\{\{[<%]?\s*(?:\.?Site\.BaseURL|site\.BaseURL|baseurl|base_url|siteurl)\s*[>%]?\}\}/*", re.IGNORECASE
)


def _plain_link(link: str, text: Text, texts: Texts) -> str:
    """Return a link without shortcodes."""
    if "{{" not in link:
        return link
    link = _REF.sub(lambda found: _address_of(found[1], text, texts) or found[0], link)
    return _SITE.sub("/", link)


def _address_of(reference: str, text: Text, texts: Texts) -> str:
    """Return the address of the text that `ref` names: by its path, or by its name if only one text has it."""
    path, sign, anchor = reference.partition("#")
    wanted = posixpath.normpath(path).strip("/").removesuffix("/index")
    bare = wanted.rpartition(".")[0] if ending_of(wanted) in MARKDOWN else wanted
    if not path:
        return sign + anchor
    ends = [f"/{bare}.", f"/{bare}/index."]
    for one in sorted(texts.values(), key=lambda each: (each.lang != text.lang, each.path)):
        if one.addresses and any(end in f"/{one.path}" for end in ends):
            return one.addresses[0] + sign + anchor
    return ""
