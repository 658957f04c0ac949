"""Pictures on pages: each has a name and its numbers beside it, no page needs more than itself, and hostile names stay names."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.laws.outputs import dead_ends
from tests.laws.outputs import pages_of as seen
from tests.rendering.strict import HTML, SVG, faults_of, one, page_of, shown, text_of
from tests.support.sites import CONFIG, article, build, built, tree, write_site

HOSTILE = '"><script>alert(1)</script></title></svg>&amp;{{ 7*7 }}'
# What whoever changes the template of an incident would write.
LOCATOR = (
    '{% extends "base.html" %}{% from "parts/charts.html" import bar_chart, locator %}'
    "{% block content %}<h1>{{ page.title }}</h1>{{ locator(page.location) }}{% endblock %}"
)
Element = ElementTree.Element


def files() -> dict[str, str | bytes]:
    """Write articles in several years, on two tags, in places here, there and nowhere, and the template of a page with a map."""
    made: dict[str, str | bytes] = {"templates/incident.html": LOCATOR}
    for n in range(16):
        place = f"{{name: Town {n}, lat: {n * 10 - 80}, lon: {n * 23 - 175}}}" if n % 3 else f"Nowhere {n}"
        made[f"content/articles/a{n}.md"] = article(
            f"Report {n}",
            f"{2014 + n // 2}-0{n % 5 + 1}-1{n % 4}",
            incident=f"case-{n}",
            tags="[fire]" if n % 2 else "[fire, flood]",
            places=f"[{place}]",
        )
    made["content/incidents/case-1.md"] = "---\nplace: {name: Genoa, lat: 44.426, lon: 8.889, precision: town}\n---\n"
    made["content/incidents/case-2.md"] = (
        f"---\nplace: {{name: '{HOSTILE}', lat: -90, lon: 180, precision: region}}\ntags: ['{HOSTILE}']\n---\n"
    )
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(write_site(tmp_path_factory.mktemp("site"), files()))


def drawings(page: Element) -> list[Element]:
    return [element for element in page.iter(SVG + "svg") if element.get("role") == "img"]


def rows_of(table: Element) -> list[list[str]]:
    return [
        [text_of(cell) for cell in row if cell.tag in {HTML + "th", HTML + "td"}] for row in table.iter(HTML + "tr")
    ]


def hrefs(part: Element) -> list[str]:
    """Return where the links of a page, or of a part of it, lead; those within drawings do not count."""
    return [link.get("href", "") for link in part.iter(HTML + "a")]


PAGES = ("archive", "places", "tags", "tags/fire", "incidents", "incidents/case-1", "incidents/case-2")


def test_every_picture_is_named_by_what_stands_on_its_page(site: dict[str, bytes]) -> None:
    for path, raw in site.items():
        if not path.endswith(".html"):
            continue
        page = page_of(raw)
        assert faults_of(page) == [], path
        ids = {element.get("id"): text_of(element) for element in page.iter() if element.get("id")}
        for drawing in drawings(page):
            assert not list(drawing.iter(SVG + "a")), "what is one picture to a screen reader holds no links"
            titles = [text_of(child) for child in drawing if child.tag == SVG + "title"]
            named = [ids[name] for name in (drawing.get("aria-labelledby") or "").split()]
            assert all(named or titles), path
            assert named or titles, path
    counted = {path: len(drawings(page_of(site[f"{path}/index.html"]))) for path in PAGES}
    assert counted == {
        **dict.fromkeys(PAGES, 1),
        "incidents": 2,
        "tags": 2,
    }


def test_no_page_with_a_picture_asks_for_more_or_has_styles_within(site: dict[str, bytes]) -> None:
    for path in PAGES:
        raw = site[f"{path}/index.html"]
        page = page_of(raw)
        assert drawings(page), path
        styles = [link.get("href") for link in page.iter(HTML + "link") if link.get("rel") == "stylesheet"]
        assert styles == ["../" * len(path.split("/")) + "static/style.css"], path
        asks = rb"\sstyle=|<style|<image|<use|xlink|url\(|<script(?! type=\"application/ld\+json\")"
        assert re.findall(asks, raw) == [], path
        assert len(raw) < 50_000, path


def test_links_in_pictures_lead_somewhere_and_stand_beside_them_too(site: dict[str, bytes]) -> None:
    assert list(dead_ends(site, seen(site))) == []
    for path in PAGES:
        page = page_of(site[f"{path}/index.html"])
        drawn = {link.get("href") for link in page.iter(SVG + "a")}
        assert bool(drawn) == (path in {"places", "incidents"}), path
        assert {link.get("tabindex") for link in page.iter(SVG + "a")} <= {"-1"}
        assert drawn <= {link.get("href") for link in page.iter(HTML + "a")}


def test_a_table_says_what_its_bars_say(site: dict[str, bytes]) -> None:
    page = page_of(site["tags/fire/index.html"])
    rows = rows_of(one(page, "table"))
    assert rows == [[str(year), "2"] for year in range(2014, 2022)]
    [drawing] = drawings(page)
    assert [path.get("d") for path in drawing.iter(SVG + "path")] == ["".join(f"M{4 * n + 2} 100V0" for n in range(8))]
    assert "Peak: 2 in 2014" in text_of(page)


def test_small_multiples_and_their_table_have_the_commonest_tags(site: dict[str, bytes]) -> None:
    page = page_of(site["tags/index.html"])
    bars, numbers = [rows_of(table) for table in page.iter(HTML + "table")]
    assert [(row[0], row[-1]) for row in bars] == [("fire", "16"), ("flood", "8")]
    assert numbers == [
        ["", *map(str, range(2014, 2022))],
        ["fire", *["2"] * 8],
        ["flood", *["1"] * 8],
    ]


def busy_year() -> dict[str, str | bytes]:
    """Write 30 articles of a year, on 15 days of two months, and one of the year before."""
    made: dict[str, str | bytes] = {"content/articles/old.md": article("Old", "2020-05-05")}
    for n in range(30):
        made[f"content/articles/a{n}.md"] = article(f"Report {n}", f"2021-{n % 2 + 1:02}-{n % 15 + 1:02}")
    return made


def test_a_year_of_thirty_reports_has_a_calendar_and_its_days_lead_to_their_editions(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, busy_year()))
    page = page_of(site["archive/2021/index.html"])
    assert faults_of(page) == []
    assert list(dead_ends(site, seen(site))) == []
    assert len(drawings(page)) == 2
    days = next(page.iter(HTML + "table"))
    assert {(row[0], row[day]) for row in rows_of(days)[1:] for day in range(1, 16)} == {("Jan", "1"), ("Feb", "1")}
    assert hrefs(days)[:2] == ["../../archive/2021/01/", "../../editions/2021/01/01/"]
    assert len(hrefs(days)) == 2 + 30
    assert drawings(page_of(site["archive/2020/index.html"])) == []


def test_weekly_editions_are_no_pages_of_days(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, busy_year(), CONFIG + "editions: week\n"))
    page = page_of(site["archive/2021/index.html"])
    assert hrefs(next(page.iter(HTML + "table"))) == ["../../archive/2021/01/", "../../archive/2021/02/"]
    assert {"editions/2021/01/04/index.html", "editions/2021/02/08/index.html"} <= site.keys()
    assert [href for href in hrefs(page) if href.startswith("../../editions/2")] == []


def test_a_map_says_in_words_where_the_place_is_and_how_vague_that_is(site: dict[str, bytes]) -> None:
    page = page_of(site["incidents/case-1/index.html"])
    assert text_of(one(page, "figcaption")) == "Genoa: ≈ 44.4° N, 8.9° E (in this town, exact spot unknown)"
    hostile = page_of(site["incidents/case-2/index.html"])
    assert (
        text_of(one(hostile, "figcaption")) == f"{shown(HOSTILE)}: ≈ 90° S, 180° E (in this region, exact spot unknown)"
    )
    [drawing] = drawings(hostile)
    assert text_of(next(drawing.iter(SVG + "title"))) == f"Map: {shown(HOSTILE)}"
    assert [circle.get("class") for circle in drawing.iter(SVG + "circle")] == ["vague"]


def test_places_without_a_position_have_no_mark_and_stand_in_the_list(site: dict[str, bytes]) -> None:
    page = page_of(site["places/index.html"])
    marked = {text_of(title) for title in page.iter(SVG + "title")}
    assert marked == {*(f"Town {n}: 1" for n in range(16) if n % 3), "Genoa: 1", f"{shown(HOSTILE)}: 1"}
    assert "Nowhere 3" in {text_of(link) for link in page.iter(HTML + "a")}


def test_incidents_are_on_the_map_where_their_file_or_else_a_report_says_they_happened(site: dict[str, bytes]) -> None:
    placed = {f"Report {n}: 1" for n in range(16) if n % 3 or n in {1, 2}}
    page = page_of(site["incidents/index.html"])
    assert {text_of(title) for title in page.iter(SVG + "title")} == placed
    assert "10 incidents. Bigger dot = more reports." in text_of(page)


def test_incidents_over_time_are_counted_by_their_first_reports(site: dict[str, bytes]) -> None:
    page = page_of(site["incidents/index.html"])
    assert rows_of(one(page, "table")) == [[str(year), "2"] for year in range(2014, 2022)]


def test_a_room_without_anything_in_it_is_in_no_navigation(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, {"content/articles/a.md": article(tags="[fire]")}))
    rooms = {"incidents", "editions", "archive", "places", "tags", "sources"}
    linked = {room for room in rooms if f'<a href="../{room}/"'.encode() in site["feeds/index.html"]}
    assert linked == {"editions", "archive", "tags"}
    assert {f"{room}/index.html" for room in rooms} <= site.keys()


def test_a_site_without_positions_has_no_map(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, {"content/articles/a.md": article(places="[Genoa]", tags="[fire]")}))
    empty = built(write_site(tmp_path / "empty", {}))
    shown_instead = (
        (site, "places", "Places Number = reports Genoa 1"),
        (site, "tags", "Tags Number = reports fire 1"),
        (site, "tags/fire", "fire 1 report Reports Crane falls"),
        (empty, "archive", "Archive 0 reports"),
    )
    for files_of_site, path, words in shown_instead:
        page = page_of(files_of_site[f"{path}/index.html"])
        assert words in text_of(one(page, "main")), path
        assert list(page.iter(SVG + "svg")) == [], path


def test_a_picture_is_made_again_when_its_numbers_change_and_only_then(tmp_path: Path) -> None:
    folder = write_site(tmp_path, files())
    before = built(folder)
    whens = {path: (folder / "site" / path).stat().st_mtime_ns for path in before}
    write_site(folder, {"content/articles/more.md": article("More", "2014-03-12", tags="[flood]", noindex="true")})
    assert build(folder).code == 0
    after = tree(folder / "site")
    written = {path for path in after if whens.get(path) != (folder / "site" / path).stat().st_mtime_ns}
    assert {"tags/index.html", "tags/flood/index.html"} <= written
    assert written.isdisjoint({"places/index.html", "tags/fire/index.html"})
    pictures = [[*map(ElementTree.tostring, drawings(page_of(s["archive/index.html"])))] for s in (before, after)]
    assert (len(pictures[0]), pictures[1]) == (1, pictures[0])
