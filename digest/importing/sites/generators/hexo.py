"""Hexo: which files are texts, and which address each had (https://hexo.io/docs/permalinks).

| in the folder | what it is |
|---|---|
| `_config.yml`, then `_config.*.yml` | settings |
| `source/_posts/`; `source/_drafts/` | articles; drafts |
| other Markdown below `source/`, such as `about/index.md` | pages |
| `permalink`, `permalink_defaults`, `new_post_name`, `pretty_urls`, `category_map`, `default_category`, `root` | addresses |
| the folder of a text's name beside it (`post_asset_folder`) | its files |
| `{% post_link %}`, `{% post_path %}`, `{% asset_img %}`, `{% asset_link %}`, `{% asset_path %}` | links and pictures |
| `password`, `published: false` | decisions, which `reading.dialects` knows |
"""

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

from digest.importing.record import Folder, Skipped, Value
from digest.importing.sites.dates import local_moments, read_moment, read_name
from digest.importing.sites.generators.hexo_tags import by_name, read_tags
from digest.importing.sites.literals.patterns import filled_colons, page_address
from digest.importing.sites.loose_dates import read_loosely, with_offsets, zone_of
from digest.importing.sites.settings import (
    MARKDOWN,
    ending_of,
    first_of,
    folder_of,
    group,
    read_settings,
    stem_of,
    text_of,
    texts_of,
    within,
)
from digest.importing.sites.site import Site, Text, Texts
from digest.importing.sites.slugs import hexo_slug

_SEGMENTS = {
    "year": r"\d{4}",
    "month": r"\d{2}",
    "day": r"\d{2}",
    "i_month": r"\d{1,2}",
    "i_day": r"\d{1,2}",
    "hash": "[0-9a-f]{12}",
}
_LISTS = frozenset("tags categories archives archive search link links friends 404 index".split())


class _Config(NamedTuple):
    """What `_config.yml` says. `source` is the folder of the texts."""

    values: Mapping[str, Value]
    source: str
    permalink: str
    zone: str
    language: str
    files: frozenset[str]
    folders: frozenset[str]

    def text(self, name: str, otherwise: str = "") -> str:
        return text_of(self.values.get(name)) or otherwise


def read_hexo(folder: Folder) -> Site:
    """Return the site of a folder of Hexo."""
    config = _config(folder)
    found = [one for path in within(folder, config.source, MARKDOWN) if (one := _text(folder, path, config))]
    texts = tuple(one for one in found if isinstance(one, Text))
    return Site(
        "hexo",
        texts,
        tuple(one for one in found if isinstance(one, Skipped)),
        _base_url(config),
        config.language,
        (config.source, ""),
        consumed=frozenset({"permalink", "alias", "aliases", "redirect_from"}),
        plain_link=partial(_plain_link, config.files),
        read_body=partial(read_tags, by_name(texts)),
    )


def _config(folder: Folder) -> _Config:
    found = [path for path in folder.files() if re.fullmatch(r"_config\.(?:production|prod|release)\.ya?ml", path)]
    values = read_settings(folder, ("_config.hexo.yml", "_config.yaml", "_config.yml", *found))
    languages = texts_of(values.get("language"))
    return _Config(
        values,
        text_of(values.get("source_dir")).strip("./") or "source",
        text_of(values.get("permalink")) or ":year/:month/:day/:title/",
        text_of(values.get("timezone")),
        languages[0] if languages else "",
        frozenset(folder.files()),
        frozenset(folder_of(path) for path in folder.files()),
    )


def _base_url(config: _Config) -> str:
    """Return the URL of the site. `root` is the folder of the site on its host."""
    url, root = config.text("url").rstrip("/"), config.text("root").strip("/")
    if not url:
        return f"https://site.invalid/{root}/" if root else ""
    return f"{url}/" if not root or urlsplit(url).path.strip("/") == root else f"{url}/{root}/"


def _text(folder: Folder, path: str, config: _Config) -> Text | Skipped | None:
    below = path[len(config.source) + 1 :]
    document = folder.document(path)
    fields = dict(document.fields) if document else {}
    if below.startswith(("_posts/", "_drafts/")):
        return _post(path, below.partition("/")[2], fields, config, is_draft=below.startswith("_drafts/"))
    if re.search(r"(?:\A|/)[_.]", below):
        return None
    return _page(path, below, fields, config)


def _page(path: str, below: str, fields: dict[str, Value], config: _Config) -> Text | Skipped:
    name = stem_of(below) if stem_of(below) != "index" else folder_of(below).rpartition("/")[2] or "index"
    if text_of(fields.get("type")) in _LISTS or text_of(fields.get("layout")) in _LISTS or name.lower() in _LISTS:
        return Skipped(path, "it is a list of the theme, and digest makes its own")
    address = text_of(fields.get("permalink")) or re.sub(
        r"(?:/index)?\.\w+\Z", lambda found: "/" if found[0].startswith("/") else ".html", below
    )
    lang = below.partition("/")[0] if below.partition("/")[0] in texts_of(config.values.get("language"))[1:] else ""
    return Text(path, fields, name, (page_address(address),), kind="pages", lang=text_of(fields.get("lang")) or lang)


