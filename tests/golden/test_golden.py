"""A small site with every feature once: what of its output was last agreed on.

Files for programs, style sheets, and one page of each template are agreed on byte for byte; of the other pages, what they say
(`tests/support/outlines.py`). The masthead and the footer, which pages share, are agreed on in the home page and in one report alone; that
they are the same on all others is a test of its own.

    UPDATE_GOLDEN=1 .venv/bin/pytest -n0 tests/golden/test_golden.py

writes all of it anew. Look at the difference before it is committed.
"""

import difflib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin
from uuid import UUID
from xml.etree import ElementTree

import pytest

from tests.rendering.strict import HTML, one, page_of
from tests.support.cards import CARD, alike, shows_the_same
from tests.support.outlines import outline
from tests.support.sites import build, built, tree, write_site

FOLDER = Path(__file__).parent
SOURCE = FOLDER / "source"
EXPECTED = FOLDER / "expected"
OUTLINES = FOLDER / "outlines.txt"
MENDED = "UPDATE_GOLDEN=1 .venv/bin/pytest -n0 tests/golden/test_golden.py writes them anew; look at the difference before it is committed"
BASE = "https://ferries.example/notes/"
HOME = "index.html"
REPORT = "articles/2023/11/swan-runs-aground/index.html"
REDIRECT = "2023/swan.html"
# Another program makes it.
INDEX = "search/pagefind/"
ZONE = "Times: Central European Time."
# Of each template, the page whose bytes are agreed on.
PAGES = {
    "404.html": "404.html",
    "archive.html": "archive/index.html",
    "article.html": REPORT,
    "corrections.html": "corrections/index.html",
    "data.html": "data/index.html",
    "edition.html": "editions/2023/11/index.html",
    "editions.html": "editions/index.html",
    "feeds.html": "feeds/index.html",
    "home.html": HOME,
    "incident.html": "incidents/swan-grounding/index.html",
    "incidents.html": "incidents/index.html",
    "index.html": "places/index.html",
    "list.html": "places/orla/index.html",
    "own_page.html": "corrections-policy/index.html",
    "redirect.html": REDIRECT,
    "search.html": "search/index.html",
    "year.html": "archive/2023/index.html",
    "withdrawn.html": "articles/2024/02/pier-withdrawn/index.html",
}
NO_PAGE = {
    "base.html": "it is the frame of the others",
    "mail.html": "it is an e-mail, of which tests/mail says what is in it",
    "signpost.html": "nothing was ever published of this site that went different ways",
}
_FRAME = re.compile(rb'(<header class="masthead">|<footer class="colophon">).*?(</header>|</footer>)', re.DOTALL)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of the golden site, built now."""
    folder = tmp_path_factory.mktemp("golden")
    shutil.copytree(SOURCE, folder / "source")
    made = built(folder / "source")
    assert any(path.startswith(INDEX) for path in made)
    return {path: raw for path, raw in made.items() if not path.startswith(INDEX)}


def agreed(site: dict[str, bytes]) -> dict[str, bytes]:
    """Return what is agreed on byte for byte: all files but pages, and a page of each template, of most without the shared frame."""
    kept = {path: raw for path, raw in site.items() if not path.endswith(".html") or path in {HOME, REPORT}}
    return kept | {path: _FRAME.sub(rb"\1\2", site[path]) for path in PAGES.values() if path not in kept}


def outlines(site: dict[str, bytes]) -> str:
    """Return what all other pages say, in one text."""
    others = [path for path in sorted(site) if path.endswith(".html") and path not in PAGES.values()]
    return "\n".join(f"# {path}\n" + "\n".join([*outline(site[path]), ""]) for path in others)


def differences(expected: dict[str, bytes], found: dict[str, bytes]) -> Iterator[str]:
    """Return one paragraph for each file that is not as expected."""
    for path in sorted(expected.keys() | found.keys()):
        if path not in found:
            yield f"{path} is missing"
        elif path not in expected:
            yield f"{path} is new"
        elif path == CARD or path.startswith("pictures/card-"):  # its bytes depend on the version of a library
            if not alike(expected[path], found[path]):
                yield f"{path} is another picture"
        elif expected[path] != found[path]:
            old, new = (raw.decode(errors="replace").splitlines() for raw in (expected[path], found[path]))
            lines = list(difflib.unified_diff(old, new, f"expected/{path}", f"site/{path}", lineterm="", n=1))
            yield "\n".join(line[:300] for line in lines[:20])


def test_the_whole_site_is_as_it_was(site: dict[str, bytes]) -> None:
    found, said = agreed(site), outlines(site)
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, raw in found.items():
            (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / path).write_bytes(raw)
        OUTLINES.write_text(said, encoding="utf-8")
    different = [
        *differences(tree(EXPECTED), found),
        *differences({OUTLINES.name: OUTLINES.read_bytes()}, {OUTLINES.name: said.encode()}),
    ]
    assert not different, "\n\n".join([*different[:15], f"{len(different)} files differ.", MENDED])


def test_every_template_of_a_page_has_one_whose_bytes_are_agreed_on(tmp_path: Path) -> None:
    templates = {file.name for file in (Path(__file__).parents[2] / "templates").glob("*.html")}
    assert templates == PAGES.keys() | NO_PAGE.keys()
    shutil.copytree(SOURCE, tmp_path / "source")
    ended = build(tmp_path / "source", "--profile")
    made = set(re.findall(r"^(\S+\.html) +\d", ended.err, re.MULTILINE))
    assert (ended.code, made) == (0, {*PAGES})


@dataclass(frozen=True, slots=True)
class Frame:
    """What pages share, with its links as they count from the site's root; which of them is told to be the page itself; the time zone."""

    masthead: str
    footer: str
    current: tuple[str, ...]
    zone: str


