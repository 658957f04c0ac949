"""Docusaurus: which files are texts, and which address each had (https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog).

| in the folder | what it is |
|---|---|
| `docusaurus.config.js` or `.ts` | settings; plain texts in it are found, and nothing is run |
| Markdown and MDX in `blog/`, or where `path` of a blog says | articles; not what begins with `_` |
| `i18n/de/docusaurus-plugin-content-blog/` | translations |
| `src/pages/` | pages |
| `docs/` | documentation, which is not imported |
| `slug`, the date in the name or the folders, `routeBasePath`, `baseUrl` | addresses |
| `blog/authors.yml`, `blog/tags.yml` | names of authors and tags by id |
| `draft`, `unlisted` | decisions, which `reading.dialects` knows |
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from digest.importing.record import Folder, Skipped, Value
from digest.importing.sites.dates import read_name
from digest.importing.sites.literals.patterns import page_address
from digest.importing.sites.literals.script import blocks_after, text_setting, texts_setting, without_comments
from digest.importing.sites.settings import group, names_of_authors, stem_of, text_of
from digest.importing.sites.site import Site, Text, Texts

_MARKDOWN = re.compile(r"(?P<stem>.+)\.(?:mdx?|markdown)", re.IGNORECASE)
_LEFT_OUT = re.compile(r"(?:.*/)?_.*|.*\.test\.\w+|(?:.*/)?__tests__/.*")
# As the plugin reads names: `2024-03-26-crane`, `2024/03/26/crane`, `news/2024-3-6-crane`.
_DATED = re.compile(r"(?P<folder>(?:.*/)?)(?P<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(?P<text>.*)")
_HEADING = re.compile(r"^# +(?P<title>\S.*?)(?:\s+\{#[^}]*\})?\s*#*$", re.MULTILINE)
_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)


class _Blog(NamedTuple):
    """A blog of a site: its folder, the part of the address before its texts, and the name of its folder of translations."""

    folder: str
    route: str
    translated: str


class _Config(NamedTuple):
    """What the settings say."""

    blogs: tuple[_Blog, ...]
    language: str
    languages: frozenset[str]
    base_url: str


def read_docusaurus(folder: Folder) -> Site:
    """Return the site of a folder of Docusaurus."""
    config = _config(folder)
    texts: list[Text] = []
    for blog in config.blogs:
        tags = _labels(folder, f"{blog.folder}/tags.yml")
        for path, below, lang in _paths(folder, blog):
            texts.append(_post(folder, path, below, lang, blog, config, tags))
    texts += _pages(folder)
    authors = [path for path in folder.files() if re.fullmatch(r"(?:.*/)?authors\.(?:ya?ml|json)", path)]
    return Site(
        "docusaurus",
        tuple(texts),
        tuple(_documentation(folder)),
        config.base_url,
        config.language,
        ("static", ""),
        names_of_authors(folder, sorted(authors, key=lambda path: not path.startswith("i18n/"))),
        plain_link=_plain_link,
    )


def _config(folder: Folder) -> _Config:
    found = [path for path in folder.files() if re.fullmatch(r"docusaurus\.config\.[cm]?[jt]s", path)]
    script = without_comments(folder.read(found[0]).decode("utf-8", errors="replace")) if found else ""
    language = text_setting(script, "defaultLocale") or "en"
    url, base = text_setting(script, "url") or "", text_setting(script, "baseUrl") or "/"
    settings = [(block, False) for block in blocks_after(script, r"(?<![\w.])blog[\"']?\s*:")]
    settings += [(block, True) for block in blocks_after(script, r"plugin-content-blog[\"'`]\s*,")]
    blogs = []
    for block, is_plugin in settings or [("", False)]:
        name = text_setting(block, "id") or "" if is_plugin else ""
        route = text_setting(block, "routeBasePath")
        translated = "docusaurus-plugin-content-blog" + (f"-{name}" if name not in {"", "default"} else "")
        where = (text_setting(block, "path") or "blog").removeprefix("./").strip("/")
        blogs.append(_Blog(where, ("blog" if route is None else route).strip("/"), translated))
    prefix = f"/{base.strip('/')}/" if base.strip("/") else "/"
    base_url = (
        f"{url.rstrip('/')}{prefix}"
        if url.startswith("http")
        else f"https://site.invalid{prefix}"
        if prefix != "/"
        else ""
    )
    return _Config(tuple(dict.fromkeys(blogs)), language, frozenset(texts_setting(script, "locales")), base_url)


def _paths(folder: Folder, blog: _Blog) -> Iterator[tuple[str, str, str]]:
    """Yield the texts of a blog: the path, the path within the blog's folder, and the language of a translation."""
    for path in folder.files():
        if not _MARKDOWN.fullmatch(path):
            continue
        translated = re.fullmatch(rf"i18n/(?P<lang>[^/]+)/{re.escape(blog.translated)}/(?P<below>.+)", path)
        below = (
            translated["below"]
            if translated
            else path.removeprefix(f"{blog.folder}/")
            if path.startswith(f"{blog.folder}/")
            else ""
        )
        if below and not _LEFT_OUT.fullmatch(below):
            yield path, below, translated["lang"] if translated else ""


