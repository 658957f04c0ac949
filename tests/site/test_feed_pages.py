"""What pages tell people and browsers about feeds: autodiscovery, the page of all feeds, and the style sheet of opened feeds."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
import tinycss2

from tests.laws.outputs import BASE, address_of, repeated
from tests.laws.sample import HARBOUR
from tests.rendering.strict import HTML, elements, pages_of, text_of, xml_of
from tests.support.sites import CONFIG, article, built, write_site

Site = dict[str, bytes]
Pages = dict[str, ElementTree.Element]
Alternate = tuple[str, str, str]

ALSO = "feeds:\n  also: [atom, json]\n"
RECOMMENDED = ("feed.xml", "updates.xml")
STATIC = Path(__file__).parents[2] / "templates/static"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(write_site(tmp_path_factory.mktemp("site"), HARBOUR, CONFIG + ALSO))


@pytest.fixture(scope="module")
def pages(site: Site) -> Pages:
    return pages_of(site)


def alternates(path: str, page: ElementTree.Element) -> list[Alternate]:
    """Return the feeds that a page names, in order: path within the site, media type and title. Data files are none."""
    links = [element for name, element in elements(page) if name == "link" and element.get("rel") == "alternate"]
    found = [link for link in links if link.get("type") != "application/json"]
    return [
        (
            urljoin(BASE + address_of(path), link.get("href", "")).removeprefix(BASE),
            link.get("type", ""),
            link.get("title", ""),
        )
        for link in found
    ]


def media_type(raw: bytes) -> str:
    """Report what a feed is from its bytes."""
    if raw.startswith(b"{"):
        assert json.loads(raw)["version"].startswith("https://jsonfeed.org/version/1")
        return "application/feed+json"
    return {"rss": "application/rss+xml", "{http://www.w3.org/2005/Atom}feed": "application/atom+xml"}[xml_of(raw).tag]


def test_every_feed_that_a_page_names_is_there_and_is_of_its_type(site: Site, pages: Pages) -> None:
    named = {(path, kind) for page, root in pages.items() for path, kind, _ in alternates(page, root)}
    assert {path for path, _ in named if path not in site} == set()
    assert {(path, media_type(site[path])) for path, _ in named} == named
    assert {kind for _, kind in named} == {"application/rss+xml"}
    assert len(named) > len(RECOMMENDED)


def test_every_page_names_each_feed_once_under_a_title_of_its_own(pages: Pages) -> None:
    for path, page in pages.items():
        named = alternates(path, page)
        assert bool(named) == (page.find(f".//{HTML}meta[@http-equiv='refresh']") is None), path
        assert (repeated(feed for feed, _, _ in named), repeated(title for _, _, title in named)) == ([], []), path


def test_pages_name_their_own_feeds_first_then_those_to_recommend(pages: Pages) -> None:
    """Pages that send on name none."""

    def own_feeds(path: str) -> tuple[str, ...]:
        if path.startswith("editions/"):
            return ("editions.xml",)
        owner = {
            "articles/2024/03/crane-falls/index.html": ("incidents/crane/",),
            "articles/2024/04/crane-inquiry/index.html": ("incidents/crane/", "incidents/flood/"),
        }.get(path, ())
        if re.fullmatch(r"(incidents|tags|places|sources)/.+/(index|page-\d+)\.html", path):
            owner = (path.rpartition("/")[0] + "/",)
        return tuple(f"{place}feed.xml" for place in owner)

    for path, page in pages.items():
        named = [feed for feed, _, _ in alternates(path, page)]
        if page.find(f".//{HTML}meta[@http-equiv='refresh']") is not None:
            assert (path, named) == (path, [])
        else:
            own = own_feeds(path)
            assert (path, named) == (path, [*own, *RECOMMENDED])
    kinds = Counter(path.partition("/")[0] for path in pages if own_feeds(path))
    assert {"incidents", "tags", "places", "sources", "editions", "articles"} <= set(kinds)


NAMES = {"application/rss+xml": "RSS", "application/atom+xml": "Atom", "application/feed+json": "JSON Feed"}


def links_to_feeds(page: ElementTree.Element) -> list[ElementTree.Element]:
    """Return the links of the page of all feeds that lead to a feed, in order."""
    return [link for link in page.iterfind(f".//{HTML}main//{HTML}a") if link.get("type") in NAMES]


def test_the_page_of_all_feeds_links_each_feed_once_and_writes_the_address_of_its_rss(site: Site, pages: Pages) -> None:
    page = pages["feeds/index.html"]
    name = r"(^|.*/)feed(\.atom)?\.(xml|json)|(updates|incidents|editions)(\.atom)?\.(xml|json)"
    feeds = {path for path in site if re.fullmatch(name, path)}
    shown = [(str(link.get("href")), link.get("type"), text_of(link)) for link in links_to_feeds(page)]
    assert sorted(href for href, _, _ in shown) == sorted(f"../{path}" for path in feeds)
    for href, kind, word in shown:
        assert (kind, NAMES[str(kind)]) == (media_type(site[href.removeprefix("../")]), word)
    written = [text_of(code) for code in page.iterfind(f".//{HTML}code[@class='address']")]
    rss = [f"{BASE}{path}" for path in feeds if path.endswith(".xml") and not path.endswith(".atom.xml")]
    assert sorted(written) == sorted(rss)


def test_the_first_page_offers_three_feeds_to_choose_from_with_what_each_brings_and_how_often(pages: Pages) -> None:
    items = pages["feeds/index.html"].findall(f".//{HTML}ul[@class='choices']/{HTML}li")
    shown = [[text_of(part) for part in item] for item in items]
    assert [part[0] for part in shown] == ["Stories Start here", "Everything", "Editions"]
    for (_, sentence, link, formats), stem in zip(shown, ("feed", "updates", "editions"), strict=True):
        assert re.fullmatch(r".+\. (About \d+|Less than one) a week\.", sentence)
        assert (link, formats) == ("RSS", f"{BASE}{stem}.xml · Atom · JSON Feed")
    assert [link.get("class") for link in links_to_feeds(pages["feeds/index.html"])[:4]] == [
        "btn fill",
        None,
        None,
        "btn",
    ]


def test_the_feeds_of_one_subject_are_folded_by_kind_with_the_newest_first(pages: Pages) -> None:
    groups = pages["feeds/index.html"].findall(f".//{HTML}details[@class='group']")
    assert [text_of(one[0]).rpartition(" ")[0] for one in groups] == ["Incidents", "Places", "Tags", "Sources"]
    assert [one.get("open") for one in groups] == [None] * 4
    first = [text_of(row[0][0]) for row in groups[0].iterfind(f".//{HTML}li")]
    assert first[0] == "Inquiry into crane"
    assert len(first) == int(text_of(groups[0][0]).rpartition(" ")[2])


def test_the_labels_of_the_buttons_differ_even_if_titles_do_not(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article("One name", incident="[one, two]"),
        "content/incidents/one.yaml": "title: One name\n",
        "content/incidents/two.yaml": "title: One name\n",
    }
    site = built(write_site(tmp_path, files, CONFIG + ALSO))
    pages = pages_of(site)
    labels = [link.get("aria-label", "") for link in links_to_feeds(pages["feeds/index.html"]) if link.get("data-copy")]
    assert repeated(iter(labels)) == []
    assert {"Harbour Digest: stories (RSS)", "One name, incidents/one/ (RSS)", "One name, incidents/two/ (RSS)"} < {
        *labels
    }
    named = [
        title for _, _, title in alternates("articles/2024/03/a/index.html", pages["articles/2024/03/a/index.html"])
    ]
    assert named[0] == "One name, incidents/one/"
    assert repeated(iter(named)) == []


def test_small_scripts_of_their_own_files_run_on_the_page_of_feeds_and_where_news_is_marked(
    site: Site, pages: Pages
) -> None:
    running = {
        path: [
            dict(element.attrib) for name, element in elements(page) if name == "script" and element.get("type") is None
        ]
        for path, page in pages.items()
    }
    assert running.pop("feeds/index.html") == [{"src": "../static/copy.js", "defer": ""}]
    marked = {path: scripts for path, scripts in running.items() if scripts}
    assert marked == {
        path: [{"src": f"{'../' * path.count('/') or './'}static/reader.js", "defer": ""}] for path in marked
    }
    assert {path.partition("/")[0] for path in marked} == {"articles", "incidents", "index.html"}
    assert "incidents/index.html" not in marked
    assert len(site["static/copy.js"]) < 1500
    # What a strict content security policy forbids.
    for script in ("static/copy.js", "static/reader.js"):
        assert not re.search(rb"\beval\b|innerHTML|\.style\b|https?:", site[script])
    handlers = {name for page in pages.values() for _, one in elements(page) for name in one.attrib if name[:2] == "on"}
    assert handlers == set()


def test_without_the_script_there_is_no_button_and_a_place_for_its_words(pages: Pages) -> None:
    page = pages["feeds/index.html"]
    assert [name for name, _ in elements(page) if name == "button"] == []
    told = page.findall(f".//{HTML}p[@role='status']")
    assert [(text_of(one), sorted(name for name in one.attrib if name[:5] == "data-")) for one in told] == [
        ("", ["data-copied", "data-label", "data-selected"])
    ]


@pytest.mark.slow
def test_only_the_first_page_of_all_feeds_has_those_to_choose_from(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"content/articles/a{n}.md": article(incident=f"case-{n}") for n in range(200)}
    pages = pages_of(built(write_site(tmp_path, files)))
    headings = [[text_of(one) for one in pages[f"feeds/{page}.html"].iter(f"{HTML}h2")] for page in ("index", "page-2")]
    assert headings == [["Choose a feed", "Only one subject"], []]
    more = pages["feeds/index.html"].find(f".//{HTML}p[@class='more']/{HTML}a")
    assert more is not None
    assert (more.get("href"), text_of(more)) == ("../feeds/page-2.html", "Incidents: all 200, by name")


def rules(nodes: list[tinycss2.ast.Node]) -> Iterator[tinycss2.ast.Node]:
    """Return every rule and declaration of a style sheet, those within others too."""
    for node in nodes:
        yield node
        if node.type == "qualified-rule" or (node.type == "at-rule" and node.lower_at_keyword == "media"):
            yield from rules(tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True))


def test_the_style_sheets_are_without_a_fault_and_load_nothing() -> None:
    for name in ("feed.css", "style.css"):
        nodes = tinycss2.parse_stylesheet((STATIC / name).read_text(), skip_comments=True, skip_whitespace=True)
        found = list(rules(nodes))
        assert [(name, node.source_line, node.message) for node in found if node.type == "error"] == []
        assert len(found) > 50
        assert not re.search(r"@import|url\((?!\")|url\(\"(?!http://(www\.w3|purl)\.org/)", (STATIC / name).read_text())


def test_the_style_sheet_of_feeds_knows_only_namespaces_that_feeds_use(tmp_path: Path) -> None:
    text = (STATIC / "feed.css").read_text()
    declared = dict(re.findall(r'@namespace (\w+) "([^"]+)";', text))
    used = set(re.findall(r"(\w+)\|\w", re.sub(r'"[^"]*"|/\*.*?\*/', "", text, flags=re.DOTALL)))
    assert used == set(declared)
    # With one item a feed, there are archives.
    site = built(write_site(tmp_path, HARBOUR, f"{CONFIG}feeds:\n  items: 1\n"))
    feeds = [raw for path, raw in site.items() if path.endswith(".xml") and b"xml-stylesheet" in raw]
    names = {element.tag for raw in feeds for element in xml_of(raw).iter()}
    spaces = {str(name)[1:].partition("}")[0] for name in names if str(name).startswith("{")}
    assert set(declared.values()) - spaces == set()


def test_every_feed_in_xml_names_the_style_sheet_from_where_it_stands(site: Site) -> None:
    for path, raw in site.items():
        if path.endswith(".xml") and media_type_or_none(raw):
            (href,) = re.findall(rb'<\?xml-stylesheet type="text/css" href="([^"]+)"\?>', raw)
            assert urljoin(BASE + path, href.decode()) == f"{BASE}static/feed.css"


def media_type_or_none(raw: bytes) -> str | None:
    """Report what a feed is, and of anything else that it is none."""
    return media_type(raw) if b"<rss" in raw[:300] or b"<feed" in raw[:300] else None