def frame(path: str, raw: bytes) -> Frame:
    """Read the frame of a page."""
    page = page_of(raw)
    parts = [one(page, f"{name}[@class='{kind}']") for name, kind in (("header", "masthead"), ("footer", "colophon"))]
    current = []
    for link in (link for part in parts for link in part.iter(HTML + "a")):
        link.set("href", urljoin(f"{BASE}{path}", link.get("href")))
        if link.attrib.pop("aria-current", None) == "page":
            current.append(link.get("href", ""))
    masthead, footer = (ElementTree.tostring(part, "unicode") for part in parts)
    footer, *zone = re.split(r'(?s)<\S*span class="zone">(.*?)</\S*span>\s*', footer)
    return Frame(masthead, footer + "".join(zone[1:]), tuple(current), "".join(zone[:1]))


def test_the_frame_of_every_page_is_one_that_is_agreed_on(site: dict[str, bytes]) -> None:
    frames = {path: frame(path, raw) for path, raw in site.items() if path.endswith(".html") and path != REDIRECT}
    home, usual = frames.pop(HOME), frames[REPORT]
    assert (home.footer, home.current, usual.current) == (usual.footer, (), ())
    assert [
        path for path, found in frames.items() if replace(found, current=(), zone="") != replace(usual, zone="")
    ] == []
    timed = {path for path in frames if re.search(rb'<time datetime="[^"]*T', site[path])}
    assert {path: found.zone for path, found in frames.items() if found.zone} == dict.fromkeys(timed, ZONE)
    current = {path.removesuffix("index.html"): found.current for path, found in frames.items() if found.current}
    navigation = dict.fromkeys(link.get("href", "") for link in one(page_of(site[HOME]), "nav").iter(HTML + "a"))
    assert current == {link.removeprefix("./"): (urljoin(BASE, link),) for link in navigation}


def test_the_picture_of_a_site_that_differs_in_one_word_is_another_one(tmp_path: Path) -> None:
    config = f"id: {UUID(int=1)}\ntitle: Ferry Notes\ndescription: What happened to the ferries of Lake Orla.\nbase_url: https://ferries.example/notes/\n"
    expected = (EXPECTED / CARD).read_bytes()
    for number, (old, new) in enumerate((("Ferry", "Ferry"), ("Ferry", "Furry"), ("Lake", "Lade"), ("notes", "news"))):
        found = built(write_site(tmp_path / str(number), {}, config.replace(old, new)))[CARD]
        same = new in {"Ferry", "news"}  # only the host is drawn
        assert (alike(expected, found), shows_the_same(expected, found)) == (same, same)


def test_the_golden_site_is_small() -> None:
    sizes = [len(raw) for folder in (SOURCE, EXPECTED) for raw in tree(folder).values()]
    assert 100_000 < sum(sizes) + OUTLINES.stat().st_size < 350_000


def test_a_text_that_is_not_published_is_in_no_file_of_it(site: dict[str, bytes]) -> None:
    hidden = (b"not shown", b"in no output", b"A draft", b"taken back")
    written = b"".join(tree(SOURCE).values())
    assert [words for words in hidden if words not in written] == []
    assert [path for path, raw in site.items() for words in hidden if words in raw] == []