def _post(
    folder: Folder, path: str, below: str, lang: str, blog: _Blog, config: _Config, tags: Mapping[str, str]
) -> Text:
    document = folder.document(path)
    fields = dict(document.fields) if document else {}
    body = document.text if document else folder.read(path).decode("utf-8", errors="replace")
    _complete(fields, body, tags)
    stem = re.sub(r"(?:/index)?\.\w+\Z", "", below)
    dated = _DATED.fullmatch(stem)
    usual = f"{dated['date'].replace('-', '/')}/{dated['folder']}{dated['text']}" if dated else stem
    own = text_of(fields.get("slug"))
    prefix = "" if lang in {"", config.language} else f"/{lang}"
    address = page_address(f"{prefix}/{blog.route}/{own or usual}")
    name = (dated["text"] if dated else stem).rpartition("/")[2]
    return Text(
        path,
        fields,
        name or read_name(stem_of(path)).name,
        () if fields.get("draft") is True else (address if address.endswith("/") else f"{address}/",),
        date=_iso(dated["date"]) if dated else "",
        lang=lang,
        group=f"{blog.folder}/{below}" if len(config.languages) > 1 or lang else "",
        is_draft=fields.get("draft") is True,
    )


def _complete(fields: dict[str, Value], body: str, tags: Mapping[str, str]) -> None:
    """Write the title of the first heading, the labels of tags, and the date of the last change, where Docusaurus reads them."""
    if not text_of(fields.get("title")) and (found := _HEADING.search(_CODE.sub("", body))):
        fields["title"] = found["title"].strip()
    written = fields.get("tags")
    if isinstance(written, list):
        fields["tags"] = [
            tags.get(said, said) for one in written if (said := text_of(group(one).get("label")) or text_of(one))
        ]
    if changed := text_of(group(fields.pop("last_update", None)).get("date")):
        fields["updated"] = changed


def _labels(folder: Folder, path: str) -> dict[str, str]:
    """Return the labels of tags by their ids."""
    found = folder.document(path) if path in folder.files() else None
    return {
        key: label
        for key, value in (found.fields if found else {}).items()
        if (label := text_of(group(value).get("label")))
    }


def _iso(date: str) -> str:
    year, month, day = re.split("[-/]", date)
    return read_name(f"{year}-{month.zfill(2)}-{day.zfill(2)}").date


def _pages(folder: Folder) -> Iterator[Text]:
    for path in folder.files():
        below = path.removeprefix("src/pages/")
        found = _MARKDOWN.fullmatch(below)
        if not path.startswith("src/pages/") or found is None or _LEFT_OUT.fullmatch(below) or found["stem"] == "index":
            continue
        document = folder.document(path)
        fields = dict(document.fields) if document else {}
        _complete(fields, document.text if document else folder.read(path).decode("utf-8", errors="replace"), {})
        place = re.sub(r"/index\Z", "", found["stem"])
        yield Text(path, fields, place.rpartition("/")[2], (page_address(f"{place}/"),), kind="pages")


def _documentation(folder: Folder) -> Iterator[Skipped]:
    """Yield one entry for each folder of documentation, whose texts are no articles."""
    counts: dict[str, int] = {}
    for path in folder.files():
        found = re.match(r"(?:docs|versioned_docs|i18n/[^/]+/docusaurus-plugin-content-docs[^/]*)(?=/)", path)
        if found and _MARKDOWN.fullmatch(path):
            counts[found[0]] = counts.get(found[0], 0) + 1
    for name, number in counts.items():
        yield Skipped(
            f"{name}/",
            f"it is documentation, and not articles ({number} texts)",
            "import the folder by itself if they are",
        )


def _plain_link(link: str, _: Text, __: Texts) -> str:
    """Return a link without Docusaurus's own syntax: `@site/static/x.png`, `pathname:///x.pdf`."""
    if link.startswith("@site/"):
        return link.removeprefix("@site").removeprefix("/static")
    return link.removeprefix("pathname://")
