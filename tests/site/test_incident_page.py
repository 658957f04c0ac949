"""The page of an incident as its readers see it: outcomes beside charges, who said what, and where it can be read."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element

import pytest

from tests.rendering.strict import HTML, faults_of, page_of, text_of
from tests.support.sites import article, built, write_site
from tests.support.story import COPIES, REPORTS, story

TEXT = " ".join(f"The {n}th sentence of some length tells of what the crane did then." for n in range(8))
CASE = """---
title: The case
status: [{date: 2024-05, text: Closed., source: {name: Court, url: https://court.example/end}}]
facts: [{name: Injured, value: three, source: {name: Court, url: https://court.example/facts}}]
timeline:
- {date: 2024-04-01, text: The trial begins., source: https://court.example/end}
- {date: 2024-04-02, text: A witness speaks., source: https://gazette.example/first}
people:
- name: Mario Rossi
  role: defendant
  charges:
  - charge: Manslaughter
    outcomes:
    - {date: 2024-05-02, text: Acquitted., source: {name: Court, url: https://court.example/verdict}}
    - {date: 2024-04-01, text: Tried.}
  - charge: Fraud
---
"""


def source(name: str, stem: str) -> str:
    return f"{{name: {name}, url: https://{stem}.example/first, archive: https://archive.example/{stem}}}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    files: dict[str, str | bytes] = {
        "content/articles/first.md": article("First", "2024-03-26", TEXT, incident="case", source=source("Gazette", "gazette")),
        "content/articles/copy.md": article("Copie", "2024-03-27", TEXT, incident="case", source=source("Courrier", "courrier"), lang="fr"),
        "content/articles/other.md": article("Grue tombée", "2024-03-28", incident="case", lang="fr"),
        "content/incidents/case.md": CASE,
        **{f"content/articles/{stem}.md": article(stem, incident="long") for stem in "abcdefghi"},
    }  # fmt: skip
    return built(write_site(tmp_path_factory.mktemp("site"), files))


@pytest.fixture(scope="module")
def page(site: dict[str, bytes]) -> Element:
    found = page_of(site["incidents/case/index.html"])
    assert faults_of(found) == []
    return found


@cache
def stories() -> dict[bool, dict[str, bytes]]:
    """Return the sites of a long story, with the file of its incident and without."""
    return {with_file: _built(story(with_file=with_file)) for with_file in (True, False)}


@cache
def lone() -> dict[str, bytes]:
    """Return the site of a lone report."""
    return _built({"content/articles/a.md": article(incident="lone")})


def _built(files: dict[str, str | bytes]) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        return built(write_site(Path(folder), files))


def of_class(page: Element, name: str) -> list[Element]:
    return [element for element in page.iter() if name in (element.get("class") or "").split()]


def section(page: Element, heading: str) -> Element:
    (found,) = [
        one for one in page.iter(HTML + "section") if one.find(f"{HTML}h2") is not None and text_of(one[0]) == heading
    ]
    return found


def weight(sheet: str, selector: str) -> int:
    (found,) = [
        rule
        for selectors, rule in re.findall(r"([^{}@]+){([^{}]*)}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
        if selector in re.split(r",\s*", selectors.strip()) and "font-weight" in rule
    ]
    (number,) = re.findall(r"font-weight: (\d+)", found)
    return int(number)


def test_an_acquittal_is_as_visible_as_the_charge(page: Element, site: dict[str, bytes]) -> None:
    sheet = site["static/style.css"].decode()
    proceedings = of_class(section(page, "Timeline"), "charge")
    assert [
        [text_of(part) for part in (*of_class(one, "title"), *of_class(one, "outcome"))] for one in proceedings
    ] == [
        ["Charge against Mario Rossi: Manslaughter", "Acquitted. Court"],
        ["Charge against Mario Rossi: Manslaughter", "Tried."],
    ]
    assert weight(sheet, ".outcome") >= 700, "as a title is set"
    (charges,) = of_class(section(page, "People"), "charges")
    assert [[text_of(part) for part in charge] for charge in charges] == [
        ["Charge: Manslaughter", "April 1, 2024: Tried.", "May 2, 2024: Acquitted. (Source: Court)"],
        ["Charge: Fraud", "We know of no outcome."],
    ]
    assert weight(sheet, ".charges dd:last-child") >= weight(sheet, ".charges dt")


def test_a_folded_report_keeps_its_outlet_its_date_and_its_links(page: Element) -> None:
    (folded,) = of_class(page, "repeats")
    (line,) = of_class(folded, "line")
    assert [text_of(fact) for fact in line] == ["Courrier", "March 27, 2024", "original report", "archived copy"]
    assert [link.get("href") for link in of_class(line, "source") for link in link.iter(HTML + "a")] == [
        "https://courrier.example/first",
        "https://archive.example/courrier",
    ]


def test_other_sources_say_what_they_are_cited_for_and_as_of_when(page: Element) -> None:
    lines = list(section(page, "Sources we cite").iter(HTML + "li"))
    assert [(text_of(line), [link.get("href") for link in line.iter(HTML + "a")]) for line in lines] == [
        ("Court (Status, Event, April 1, 2024)", ["https://court.example/end"]),
        ("Court (Injured)", ["https://court.example/facts"]),
        ("Court (Proceedings, May 2, 2024)", ["https://court.example/verdict"]),
    ]


def test_headlines_keep_their_language(page: Element) -> None:
    titles = [link for one in of_class(section(page, "3 reports"), "title") for link in one.iter(HTML + "a")]
    assert [(text_of(link), link.get("lang")) for link in titles] == [("Grue tombée", "fr"), ("First", None)]


def test_a_page_of_many_reports_has_links_to_its_parts_that_stay(site: dict[str, bytes], page: Element) -> None:
    assert of_class(page, "jump") == [], "a short one does not"
    long = page_of(site["incidents/long/index.html"])
    assert faults_of(long) == []
    (parts,) = of_class(long, "jump")
    links = {link.get("href"): text_of(link) for link in parts.iter(HTML + "a")}
    assert links == {"#fresh": "Most recent", "#reports": "9 reports"}
    assert {f"#{one.get('id')}": text_of(one[0]) for one in long.iter(HTML + "section") if one.get("id")} == links


def test_a_link_to_a_part_leads_to_it() -> None:
    for with_file, files in stories().items():
        long = page_of(files["incidents/lock-gate/index.html"])
        assert faults_of(long) == []
        ids = [one.get("id") for one in long.iter() if one.get("id")]
        assert len(ids) == len(set(ids))
        (parts,) = of_class(long, "jump")
        names = {(link.get("href") or "")[1:]: text_of(link) for link in parts.iter(HTML + "a")}
        assert names.keys() <= set(ids)
        assert ("Disputed" in names.values()) == with_file


def test_no_headline_is_there_twice_but_that_of_a_correction() -> None:
    """Those that fold open are counted as well."""
    for with_file, files in stories().items():
        page = page_of(files["incidents/lock-gate/index.html"])
        leading = Counter(
            link.get("href")
            for link in page.iter(HTML + "a")
            if "articles/" in (link.get("href") or "") and "#" not in (link.get("href") or "")
        )
        assert (len(leading), set(leading.values())) == (REPORTS, {1}), with_file


def test_the_words_say_what_the_bar_of_outlets_shows() -> None:
    page = page_of(stories()[True]["incidents/lock-gate/index.html"])
    box = section(page, "Who reports this")
    assert [text_of(line) for line in next(box.iter(HTML + "ul"))] == [
        "46 reports from 10 outlets",
        "31 accounts of their own",
        "15 copies of 3 texts",
    ]
    (bar,) = box.iter("{http://www.w3.org/2000/svg}svg")
    assert (bar.get("aria-hidden"), bar.get("viewBox")) == ("true", f"0 0 {REPORTS} 1")
    assert [path.get("d") for path in bar] == [f"M0 0h{REPORTS}v1H0z", f"M0 0h{REPORTS - COPIES}v1H0z"]


def test_the_button_leads_to_the_feed_of_the_incident(page: Element) -> None:
    (button,) = of_class(page, "btn")
    assert (text_of(button), button.get("href")) == ("Follow this story (RSS)", "../../incidents/case/feed.xml")


def test_a_lone_report_of_an_incident_without_a_file_is_told_once() -> None:
    page = page_of(lone()["incidents/lone/index.html"])
    assert faults_of(page) == []
    assert [text_of(one) for one in page.iter() if one.tag in {HTML + "h1", HTML + "h2", HTML + "blockquote"}] == [
        "Crane falls",
        "The crane fell. Nobody was hurt.",
    ]
    assert [text_of(link) for link in page.iter(HTML + "a") if "articles/" in (link.get("href") or "")] == [
        "More on this report"
    ]
