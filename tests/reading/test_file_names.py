"""What the names of files say: date, slug, language, draft; which files are texts, and which are passed over."""

import json
from pathlib import Path

import pytest

from digest.model.moment import Moment
from digest.model.site import Content
from digest.reading.files.names import FileName, read_file_name
from digest.reading.files.walk import is_leftover
from tests.reading.reads import codes, read, read_one
from tests.support.sites import CONFIG, build, write_site

TITLE = "---\ntitle: Pump reopens\n---\nIt works.\n"
PREFIX = "content/articles/"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("pump", FileName("pump", "pump")),
        ("2024-01-02-pump", FileName("2024-01-02-pump", "pump", "2024-01-02")),
        ("2024-1-2-pump", FileName("2024-1-2-pump", "pump", "2024-01-02")),
        ("2024_01_02_pump", FileName("2024_01_02_pump", "pump", "2024-01-02")),
        ("2024-01-02_pump", FileName("2024-01-02_pump", "pump", "2024-01-02")),
        ("2024.01.02 pump", FileName("2024.01.02 pump", "pump", "2024-01-02")),
        ("20240102-pump", FileName("20240102-pump", "pump", "2024-01-02")),
        ("2024-01-02T15-30-pump", FileName("2024-01-02T15-30-pump", "pump", "2024-01-02T15:30")),
        ("2024-01-02-1984-review", FileName("2024-01-02-1984-review", "1984-review", "2024-01-02")),
        ("2024-01-02", FileName("2024-01-02", "2024-01-02", "2024-01-02")),
        ("2024-02-30-pump", FileName("2024-02-30-pump", "2024-02-30-pump")),
        ("20241399-pump", FileName("20241399-pump", "20241399-pump")),
        ("12345678-pump", FileName("12345678-pump", "12345678-pump")),
        ("2024-01-023", FileName("2024-01-023", "2024-01-023")),
        ("2024-bridge", FileName("2024-bridge", "2024-bridge")),
        ("2024/01/02/pump", FileName("pump", "pump", "2024-01-02")),
        ("news/2024/01/pump", FileName("pump", "pump", "2024-01")),
        ("2024/pump", FileName("pump", "pump")),
        ("2024/01/05-pump", FileName("05-pump", "05-pump", "2024-01")),
        ("2024-01-02-fair/pump", FileName("pump", "pump", "2024-01-02")),
        ("2024/01/02/2023-05-06-pump", FileName("2023-05-06-pump", "pump", "2023-05-06")),
        ("pump/index", FileName("pump", "pump")),
        ("2024-01-02-pump/index", FileName("2024-01-02-pump", "pump", "2024-01-02")),
        ("2024/01/02/pump/index", FileName("pump", "pump", "2024-01-02")),
        ("2024/01/02/index", FileName("2024-01-02", "2024-01-02", "2024-01-02")),
        ("index", FileName("index", "index")),
        ("pump.fr", FileName("pump.fr", "pump.fr", "", "fr")),
        ("pump/index.pt-BR", FileName("pump.pt-BR", "pump.pt-BR", "", "pt-BR")),
        ("2024-01-02-pump.de", FileName("2024-01-02-pump.de", "pump.de", "2024-01-02", "de")),
        ("v1.zz", FileName("v1.zz", "v1.zz")),
        ("_drafts/pump", FileName("pump", "pump", "", "", is_draft=True)),
        ("_drafts/2024-01-02-pump", FileName("2024-01-02-pump", "pump", "2024-01-02", "", is_draft=True)),
        ("_posts/2024-01-02-pump", FileName("2024-01-02-pump", "pump", "2024-01-02")),
    ],
)
def test_a_name_says_date_title_and_language(path: str, name: FileName) -> None:
    assert read_file_name(PREFIX + path, dated=True) == name


def test_an_incidents_and_a_pages_name_is_whole() -> None:
    assert read_file_name("content/incidents/2024-01-02-pump", dated=False) == FileName(
        "2024-01-02-pump", "2024-01-02-pump"
    )


def said(article: Content) -> list[tuple[str, str, str, str]]:
    return [(one.id, one.slug, one.date.iso, one.language) for one in article.articles]


def test_a_dated_name_is_date_and_slug(tmp_path: Path) -> None:
    content, found = read(
        tmp_path, {"articles/2024-01-02-pump.md": TITLE, "articles/2024/03/bridge/index.de.md": TITLE}
    )
    assert (said(content), found) == (
        [("2024-01-02-pump", "pump", "2024-01-02", ""), ("bridge.de", "bridge-de", "2024-03", "de")],
        (),
    )


@pytest.mark.parametrize(
    ("fields", "slug", "date"),
    [
        ("date: 2024-05-06\n", "pump", "2024-05-06"),
        ("slug: reopened\n", "reopened", "2024-01-02"),
        ("date_publish: 2024-05-06\n", "pump", "2024-05-06"),
        ("date:\n", "pump", "2024-01-02"),
    ],
)
def test_a_field_wins_over_the_name(tmp_path: Path, fields: str, slug: str, date: str) -> None:
    found = read_one(tmp_path, {"articles/2024-01-02-pump.md": TITLE.replace("---\nIt", f"{fields}---\nIt")})
    assert (found.slug, found.date.iso) == (slug, date)


