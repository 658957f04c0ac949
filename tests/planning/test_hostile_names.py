"""Names that a disk, a URL or Windows gives another meaning: they are refused with a line, or become an address that is safe."""

import json
from collections.abc import Collection
from pathlib import Path

from digest.model.text.characters import without_stray
from digest.model.url import fold, is_safe_address, is_slug, slugify
from tests.rendering.strict import shown
from tests.support.sites import article, build, built, write_site

NAMES = (
    *(
        "CON",
        "con",
        "Nul",
        "aux.txt",
        "com1",
        "LPT9.md",
        "prn.",
        "..",
        ".",
        "../../../etc/passwd",
        "%2e%2e",
        "%2e%2e/%2e%2e",
        "a/b",
        "a\\b",
    ),
    *(
        "C:x",
        "a:b",
        "a?b",
        "a*b",
        "a|b",
        "a<b>",
        'a"b',
        "a#b",
        "~",
        "-",
        " a ",
        "a ",
        "a.",
        ".git",
        ".htaccess",
        "index.html",
        "feed.xml",
    ),
    *(
        "page-2.html",
        "page-2",
        "2",
        "x" * 300,
        "é" * 200,
        "ＣＯＮ",
        "CON\u0301",
        "\u202egpj.exe",
        "a\u200bb",
        "İstanbul",
        "ß",
        "ﬀ",
        "\x00",
        "🚢",
    ),
    *("COM¹", "con ", "con.tar.gz", "a\nb", "&amp;", "__proto__", "null", "true", "'; DROP TABLE"),
)
MONTHS = tuple(f"{year}-{month:02d}" for year in range(2000, 2020) for month in range(1, 13))


def report(**fields: object) -> str:
    return json.dumps({"title": "Crane falls", "date": "2024-03-26", "text": "It fell."} | fields)


def refused(folder: Path, files: dict[str, str | bytes]) -> dict[str, str]:
    """Build a site; give the code of the error of each file that has one."""
    ended = build(write_site(folder, files), "--json")
    assert ended.code == 1, ended.err
    assert not (folder / "site").exists()
    return {found["file"]: found["code"] for found in ended.report["diagnostics"] if found["severity"] == "error"}


def accepted(
    folder: Path, files: dict[str, str | bytes], refused: Collection[str], *, with_blanks: bool = False
) -> list[str]:
    """Build a site without some of its files; give the paths of its outputs, which must be safe and distinct on every disk.

    Old addresses may have blanks inside, as those of other generators have; new ones never do.
    """
    paths = list(built(write_site(folder, {path: text for path, text in files.items() if path not in refused})))
    assert [path for path in paths if not is_safe_address(path, with_blanks=with_blanks)] == []
    assert len({fold(path) for path in paths}) == len(paths)
    assert sorted(path.name for path in folder.iterdir()) == [".digest", "config.yaml", "content", "site"]
    return paths


def test_tags_places_and_sources_of_any_name_have_addresses_that_are_safe(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/articles/a{number}.json": json.dumps(
            {
                "title": f"Report {number}",
                "date": "2024-03-26",
                "text": "It fell.",
                "tags": [name],
                "places": [name],
                "source": {"name": name},
            }
        )
        for number, name in enumerate(NAMES)
    }
    site = built(write_site(tmp_path, files))
    assert [path for path in site if not is_safe_address(path)] == []
    assert len({fold(path) for path in site}) == len(site)
    assert {path.split("/")[0] for path in site if "/" in path} == {
        *(
            "archive",
            "articles",
            "corrections",
            "data",
            "editions",
            "feeds",
            "incidents",
            "places",
            "sources",
            "static",
            "tags",
        )
    }


def test_a_slug_is_the_last_part_of_an_address_or_an_error(tmp_path: Path) -> None:
    articles = {
        f"content/articles/a{n}.json": (name, month) for n, (name, month) in enumerate(zip(NAMES, MONTHS, strict=False))
    }
    files: dict[str, str | bytes] = {
        path: report(slug=name, date=f"{month}-01") for path, (name, month) in articles.items()
    }
    codes = refused(tmp_path / "all", files)
    assert set(codes.values()) == {"bad-slug"}
    assert {articles[path][0] for path in codes} >= {
        "CON",
        "con",
        "..",
        ".",
        "%2e%2e",
        "aux.txt",
        "a/b",
        "C:x",
        ".git",
        "a.",
        "\u200b",
    } & set(NAMES)
    paths = accepted(tmp_path / "good", files, codes)
    for path, (name, month) in articles.items():
        if path not in codes:
            own = without_stray(shown(name)) or Path(path).stem
            usual = own.lower() if is_slug(own.lower()) else slugify(own)
            assert f"articles/{month.replace('-', '/')}/{usual}/index.html" in paths


def test_an_alias_is_an_address_of_the_site_or_an_error(tmp_path: Path) -> None:
    names = {f"content/articles/a{number}.json": name for number, name in enumerate(NAMES)}
    files: dict[str, str | bytes] = {path: report(aliases=[name]) for path, name in names.items()}
    codes = refused(tmp_path / "all", files)
    assert set(codes.values()) == {"bad-alias", "alias-collides"}
    assert {names[path] for path in codes} >= {
        "CON",
        "aux.txt",
        "..",
        "../../../etc/passwd",
        "C:x",
        ".htaccess",
        "index.html",
        "feed.xml",
    }
    accepted(tmp_path / "good", files, codes, with_blanks=True)


def test_a_file_of_any_name_becomes_a_safe_address_or_an_error(tmp_path: Path) -> None:
    names = [name for name in NAMES if not {"/", "\\", "\n", "\x00"} & set(name) and len(name.encode()) < 250]
    files: dict[str, str | bytes] = {
        f"content/articles/{number}/{name}.md": article(date=f"{MONTHS[number]}-01")
        for number, name in enumerate(names)
    }
    codes = refused(tmp_path / "all", files)
    assert set(codes.values()) <= {"bad-slug", "bad-file-name", "repeated-id", "address-taken"}
    accepted(tmp_path / "good", files, codes)


def test_an_incident_may_be_called_anything_with_a_letter_or_a_digit(tmp_path: Path) -> None:
    names = {f"content/articles/a{number}.json": name for number, name in enumerate(NAMES)}
    files: dict[str, str | bytes] = {path: report(incident=name) for path, name in names.items()}
    codes = refused(tmp_path / "all", files)
    assert {names[path]: code for path, code in codes.items()} == dict.fromkeys(
        ("..", ".", "~", "-", "🚢"), "bad-incident"
    )
    accepted(tmp_path / "good", files, codes)
