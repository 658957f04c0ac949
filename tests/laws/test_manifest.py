"""The manifest is only memory: whatever befalls it or the site, the next build makes the site right, or warns of what it cannot know."""

import shutil
from hashlib import blake2b
from pathlib import Path

import pytest

from digest.adapters.checksum import without_checksum
from tests.laws.folders import (
    assert_tidy,
    clean_build,
    clean_site,
    named_in_manifest,
    published,
    states,
    sums,
    write_sources,
)
from tests.laws.sample import HARBOUR, TINY, TINY_NEXT_DAY
from tests.laws.spoiling import SPOILED, Spoil
from tests.support.sites import build, built, tree, write_site


def test_the_manifest_names_exactly_the_files_of_the_site_with_their_sizes_and_hashes(tmp_path: Path) -> None:
    assert sums(built(write_site(tmp_path, HARBOUR))) == named_in_manifest(tmp_path)


@pytest.mark.slow
def test_memory_of_another_site_changes_nothing(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    built(write_site(first, TINY))
    built(write_site(second, TINY_NEXT_DAY))
    expected = clean_site(second)
    for name in ("cache", "manifest.jsonl"):
        shutil.copy2(first / ".digest" / name, second / ".digest" / name)
    built(second)
    assert published(second).site.items() >= expected.site.items()
    assert published(second).ledger == expected.ledger


def _check_spoiled_manifest(folder: Path, spoil: Spoil) -> None:
    built(write_site(folder, TINY))
    write_sources(folder, TINY_NEXT_DAY)
    _, expected = clean_build(folder)
    manifest = folder / ".digest/manifest.jsonl"
    manifest.write_bytes(spoil(manifest.read_bytes()))
    ended = build(folder, "--json")
    assert ended.code == 0
    left = tree(folder / "site").keys() - expected.site.keys()
    assert {path: raw for path, raw in tree(folder / "site").items() if path not in left} == expected.site
    told = [one for one in ended.report["diagnostics"] if one["code"] == "foreign-files"]
    assert len(told) == bool(left)


@pytest.mark.slow
@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_build_with_a_spoiled_manifest_makes_every_page_and_warns_of_what_it_cannot_know_to_remove(
    tmp_path: Path, spoil: Spoil
) -> None:
    _check_spoiled_manifest(tmp_path, spoil)


@pytest.mark.slow
@pytest.mark.parametrize("lines", [0, 1, 2, 4, 12, 20])
def test_a_manifest_that_lost_its_last_lines_is_known_to_be_damaged(tmp_path: Path, lines: int) -> None:
    _check_spoiled_manifest(tmp_path, lambda raw: b"".join(raw.splitlines(keepends=True)[:lines]))


def test_a_manifest_of_the_previous_form_is_believed_and_renewed(tmp_path: Path) -> None:
    built(write_site(tmp_path, TINY))
    write_sources(tmp_path, TINY_NEXT_DAY)
    expected = clean_site(tmp_path)
    manifest = tmp_path / ".digest/manifest.jsonl"
    lines = without_checksum("digest manifest 4", manifest.read_bytes())
    hash_of_lines = blake2b(lines, digest_size=16).hexdigest()
    manifest.write_bytes(f"digest manifest 3 {hash_of_lines}\n".encode() + lines)
    assert build(tmp_path, "--json").report["diagnostics"] == []
    assert published(tmp_path) == expected
    assert manifest.read_bytes().startswith(b"digest manifest 4 ")


@pytest.mark.slow
def test_a_build_without_its_workshop_makes_the_same_site(tmp_path: Path) -> None:
    built(write_site(tmp_path, TINY))
    expected = clean_site(tmp_path)
    shutil.rmtree(tmp_path / ".digest")
    ended = build(tmp_path, "--json")
    assert (ended.code, ended.report["diagnostics"]) == (0, [])
    assert published(tmp_path) == expected


@pytest.mark.parametrize(
    "name",
    [
        "media/x.bin",
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("feed.xml", "articles/2024/03/a/index.html", "static/style.css")
        ),
    ],
)
def test_an_output_that_was_deleted_or_cut_off_is_made_again(tmp_path: Path, name: str) -> None:
    expected = built(write_site(tmp_path, TINY))
    (tmp_path / "site" / name).unlink()
    assert built(tmp_path) == expected
    (tmp_path / "site" / name).write_bytes(expected[name][:-1])
    assert built(tmp_path) == expected
    (tmp_path / "site" / name).write_bytes(expected[name][:-1] + b"\x00")
    assert built(tmp_path, "--fresh") == expected


@pytest.mark.slow
def test_a_site_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    expected = built(write_site(tmp_path, TINY))
    shutil.rmtree(tmp_path / "site")
    assert built(tmp_path) == expected
    assert_tidy(tmp_path)


@pytest.mark.slow
def test_a_build_after_a_repair_writes_nothing(tmp_path: Path) -> None:
    built(write_site(tmp_path, TINY))
    for path in ("feed.xml", "index.html", "articles/2024/03/a/index.html"):
        (tmp_path / "site" / path).unlink()
    built(tmp_path)
    assert_tidy(tmp_path)
    before = states(tmp_path, "site"), (tmp_path / ".digest/manifest.jsonl").read_bytes()
    built(tmp_path)
    assert (states(tmp_path, "site"), (tmp_path / ".digest/manifest.jsonl").read_bytes()) == before
