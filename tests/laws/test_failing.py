"""A build that fails changes nothing, and no build touches what digest did not write."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from filelock import FileLock

from tests.laws.folders import assert_tidy, clean_site, published, states, write_sources
from tests.laws.processes import run, start
from tests.laws.sample import BROKEN, HARBOUR, HARBOUR_NEXT_DAY, TINY, TINY_NEXT_DAY
from tests.support.sites import CONFIG, article, build, built, tree, write_site

NOW_BROKEN: dict[str, Mapping[str, str | bytes]] = {
    "a date that does not exist": BROKEN,
    "two articles at one address": {"content/articles/2025/twin.md": article(slug="b", date="2024-03-26")},
    "two articles of one name": {
        "content/articles/2025/b.md": article(incident="crane"),
        "content/articles/b.md": article(),
    },
    "a picture that is not there": {"content/articles/c.md": article(text="![x](media/none.png)")},
    "a template with a mistake in its grammar": {"templates/article.html": "{% if %}"},
    "a template that names what is not there": {"templates/article.html": "{{ page.nothing }}"},
    "a template that one page fails in": {"templates/incident.html": "{{ 1 // 0 }}"},
    "a setting that does not exist": {"config.yaml": CONFIG + "colour: red\n"},
    "a ledger with the marks of a conflict": {"content/ledger.jsonl": "<<<<<<< HEAD\n"},
}


_QUICK = {"a date that does not exist", "two articles of one name"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in _QUICK else pytest.mark.slow) for name in NOW_BROKEN]
)
def test_a_build_with_one_mistake_leaves_site_ledger_and_manifest_as_they_were(tmp_path: Path, name: str) -> None:
    mistake = NOW_BROKEN[name]
    built(write_site(tmp_path, TINY))
    write_site(tmp_path, {**TINY_NEXT_DAY, **mistake}, str(mistake.get("config.yaml", CONFIG)))
    before = states(tmp_path, "site", "content"), (tmp_path / ".digest/manifest.jsonl").read_bytes()
    ended = build(tmp_path, "--json")
    assert ended.code == 1, ended.err
    assert [one["code"] for one in ended.report["diagnostics"] if one["severity"] == "error"] != []
    assert (states(tmp_path, "site", "content"), (tmp_path / ".digest/manifest.jsonl").read_bytes()) == before
    assert not (tmp_path / ".digest/staging").exists()


@pytest.mark.slow
def test_a_warning_that_is_taken_for_an_error_leaves_everything_as_it_was(tmp_path: Path) -> None:
    built(write_site(tmp_path, TINY))
    write_sources(tmp_path, {**TINY_NEXT_DAY, "content/articles/c.md": article(text="[gone](/nowhere/)")})
    before = states(tmp_path, "site", "content")
    assert build(tmp_path, "--strict").code == 1
    assert states(tmp_path, "site", "content") == before


@pytest.mark.slow
def test_a_mended_mistake_gives_a_clean_build(tmp_path: Path) -> None:
    built(write_site(tmp_path, TINY))
    write_sources(tmp_path, {**TINY_NEXT_DAY, **BROKEN})
    assert build(tmp_path).code == 1
    write_sources(tmp_path, TINY_NEXT_DAY)
    expected = clean_site(tmp_path)
    built(tmp_path)
    assert published(tmp_path) == expected
    assert_tidy(tmp_path)


def test_files_that_digest_did_not_write_stay_and_are_told_of_when_there_is_no_manifest(tmp_path: Path) -> None:
    mine = {
        "site/CNAME": b"harbour.example",
        "site/.well-known/x": b"x",
        "site/articles/2024/03/a/mine.txt": b"m",
        "site/tags/old/mine.txt": b"m",
    }
    write_site(tmp_path, {**TINY, **mine})
    before = {path: state for path, state in states(tmp_path, "site").items() if path in mine}
    told = build(tmp_path, "--json")
    assert (told.code, [one["code"] for one in told.report["diagnostics"]]) == (0, ["foreign-files"])
    for files in (TINY_NEXT_DAY, {}):
        write_sources(tmp_path, files)
        ended = build(tmp_path)
        assert ended.code == 0, ended.err
        assert {path: state for path, state in states(tmp_path, "site").items() if path in mine} == before


@pytest.mark.slow
def test_a_file_in_the_place_of_a_folder_that_digest_needs_is_never_lost(tmp_path: Path) -> None:
    write_site(tmp_path, {**TINY, "site/articles": b"mine"})
    ended = build(tmp_path)
    assert (ended.code, (tmp_path / "site/articles").read_bytes()) == (1, b"mine")
    assert "Traceback" not in ended.err
    assert ("site/ is as it was" in ended.err) == (tree(tmp_path / "site") == {"articles": b"mine"})
    (tmp_path / "site/articles").unlink()
    expected = clean_site(tmp_path)
    built(tmp_path)
    assert published(tmp_path) == expected


@pytest.mark.slow
def test_an_address_that_turns_from_a_file_into_a_folder_and_back_is_published(tmp_path: Path) -> None:
    write_site(tmp_path, TINY)
    for media in ({"content/media/x": b"file"}, {"content/media/x/y": b"folder"}, {"content/media/x": b"file"}):
        if (tmp_path / "content/media/x").is_file():
            (tmp_path / "content/media/x").unlink()
        elif (tmp_path / "content/media/x").exists():
            (tmp_path / "content/media/x/y").unlink()
            (tmp_path / "content/media/x").rmdir()
        write_sources(tmp_path, {**TINY, **media})
        expected = clean_site(tmp_path)
        built(tmp_path)
        assert published(tmp_path) == expected
        assert_tidy(tmp_path)


def test_a_build_in_a_folder_where_another_is_at_work_is_told_so(tmp_path: Path) -> None:
    built(write_site(tmp_path, TINY))
    write_sources(tmp_path, TINY_NEXT_DAY)
    before = states(tmp_path, "site", "content")
    with FileLock(tmp_path / ".digest/lock"):
        ended = build(tmp_path, "--json")
        assert (ended.code, [one["code"] for one in ended.report["diagnostics"]]) == (1, ["busy"])
        assert states(tmp_path, "site", "content") == before
    assert build(tmp_path).code == 0


@pytest.mark.slow
def test_of_builds_at_once_each_publishes_or_is_told_that_another_is_at_work(tmp_path: Path) -> None:
    built(write_site(tmp_path, HARBOUR))
    write_sources(tmp_path, HARBOUR_NEXT_DAY)
    expected = clean_site(tmp_path)
    builds = [start(tmp_path) for _ in range(4)]
    said = [one.communicate(timeout=300)[0] for one in builds]
    codes = [one.returncode for one in builds]
    assert 0 in codes
    assert all(code == 0 or (code == 1 and "[busy]" in words) for code, words in zip(codes, said, strict=True)), said
    assert published(tmp_path) == expected
    assert_tidy(tmp_path)


def _fill_the_disk(folder: Path, limits: tuple[int, ...]) -> None:
    built(write_site(folder, TINY))
    write_sources(folder, HARBOUR_NEXT_DAY)
    expected = clean_site(folder)
    before = published(folder), (folder / ".digest/manifest.jsonl").read_bytes()
    failed = 0
    for limit in limits:
        code, said = run(folder, limit=limit)
        assert code in {0, 1}, said
        if code == 0:
            break
        failed += 1
        assert "[cannot-write]" in said
        assert "Traceback" not in said
        assert (published(folder), (folder / ".digest/manifest.jsonl").read_bytes()) == before
    assert failed > 0
    built(folder)
    assert published(folder) == expected
    assert_tidy(folder)


def test_a_build_for_which_there_is_no_room_on_the_disk_says_so_and_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    _fill_the_disk(tmp_path, (4000,))


@pytest.mark.slow
def test_however_little_room_there_is_the_site_stays_as_it_was(tmp_path: Path) -> None:
    _fill_the_disk(tmp_path, (0, 1, 60, 500, 1000, 2000, 3000, 4500, 6000, 7500, 9000, 12000))


@pytest.mark.slow
def test_a_first_build_without_any_room_is_repeated_when_there_is_some(tmp_path: Path) -> None:
    write_site(tmp_path, TINY)
    expected = clean_site(tmp_path)
    code, said = run(tmp_path, limit=0)
    assert (code, "[cannot-write]" in said, tree(tmp_path / "site")) == (1, True, {})
    built(tmp_path)
    assert published(tmp_path) == expected
    assert (tmp_path / ".digest/.gitignore").read_text() == "*\n"
