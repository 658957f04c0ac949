"""What holds of the index of the search: who is in it, that it follows the pages, and that it is published as everything else."""

import gzip
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from digest.adapters.pagefind import make_index
from digest.app.publishing.render import RenderTask
from tests.laws.sample import HARBOUR, HARBOUR_NEXT_DAY
from tests.support.sites import SEARCHED, article, build, built, modules, tree, write_site

TEMPLATES = Path(__file__).parents[2] / "templates"
INDEX = "search/pagefind/"


def index_of(site: dict[str, bytes]) -> dict[str, bytes]:
    return {path.removeprefix(INDEX): raw for path, raw in site.items() if path.startswith(INDEX)}


def fragments(site: dict[str, bytes]) -> dict[str, Any]:
    """Return what the index says of each page, by the page's file."""
    raws = [raw for path, raw in index_of(site).items() if path.endswith(".pf_fragment")]
    found = [json.loads(gzip.decompress(raw).removeprefix(b"pagefind_dcd")) for raw in raws]
    return {f"{one['url'].removeprefix('/')}index.html": one for one in found}


def unpacked(site: dict[str, bytes]) -> bytes:
    return b"".join(
        gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
        for path, raw in index_of(site).items()
        if ".pf_" in path or path.endswith(".json")
    )


def test_articles_and_incidents_that_may_be_found_are_in_the_index_and_nothing_else(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, HARBOUR, SEARCHED))
    expected = {
        path
        for path, raw in site.items()
        if path.startswith(("articles/", "incidents/"))
        and path.count("/") > 1
        and path.endswith("/index.html")
        and b'content="noindex"' not in raw
    }
    assert fragments(site).keys() == expected
    assert b'content="noindex"' in site["articles/2024/01/same-headline/index.html"]
    hidden = (b"Draft text", b"Coming text", b"Gone text", b"Over text", b"Another crane", b"Who we are")
    assert [words for words in hidden if words.lower() in unpacked(site).lower()] == []


def test_a_page_that_has_no_prose_is_found_by_its_headline(tmp_path: Path) -> None:
    link = article("A link alone", text="Words of others.", source="{name: Gazette, url: https://gazette.example/a}")
    files = {
        "content/articles/link.md": link.replace("---\n", "---\nshow: link\n", 1),
        "content/incidents/bare.yaml": "title: A bare incident\ndate: 2024-03-26\n",
        "content/articles/own.md": article("Own", text="<!-- -->", show="link", incident="bare"),
    }
    found = fragments(built(write_site(tmp_path, files, SEARCHED)))
    assert {path: one["content"] for path, one in found.items()} == {
        "articles/2024/03/link/index.html": "A link alone.",
        "articles/2024/03/own/index.html": "Own.",
        "incidents/bare/index.html": "A bare incident. Own.",
    }


def test_from_where_the_command_is_given_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path / "site", HARBOUR, SEARCHED)
    expected = built(site)
    for start, folder in ((site, "."), (site / "content", ".."), (tmp_path, "site")):
        shutil.rmtree(site / "site")
        shutil.rmtree(site / ".digest")
        monkeypatch.chdir(start)
        assert built(Path(folder)) == expected
    assert index_of(expected)


def test_a_hit_has_its_title_date_outlet_incident_and_filters_and_an_excerpt_of_the_text(tmp_path: Path) -> None:
    report = HARBOUR["content/articles/crane-inquiry.md"]
    files = {"content/articles/a.md": report, "content/incidents/crane.yaml": "title: The crane\n"}
    found = fragments(built(write_site(tmp_path, files, SEARCHED)))["articles/2024/04/a/index.html"]
    assert found["meta"] == {
        "title": "Inquiry into crane",
        "date": "April 2, 2024, 11:30 AM",
        "source": "Harbour Gazette",
        "author": "A. Writer",
        "incident": "The crane, Inquiry into crane",
        "about": "steel",
    }
    filters = {"kind": ["report"], "source": ["Harbour Gazette"], "tag": ["steel"], "year": ["2024"]}
    assert found["filters"] == filters
    assert found["content"] == "An inquiry began."


