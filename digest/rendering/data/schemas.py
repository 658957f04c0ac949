"""The JSON Schemas of the data files, with the type, the format and the meaning of every field."""

import json

from digest.model.views.common import SiteView
from digest.model.views.data import SchemaView
from digest.rendering.data.schema_vocabulary import (
    ARTICLE,
    COARSE,
    COUNT,
    FLAG,
    INCIDENT,
    LANGUAGE,
    LIST,
    MOMENT,
    NAME,
    NAMES,
    SPAN,
    TEXT,
    WEB_URL,
    Schema,
    degrees,
    described,
    list_of,
    object_of,
    or_null,
    own_url,
    schema_url,
)

_CITATION = or_null(
    object_of(name=(or_null(TEXT), "The name of a source."), url=(or_null(WEB_URL), "Where it says so."))
)


def render_schema(view: SchemaView, site: SiteView) -> bytes:
    """Return the schema of one of the files."""
    schema = {"articles": _articles, "incidents": _incidents, "lookup": _lookup}[view.name](site)
    return json.dumps(schema, ensure_ascii=False, indent=2).encode() + b"\n"


def _articles(site: SiteView) -> Schema:
    anchored = (own_url(site, f"{ARTICLE}#[^#]+"), "Where it stands on the article's page.")
    correction = object_of(
        date=(MOMENT, "When it was made."),
        url=anchored,
        text=(TEXT, "What was wrong and what is right, in Markdown."),
    )
    update = object_of(
        date=(MOMENT, "When it was added."),
        url=anchored,
        title=(or_null(TEXT), "Its headline. Null: it has none."),
    )
    article = object_of(
        id=(NAME, "The article's name for ever: its file's, unless its editor gave it another."),
        guid=(NAME, "The id of its item in the feeds. It never changes."),
        url=(own_url(site, ARTICLE), "Its page on this site."),
        title=(TEXT, "The headline."),
        date=(MOMENT, "When it was published: a day, or a moment with its offset from UTC."),
        updated=(or_null(MOMENT), "When its text, an update or a correction last moved. Null: never since its date."),
        language=(LANGUAGE, "The language of the text (BCP 47)."),
        translation_of=(
            or_null(NAME),
            "The id of the article that it was translated from. Null: it is no translation.",
        ),
        summary=(or_null(TEXT), "One or two sentences, never more than the rights to the text allow. Null: none."),
        source=(or_null(_source()), "Where the text comes from. Null: nothing is recorded."),
        incidents=(NAMES, "The ids of the incidents that it reports on; empty for a lone article."),
        places=(LIST, "Names of places."),
        tags=(LIST, "Tags."),
        corrections=(list_of(correction), "Its corrections, as its editor ordered them."),
        updates=(list_of(update), "Its dated updates, without their texts."),
        words=(COUNT, "How many words the whole text has, also where less of it is shown."),
        show=({"enum": ["full", "excerpt", "link"]}, "How much of the text this site shows."),
        noindex=(FLAG, "True: search engines are asked to leave the page out. Please honour it as well."),
    )
    return _file(
        "articles", "Every article that can be seen, oldest first. The texts are not in the data.", article, site
    )


def _source() -> Schema:
    return object_of(
        name=(or_null(TEXT), "The outlet."),
        url=(or_null(WEB_URL), "The report in its outlet."),
        author=(or_null(TEXT), "Who wrote it."),
        archive=(or_null(WEB_URL), "An archived copy."),
        licence=(
            or_null(TEXT),
            "The licence of the text. Null: none is recorded, so that all rights are its outlet's.",
        ),
        retrieved=(or_null(MOMENT), "When the text was fetched."),
    )


