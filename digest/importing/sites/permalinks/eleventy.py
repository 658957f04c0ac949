"""Addresses of Eleventy: `permalink`, or the path of the file (https://www.11ty.dev/docs/permalinks/)."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from digest.importing.record import Value
from digest.importing.sites.dates import local_moments, read_moment, read_name
from digest.importing.sites.settings import folder_of, stem_of, text_of, texts_of
from digest.model.url import slugify


class Config(NamedTuple):
    """What the settings say.

    `copied` are the folders whose files are copied to the root. `formats` are those of filters for dates, in the letters of Luxon.
    """

    folder: str
    ignored: tuple[str, ...]
    copied: tuple[str, ...]
    formats: Mapping[str, str]


def addresses_of(path: str, slug: str, fields: Mapping[str, Value], config: Config, date: str) -> Iterator[str]:
    """Yield the addresses that a text had: those of its permalink, or its path; then the ones that redirect to it."""
    pattern = text_of(fields.get("permalink"))
    inside = path.rpartition(".")[0].removeprefix(config.folder).strip("/")
    if fields.get("permalink") is False:
        return
    if pattern:
        moment = read_moment(text_of(fields.get("date"))) or read_moment(date)
        for address in _filled(pattern, inside, slug, fields, config, moment):
            yield re.sub(r"(?:(?<=/)|\A/?)index\.html\Z", "", re.sub(r"/{2,}", "/", f"/{address}"))
    else:
        place = folder_of(inside) if stem_of(path) == "index" else inside
        parts = place.split("/")
        # Eleventy takes a date from the name of the file, not from that of its folder.
        parts[-1] = read_name(parts[-1]).name if stem_of(path) != "index" else parts[-1]
        yield f"/{'/'.join(parts)}/"
    for key in ("redirect_from", "redirectFrom", "aliases"):
        yield from (f"/{one.lstrip('/')}" for one in texts_of(fields.get(key)))


_PLACEHOLDER = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}")


def _filled(
    pattern: str, inside: str, slug: str, fields: Mapping[str, Value], config: Config, moment: datetime | None
) -> Iterator[str]:
    """Yield the addresses of a permalink; several if a filter's form or the zone of the date is not known. None, if a value is not."""
    if "{%" in pattern:
        return
    for when in local_moments(moment, None) if moment else [None]:
        for form in _forms_in(pattern, config):
            known = _values(inside, slug, fields, _dated(when, form))
            address = _with_values(pattern, known)
            if "\0" not in address:
                yield address


def _with_values(pattern: str, known: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: _value(found[1], known), pattern)


# What a date in an address is most often, if the settings do not say it.
_USUAL_FORMS = ("yyyy/MM/dd", "yyyy/MM", "yyyy", "yyyy-MM-dd")


def _forms_in(pattern: str, config: Config) -> tuple[str, ...]:
    """Return the form in which a permalink writes the date; the usual ones if its filter is not known."""
    found = re.search(r"(?:page\.)?\bdate\s*\|\s*(\w+)(?:\s*[:(]\s*[\"']([^\"']+))?", pattern)
    if found is None:
        return ("yyyy-MM-dd",)
    written = found[2] or config.formats.get(found[1], "")
    return (written,) if written else _USUAL_FORMS


_LUXON = {
    "yyyy": "%Y",
    "yy": "%y",
    "y": "%Y",
    "LLLL": "%B",
    "MMMM": "%B",
    "LLL": "%b",
    "MMM": "%b",
    "LL": "%m",
    "MM": "%m",
    "dd": "%d",
    "L": "%-m",
    "M": "%-m",
    "d": "%-d",
}


def _dated(when: datetime | None, form: str) -> str:
    if when is None:
        return "\0"
    if "%" in form:  # Liquid's and strftime's own
        return when.strftime(form)
    return re.sub(r"y{4}|yy?|L{1,4}|M{1,4}|d{1,2}", lambda found: when.strftime(_LUXON.get(found[0], "")), form)


def _values(inside: str, slug: str, fields: Mapping[str, Value], date: str) -> dict[str, str]:
    return {key: text for key, value in fields.items() if (text := text_of(value))} | {
        "fileSlug": slug,
        "filePathStem": f"/{folder_of(inside)}/{slug}".replace("//", "/"),
        "date": date,
        "outputFileExtension": "html",
    }


def _value(expression: str, known: Mapping[str, str]) -> str:
    """Return the value of a placeholder; a NUL if it is none of the usual ones."""
    literal = re.fullmatch(r"[\"']([^\"']*)[\"'](?:\s*\|.*)?", expression)
    if literal:
        return literal[1]
    name, _, filters = expression.partition("|")
    value = known.get(name.strip().removeprefix("page."), "\0")
    return slugify(value) if re.search(r"\bslug(?:ify|ifyUrl)?\b", filters) and value != "\0" else value