def test_an_excerpt_quotes_prose_and_none_of_what_pages_say_around_it(tmp_path: Path) -> None:
    incident = """
title: The crane
date: 2024-03-26
place: {name: North Pier}
summary: A crane fell.
status: [{date: 2024-04-03, text: The pier is open., source: {name: Port}}, {date: 2024-03-27, text: The pier is closed.}]
facts: [{name: Reports of injuries, value: none}]
tags: [ports]
timeline: [{date: 2024-03-28, text: Divers searched.}]
"""
    many = {
        f"content/articles/b{number}.md": article(
            f"Headline {number}", f"2024-03-{number + 10}", "Words.", incident="crane", source="{name: Gazette}"
        )
        for number in range(12)
    }
    report = article(
        "First words",
        "2024-03-26",
        "Prose of a report.",
        incident="crane",
        places="[East Quay]",
        corrections="[{date: 2024-03-29, text: It was one crane.}]",
        updates="[{date: 2024-03-28, title: More, text: It was raised.}]",
        source="{name: Gazette, url: 'https://gazette.example/1', author: Ada, licence: CC BY}",
    )
    files = {**many, "content/articles/a.md": report, "content/incidents/crane.yaml": incident}
    found = fragments(built(write_site(tmp_path, files, SEARCHED)))
    said = found["articles/2024/03/a/index.html"]["content"]
    assert said.startswith("Prose of a report.")
    assert {"It was one crane.", "It was raised."} <= {part.strip() for part in re.findall(r"[^.]+\.", said)}
    about = found["incidents/crane/index.html"]["content"]
    assert about.startswith("A crane fell.")
    for told in ("The pier is open.", "The pier is closed.", "Divers searched."):
        assert told in about
    names = "Gazette|East Quay|North Pier|ports"
    furniture = f"Report|reports|of 13|Timeline|Status|Source|Updates|Correction|2024|March|April|Follow|feed|{names}"
    assert (re.findall(furniture, said.replace("a report", "")), re.findall(furniture, about)) == ([], [])


def test_only_the_excerpt_is_in_the_index_where_only_an_excerpt_is_shown(tmp_path: Path) -> None:
    text = "First words here. " + "More words follow there. " * 80 + "Zebra at the end."
    theirs = article(text=text, source="{name: Gazette, url: https://gazette.example/a}", summary="Short.")
    config = SEARCHED.replace("text: full", "text: excerpt")
    index = unpacked(built(write_site(tmp_path, {"content/articles/a.md": theirs}, config))).lower()
    assert b"first words here" in index
    assert b"zebra" not in index


def test_a_second_build_writes_nothing_and_the_whole_way_makes_no_index_again(tmp_path: Path) -> None:
    folder = write_site(tmp_path, HARBOUR, SEARCHED)
    built(folder)
    before = {path: (folder / "site" / path).stat().st_mtime_ns for path in tree(folder / "site")}
    (folder / ".digest/record").unlink(missing_ok=True)
    with patch("digest.app.publishing.search.make_index", side_effect=AssertionError("an index was made")):
        ended = build(folder, "--json")
    assert (ended.code, ended.report["counts"]["written"], ended.report["counts"]["removed"]) == (0, 0, 0)
    assert {path: (folder / "site" / path).stat().st_mtime_ns for path in tree(folder / "site")} == before


@pytest.mark.slow
def test_after_edits_the_index_is_that_of_a_clean_build_and_nothing_stale_stays(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "edited", HARBOUR, SEARCHED)
    built(folder)
    withdrawn = article("Crane falls", "2023-12-31T23:30:00Z", "Another crane.", status="withdrawn")
    write_site(folder, {**HARBOUR_NEXT_DAY, "content/articles/same-headline.md": withdrawn}, SEARCHED)
    edited = built(folder)
    assert edited == built(folder, "--fresh")
    shutil.rmtree(folder / "site")
    shutil.rmtree(folder / ".digest")
    assert index_of(edited) == index_of(built(folder))