def _post(path: str, below: str, fields: dict[str, Value], config: _Config, *, is_draft: bool) -> Text:
    of_name = _of_name(below, config)
    slug = of_name.pop("title")
    stem = read_name(stem_of(path))
    date = "-".join(
        part.zfill(2)
        for part in (
            of_name.get("year", ""),
            of_name.get("month", of_name.get("i_month", "")),
            of_name.get("day", of_name.get("i_day", "")),
        )
        if part
    )
    said = date if len(date) == 10 else stem.date
    moments = _moments(fields.get("date") or said, config.zone)
    fields = {**{key: value for key, value in of_name.items() if key not in _SEGMENTS}, **fields}
    with_offsets(fields, ("date", "updated"), config.zone)
    addresses = [] if is_draft else [one for moment in moments for one in _addresses(slug, moment, fields, config)]
    addresses += [one for name in ("alias", "aliases", "redirect_from") for one in texts_of(fields.get(name))]
    lang = text_of(first_of(fields, "lang", "language"))
    beside = path.rpartition(".")[0]
    return Text(
        path,
        fields,
        stem.name,
        tuple(dict.fromkeys(page_address(one) for one in addresses)),
        date=said,
        lang=lang,
        group=slug.removeprefix(f"{lang}/") if lang else slug,
        is_draft=is_draft,
        beside=beside if beside in config.folders else "",
    )


def _moments(value: Value, zone: str) -> list[datetime | None]:
    """Return what the clock of the site showed; a moment with an offset may be of another day there, and the zone may not be known."""
    exact = read_moment(value)
    if exact is None or exact.tzinfo is None:
        return [read_loosely(value)]
    return [*local_moments(exact, zone_of(zone))]


def _of_name(below: str, config: _Config) -> dict[str, str]:
    """Return the parts of a file's name as `new_post_name` says them; `title` is what Hexo calls the slug."""
    stem = below.rpartition(".")[0]
    pattern = re.escape(config.text("new_post_name", ":title.md").rpartition(".")[0])
    names: list[str] = []

    def part(found: re.Match[str]) -> str:
        names.append(found[1])
        return f"(?P<{found[1]}{names.count(found[1])}>{_SEGMENTS.get(found[1], '.+?')})"

    try:
        found = re.fullmatch(re.sub(r":([a-z_]+)", part, pattern), stem)
    except re.error:
        found = None
    parts = {name.rstrip("0123456789"): value for name, value in found.groupdict().items()} if found else {}
    return {"title": _slugged(stem), **parts}


def _slugged(path: str) -> str:
    return "/".join(hexo_slug(part) for part in path.split("/"))


def _addresses(slug: str, moment: datetime | None, fields: Mapping[str, Value], config: _Config) -> Iterator[str]:
    own = text_of(fields.get("permalink"))
    if own:
        address = own
    else:
        parts = {
            key.lower() if key.islower() else key: text for key, value in fields.items() if (text := text_of(value))
        }
        defaults = {key: text_of(value) for key, value in group(config.values.get("permalink_defaults")).items()}
        address = filled_colons(config.permalink, defaults | parts | _parts(slug, moment, fields, config))
    if not address:
        return
    if not own and not re.search(r"(?:/|\.html?)\Z", address):
        yield f"{address}/" if config.permalink.endswith("/") else address
    else:
        yield address
    pretty = group(config.values.get("pretty_urls"))
    if pretty.get("trailing_html") in (False, "false") and address.endswith(".html"):
        yield address.removesuffix(".html")


def _parts(slug: str, moment: datetime | None, fields: Mapping[str, Value], config: _Config) -> dict[str, str]:
    """Return the parts of a permalink that Hexo itself knows."""
    parts = {
        "title": slug,
        "name": posixpath.basename(slug),
        "post_title": hexo_slug(text_of(fields.get("title")), lower=True),
        "category": _category(fields, config),
    }
    if moment is None:
        return parts
    forms = {"year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S"}
    parts |= {name: moment.strftime(form) for name, form in forms.items()}
    parts |= {"i_month": str(moment.month), "i_day": str(moment.day)}
    seconds = str(int(moment.replace(tzinfo=zone_of(config.zone) or UTC).timestamp()))
    hashed = hashlib.sha1(f"{slug}{seconds}".encode(), usedforsecurity=False).hexdigest()
    return parts | {"timestamp": seconds, "hash": hashed[:12]}


def _category(fields: Mapping[str, Value], config: _Config) -> str:
    """Return the last category with those above it: `news/docks` of the list `[News, Docks]`, of a list of lists that of the last."""
    written = fields.get("categories") or fields.get("category")
    last = written[-1] if isinstance(written, list) and written and isinstance(written[-1], list) else written
    mapped = group(config.values.get("category_map"))
    lower = config.text("filename_case") == "1"
    slugs = [hexo_slug(text_of(mapped.get(name)) or name, lower=lower) for name in texts_of(last)]
    return "/".join(slugs) or config.text("default_category", "uncategorized")


def _plain_link(files: frozenset[str], link: str, text: Text, _: Texts) -> str:
    """Return a link to a file that an editor's program wrote relative to the text: `x/crane.png` beside `x.md`, whose files are in `x/`."""
    if text.beside and not re.match(r"[a-z]+:|[/#{<]", link):
        for base in (text.beside, folder_of(text.path)):
            if (whole := posixpath.normpath(posixpath.join(base, link.partition("#")[0]))) in files and ending_of(
                whole
            ):
                return posixpath.relpath(whole, text.beside)
    return link
