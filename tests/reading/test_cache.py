"""The cache of documents: what is loaded from it equals what was saved, and each fingerprint changes with the bytes of its files."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digest.adapters.serialization import RawJson, pack
from digest.reading.cache import ReadDocument, dump_cache, load_cache, unpack_documents
from digest.reading.scan import find_content, read_documents, split_cached
from tests.reading.reads import ZONE, read

FILES = {
    "articles/crane.md": "---\ntitle: Crane\ndate: 2024-03-26\nupdated: 2024-03-26T05:30:00+02:00\n---\nIt fell.\n",
    "articles/quay.yaml": "title: Quay\ndate: 2024-03-26\nlat: 1\n",
    "articles/quay.txt": "It stands.\n",
    "incidents/fall.md": "---\ndate: ~2024\n---\n",
    "articles/torn.md": "It has no front matter.\n",
    "pages/about.md": "---\ntitle: About\n---\nUs.\n",
}


def documents(folder: Path, files: dict[str, str], zone: ZoneInfo = ZONE) -> dict[str, ReadDocument]:
    read(folder, files)
    found = find_content(folder)
    return {one.path: one for one in unpack_documents(read_documents(folder, found.documents, zone))}


def test_what_is_saved_is_found_again_as_it_was(tmp_path: Path) -> None:
    before = documents(tmp_path, FILES)
    file, later = tmp_path / "cache", 2**62
    file.write_bytes(dump_cache(tuple(before.values()), "key", later))
    after, unread = split_cached(tmp_path, find_content(tmp_path).documents, load_cache(file, "key"))
    assert after == before
    assert (unread, dump_cache(tuple(after.values()), "key", later)) == ((), file.read_bytes())


def test_a_cache_of_another_key_holds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cache"
    file.write_bytes(dump_cache(tuple(documents(tmp_path, FILES).values()), "key", 1))
    assert load_cache(file, "other").entries == {}


def test_what_cannot_be_unpacked_is_read_again(tmp_path: Path) -> None:
    whole = documents(tmp_path, FILES)
    strange = [one._replace(entry=one.entry._replace(packed=RawJson(pack(["what"])))) for one in whole.values()]
    file = tmp_path / "cache"
    file.write_bytes(dump_cache(tuple(strange), "key", 2**62))
    known, unread = split_cached(tmp_path, find_content(tmp_path).documents, load_cache(file, "key"))
    assert (known, len(unread)) == ({}, len(whole))


@pytest.mark.parametrize(
    ("path", "text"),
    [("articles/crane.md", FILES["articles/crane.md"].replace("fell", "felt")), ("articles/quay.txt", "")],
)
def test_a_fingerprint_changes_with_the_bytes_of_its_files_and_with_nothing_else(
    tmp_path: Path, path: str, text: str
) -> None:
    one, other = documents(tmp_path / "a", FILES), documents(tmp_path / "b", FILES | {path: text})
    stem = path.partition(".")[0]
    assert {name for name in one if one[name].entry.fingerprint != other[name].entry.fingerprint} == {
        name for name in one if stem in name
    }


def test_fingerprints_of_documents_and_of_time_zones_differ(tmp_path: Path) -> None:
    same = {f"articles/{name}.md": FILES["articles/crane.md"] for name in "ab"}
    keys = {
        one.entry.fingerprint
        for zone in ("UTC", "Asia/Tokyo")
        for one in documents(tmp_path, same, ZoneInfo(zone)).values()
    }
    assert len(keys) == 4


@pytest.mark.parametrize(("seconds", "is_trusted"), [(1, False), (3, True)])
def test_a_signature_is_trusted_only_if_the_cache_was_saved_more_than_two_seconds_after_the_file(
    tmp_path: Path, seconds: int, *, is_trusted: bool
) -> None:
    path, text = "articles/crane.md", FILES["articles/crane.md"]
    before, sources = documents(tmp_path, {path: text}), find_content(tmp_path).documents
    cache = tmp_path / "cache"
    saved = sources[0].files[0].signature.modified + seconds * 10**9
    cache.write_bytes(dump_cache(tuple(before.values()), "key", saved))
    assert split_cached(tmp_path, sources, load_cache(cache, "key")) == (before, ())
    (tmp_path / "content" / path).write_text(text.replace("fell", "felt"))  # with its old signature in `sources`
    expected = (before, ()) if is_trusted else ({}, sources)
    assert split_cached(tmp_path, sources, load_cache(cache, "key")) == expected