@pytest.mark.slow
def test_ten_indexes_of_the_same_pages_are_the_same_bytes(tmp_path: Path) -> None:
    tags = ", ".join(f"tag{number}" for number in range(30))
    files = {f"content/articles/a{number}.md": article(tags=f"[{tags}]", places="[Here, There]") for number in range(3)}
    folder = write_site(tmp_path, files, SEARCHED)
    first = index_of(built(folder))
    assert [one for one in range(10) if index_of(built(folder, "--fresh")) != first] == []


def test_a_damaged_or_missing_file_of_the_index_is_made_again(tmp_path: Path) -> None:
    folder = write_site(tmp_path, HARBOUR, SEARCHED)
    whole = built(folder)
    paths = [path for path in whole if path.startswith(INDEX)]
    (folder / "site" / paths[0]).unlink()
    (folder / "site" / paths[-1]).write_bytes(b"damaged")
    (folder / "site" / INDEX / "mine.txt").write_bytes(b"not digest's")
    assert built(folder) == {**whole, f"{INDEX}mine.txt": b"not digest's"}


TRACES = (b'search/"', b"static/search.js", b"data-pagefind-filter", b"data-pagefind-meta")


def traces_of_search(site: dict[str, bytes]) -> list[str]:
    """Return the files that only a site with a search has, and the pages that know of it."""
    files = [path for path in site if path.startswith("search/") or path == "static/search.js"]
    pages = [path for path, raw in site.items() if path.endswith(".html") and any(sign in raw for sign in TRACES)]
    return sorted({*files, *pages})


@pytest.mark.parametrize("search", ["auto", "on", "off"])
def test_a_site_that_never_had_a_search_has_no_trace_of_one(search: str, tmp_path: Path) -> None:
    folder = write_site(tmp_path, HARBOUR, SEARCHED.replace("search: on", f"search: {search}"))
    with modules(**({} if search == "off" else {"pagefind_bin": None})):
        ended = build(folder, "--json")
    codes = [found["code"] for found in ended.report["diagnostics"]]
    assert (ended.code, codes.count("no-search-index")) == (0, search == "on")
    assert traces_of_search(tree(folder / "site")) == []


def test_a_site_with_a_search_names_it_on_every_page(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, HARBOUR, SEARCHED))
    assert {"search/index.html", "static/search.js"} < site.keys()
    assert b'href="./search/"' in site["index.html"]


@pytest.mark.parametrize("search", ["auto", "on", "off"])
def test_where_a_search_was_its_page_stays_and_offers_the_archives(search: str, tmp_path: Path) -> None:
    folder = write_site(tmp_path, HARBOUR, SEARCHED)
    built(folder)
    write_site(folder, {}, SEARCHED.replace("search: on", f"search: {search}"))
    with modules(**({} if search == "off" else {"pagefind_bin": None})):
        ended = build(folder, "--fresh", "--json")
    site = tree(folder / "site")
    codes = [found["code"] for found in ended.report["diagnostics"]]
    assert (ended.code, codes.count("no-search-index"), index_of(site)) == (0, search == "on", {})
    assert traces_of_search(site) == ["search/index.html"]
    page = site["search/index.html"].decode()
    assert "Search is off on this site." in page
    assert "<script" not in page
    assert all(f'href="../{room}/' in page for room in ("archive", "tags", "places", "sources"))


