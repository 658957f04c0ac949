"""The JSON Schemas of the data files (https://json-schema.org/draft/2020-12), as strict as the files are."""

import json
import re
from typing import Any

from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.data import SchemaView

Schema = dict[str, Any]

_DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME = "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][+-][0-9]{2}:[0-5][0-9](?::[0-5][0-9])?"
_MONTH = "[0-9]{4}-(?:0[1-9]|1[0-2])"

# Types that several fields have. A moment says as much as is known of it.
_TEXT = {"type": "string", "minLength": 1}
_NAME = {"type": "string", "pattern": "^\\S(?:.*\\S)?$"}
_NAMES = {"type": "array", "items": _NAME, "uniqueItems": True}
_LIST = {"type": "array", "items": _TEXT}
_MOMENT = {"type": "string", "pattern": f"^{_DAY}(?:{_TIME})?$"}
_COARSE = {"type": "string", "pattern": f"^(?:[0-9]{{4}}|{_MONTH}|{_DAY}(?:{_TIME})?)$"}
_SPAN = {"type": "string", "pattern": "^{0}(?:/{0})?$".format(f"(?:[0-9]{{4}}|{_MONTH}|{_DAY})")}
_COUNT = {"type": "integer", "minimum": 0}
_FLAG = {"type": "boolean"}
_WEB_URL = {"type": "string", "pattern": '^https?://[^\\s"<>\\\\^`{|}]+$'}
_LANGUAGE = {"type": "string", "pattern": "^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"}


def schema_url(name: str, site: SiteView) -> str:
    """Give the URL of the JSON Schema of a file."""
    return absolute(site.base_url, f"data/v1/{name}.schema.json")


def render_schema(view: SchemaView, site: SiteView) -> bytes:
    """Render the schema of one of the files."""
    schema = {"articles": _articles, "incidents": _incidents, "lookup": _lookup}[view.name](site)
    return json.dumps(schema, ensure_ascii=False, indent=2).encode() + b"\n"


def _articles(site: SiteView) -> Schema:
    page = "articles/[0-9]{4}/[0-9]{2}/[^/#?]+/"
    anchored = (_own(site, f"{page}#[^#]+"), "Where it stands on the article's page.")
    correction = _object(
        date=(_MOMENT, "When it was made."),
        url=anchored,
        text=(_TEXT, "What was wrong and what is right, in Markdown."),
    )
    update = _object(
        date=(_MOMENT, "When it was added."),
        url=anchored,
        title=(_or_null(_TEXT), "Its headline. Null: it has none."),
    )
    article = _object(
        id=(_NAME, "The article's name for ever: its file's, unless its editor gave it another."),
        guid=(_NAME, "The id of its item in the feeds. It never changes."),
        url=(_own(site, page), "Its page on this site."),
        title=(_TEXT, "The headline."),
        date=(_MOMENT, "When it was published: a day, or a moment with its offset from UTC."),
        updated=(_or_null(_MOMENT), "When its text, an update or a correction last moved. Null: never since its date."),
        language=(_LANGUAGE, "The language of the text (BCP 47)."),
        summary=(_or_null(_TEXT), "One or two sentences, never more than the rights to the text allow. Null: none."),
        source=(_or_null(_source()), "Where the text comes from. Null: nothing is recorded."),
        incidents=(_NAMES, "The ids of the incidents that it reports on; empty for a lone article."),
        places=(_LIST, "Names of places."),
        tags=(_LIST, "Tags."),
        corrections=(_list(correction), "Its corrections, as its editor ordered them."),
        updates=(_list(update), "Its dated updates, without their texts."),
        words=(_COUNT, "How many words the whole text has, also where less of it is shown."),
        show=({"enum": ["full", "excerpt", "link"]}, "How much of the text this site shows."),
        noindex=(_FLAG, "True: search engines are asked to leave the page out. Please honour it as well."),
    )
    return _file(
        "articles", "Every article that can be seen, oldest first. The texts are not in the data.", article, site
    )


def _source() -> Schema:
    return _object(
        name=(_or_null(_TEXT), "The outlet."),
        url=(_or_null(_WEB_URL), "The report in its outlet."),
        author=(_or_null(_TEXT), "Who wrote it."),
        archive=(_or_null(_WEB_URL), "An archived copy."),
        licence=(
            _or_null(_TEXT),
            "The licence of the text. Null: none is recorded, so that all rights are its outlet's.",
        ),
        retrieved=(_or_null(_MOMENT), "When the text was fetched."),
    )


