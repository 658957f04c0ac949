"""Dates on pages: the year is said where it changes, the time zone once a page."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.model.moment import Moment
from digest.reading.yaml.dates import parse_moment, parse_span
from digest.rendering.html.dates import NEWEST, Dates
from tests.support.sites import article, built, write_site

DATES = Dates("en-GB", "about {date}")


def at(written: str) -> Moment:
    return parse_moment(written, ZoneInfo("UTC"), coarse=True)


def test_the_year_is_left_out_after_a_date_of_the_same_year() -> None:
    rows = ["2024-03-26T05:30:00Z", "2024-03", "2023-12-31", "2023", "2023-01-01"]
    before, found = None, []
    for row in map(at, rows):
        found.append(DATES.when(row, before).striptags())
        before = row
    assert found == ["26 March 2024, 05:30", "March", "31 December 2023", "2023", "1 January"]


def test_a_span_is_a_context_if_it_has_one_year() -> None:
    day, span, years = at("2024-03-26"), parse_span("2024-03"), parse_span("2023-12-30/2024-03-26")
    assert DATES.when(day, span) == '<time datetime="2024-03-26">26 March</time>'
    assert DATES.when(day, years) == '<time datetime="2024-03-26">26 March 2024</time>'
    assert DATES.when(years, years) == "30 December 2023 – 26 March 2024"
    assert DATES.when(parse_span("2024-03-01/2024-03-26"), day) == "1 March – 26 March"


def test_what_is_no_date_leaves_the_year() -> None:
    day = at("2024-03-26")
    assert {DATES.when(day, after) for after in (None, False, "2024", "")} == {DATES.when(day)}


def test_a_day_and_a_time_of_day_can_be_shown_alone() -> None:
    moment = at("2024-03-26T05:30:00Z")
    assert DATES.day(moment) == '<time datetime="2024-03-26">26 March 2024</time>'
    assert DATES.day(moment, moment, short=True) == '<time datetime="2024-03-26">26 Mar</time>'
    assert DATES.clock(moment) == '<time datetime="2024-03-26T05:30:00+00:00">05:30</time>'
    assert (DATES.clock(at("2024-03-26")), DATES.clock(parse_span("2024"))) == ("", "")


def test_a_page_with_a_time_of_day_says_its_zone_once_and_no_other_page_does(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/timed.md": article("Timed", date="2024-03-26T05:30:00Z"),
        "content/articles/dated.md": article("Dated", date="2023-03-26"),
    }
    site = built(write_site(tmp_path, files))
    timed, dated = (site[f"articles/{path}/index.html"].decode() for path in ("2024/03/timed", "2023/03/dated"))
    assert "March 26, 2024, 6:30" in timed
    assert (timed.count("Times: Central European Time."), dated.count("Times: ")) == (1, 0)
    assert 'class="zone"' not in dated


def test_a_page_on_paper_says_its_address_and_how_new_it_is_whenever_it_was_built(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/old.md": article("Old", date="2023-03-26", incident="crane"),
        "content/articles/new.md": article("New", date="2024-03-26", updated="2024-04-02", incident="crane"),
        "content/pages/about.md": "---\ntitle: About\nupdated: 2024-05-01\n---\nWe.\n",
        "content/pages/contact.md": "---\ntitle: Contact\n---\nWe.\n",
    }
    site = built(write_site(tmp_path, files), now="2026-01-01T00:00:00Z")
    printed = {
        path: re.sub("<[^>]+>", "", found[1]).removeprefix("https://harbour.example/news/")
        for path, page in site.items()
        if (found := re.search('<p class="printed">(.*?)</p>', page.decode(errors="replace")))
    }
    assert {path for path in site if path.endswith(".html")} == printed.keys()
    expected = {
        "index.html": " As of March 26, 2024",
        "about/index.html": "about/ As of May 1, 2024",
        "contact/index.html": "contact/",
        "articles/2023/03/old/index.html": "articles/2023/03/old/ As of March 26, 2023",
        "articles/2024/03/new/index.html": "articles/2024/03/new/ As of April 2, 2024",
        "incidents/crane/index.html": "incidents/crane/ As of April 2, 2024",
        "archive/2023/03/index.html": "archive/2023/03/ As of March 26, 2023",
    }
    assert {path: printed[path] for path in expected} == expected
    assert built(tmp_path, "--fresh", now="2027-01-01T00:00:00Z")["index.html"] == site["index.html"]


def test_what_texts_call_dates_is_not_the_date_of_a_page() -> None:
    page = '<time datetime="2024-03-26">x</time>{}<span class="newest">{}</span>'
    odd = "".join(f'<time datetime="{said}">y</time>' for said in ("2024-99-99", "2024-W52-1", "tomorrow", "PT5H", ""))
    told = DATES.complete(page.format(odd, NEWEST))
    assert told == page.format(odd, DATES.day(at("2024-03-26")))
    assert DATES.complete(f'{odd} <span class="newest">As of {NEWEST}</span>') == odd