def test_a_wrong_date_is_an_error_in_spite_of_the_name(tmp_path: Path) -> None:
    text = TITLE.replace("---\nIt", "date: 2024-13-01\n---\nIt")
    assert codes(read(tmp_path, {"articles/2024-01-02-pump.md": text})[1]) == ["impossible-date"]


def test_what_is_in_drafts_is_a_draft_unless_it_says_otherwise(tmp_path: Path) -> None:
    content, found = read(
        tmp_path,
        {
            "articles/_drafts/2024-01-02-a.md": TITLE,
            "articles/_drafts/2024-01-02-b.md": TITLE.replace("---\nIt", "status: published\n---\nIt"),
        },
    )
    assert ([one.status for one in content.articles], found) == (["draft", "published"], ())


def addresses(folder: Path) -> set[str]:
    return {
        file.parent.relative_to(folder / "site/articles").as_posix()
        for file in (folder / "site/articles").rglob("index.html")
        if file.parent != folder / "site/articles"
    }


def test_a_dated_slug_that_was_published_stays(tmp_path: Path) -> None:
    site = write_site(tmp_path / "s", {f"{PREFIX}old.md": TITLE.replace("---\nIt", "date: 2024-01-02\n---\nIt")})
    assert build(site).code == 0
    ledger = site / "content/ledger.jsonl"
    rows = ledger.read_text(encoding="utf-8")
    dated = rows.replace('"old"', '"2024-01-02-pump"').replace("2024/01/old/", "2024/01/2024-01-02-pump/")
    other = write_site(tmp_path / "o", {f"{PREFIX}2024-01-02-pump.md": TITLE, "content/ledger.jsonl": dated})
    ended = build(other)
    assert ended.code == 0, ended.err
    assert addresses(other) == {"2024/01/2024-01-02-pump"}
    assert (other / "content/ledger.jsonl").read_text(encoding="utf-8") == dated
    guids = [
        [(item["id"], item["date_published"]) for item in json.loads((one / "site/feed.json").read_bytes())["items"]]
        for one in (site, other)
    ]
    assert guids[0] == guids[1] != []


def test_a_short_slug_that_was_published_stays_when_another_one_comes(tmp_path: Path) -> None:
    site = write_site(tmp_path, {f"{PREFIX}2024-01-09-news.md": TITLE})
    assert build(site).code == 0
    write_site(site, {f"{PREFIX}2024-01-02-news.md": TITLE.replace("works", "worked")})
    assert build(site).code == 0
    assert addresses(site) == {"2024/01/news", "2024/01/2024-01-02-news"}


def test_names_of_one_month_with_the_same_rest_stay_apart(tmp_path: Path) -> None:
    names = ("2024-01-02-news", "2024-01-09-news", "2024-02-09-news")
    site = write_site(tmp_path, {f"{PREFIX}{name}.md": TITLE.replace("works", name) for name in names})
    assert build(site, "--strict").code == 0
    assert addresses(site) == {"2024/01/2024-01-02-news", "2024/01/2024-01-09-news", "2024/02/news"}
    assert "0 files written" in build(site, "--strict").err + build(site).out


LEFTOVERS = [
    *("Icon\r", "Thumbs.db", "thumbs.db", "ehthumbs.db", "desktop.ini", ".DS_Store", "._x.md", "#x.md#", ".#x.md"),
    *("x.md~", "x.md.bak", "x.bak", "x.orig", "x.md.rej", "x.md.swp", "x.swo", "x.tmp", "~$x.docx", ".~lock.x.md#"),
    *("x.md.save", "x.jpg.part", "x.crdownload"),
]
LEFTOVER_FOLDERS = ["__MACOSX", ".Trash", "@eaDir", "$RECYCLE.BIN"]


def test_leftovers_are_passed_over_and_never_published(tmp_path: Path) -> None:
    folders = ("content/articles", "content/incidents", "content/pages", "content/media", "content", "templates/static")
    names = [*LEFTOVERS, *(f"{folder}/x.md" for folder in LEFTOVER_FOLDERS)]
    files = {f"{folder}/{name}": "left" for folder in folders for name in names}
    site = write_site(tmp_path, {f"{PREFIX}2024-01-02-pump.md": TITLE, **files})
    ended = build(site, "--strict")
    assert (ended.code, ended.err.count("warning")) == (0, 0), ended.err
    outputs = [file for file in (site / "site").rglob("*") if file.is_file()]
    assert [file.name for file in outputs if file.read_bytes() == b"left"] == []