def _incidents(site: SiteView) -> Schema:
    status = object_of(
        date=(COARSE, "As of when."),
        text=(TEXT, "Where matters stood, in Markdown."),
        source=(_CITATION, "Who says so."),
    )
    fact = object_of(
        name=(TEXT, "What it is about."),
        value=(TEXT, "The figure, or whatever is known, in words."),
        date=(or_null(COARSE), "As of when it holds. Null: no date is recorded."),
        source=(_CITATION, "Who says so."),
    )
    incident = object_of(
        id=(NAME, "The incident's name for ever."),
        guid=(NAME, "The id of its item in the feeds. It never changes."),
        url=(own_url(site, INCIDENT), "Its page on this site."),
        feed=(own_url(site, f"{INCIDENT}feed.xml"), "Its feed (RSS 2.0): every report, update, correction and status."),
        title=(TEXT, "What it is called."),
        date=(SPAN, "When it happened: a day, a month, a year, or two of them joined by a slash (ISO 8601)."),
        about=(FLAG, "True: `date` is about right, not exact."),
        kind=(or_null(TEXT), "A word or two on what kind of incident it is."),
        number=(or_null(TEXT), "The newsroom's own number of the case."),
        place=(or_null(_place()), "Where it happened, if its editors say so."),
        places=(LIST, "Names of places: where it happened, and what its reports share."),
        tags=(LIST, "Tags: its own, and what its reports share."),
        summary=(or_null(TEXT), "One or two sentences. Null: none."),
        status=(
            list_of(status),
            "Where matters stand, as a line of dated entries, oldest first. Only the last one holds.",
        ),
        facts=(list_of(fact), "Figures and other plain facts."),
        disputed=(list_of(_dispute()), "What some say and others deny, in the order of its file."),
        latest=(COARSE, "When anything of it last moved: a report, an update, a correction or its status."),
        first_report=(MOMENT, "When its first report was published."),
        last_report=(MOMENT, "When its latest report was published."),
        reports=(COUNT | {"minimum": 1}, "How many articles report on it."),
        articles=(NAMES | {"minItems": 1}, "Their ids, oldest first."),
        noindex=(FLAG, "True: search engines are asked to leave the page out. Please honour it as well."),
    )
    return _file(
        "incidents", "Every incident that an article reports on, by id. People are not in the data.", incident, site
    )


def _dispute() -> Schema:
    settled = object_of(date=(COARSE, "When."), text=(TEXT, "How, in Markdown."), source=(_CITATION, "Who says so."))
    sides = {"type": "array", "items": TEXT, "minItems": 1}
    return object_of(
        claim=(TEXT, "What is disputed, in Markdown."),
        says=(sides, "Who says so."),
        denies=(sides, "Who denies it."),
        date=(COARSE, "Since when it is disputed."),
        source=(_CITATION, "Where both can be read."),
        settled=(or_null(settled), "How it was settled. Null: it is open."),
    )


def _place() -> Schema:
    return object_of(
        name=(TEXT, "Its name."),
        latitude=(or_null(degrees(90)), "Degrees north (WGS 84). Null: not known."),
        longitude=(or_null(degrees(180)), "Degrees east (WGS 84). Null: not known."),
        precision=({"enum": ["exact", "street", "town", "region", None]}, "How exact the position is. Null: not said."),
    )


def _lookup(site: SiteView) -> Schema:
    incident = object_of(
        id=(NAME, "The incident's id in incidents.json."),
        url=(own_url(site, INCIDENT), "Its page on this site."),
    )
    entry = object_of(
        articles=(
            {
                "type": "array",
                "items": own_url(site, ARTICLE),
                "minItems": 1,
                "uniqueItems": True,
            },
            "The pages on this site of the articles that were made from the URL.",
        ),
        incidents=(list_of(incident), "The incidents that they report on."),
    )
    keys = {
        "pattern": "^(?!www\\.)[!->@-~]*[!-.0->@-~](?:\\?[!-~]+)?$",
        "description": "A URL in its canonical form: see `rule`.",
    }
    urls = {"type": "object", "propertyNames": keys, "additionalProperties": entry}
    return described(
        "lookup",
        "Which URLs the articles come from: is a report in the digest, and under which incident?",
        object_of(
            schema=({"const": schema_url("lookup", site)}, "The URL of this schema."),
            rule=(TEXT, "How to bring a URL into its canonical form, in which it stands here."),
            ignored=(NAMES, "Parameters that do not count, in lower case; with * at the end: and all that begin so."),
            count=(COUNT, "How many URLs there are."),
            urls=(urls, "What each URL leads to, sorted by URL."),
        ),
        site,
    )


def _file(name: str, about: str, row: Schema, site: SiteView) -> Schema:
    """Return the schema of a file of rows."""
    head = object_of(
        schema=({"const": schema_url(name, site)}, "The URL of this schema."),
        title=(TEXT, "The name of the digest."),
        site=({"const": site.base_url}, "Its address."),
        licence=(or_null(TEXT), "Under which licence the newsroom's own words stand. Null: none is given."),
        count=(COUNT, "How many rows there are."),
        updated=(or_null(COARSE), "When the row that moved last did so. Null: there is no row."),
        **{name: (list_of(row), about)},
    )
    return described(name, about, head, site)
