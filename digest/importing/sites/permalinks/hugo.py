"""Addresses of Hugo: `url`, `permalinks` by section, or the path of the file (https://gohugo.io/content-management/urls/)."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from digest.importing.record import Value
from digest.importing.sites.dates import local_moments, read_moment, read_name
from digest.importing.sites.settings import first_of, folder_of, text_of, texts_of

DATES = ("date", "publishdate", "pubdate", "published")


class Language(NamedTuple):
    """A language of the site: its code, the folder of its texts, and the beginning of its addresses."""

    code: str
    folder: str
    prefix: str


class Config(NamedTuple):
    """What the settings say. Permalinks are by section, in lower case."""

    languages: tuple[Language, ...]
    permalinks: Mapping[str, str]
    ugly: bool | frozenset[str]
    keeps_case: bool
    dated_names: bool
    drops_accents: bool
    main: frozenset[str]


class TextFile(NamedTuple):
    """A text in `content/`: its path within the folder of its language, without ending, and its section, which may be empty."""

    path: str
    language: Language
    inside: str
    section: str
    name: str
    is_bundle: bool
    lang: str


def addresses_of(file: TextFile, fields: Mapping[str, Value], config: Config, date: str) -> Iterator[str]:
    """Yield the addresses that a text had: that of `url`, of the pattern of its section, or of its path; then those of `aliases`."""
    own = [*_own(file, fields, config, date)]
    yield from own
    for alias in texts_of(fields.get("aliases")):
        if alias.startswith("/"):
            yield alias
            if file.language.prefix:
                yield f"{file.language.prefix}{alias}"
        else:
            yield posixpath.join(folder_of(own[0].rstrip("/")) if own else "/", alias)


def _own(file: TextFile, fields: Mapping[str, Value], config: Config, date: str) -> Iterator[str]:
    prefix = file.language.prefix
    is_ugly = config.ugly is True or (isinstance(config.ugly, frozenset) and file.section in config.ugly)
    url = text_of(fields.get("url"))
    if url and ":" not in url:
        address = f"/{url.lstrip('/')}"
        yield from ((address, f"{prefix}{address}") if url.startswith("/") and prefix else (f"{prefix}{address}",))
        return
    pattern = url or config.permalinks.get(file.section.lower(), "")
    if pattern:
        moment = read_moment(text_of(first_of(fields, *DATES)) or date)
        for when in local_moments(moment, None) if moment else [None]:
            values = _values(file, fields, config) | {
                key: when.strftime(form) if when else "\0" for key, form in _FORMS.items()
            }
            address = _filled(pattern, values)
            if "\0" not in address:
                address = re.sub(r"/{2,}", "/", f"{prefix}/{address}")
                yield address if address.endswith("/") or "." in address.rpartition("/")[2] else f"{address}/"
        return
    slug = text_of(fields.get("slug"))
    path = f"{folder_of(file.inside)}/{slug}" if slug else file.inside
    if config.dated_names and not slug:
        path = f"{folder_of(file.inside)}/{read_name(file.inside.rpartition('/')[2]).name}"
    address = f"{prefix}/{_in_address(path, config).strip('/')}"
    yield f"{address}.html" if is_ugly else f"{address}/"


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    return re.sub(r":([a-z]+)(\[[\d:last]*\])?", lambda found: _part(values.get(found[1], "\0"), found[2]), pattern)


def _part(value: str, chosen: str | None) -> str:
    """Return some of the parts of a path, as in `:sections[1:]`."""
    if not chosen:
        return value
    parts = value.split("/")
    begin, colon, end = chosen.strip("[]").replace("last", str(len(parts) - 1)).partition(":")
    if not colon:
        return parts[int(begin)] if begin.isdigit() and int(begin) < len(parts) else ""
    return "/".join(parts[int(begin) if begin.isdigit() else 0 : int(end) if end.isdigit() else None])


def _values(file: TextFile, fields: Mapping[str, Value], config: Config) -> dict[str, str]:
    name = file.inside.rpartition("/")[2]
    base = read_name(name).name if config.dated_names else name
    title = _in_address(text_of(fields.get("title")).replace("/", "-"), config) or _in_address(base, config)
    slug = _in_address(text_of(fields.get("slug")), config)
    base = _in_address(base, config)
    return {
        "title": title,
        "slug": slug or title,
        "filename": base,
        "contentbasename": base,
        "slugorfilename": slug or base,
        "slugorcontentbasename": slug or base,
        "section": _in_address(file.section, config),
        "sections": _in_address(folder_of(file.inside), config),
    }


_FORMS = {
    "year": "%Y",
    "month": "%m",
    "day": "%d",
    "monthname": "%B",
    "weekdayname": "%A",
    "weekday": "%w",
    "yearday": "%j",
}


def _in_address(path: str, config: Config) -> str:
    """Return a path as Hugo writes it in addresses: blanks are hyphens, and other signs are dropped (`helpers.MakePathSanitized`)."""
    text = re.sub(r"[^\w\s./\\#+~@-]", "", path.strip())
    text = re.sub(r"-{2,}", "-", re.sub(r"\s+", "-", text)) if re.search(r"\s", text) or text != path.strip() else text
    return text if config.keeps_case else text.lower()
