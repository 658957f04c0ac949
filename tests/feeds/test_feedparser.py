"""feedparser, which many readers stand on, finds in every feed what was put in, and nothing to complain of."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from typing import Any

import feedparser
import pytest

from tests.feeds import rich
from tests.feeds.document import Document, documents_of
from tests.feeds.neutral import Said, said_by_json

VERSIONS = {"rss": "rss20", "atom": "atom10"}
SUFFIXES = {"rss": ".xml", "atom": ".atom.xml"}
FORMS = pytest.mark.parametrize("form", VERSIONS)
TITLES = {
    *(
        "Crane falls & blocks <Pier 1>",
        "Ship waits",
        "Tug waits",
        "One of two",
        "Two of two",
        "Fair opens",
        "Older than the archives",
    ),
    *(
        "AT&T lays a cable",
        "سفينة في الميناء",
        "🚢",
        "¿Qué pasó?",
        "a ]]> b <![CDATA[ c",
        ("Long " * 200).strip(),
        "\"She said: 'no'\"",
    ),
    *("Kräne", "A link of every kind", "Known for long", "Elsewhere", "In part", "Moved"),
    *("Pier opens", "Update: Crane falls & blocks <Pier 1>", "R&D: done", "Correction: Crane falls & blocks <Pier 1>"),
}
Site = Mapping[str, bytes]


@pytest.fixture
def site(rich_site: Site) -> Site:
    return rich_site


def parsed(document: Document) -> Any:  # noqa: ANN401 - feedparser ships no types
    return feedparser.parse(document.raw, sanitize_html=False, resolve_relative_uris=False)


def _utc(parts: Any) -> datetime:  # noqa: ANN401 - likewise
    year, month, day, hour, minute, second = parts[:6]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def entry_of(entry: Any) -> Said:  # noqa: ANN401 - likewise
    """Return an entry as feedparser has it, as far as it reads it."""
    [content] = entry.content
    summary = unescape(entry.get("summary", ""))
    return Said(
        guid=entry.id,
        link=entry.link,
        title=entry.title,
        content=content.value,
        summary="" if summary in (entry.title, unescape(content.value)) else summary,
        author=entry.author,
        tags=tuple(tag.term for tag in entry.get("tags", [])),
        published=_utc(entry.published_parsed),
        updated=_utc(entry.updated_parsed),
        picture=next(((found.href, found.type, int(found.length), "", "") for found in entry.enclosures), None),
        language="",
        original=("", ""),
    )


def put_in(said: Said) -> Said:
    """Return what was put in, as far as feedparser reads it: dates to the second, nothing of words for pictures, languages and sources."""
    picture = said.picture and (*said.picture[:3], "", "")
    summary = "" if said.summary == unescape(said.content) else said.summary
    updated = said.updated.replace(microsecond=0)
    return replace(said, summary=summary, updated=updated, picture=picture, language="", original=("", ""))


@FORMS
def test_feedparser_has_no_complaint_of_any_feed(form: str, site: Site) -> None:
    for document in documents_of(site, rich.BASE, form).values():
        feed = parsed(document)
        assert (feed.get("bozo_exception"), feed.bozo, feed.version, feed.encoding) == (
            None,
            False,
            VERSIONS[form],
            "utf-8",
        )


@FORMS
def test_feedparser_finds_the_items_that_were_put_in(form: str, site: Site) -> None:
    documents = documents_of(site, rich.BASE, form)
    assert sum(len(parsed(document).entries) for document in documents.values()) > len(documents)
    for path, document in documents.items():
        feed = said_by_json(Document("", site[path.removesuffix(SUFFIXES[form]) + ".json"]))
        found = parsed(document)
        assert [entry_of(entry) for entry in found.entries] == [put_in(item) for item in feed.items]
        assert (found.feed.title, found.feed.link, found.feed.language) == (feed.title, feed.page, feed.language)
        assert found.feed.get("rights") == feed.rights


@FORMS
def test_feedparser_finds_every_headline_as_it_was_written(form: str, site: Site) -> None:
    documents = documents_of(site, rich.BASE, form)
    found = {
        entry.title
        for path, document in documents.items()
        if path.startswith("updates")
        for entry in parsed(document).entries
    }
    assert found == TITLES | {"Status: The crane case", "This article has been withdrawn"}