@pytest.mark.parametrize(
    "name", ["x (conflicted copy 2024-01-02).md", "x.sync-conflict-20240102.md", "bak.md", "#1.md", "@x.md", "$x.md"]
)
def test_what_may_be_a_text_is_no_leftover(name: str) -> None:
    assert not is_leftover(name)


@pytest.mark.parametrize("ending", ["md", "MD", "markdown", "Markdown", "mdown", "mkd", "mkdn"])
def test_markdown_has_many_endings(tmp_path: Path, ending: str) -> None:
    content, found = read(tmp_path, {f"articles/2024-01-02-pump.{ending}": TITLE.replace("It", "*It*")})
    assert ([(one.id, one.opening) for one in content.articles], found) == ([("2024-01-02-pump", ("It works.",))], ())


@pytest.mark.parametrize("ending", ["TXT", "txt"])
def test_plain_text_has_an_ending_in_any_case(tmp_path: Path, ending: str) -> None:
    found = read_one(tmp_path, {f"articles/2024-01-02-pump.{ending}": TITLE.replace("It", "*It*")})
    assert (found.opening, found.body_location.plain) == (("*It* works.",), True)


UNREAD = (
    "html htm rst csv tsv jsonl mdx adoc org textile docx doc odt rtf pdf ipynb xml tex HTML xlsx wiki epub njk".split()
)


@pytest.mark.parametrize("ending", UNREAD)
@pytest.mark.parametrize("kind", ["articles", "incidents", "pages"])
def test_texts_in_other_formats_are_errors(tmp_path: Path, ending: str, kind: str) -> None:
    files = {f"{kind}/crane.{ending}": "x", "articles/2024-01-02-pump.md": TITLE}
    found = [one for one in read(tmp_path, files)[1] if one.code != "nothing-read"]
    assert [(one.code, one.position.file) for one in found] == [("unread-text", f"content/{kind}/crane.{ending}")]
    assert found[0].hint


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"posts/x.md": TITLE}, ["content"]),
        ({"x.md": TITLE}, ["content"]),
        ({"articles/x.png": "x"}, ["content/articles"]),
        ({"incidents/x.xyz": "x", "articles/2024-01-02-pump.md": TITLE}, ["content/incidents"]),
        ({"articles/_index.md": TITLE}, ["content/articles"]),
        ({"media/x.png": "x"}, []),
        ({}, []),
        ({"articles/.gitkeep": ""}, []),
        ({"articles/Thumbs.db": ""}, []),
    ],
)
def test_a_folder_from_which_nothing_is_read_is_an_error(
    tmp_path: Path, files: dict[str, str], where: list[str]
) -> None:
    found = read(tmp_path, files)[1]
    assert [one.position.file for one in found if one.code == "nothing-read"] == where


def test_a_month_in_the_name_of_folders_is_shown_as_a_month(tmp_path: Path) -> None:
    site = write_site(tmp_path, {f"{PREFIX}2024/03/bridge.md": TITLE}, CONFIG)
    ended = build(site, "--strict")
    assert ended.code == 0, ended.err
    page = (site / "site/articles/2024/03/bridge/index.html").read_text(encoding="utf-8")
    assert "March 2024" in page
    assert "1 March 2024" not in page
    assert read_one(tmp_path, {}).date == Moment(read_one(tmp_path, {}).date.at, "month")


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "LICENSE.md", "CONTRIBUTING.markdown", "robots.txt"])
@pytest.mark.parametrize("text", ["# Posts\n\nPut posts here.\n", "Put posts here.\n"])
def test_notes_on_a_folder_are_no_articles(tmp_path: Path, name: str, text: str) -> None:
    content, found = read(tmp_path, {f"articles/{name}": text})
    assert (content.articles, codes(found)) == ((), ["unknown-file"])


def test_an_article_may_be_called_like_notes(tmp_path: Path) -> None:
    assert (
        read_one(tmp_path, {"articles/readme.md": TITLE.replace("---\nIt", "date: 2024-01-02\n---\nIt")}).id == "readme"
    )


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ('path = "2024/01/02/pump"', "2024-01-02"),
        ('path = "/news/2024/1/2/pump/"', "2024-01-02"),
        ('permalink = "/2024/01/02/pump.html"', "2024-01-02"),
        ('path = "2024/01/02/pump"\ndate = 2024-05-06', "2024-05-06"),
    ],
)
def test_a_date_may_be_in_the_address_that_a_field_gives(tmp_path: Path, line: str, date: str) -> None:
    found = read_one(tmp_path, {"articles/pump.md": f'+++\ntitle = "Pump"\n{line}\n+++\nIt works.\n'})
    assert found.date.iso == date


@pytest.mark.parametrize("line", ['path = "2024/13/02/pump"', 'path = "2024/01/pump"', 'path = "12024/01/02/x"'])
def test_no_date_is_taken_from_an_address_without_one(tmp_path: Path, line: str) -> None:
    found = read(tmp_path, {"articles/pump.md": f'+++\ntitle = "Pump"\n{line}\n+++\nIt works.\n'})[1]
    assert codes(found) == ["missing-date"]
