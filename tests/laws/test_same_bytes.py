"""The same content gives the same bytes: wherever, whenever, by however many processes and in whatever environment it is built."""

import json
import os
import random
from pathlib import Path

import pytest

from tests.laws.folders import copy_sources, named_in_manifest, published, sums, write_sources
from tests.laws.processes import run
from tests.laws.sample import HARBOUR, TINY
from tests.support.sites import article, build, built, tree, write_site

_ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "4711",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "HOME": "/nowhere",
    "SOURCE_DATE_EPOCH": "1",
    "NO_COLOR": "1",
    "COLUMNS": "20",
}


_STEMS = ("a\u0085b", "a b", "a#b", "a%20b", "ä", "a\u0308", "a'\"<b>&", "日本")


def _large() -> dict[str, str | bytes]:
    """Return more articles than one process reads, more texts than one converts, and more pages than one renders."""
    return {
        f"content/articles/{number:03}.md": article(
            f"Report {number}",
            f"2024-0{1 + number % 9}-1{number % 10}",
            f"Text *{number}*.",
            incident=f"case-{number // 30}",
            tags=f"[t{number % 3}]",
        )
        for number in range(210)
    }


def test_the_order_in_which_files_were_written_and_their_times_do_not_matter(tmp_path: Path) -> None:
    expected = built(write_site(tmp_path / "one", HARBOUR))
    paths = list(HARBOUR)
    random.Random(7).shuffle(paths)
    write_site(tmp_path / "other", {path: HARBOUR[path] for path in paths})
    for number, file in enumerate(sorted((tmp_path / "other").rglob("*.*"))):
        os.utime(file, (10**9 - number * 10**6, 10**9 - number * 10**6))
    assert built(tmp_path / "other") == expected
    assert named_in_manifest(tmp_path / "other") == named_in_manifest(tmp_path / "one") == sums(expected)


@pytest.mark.slow
def test_the_name_of_the_folder_and_the_way_to_it_do_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = built(write_site(tmp_path / "one", TINY))
    ledger = (tmp_path / "one/content/ledger.jsonl").read_bytes()
    other = write_site(tmp_path / "Ein Ordner & <mehr> é", TINY)
    monkeypatch.chdir(other)
    assert build(Path()).code == 0
    assert (tree(other / "site"), (other / "content/ledger.jsonl").read_bytes()) == (expected, ledger)
    (tmp_path / "link").symlink_to(tmp_path / "one")
    assert built(tmp_path / "link", "--fresh") == expected


@pytest.mark.parametrize("stem", ["a\u2028b", *(pytest.param(stem, marks=pytest.mark.slow) for stem in _STEMS)])
def test_the_name_of_a_file_may_hold_anything_and_the_next_build_still_knows_it(tmp_path: Path, stem: str) -> None:
    write_site(tmp_path, {f"content/articles/{stem}.md": article(updates="[{date: 2025-01-01, text: More.}]")})
    expected = built(tmp_path)
    before = (tmp_path / "content/ledger.jsonl").read_bytes()
    assert built(tmp_path, "--fresh") == expected
    assert (tmp_path / "content/ledger.jsonl").read_bytes() == before


@pytest.mark.slow
def test_a_moment_at_which_the_same_can_be_seen_gives_the_same_bytes(tmp_path: Path) -> None:
    expected = built(write_site(tmp_path, HARBOUR), now="2026-01-01T00:00:00Z")
    ledger = (tmp_path / "content/ledger.jsonl").read_bytes()
    assert built(tmp_path, now="2026-11-30T23:59:59Z") == expected
    assert built(tmp_path, "--fresh", now="2025-03-01T00:00:00+05:30") == expected
    assert (tmp_path / "content/ledger.jsonl").read_bytes() == ledger


@pytest.mark.slow
def test_a_moment_and_a_ledger_give_the_same_site_whatever_was_built_before(tmp_path: Path) -> None:
    write_site(tmp_path / "one", HARBOUR)
    now = "2028-01-01T00:00:00Z"
    built(tmp_path / "one")
    copy_sources(tmp_path / "one", tmp_path / "other")
    assert built(tmp_path / "one", now=now) == built(tmp_path / "other", now=now)


@pytest.mark.slow
def test_another_time_zone_language_and_seed_of_the_environment_give_the_same_bytes(tmp_path: Path) -> None:
    built(write_site(tmp_path / "one", HARBOUR))
    expected = published(tmp_path / "one")
    for number, environment in enumerate([_ELSEWHERE, {**_ELSEWHERE, "PYTHONHASHSEED": "0", "TZ": "America/St_Johns"}]):
        folder = write_site(tmp_path / f"elsewhere-{number}", HARBOUR)
        assert run(folder, environment=environment)[0] == 0
        assert published(folder) == expected


def test_the_umask_decides_who_may_read_and_nothing_else(tmp_path: Path) -> None:
    expected = built(write_site(tmp_path / "open", TINY))
    before = os.umask(0o077)
    try:
        assert built(write_site(tmp_path / "closed", TINY)) == expected
    finally:
        os.umask(before)


@pytest.mark.slow
def test_several_processes_give_the_bytes_of_one(tmp_path: Path) -> None:
    files = _large()
    built(write_site(tmp_path / "one", files))
    write_site(tmp_path / "three", files)
    code, said = run(tmp_path / "three", "--jobs", "3")
    assert code == 0, said
    assert published(tmp_path / "three") == published(tmp_path / "one")
    edits: list[dict[str, str | bytes]] = [
        {"content/articles/007.md": article("Changed", "2024-05-05", "Anew.", incident="case-0")},
        {"templates/article.html": "<title>{{ page.title }}</title><h1>Anew</h1>{{ page.text.body | prose }}"},
    ]
    for edit in edits:
        files |= edit
        for name, jobs in (("one", "1"), ("three", "3")):
            write_sources(tmp_path / name, files)
            assert run(tmp_path / name, "--jobs", jobs)[0] == 0
        assert published(tmp_path / "three") == published(tmp_path / "one")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("date", "text"),
    [("2024-02-30", "![x](media/x.png)"), ("2024-02-28", f"{'- ' * 1000}deep")],
    ids=["found when it is read", "found when it is converted"],
)
def test_a_mistake_is_reported_alike_by_several_processes_and_one(tmp_path: Path, date: str, text: str) -> None:
    broken = {
        f"content/articles/{number:03}.md": article(f"Report {number}", date, text) for number in range(0, 210, 50)
    }
    write_site(tmp_path, {**_large(), **broken})
    one, three = (json.loads(run(tmp_path, "--jobs", jobs, "--json")[1]) for jobs in ("1", "3"))
    assert {**one, "seconds": 0} == {**three, "seconds": 0}
    assert one["exit"] == 1