def test_where_pagefind_fails_the_old_index_goes_and_the_next_build_makes_a_new_one(tmp_path: Path) -> None:
    folder = write_site(tmp_path, HARBOUR, SEARCHED)
    whole = built(folder)
    write_site(folder, {"content/articles/new.md": article("New")}, SEARCHED)
    with patch("pagefind_bin.get_executable", return_value=Path("/bin/false")):
        ended = build(folder, "--json")
    assert (ended.code, index_of(tree(folder / "site"))) == (0, {})
    assert "no-search-index" in [found["code"] for found in ended.report["diagnostics"]]
    (folder / "content/articles/new.md").write_text(article("Newer"), encoding="utf-8")
    assert len(fragments(built(folder))) == len(fragments(whole)) + 1


@pytest.mark.parametrize("pattern", ["*.pf_meta", "filter/*", "pagefind-entry.json"])
@pytest.mark.parametrize(
    "harm",
    [lambda raw: raw[: len(raw) // 2], lambda raw: gzip.compress(gzip.decompress(raw)[:-1]), lambda _: b"[]"],
    ids=["cut", "cut within", "other"],
)
def test_an_index_that_is_not_whole_or_of_another_form_is_told_and_not_published(
    pattern: str, harm: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    def make_harmed(pages: Path, into: Path, language: str) -> None:
        make_index(pages, into, language)
        [*_, file] = sorted(into.glob(pattern))
        raw = file.read_bytes()
        file.write_bytes(harm(raw) if raw.startswith(b"\x1f\x8b") else b"[]")

    folder = write_site(tmp_path, {"content/articles/a.md": article(tags="[quay]")}, SEARCHED)
    with patch("digest.app.publishing.search.make_index", make_harmed):
        ended = build(folder, "--json")
    assert (ended.code, [found["code"] for found in ended.report["diagnostics"]]) == (0, ["no-search-index"])
    assert index_of(tree(folder / "site")) == {}


def test_what_outlived_a_build_that_was_killed_writes_into_no_later_index(tmp_path: Path) -> None:
    killed: list[Path] = []

    def kill(pages: Path, into: Path, language: str) -> None:
        make_index(pages, into, language)
        killed.append(into)
        raise KeyboardInterrupt

    def make_beside(pages: Path, into: Path, language: str) -> None:
        make_index(pages, into, language)
        killed[0].mkdir(exist_ok=True)
        (killed[0] / "late.pf_fragment").write_bytes(b"of before")

    folder = write_site(tmp_path, {"content/articles/a.md": article()}, SEARCHED)
    with patch("digest.app.publishing.search.make_index", kill):
        assert build(folder).code == 130
    write_site(folder, {"content/articles/a.md": article(text="Withdrawn since.")}, SEARCHED)
    with patch("digest.app.publishing.search.make_index", make_beside):
        site = built(folder)
    assert site.keys() & {f"{INDEX}late.pf_fragment", f"{INDEX}pagefind.js"} == {f"{INDEX}pagefind.js"}


def test_a_name_in_the_index_that_must_be_forgotten_stops_the_build(tmp_path: Path) -> None:
    """The gate would stop the page as well; here it looks away from all pages, so that only a look into the index can find the name."""
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "salt: 4c1d0c6a9be24f0d8a5b7d3e2f1a6c90\n"
        "rules:\n- {name: Jane Quillfeather, instead: a resident, reason: she asked}\n",
        encoding="utf-8",
    )
    theme = (TEMPLATES / "article.html").read_text(encoding="utf-8")
    theme = theme.replace("<article data-pagefind-body>", "<article data-pagefind-body><p>Jane Quillfeather</p>")
    files = {"content/articles/a.md": article(), "templates/article.html": theme}
    folder = write_site(tmp_path / "site", files, SEARCHED)
    with patch.dict(os.environ, DIGEST_REDACTIONS=str(rules)), patch.object(RenderTask, "_check", return_value=True):
        ended = build(folder)
    assert ended.code == 1
    assert "site/search/pagefind/fragment/" in ended.err
    assert "(rule 1, gzip) [name-leaks]" in ended.err
    assert not (folder / "site").exists()
