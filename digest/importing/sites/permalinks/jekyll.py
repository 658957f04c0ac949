"""Addresses of Jekyll: `permalink` of a post, of its defaults or of the site (https://jekyllrb.com/docs/permalinks/)."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo

from digest.importing.record import Value
from digest.importing.sites.dates import local_moments
from digest.importing.sites.settings import text_of

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}


def addresses_of(
    pattern: str,
    name: str,
    moment: datetime | None,
    categories: list[str],
    fields: Mapping[str, Value],
    zone: tzinfo | None,
) -> Iterator[str]:
    """Yield the addresses that a permalink gives; several if the day depends on a zone that is not known for certain."""
    pattern = _STYLES.get(pattern, pattern)
    if pattern.lower() in {"false", "none"} or "{" in pattern:
        return
    slug = text_of(fields.get("slug"))
    for when in local_moments(moment, zone) if moment else [None]:
        known = _values(when, slug or name, name, categories)
        address = _filled(pattern, known)
        if "\0" in address:
            continue
        address = re.sub(r"/{2,}", "/", f"/{address}")
        yield address
        if not address.endswith("/") and not re.search(r"\.[a-z]{2,5}\Z", address):
            yield f"{address}.html"
        if ":" not in pattern:
            return


def _filled(pattern: str, known: Mapping[str, str]) -> str:
    return re.sub(r":([a-z_]+)", lambda found: known.get(found[1]) or _longest(found[1], known), pattern)


def _longest(name: str, known: Mapping[str, str]) -> str:
    """Return the value of the longest placeholder with which a word begins, as in `:title_x`; a NUL if there is none."""
    best = max((one for one in known if name.startswith(one)), key=len, default="")
    return known[best] + name[len(best) :] if best else "\0"


def _values(when: datetime | None, title: str, name: str, categories: list[str]) -> dict[str, str]:
    """Return the values of placeholders. Without a date, those of the date are a NUL."""
    lower = list(dict.fromkeys(category.lower() for category in categories))
    values = {
        "title": _slug(title),
        "slug": _slug(title).lower(),
        "name": name,
        "categories": "/".join(lower),
        "slugified_categories": "/".join(dict.fromkeys(re.sub(r"[^\w]+", "-", one).strip("-") for one in lower)),
        "output_ext": ".html",
    }
    values |= {key: when.strftime(form) if when else "\0" for key, form in _FORMS.items()}
    return values | {"i_month": str(when.month) if when else "\0", "i_day": str(when.day) if when else "\0"}


_FORMS = {
    part.partition("=")[0]: part.partition("=")[2]
    for part in (
        "year=%Y month=%m day=%d short_year=%y y_day=%j short_month=%b long_month=%B hour=%H minute=%M second=%S week=%V short_day=%a "
        "long_day=%A w_day=%u w_year=%G"
    ).split()
}


def _slug(text: str) -> str:
    """Return a title as Jekyll writes it in addresses: `Utils.slugify` with the mode `pretty`, and with capitals."""
    return re.sub(r"[^\w._~!$&'()+,;=@-]+", "-", text).strip("-")