def _incidents(site: SiteView) -> Schema:
    page = "incidents/[^/#?]+/"
    status = _object(
        date=(_COARSE, "As of when."),
        text=(_TEXT, "Where matters stood, in Markdown."),
        source=(_CITATION, "Who says so."),
    )
    fact = _object(
        name=(_TEXT, "What it is about."),
        value=(_TEXT, "The figure, or whatever is known, in words."),
        date=(_or_null(_COARSE), "As of when it holds. Null: no date is recorded."),
        source=(_CITATION, "Who says so."),
    )
    incident = _object(
        id=(_NAME, "The incident's name for ever."),
        guid=(_NAME, "The id of its item in the feeds. It never changes."),
        url=(_own(site, page), "Its page on this site."),
        feed=(_own(site, f"{page}feed.xml"), "Its feed (RSS 2.0): every report, update and correction."),
        title=(_TEXT, "What it is called."),
        date=(_SPAN, "When it happened: a day, a month, a year, or two of them joined by a slash (ISO 8601)."),
        about=(_FLAG, "True: `date` is about right, not exact."),
        kind=(_or_null(_TEXT), "A word or two on what kind of incident it is."),
        number=(_or_null(_TEXT), "The newsroom's own number of the case."),
        place=(_or_null(_place()), "Where it happened, if its editors say so."),
        places=(_LIST, "Names of places: where it happened, and what its reports share."),
        tags=(_LIST, "Tags: its own, and what its reports share."),
        summary=(_or_null(_TEXT), "One or two sentences. Null: none."),
        status=(
            _list(status),
            "Where matters stand, as a line of dated entries, oldest first. Only the last one holds.",
        ),
        facts=(_list(fact), "Figures and other plain facts."),
        latest=(_COARSE, "When anything of it last moved: a report, an update, a correction or its status."),
        first_report=(_MOMENT, "When its first report was published."),
        last_report=(_MOMENT, "When its latest report was published."),
        reports=(_COUNT | {"minimum": 1}, "How many articles report on it."),
        articles=(_NAMES | {"minItems": 1}, "Their ids, oldest first."),
        noindex=(_FLAG, "True: search engines are asked to leave the page out. Please honour it as well."),
    )
    return _file(
        "incidents", "Every incident that an article reports on, by id. People are not in the data.", incident, site
    )


def _place() -> Schema:
    return _object(
        name=(_TEXT, "Its name."),
        latitude=(_or_null(_degrees(90)), "Degrees north (WGS 84). Null: not known."),
        longitude=(_or_null(_degrees(180)), "Degrees east (WGS 84). Null: not known."),
        precision=({"enum": ["exact", "street", "town", "region", None]}, "How exact the position is. Null: not said."),
    )


def _lookup(site: SiteView) -> Schema:
    incident = _object(
        id=(_NAME, "The incident's id in incidents.json."),
        url=(_own(site, "incidents/[^/#?]+/"), "Its page on this site."),
    )
    entry = _object(
        articles=(
            {
                "type": "array",
                "items": _own(site, "articles/[0-9]{4}/[0-9]{2}/[^/#?]+/"),
                "minItems": 1,
                "uniqueItems": True,
            },
            "The pages on this site of the articles that were made from the URL.",
        ),
        incidents=(_list(incident), "The incidents that they report on."),
    )
    keys = {"pattern": "^(?!www\\.)[!-~]+[^/]$", "description": "A URL in its canonical form: see `rule`."}
    urls = {"type": "object", "propertyNames": keys, "additionalProperties": entry}
    return _described(
        "lookup",
        "Which URLs the articles come from: is a report in the digest, and under which incident?",
        _object(
            schema=({"const": schema_url("lookup", site)}, "The URL of this schema."),
            rule=(_TEXT, "How to bring a URL into its canonical form, in which it stands here."),
            ignored=(_NAMES, "Parameters that do not count, in lower case; with * at the end: and all that begin so."),
            count=(_COUNT, "How many URLs there are."),
            urls=(urls, "What each URL leads to, sorted by URL."),
        ),
        site,
    )


def _file(name: str, about: str, row: Schema, site: SiteView) -> Schema:
    """Give the schema of a file of rows."""
    head = _object(
        schema=({"const": schema_url(name, site)}, "The URL of this schema."),
        title=(_TEXT, "The name of the digest."),
        site=({"const": site.base_url}, "Its address."),
        licence=(_or_null(_TEXT), "Under which licence the newsroom's own words stand. Null: none is given."),
        count=(_COUNT, "How many rows there are."),
        updated=(_or_null(_COARSE), "When the row that moved last did so. Null: there is no row."),
        **{name: (_list(row), about)},
    )
    return _described(name, about, head, site)


def _described(name: str, about: str, schema: Schema, site: SiteView) -> Schema:
    known = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": schema_url(name, site)}
    return known | {"title": f"{site.title}: {name}", "description": about} | schema


def _object(**fields: tuple[Schema, str]) -> Schema:
    """Give the schema of an object that has exactly these fields, each with its description."""
    properties = {name: schema | {"description": about} for name, (schema, about) in fields.items()}
    return {"type": "object", "properties": properties, "required": list(fields), "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return schema | {"type": [schema["type"], "null"]}


def _degrees(most: int) -> Schema:
    return {"type": "number", "minimum": -most, "maximum": most}


def _own(site: SiteView, address: str) -> Schema:
    """Give the schema of a URL of the site itself; `address` is a regular expression (ECMA 262)."""
    base = re.sub(r"[.*+?^${}()|\[\]\\]", r"\\\g<0>", site.base_url)
    return {"type": "string", "format": "iri", "pattern": f"^{base}{address}$"}


_CITATION = _or_null(
    _object(name=(_or_null(_TEXT), "The name of a source."), url=(_or_null(_WEB_URL), "Where it says so."))
)
