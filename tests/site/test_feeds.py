"""Feeds as a feed reader has them: what they hold, in which order, under which address."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.rendering.feeds import FILES, all_guids, feed_of, feeds_of, items_of
from tests.rendering.strict import page_of
from tests.support.sites import CONFIG, article, built, write_site

BASE = "https://harbour.example/news/"
RIGHTS = "rights:\n  text: full\n"
ABOUT = f'<li><a href="{BASE}incidents/crane-case/">The crane case</a></li>'
CRANE = f'<a href="{BASE}articles/2024/03/crane/">Crane falls &amp; blocks &lt;Pier 1&gt;</a>'
FAIR = {
    "title": "Fair opens",
    "link": f"{BASE}articles/2024/04/fair/",
    "published": "Mon, 01 Apr 2024 00:00:00 +0200",
    "author": "Harbour Digest",
    "tags": [],
    "summary": "The fair opened.",
    "content": ["<p>The fair opened.</p>"],
}
SHIP = {
    "title": "Ship waits",
    "link": f"{BASE}articles/2024/03/ship/",
    "published": "Wed, 27 Mar 2024 00:00:00 +0100",
    "author": "Gazette",
    "tags": ["harbour"],
    "summary": "A ship waits.",
    "content": [
        (
            "<p>The ship waits. It has waited for a day.</p>\n"
            f'<p>Source: <a href="https://gazette.example/ship?a=1&amp;b=2">Gazette</a></p>\n<ul>{ABOUT}</ul>'
        )
    ],
}
UPDATE = {
    "title": "Pier opens",
    "link": f"{BASE}articles/2024/03/crane/#update-2024-03-28",
    "published": "Thu, 28 Mar 2024 00:00:00 +0100",
    "author": "Harbour Digest",
    "tags": ["harbour", "cranes"],
    "summary": "The pier is open.",
    "content": [
        f'<p>The pier is <a href="{BASE}articles/2024/03/ship/">open</a>.</p>\n<ul><li>{CRANE}</li>{ABOUT}</ul>'
    ],
}
CORRECTION = {
    "title": "Correction: Crane falls & blocks <Pier 1>",
    "link": f"{BASE}articles/2024/03/crane/#correction-2024-03-29",
    "published": "Fri, 29 Mar 2024 00:00:00 +0100",
    "author": "Harbour Digest",
    "tags": ["harbour", "cranes"],
    "summary": "It was one crane.",
    "content": [f"<p>It was <em>one</em> crane.</p>\n<ul><li>{CRANE}</li>{ABOUT}</ul>"],
}
STATUS = {
    "title": "Status: The crane case",
    "link": f"{BASE}incidents/crane-case/#status-2024-03-30",
    "published": "Sat, 30 Mar 2024 00:00:00 +0100",
    "author": "Harbour Digest",
    "tags": [],
    "summary": "The harbour investigates.",
    "content": [f"<p>The harbour investigates.</p>\n<ul>{ABOUT}</ul>"],
}
INCIDENT = {
    "title": "The crane case",
    "link": f"{BASE}incidents/crane-case/",
    "published": "Tue, 26 Mar 2024 05:30:00 +0100",
    "author": "Harbour Digest",
    "tags": ["harbour"],
    "summary": "A crane fell on Pier 1.",
    "content": [
        (
            f'<p><img alt="The crane" src="{BASE}media/crane.png" /></p>\n<p>A crane fell on Pier 1.</p>\n'
            f'<p>The harbour investigates.</p>\n<ul><li><a href="{BASE}articles/2024/03/crane/#correction-2024-03-29">'
            "Correction: Crane falls &amp; blocks &lt;Pier 1&gt;</a></li>"
            f'<li><a href="{BASE}articles/2024/03/ship/">Ship waits</a></li><li>{CRANE}</li></ul>'
        )
    ],
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(write_site(tmp_path_factory.mktemp("site"), FILES, CONFIG.replace(RIGHTS, "")))


def test_the_register_has_one_item_for_each_incident_and_for_each_lone_report(site: dict[str, bytes]) -> None:
    assert items_of(site["incidents.xml"]) == [FAIR, INCIDENT]


def test_the_recommended_feed_has_one_item_for_each_incident_and_day_with_news(site: dict[str, bytes]) -> None:
    fair, *of_case = items_of(site["feed.xml"])
    assert fair == FAIR  # a report without an incident is shown as it is
    links = [item["link"].partition("#") for item in of_case]
    assert {link for link, _, _ in links} == {f"{BASE}incidents/crane-case/"}
    assert [anchor for _, _, anchor in links[-2:]] == ["news-2024-03-26t230000", "news-2024-03-26t043000"]  # in UTC
    assert [(item["title"], item["published"]) for item in of_case] == [
        (f"The crane case: {headline}", f"{day} Mar 2024 {time} +0100")
        for headline, day, time in (
            ("The harbour investigates", "Sat, 30", "00:00:00"),
            ("Correction: Crane falls & blocks <Pier 1>", "Fri, 29", "00:00:00"),
            ("Pier opens", "Thu, 28", "00:00:00"),
            ("Ship waits", "Wed, 27", "00:00:00"),
            ("Crane falls & blocks <Pier 1>", "Tue, 26", "05:30:00"),
        )
    ]
    last_link = f'<ul><li><a href="{BASE}incidents/crane-case/">The crane case</a></li></ul>'
    status = f'<a href="{BASE}incidents/crane-case/#status-2024-03-30">The crane case</a>'
    ship = f'<a href="{BASE}articles/2024/03/ship/">Ship waits</a>'
    crane = "Crane falls &amp; blocks &lt;Pier 1&gt;</a>"
    correction = f'<a href="{BASE}articles/2024/03/crane/#correction-2024-03-29">{crane}'
    assert [item["content"][0] for item in of_case[:2] + of_case[3:4]] == [
        f"<ul><li><p>Status: {status} (March 30, 2024)</p><p>The harbour investigates.</p></li></ul>\n{last_link}",
        f"<ul><li><p>Correction: {correction} (March 29, 2024)</p><p>It was <em>one</em> crane.</p></li></ul>\n{last_link}",
        f"<ul><li><p>{ship} (Gazette; March 27, 2024)</p><p>A ship waits.</p></li></ul>\n{last_link}",
    ]


def test_the_feed_of_updates_has_everything_that_is_published_one_by_one_newest_first(site: dict[str, bytes]) -> None:
    *newer, oldest = items_of(site["updates.xml"])
    assert newer == [FAIR, STATUS, CORRECTION, UPDATE, SHIP]
    content = oldest.pop("content")
    assert oldest == {
        "title": "Crane falls & blocks <Pier 1>",
        "link": f"{BASE}articles/2024/03/crane/",
        "published": "Tue, 26 Mar 2024 05:30:00 +0100",
        "author": "Ada Byron",
        "tags": ["harbour", "cranes"],
        "summary": "A crane fell.",
    }
    here = f"{BASE}articles/2024/03/crane/"
    assert re.findall(r'(?:href|src)="([^"]*)"', content[0]) == [
        *(
            f"{BASE}media/crane.png",
            f"{BASE}incidents/crane-case/",
            f"{BASE}incidents/",
            "https://maker.example/",
            f"{here}#text-fn:1",
        ),
        *(f"{BASE}media/crane.png", f"{here}#text-fnref:1", f"{BASE}incidents/crane-case/"),
    ]


def test_an_anchor_of_a_feed_stands_on_the_page_that_it_leads_to(site: dict[str, bytes]) -> None:
    page = page_of(site["articles/2024/03/crane/index.html"])
    identities = {element.get("id") for element in page.iter()}
    anchors = re.findall(
        rf"{re.escape(BASE)}articles/2024/03/crane/#([^\"&<]+)",
        "".join(raw.decode() for raw in feeds_of(site).values()),
    )
    assert set(anchors) == {"text-fn:1", "text-fnref:1", "update-2024-03-28", "correction-2024-03-29"}
    assert set(anchors) <= identities


def test_the_feed_of_editions_has_an_item_for_each_day_with_news(site: dict[str, bytes]) -> None:
    assert [(item["title"], item["link"], item["summary"]) for item in items_of(site["editions.xml"])] == [
        ("April 1, 2024", f"{BASE}editions/2024/04/01/", "Fair opens"),
        ("March 30, 2024", f"{BASE}editions/2024/03/30/", "Status: The crane case"),
        ("March 29, 2024", f"{BASE}editions/2024/03/29/", "Correction: Crane falls & blocks &lt;Pier 1>"),
        ("March 28, 2024", f"{BASE}editions/2024/03/28/", "Pier opens"),
        ("March 27, 2024", f"{BASE}editions/2024/03/27/", "Ship waits"),
        ("March 26, 2024", f"{BASE}editions/2024/03/26/", "Crane falls & blocks &lt;Pier 1>"),
    ]


def test_feeds_of_incidents_tags_places_and_sources_bring_the_same_items(site: dict[str, bytes]) -> None:
    everything = items_of(site["updates.xml"])
    crane = [CORRECTION, UPDATE, everything[-1]]
    assert items_of(site["incidents/crane-case/feed.xml"]) == everything[1:]
    assert items_of(site["tags/harbour/feed.xml"]) == everything[2:]
    assert items_of(site["tags/cranes/feed.xml"]) == items_of(site["places/pier-1/feed.xml"]) == crane
    assert items_of(site["sources/gazette/feed.xml"]) == [SHIP]


def test_a_channel_says_its_page_its_own_address_its_language_and_its_newest_date(site: dict[str, bytes]) -> None:
    said: dict[str, Any] = {}
    for path, raw in feeds_of(site).items():
        feed = feed_of(raw)
        own = [link.href for link in feed.feed.links if link.rel == "self"]
        said[path] = (feed.feed.title, feed.feed.link, own, feed.feed.language, feed.feed.updated)
    fair, correction = "Mon, 01 Apr 2024 00:00:00 +0200", "Fri, 29 Mar 2024 00:00:00 +0100"
    assert said == {
        "feed.xml": ("Harbour Digest: stories", BASE, [f"{BASE}feed.xml"], "en", fair),
        "incidents.xml": ("Harbour Digest: register", BASE, [f"{BASE}incidents.xml"], "en", fair),
        "updates.xml": ("Harbour Digest: everything", BASE, [f"{BASE}updates.xml"], "en", fair),
        "editions.xml": (
            "Harbour Digest: editions",
            f"{BASE}editions/",
            [f"{BASE}editions.xml"],
            "en",
            "Mon, 01 Apr 2024 00:00:00 +0200",
        ),
        **{
            f"{page}feed.xml": (title, f"{BASE}{page}", [f"{BASE}{page}feed.xml"], "en", newest)
            for page, title, newest in (
                ("incidents/crane-case/", "The crane case", "Sat, 30 Mar 2024 00:00:00 +0100"),
                ("places/pier-1/", "Place: Pier 1", correction),
                ("sources/gazette/", "Source: Gazette", "Wed, 27 Mar 2024 00:00:00 +0100"),
                ("tags/cranes/", "Tag: cranes", correction),
                ("tags/harbour/", "Tag: harbour", correction),
            )
        },
    }


def test_no_date_and_no_byte_of_a_feed_comes_from_the_clock(site: dict[str, bytes], tmp_path: Path) -> None:
    later = built(write_site(tmp_path, FILES, CONFIG.replace(RIGHTS, "")), now="2031-07-07T07:07:07Z")
    assert feeds_of(later) == feeds_of(site)


def test_every_item_has_an_opaque_guid_of_its_own(site: dict[str, bytes]) -> None:
    assert all(all_guids(site).values())
    for guids in all_guids(site).values():
        assert len(set(guids)) == len(guids)
        assert [guid for guid in guids if not re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", guid)] == []


def test_the_status_of_an_incident_is_markdown_in_feeds_as_it_is_on_pages(tmp_path: Path) -> None:
    status = "The harbour *investigates*, [see](/incidents/)."
    files: dict[str, str | bytes] = {
        "content/articles/crane.md": article(incident="case"),
        "content/incidents/case.yaml": f"status:\n- date: 2024-03-30\n  text: '{status}'\n",
    }
    [item] = items_of(built(write_site(tmp_path, files))["incidents.xml"])
    assert f'<p>The harbour <em>investigates</em>, <a href="{BASE}incidents/">see</a>.</p>' in item["content"][0]


def test_copies_of_one_wire_text_are_one_line_with_every_outlet(tmp_path: Path) -> None:
    wire = " ".join(f"The crane number {number} fell into the harbour on Tuesday morning." for number in range(8))
    files: dict[str, str | bytes] = {
        f"content/articles/{name.lower()}.md": article(
            f"Crane falls, says {name}", f"2024-03-26T0{hour}:00:00Z", wire, incident="case", source=f"{{name: {name}}}"
        )
        for hour, name in enumerate(("Gazette", "Herald", "Post"), 5)
    }
    files["content/articles/own.md"] = article("Harbour is shut", "2024-03-26T09:00:00Z", incident="case")
    site = built(write_site(tmp_path, files))
    [item] = items_of(site["feed.xml"])
    lines = re.findall(r"<li><p>.*?</p>", item["content"][0])
    assert [re.sub("<[^>]+>", "", line) for line in lines] == [
        "Harbour is shut (March 26, 2024, 10:00\u202fAM)",
        "Crane falls, says Gazette (Gazette, Herald, Post; March 26, 2024, 6:00\u202fAM)",
    ]
    assert len(items_of(site["updates.xml"])) == 4


def test_the_page_of_feeds_says_how_many_items_a_week_each_has_had_in_the_last_months(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/articles/a{week}-{n}.md": article(
            f"Report {week} {n}", f"2024-03-{7 * week + 1:02d}", incident="case"
        )
        for week in range(4)
        for n in range(5)
    }
    page = built(write_site(tmp_path, files | {"content/articles/old.md": article("Old", "2019-01-01")}))
    said = re.findall(r"(About \d+ a week|Less than one a week)\.", page["feeds/index.html"].decode())
    # In the last 13 weeks: 4 days with news of the incident, 20 reports, 4 editions.
    assert said == ["Less than one a week", "About 2 a week", "Less than one a week"]


def test_an_item_says_at_most_as_many_as_configured_the_newest(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/articles/a{n}.md": article(f"Day {n}", f"2024-03-{n:02d}", tags="[x]") for n in range(1, 8)
    }
    site = built(write_site(tmp_path, files, f"{CONFIG}feeds:\n  items: 3\n"))
    days = ["Day 7", "Day 6", "Day 5"]
    assert [
        [item["title"] for item in items_of(site[path])] for path in ("feed.xml", "updates.xml", "tags/x/feed.xml")
    ] == [days] * 3
    assert len(items_of(site["editions.xml"])) == 3


def test_feeds_of_summaries_hold_no_text(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/articles/a.md": article(summary="In short.", text="One. " * 100)}
    site = built(write_site(tmp_path, files, f"{CONFIG}feeds:\n  text: summary\n"))
    assert [item["content"] for item in items_of(site["updates.xml"])] == [["<p>In short.</p>"]]


def test_the_feeds_of_an_empty_site_are_valid_and_empty(tmp_path: Path) -> None:
    feeds = feeds_of(built(write_site(tmp_path, {})))
    assert {path: items_of(raw) for path, raw in feeds.items()} == {
        "editions.xml": [],
        "feed.xml": [],
        "incidents.xml": [],
        "updates.xml": [],
    }
    assert {feed_of(raw).feed.updated for raw in feeds.values()} == {"Sat, 01 Jan 2000 00:00:00 +0000"}


def test_the_end_of_a_cdata_section_and_forbidden_characters_are_text(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article("a ]]> b", text="c ]]> d &#1; e &#x0B; f &#xFFFE; g")
    }
    [item] = items_of(built(write_site(tmp_path, files))["updates.xml"])
    assert item["title"] == "a ]]> b"
    assert re.sub(r"\s+", " ", item["content"][0]) == "<p>c ]]&gt; d e f g</p>"
