"""After any edits, a build in the old folder gives what a clean build gives, and never writes what it need not."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.laws.editing import Edit, edits
from tests.laws.folders import assert_tidy, clean_build, clean_site, published, scratch, states, write_sources
from tests.laws.sample import HARBOUR, HARBOUR_NEXT_DAY
from tests.laws.strategies import Sources, sites
from tests.support.sites import build, built, write_site

# A build is slow to shrink: only the long run looks for the smallest failure.
few = settings(
    max_examples=2,
    derandomize=True,
    phases=[Phase.generate],
)
many = settings(few, max_examples=40, phases=[Phase.generate, Phase.shrink])
_runs = st.lists(st.lists(edits, min_size=1, max_size=4), min_size=1, max_size=1)
_long_runs = st.lists(st.lists(edits, min_size=1, max_size=6), min_size=2, max_size=5)


def _check(site: Sources, runs: list[list[Edit]]) -> None:
    with scratch() as folder:
        write_site(folder, site.files, site.config)
        for run in [[], *runs]:
            for edit in run:
                site = edit(site)
            write_sources(folder, site.files, site.config)
            before = published(folder)
            clean, expected = clean_build(folder, "--json")
            ended = build(folder, "--json")
            assert (ended.code, ended.report["diagnostics"]) == (clean.code, clean.report["diagnostics"])
            if clean.code:
                assert clean.code == 1, clean.err
                assert published(folder) == before
            else:
                assert published(folder) == expected
                assert_tidy(folder)


@few
@given(sites(), _runs)
def test_a_build_after_a_few_edits_is_a_clean_build(site: Sources, runs: list[list[Edit]]) -> None:
    _check(site, runs)


@pytest.mark.slow
@many
@given(sites(), _long_runs)
def test_a_build_after_any_edits_is_a_clean_build(site: Sources, runs: list[list[Edit]]) -> None:
    _check(site, runs)


def test_a_build_of_one_of_everything_after_a_day_of_edits_is_a_clean_build(tmp_path: Path) -> None:
    write_site(tmp_path, HARBOUR)
    for files in (HARBOUR, HARBOUR_NEXT_DAY):
        write_sources(tmp_path, files)
        expected = clean_site(tmp_path)
        built(tmp_path)
        assert published(tmp_path) == expected
        assert_tidy(tmp_path)


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    write_site(tmp_path, HARBOUR)
    an_hour_ago = time.time() - 3600
    for file in tmp_path.rglob("*.*"):
        os.utime(file, (an_hour_ago, an_hour_ago))
    built(tmp_path)
    public = states(tmp_path, "site", "content")
    ended = build(tmp_path, "--json")
    counts = ended.report["counts"]
    assert (ended.code, counts["written"], counts["removed"]) == (0, 0, 0)
    assert states(tmp_path, "site", "content") == public
    state_directory = states(tmp_path, ".digest")
    assert build(tmp_path).code == 0
    assert {**states(tmp_path, ".digest"), ".digest/lock": None} == {**state_directory, ".digest/lock": None}
    assert states(tmp_path, "site", "content") == public


@pytest.mark.slow
def test_touching_every_file_writes_nothing_to_the_site(tmp_path: Path) -> None:
    built(write_site(tmp_path, HARBOUR))
    before = states(tmp_path, "site")
    for file in (tmp_path / "content").rglob("*.*"):
        file.touch()
    built(tmp_path)
    assert states(tmp_path, "site") == before


@pytest.mark.slow
def test_a_change_of_one_word_leaves_the_files_of_pages_without_that_word_alone(tmp_path: Path) -> None:
    first = built(write_site(tmp_path, HARBOUR))
    before = states(tmp_path, "site")
    write_sources(tmp_path, HARBOUR_NEXT_DAY)
    second = built(tmp_path)
    same = [f"site/{path}" for path, raw in second.items() if first.get(path) == raw]
    after = states(tmp_path, "site")
    assert {path: after[path] for path in same} == {path: before[path] for path in same}
    assert len(same) > 5
