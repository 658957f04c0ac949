"""The home page as its readers see it: what leads and what is new of it, the other stories, what just came in, where to go."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

from tests.rendering.strict import HTML, faults_of, page_of, text_of
from tests.support.sites import CONFIG, article, built, write_site

UPDATE = "[{date: 2024-03-30, title: The crane stands again, text: It stands.}]"
CORRECTION = "[{date: 2024-03-29, text: It was another crane.}]"
STATUS = "[{date: 2024-03-31, text: 'The *crane* is closed.'}]"
WIRE = "".join(
    f"Inspectors looked at stone {n} of the quay and found it as old as all others there. " for n in range(9)
)
FILES: dict[str, str | bytes] = {
    "content/articles/a.md": article("A crane falls", "2024-03-20", incident="crane", updates=UPDATE),
    "content/articles/b.md": article("The crane is lifted", "2024-03-28", incident="crane", corrections=CORRECTION),
    "content/articles/c.md": article("A mast breaks", "2024-03-22", incident="mast", source="Gazette"),
    "content/articles/d.md": article(
        "The mast is replaced", "2024-03-29", "It is new.", incident="mast", source="Gazette"
    ),
    "content/articles/own.md": article("How we counted cranes", "2024-03-30", "We counted them for a year."),
    "content/articles/f.md": article(
        "A buoy drifts", "2024-03-23", incident="buoy", source="Courier", places="[Pier 9]"
    ),
    "content/articles/g.md": article("A ferry waits", "2024-03-21", incident="ferry", source="Courier"),
    "content/articles/h.md": article("A quay is old", "2024-03-19", WIRE, incident="quay", source="Courier"),
    "content/articles/i.md": article("Old quay", "2024-03-20", WIRE, source="Gazette"),
    "content/incidents/crane.md": f"---\ntitle: The crane\nkind: accident\nplace: {{name: Pier 1}}\nstatus: {STATUS}\n---\n",
}


def home(folder: Path, files: dict[str, str | bytes], config: str = CONFIG) -> Element:
    """Return the home page of a site."""
    page = page_of(built(write_site(folder, files, config))["index.html"])
    assert faults_of(page) == []
    return page


def of_class(page: Element, name: str) -> list[Element]:
    return [one for one in page.iter() if name in (one.get("class") or "").split()]


def lines(element: Element) -> list[str]:
    return [text_of(item) for item in element if item.tag == f"{HTML}li"]


def test_the_lead_says_what_happened_what_it_has_come_to_and_what_is_new(tmp_path: Path) -> None:
    (lead,) = of_class(home(tmp_path, FILES), "top")
    assert [text_of(part) for part in of_class(lead, "kicker")] == ["accident Pier 1"]
    assert [text_of(part) for part in lead.iter(f"{HTML}h2")] == ["The crane"]
    assert [text_of(part) for part in of_class(lead, "now")] == ["The crane is closed."]
    (fresh,) = of_class(lead, "fresh")
    assert lines(fresh) == [
        "Mar 30, 2024 Update The crane stands again",
        "Mar 29 Correction The crane is lifted",
        "Mar 20 A crane falls",
    ]
    assert [link.get("href") for link in fresh.iter(f"{HTML}a")][:2] == [
        "./articles/2024/03/a/#update-2024-03-30",
        "./articles/2024/03/b/#correction-2024-03-29",
    ]
    assert lines(of_class(lead, "line")[-1]) == ["2 reports", "1 correction"]


def test_cards_have_a_sentence_lines_have_none_and_a_text_of_several_outlets_is_folded(tmp_path: Path) -> None:
    page = home(tmp_path, FILES)
    (cards,) = of_class(page, "deck")
    assert lines(cards) == [
        "How we counted cranes We counted them for a year. Mar 30, 2024 Our own report",
        "A mast breaks It is new. Mar 29 Gazette 2 reports",
        "A buoy drifts The crane fell. Nobody was hurt. Mar 23 Courier 1 report",
        "A ferry waits The crane fell. Nobody was hurt. Mar 21 Courier 1 report",
    ]
    assert lines(of_class(page, "fresh")[-1]) == [
        "Mar 29, 2024 The mast is replaced A mast breaks",
        "Mar 19 A quay is old Courier",
    ]
    # Of one text there is one line, where the other outlets are behind a fold.
    more: dict[str, str | bytes] = {
        f"content/articles/z{n}.md": article(f"Zebra {n}", f"2024-04-0{n + 1}", f"Zebra {n} ran.", source="Z")
        for n in range(6)
    }
    (brief,) = of_class(home(tmp_path / "more", FILES | more), "lines")
    assert lines(brief) == [
        "A buoy drifts Pier 9 Mar 23, 2024 Courier",
        "A ferry waits Mar 21 Courier",
        "A quay is old Mar 19 Courier 1 outlet carried the same text Old quay Gazette March 20, 2024",
    ]


def test_no_headline_is_on_the_page_twice_and_headings_never_skip(tmp_path: Path) -> None:
    page = home(tmp_path, FILES)
    (main,) = page.iter(f"{HTML}main")
    links = [
        (link.get("href") or "", text_of(link)) for link in main.iter(f"{HTML}a") if link.get("aria-hidden") is None
    ]
    told = [text for address, text in links if re.match(r"\./(articles|incidents)/.", address)]
    assert sorted(told) == sorted(set(told))
    levels = [int(one.tag[-1]) for one in page.iter() if re.fullmatch(f"{re.escape(HTML)}h[1-6]", one.tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_one_button_follows_and_everything_can_be_reached(tmp_path: Path) -> None:
    page = home(tmp_path, FILES)
    buttons = [(one.get("href"), text_of(one)) for one in of_class(page, "btn")]
    assert buttons == [("./feed.xml", "Follow by RSS")]
    reached = {link.get("href") for link in page.iter(f"{HTML}a")}
    assert {
        f"./{address}"
        for address in ("incidents/", "archive/", "editions/", "sources/", "places/", "feeds/", "editions/2024/03/31/")
    } <= reached


def test_a_home_page_of_nothing_and_one_of_one_article_are_whole(tmp_path: Path) -> None:
    (main,) = home(tmp_path / "empty", {}).iter(f"{HTML}main")
    assert text_of(main) == "Nothing has been published yet."
    one = home(tmp_path / "one", {"content/articles/a.md": article("A crane falls", "2024-03-20")})
    assert [text_of(heading) for heading in one.iter(f"{HTML}h2")] == ["A crane falls", "Follow", "Browse"]
