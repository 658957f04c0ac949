"""The data of whole sites: valid by their schemas, kept as they are while nothing of them moves, and within the rights to the texts."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.laws.folders import scratch, states
from tests.laws.strategies import Sources, sites
from tests.support.datafiles import FILES, V1, faults, flat, read, rows, table
from tests.support.sites import CONFIG, article, build, built, tree, write_site

REPOSITORY = Path(__file__).parents[2]
CRANE = "content/articles/crane.md"
GAZETTE = "{name: Gazette, url: 'https://www.gazette.example/crane?utm_source=x'}"
CASE = "---\ntitle: The case\npeople: [{name: Bo Berg, role: defendant, charges: [{charge: Neglect}]}]\n---\nOur own words.\n"


def check(site: dict[str, bytes]) -> None:
    """Check everything that holds of the data of every site."""
    assert {path for path in site if path.startswith("data/v1/")} == FILES
    assert faults(site) == []
    for name in ("articles", "incidents"):
        assert table(site[f"{V1}{name}.csv"]) == [flat(row) for row in rows(site, name)]
    articles, incidents = rows(site, "articles"), rows(site, "incidents")
    base = read(site, "articles")["site"]
    pages = {f"{base}{path.removesuffix('index.html')}" for path in site}
    assert {row["url"] for row in articles + incidents} <= pages
    assert {row["feed"] for row in incidents} <= pages
    named = {(identity, row["id"]) for row in articles for identity in row["incidents"]}
    assert named == {(row["id"], identity) for row in incidents for identity in row["articles"]}
    assert [row["id"] for row in incidents] == sorted(row["id"] for row in incidents)
    urls = read(site, "lookup")["urls"]
    assert list(urls) == sorted(urls)
    assert {page for entry in urls.values() for page in entry["articles"]} == {
        row["url"] for row in articles if row["source"] and row["source"]["url"]
    }


@pytest.mark.parametrize("source", [pytest.param(".", marks=pytest.mark.slow), "tests/golden/source"])
def test_the_data_of_our_own_sites_are_what_their_schemas_say(source: str, tmp_path: Path) -> None:
    for name in ("config.yaml", "content"):
        copy = shutil.copytree if (REPOSITORY / source / name).is_dir() else shutil.copy2
        copy(REPOSITORY / source / name, tmp_path / name)
    check(built(tmp_path, now="2027-01-01T00:00:00Z"))


@pytest.mark.slow
@settings(max_examples=15)
@given(sites(1))
def test_the_data_of_any_site_are_what_their_schemas_say(sources: Sources) -> None:
    with scratch() as folder:
        write_site(folder, sources.files, sources.config)
        if build(folder).code == 0:
            check(tree(folder / "site"))


def a_site(folder: Path) -> Path:
    other = article("Ferry late", "2024-03-27", source="{name: Post}", tags="[ferry]")
    crane = article(incident="case", source=GAZETTE, people="[Ada Smith]")
    return write_site(folder, {CRANE: crane, "content/articles/ferry.md": other, "content/incidents/case.md": CASE})


def test_a_report_is_found_by_its_url_with_its_incident(tmp_path: Path) -> None:
    site = built(a_site(tmp_path))
    base = "https://harbour.example/news/"
    assert read(site, "lookup")["urls"] == {
        "gazette.example/crane": {
            "articles": [f"{base}articles/2024/03/crane/"],
            "incidents": [{"id": "case", "url": f"{base}incidents/case/"}],
        }
    }


def test_an_edit_that_changes_no_row_leaves_the_data_untouched(tmp_path: Path) -> None:
    text = "The crane fell. " + "It was a windy night in the harbour. " * 10
    folder = write_site(a_site(tmp_path), {CRANE: article(incident="case", text=f"{text}Nobody was hurt.")})
    built(folder)
    before = states(folder, "site/data")
    edits = {
        CRANE: article(incident="case", text=f"{text}Nobody was killed.", people="[Cy Dorn]"),
        "content/incidents/case.md": CASE.replace("Our own words", "Our better words"),
        "content/pages/about.md": "---\ntitle: About\n---\nWe.\n",
    }
    write_site(folder, edits)
    built(folder)
    assert states(folder, "site/data") == before


def test_an_edit_of_a_row_changes_the_files_that_hold_it_and_no_others(tmp_path: Path) -> None:
    folder = a_site(tmp_path)
    built(folder)
    before = states(folder, "site/data")
    write_site(folder, {"content/incidents/case.md": CASE.replace("The case", "The trial")})
    built(folder)
    after = states(folder, "site/data")
    assert {path for path in before if after[path] != before[path]} == {
        "site/data/v1/incidents.csv",
        "site/data/v1/incidents.json",
    }


def test_a_file_that_is_made_again_with_the_same_bytes_stays_where_it_is(tmp_path: Path) -> None:
    folder = a_site(tmp_path)
    built(folder)
    before = states(folder, "site/data/v1")
    write_site(folder, {}, CONFIG.replace("What happened", "What really happened"))
    built(folder)
    assert states(folder, "site/data/v1") == before
    assert not (folder / ".digest/staging").exists()


@pytest.mark.parametrize("damage", ["missing", "cut", "fresh"])
def test_a_data_file_that_is_missing_or_damaged_is_made_again(damage: str, tmp_path: Path) -> None:
    folder = a_site(tmp_path)
    before = built(folder)
    for path in FILES:
        if damage == "missing":
            (folder / "site" / path).unlink()
        else:
            (folder / "site" / path).write_bytes(before[path][:-3] if damage == "cut" else before[path][:-1] + b" ")
    assert built(folder, *(["--fresh"] if damage == "fresh" else [])) == before


def test_nobody_who_takes_part_is_named_in_the_data(tmp_path: Path) -> None:
    site = built(a_site(tmp_path))
    assert b"Bo Berg" in site["incidents/case/index.html"]
    assert [path for path in FILES if b"Bo Berg" in site[path] or b"Ada Smith" in site[path]] == []


def test_no_text_beyond_the_summary_is_in_the_data(tmp_path: Path) -> None:
    text = " ".join(f"Here sentence {number} of eight words is said." for number in range(30))
    files: dict[str, str | bytes] = {
        f"content/articles/{show}.md": article(show, text=text, source=GAZETTE, incident="case", show=show)
        for show in ("full", "excerpt", "link")
    }
    site = built(write_site(tmp_path, files))
    assert {path for path in FILES if b"Here sentence 5 " in site[path]} == set()
    assert [len((row["summary"] or "").split()) <= 40 for row in rows(site, "articles")] == [True] * 3
    assert [row["summary"] for row in rows(site, "articles") if row["show"] == "link"] == [None]


def test_the_page_about_the_data_says_what_they_are_and_how_they_count(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, {CRANE: article()}, CONFIG + "licence: CC BY 4.0\n"))
    page = site["data/index.html"].decode()
    assert all(f'href="../{path}"' in page for path in FILES)
    assert ": 0 incidents, 1 article, 0 sources. Use these files; you need not scrape." in page
    assert "CC BY 4.0" in page
    assert page.count('<link rel="alternate" type="application/json"') == 2
    assert b'href="./data/"' in site["index.html"]
    assert b'type="application/json"' not in site["index.html"]
    assert b"<loc>https://harbour.example/news/data/</loc>" in site["sitemap.xml"]


def test_what_programs_read_is_the_same_in_every_language_and_runs_from_left_to_right(tmp_path: Path) -> None:
    said = {
        language: built(write_site(tmp_path / language, {CRANE: article()}, f"{CONFIG}language: {language}\n"))
        for language in ("en", "de", "ar")
    }
    codes = {
        language: sorted(
            re.findall(r'<code(?: class="address")? dir="ltr">(.*?)</code>', site["data/index.html"].decode())
        )
        for language, site in said.items()
    }
    assert codes["en"] == codes["de"] == codes["ar"]
    assert {"! $ &amp; &#39; ( ) * + , ; = : @ / ?", "new URL(text)", "null", "utm_*"} <= set(codes["en"])
    assert [site["data/index.html"].count(b"<code") for site in said.values()] == [len(codes["en"])] * 3
