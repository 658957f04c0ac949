"""No format says what another does not."""

from collections.abc import Mapping
from dataclasses import astuple, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from digest.model.feed_formats import FeedFormat
from digest.rendering.renderer import FEED_RENDERERS
from tests.feeds import rich
from tests.feeds.document import Document, documents_of
from tests.feeds.neutral import Said, SaidFeed, said_by_atom, said_by_json, said_by_rss
from tests.laws.strategies import Sources, sites
from tests.support.sites import build, tree, write_site

ALL = "feeds: {also: [atom, json], items: 3}\nhub: https://hub.example/\n"
READERS = {"rss": said_by_rss, "atom": said_by_atom, "json": said_by_json}
Site = Mapping[str, bytes]


def said_by(site: Site, form: str) -> dict[str, SaidFeed]:
    """Return what every document of a site says in one format, by its address without the ending."""
    documents = documents_of(site, rich.BASE, form)
    found = [READERS[form](document) for document in documents.values()]
    return {said.stem: said for said in found}


@pytest.fixture
def site(rich_site: Site) -> Site:
    return rich_site


def test_every_format_of_the_table_has_a_renderer_and_is_compared_here() -> None:
    assert set(FEED_RENDERERS) == set(FeedFormat) == set(READERS)


def test_no_format_has_the_name_the_suffix_or_the_media_type_of_another() -> None:
    for column in ("value", "label", "suffix", "media_type"):
        assert len({getattr(row, column) for row in FeedFormat}) == len(FeedFormat)


@pytest.mark.parametrize(("form", "other"), [("rss", "json"), ("atom", "json")])
def test_two_formats_say_the_same_of_every_feed(form: str, other: str, site: Site) -> None:
    one, two = said_by(site, form), said_by(site, other)
    assert one == two


def test_everything_that_is_compared_is_said_somewhere(site: Site) -> None:
    feeds = list(said_by(site, "atom").values())
    items = [item for feed in feeds for item in feed.items]
    assert [field.name for field in fields(SaidFeed) if not any(getattr(feed, field.name) for feed in feeds)] == []
    assert [field.name for field in fields(Said) if not any(getattr(item, field.name) for item in items)] == []
    assert ("https://harbour.example/news/media/crane.png", "image/png", 8, "A crane & its <mast>", "Ada & Co") in {
        item.picture for item in items
    }
    assert {item.language for item in items} == {"en", "ar", "es-MX"}


@pytest.mark.parametrize("form", READERS)
def test_a_word_more_in_one_format_would_be_seen(form: str, site: Site) -> None:
    suffix = {"rss": ".xml", "atom": ".atom.xml", "json": ".json"}[form]
    raw = site[f"feed-2023-12{suffix}"]
    before = READERS[form](Document(f"{rich.BASE}feed-2023-12{suffix}", raw))
    for old, new in (
        (b"lays a cable", b"lays two cables"),
        (b"our thanks", b"your thanks"),
        (b"2024-01", b"2024-02"),
        (b"/older/", b"/old/"),
    ):
        after = READERS[form](Document(before.stem, raw.replace(old, new)))
        assert old in raw
        assert astuple(after) != astuple(before)


@pytest.mark.slow
@settings(max_examples=40)
@given(sites())
def test_all_formats_say_the_same_of_any_site(sources: Sources) -> None:
    with TemporaryDirectory() as name:
        folder = write_site(Path(name), sources.files, f"{sources.config}{ALL}")
        if build(folder).code == 0:
            site = tree(folder / "site")
            assert said_by(site, "atom") == said_by(site, "json")
            assert said_by(site, "rss") == said_by(site, "json")
