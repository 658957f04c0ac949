"""The ledger is read back as it was written, and whatever git or a hand did to it is named line by line."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.app.publishing.state import dump_ledger
from digest.model.diagnostic import Position
from digest.model.ledger import Entry, EntryKind, Ledger, mint_guid
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.ledger import FILE, read_ledger
from tests.reading.reads import codes

SITE = "0b9f2c1e-5a44-4c58-9a43-2f4f6f0f6a11"
CRANE = Entry("article", "crane", "urn:uuid:6b3f1a20-0000-5000-8000-000000000001", ("articles/2024/03/crane/",))
QUAY = Entry("incident", "quay", "urn:uuid:6b3f1a20-0000-5000-8000-000000000002", ("incidents/old/", "incidents/quay/"))


def line(entry: Entry) -> str:
    return dump_ledger(Ledger((entry,))).decode().rstrip("\n")


def ledger_of(folder: Path, raw: str | bytes) -> tuple[Ledger, DiagnosticCollector]:
    (folder / "content").mkdir(exist_ok=True)
    (folder / FILE).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    findings = DiagnosticCollector()
    return read_ledger(folder, findings), findings


def test_a_site_without_a_ledger_has_published_nothing(tmp_path: Path) -> None:
    findings = DiagnosticCollector()
    assert (read_ledger(tmp_path, findings), findings.all) == (Ledger(), ())


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", " \r\n\r\n"])
def test_an_empty_ledger_is_a_ledger(tmp_path: Path, text: str) -> None:
    ledger, findings = ledger_of(tmp_path, text)
    assert (ledger, findings.all) == (Ledger(), ())


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
KINDS: tuple[EntryKind, ...] = get_args(EntryKind)
ADDRESSES = st.lists(
    st.sampled_from(["a/", "a/b.html", "a/#update-1", "東京/", "feed.xml"]), min_size=1, max_size=3, unique=True
)
IDENTITIES = st.dictionaries(st.tuples(st.sampled_from(KINDS), TEXTS), ADDRESSES, max_size=5)


@settings(max_examples=60)
@given(IDENTITIES)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, things: dict[tuple[EntryKind, str], list[str]]
) -> None:
    entries = (
        Entry(kind, name, mint_guid(SITE, kind, name), tuple(addresses)) for (kind, name), addresses in things.items()
    )
    ledger = Ledger(tuple(sorted(entries)))
    found, findings = ledger_of(tmp_path_factory.mktemp("ledger"), dump_ledger(ledger))
    assert (found, findings.all) == (ledger, ())


@settings(max_examples=75)
@given(
    st.builds(
        Entry,
        st.sampled_from(KINDS),
        TEXTS,
        TEXTS,
        st.lists(TEXTS, max_size=3).map(tuple),
        st.none() | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-4, minutes=-30))])),
        TEXTS,
        TEXTS,
        st.integers(1, 3),
        st.lists(TEXTS, max_size=2).map(tuple),
        st.lists(st.sampled_from(["rss", "atom", "json"]), max_size=2).map(tuple),
        st.lists(st.sampled_from(["2023", "2024-03"]), max_size=2).map(tuple),
    )
)
def test_a_line_is_what_the_standard_library_writes(entry: Entry) -> None:
    """The file is committed: another way of writing it would change every line of it."""
    fields: dict[str, object] = {"kind": entry.kind, "id": entry.id, "guid": entry.guid, "addresses": entry.addresses}
    if entry.published is not None:
        fields["published"] = entry.published.isoformat()
    if entry.said:
        fields |= {"said": entry.said, "dated": entry.dated}
    if entry.pages > 1:
        fields["pages"] = entry.pages
    fields |= {name: getattr(entry, name) for name in ("reports", "formats", "archives") if getattr(entry, name)}
    assert line(entry) == json.dumps(fields, ensure_ascii=False)


@pytest.mark.parametrize("value", ["1", "NaN", "[{}]", "9" * 400])
def test_a_field_of_a_later_version_is_passed_over(tmp_path: Path, value: str) -> None:
    ledger, findings = ledger_of(tmp_path, f'{line(CRANE).removesuffix("}")}, "later": {value}}}')
    assert (ledger, findings.all) == (Ledger((CRANE,)), ())


def test_order_line_ends_and_blank_lines_do_not_matter(tmp_path: Path) -> None:
    ledger, findings = ledger_of(tmp_path, f"\ufeff{line(QUAY)}\r\n\r\n  {line(CRANE)}  ")
    assert (ledger, findings.all) == (Ledger((CRANE, QUAY)), ())


def test_the_marks_of_a_conflict_are_named_and_the_lines_of_both_sides_are_kept(tmp_path: Path) -> None:
    text = "\n".join(["<<<<<<< HEAD", line(CRANE), "=======", line(QUAY), ">>>>>>> branch", ""])
    ledger, findings = ledger_of(tmp_path, text)
    assert ledger == Ledger((CRANE, QUAY))
    assert [(one.code, one.position) for one in findings.all] == [
        ("ledger-broken", Position(FILE, number, 1)) for number in (1, 3, 5)
    ]


BROKEN = [
    "x",
    "{",
    "[]",
    "1",
    "null",
    '"a"',
    "{}",
    '{"kind": "article", "id": "a", "guid": "b"}',
    '{"kind": "story", "id": "a", "guid": "b", "addresses": ["c"]}',
    '{"kind": "article", "id": 1, "guid": "b", "addresses": ["c"]}',
    '{"kind": "article", "id": "a", "guid": "b", "addresses": "c"}',
    '{"kind": "article", "id": "a", "guid": "b", "addresses": [1]}',
    '{"kind": "article", "id": "a", "guid": "b", "addresses": []}',
    '{"kind": "article", "id": "a\\ud800", "guid": "b", "addresses": ["c"]}',
    '{"kind": "article", "id": ' + "9" * 5_000 + ', "guid": "b", "addresses": ["c"]}',
    "[" * 100_000,
    "\x00",
    "NaN",
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: str(broken)[:60])
def test_a_line_that_is_no_entry_is_named_and_the_others_are_read(tmp_path: Path, broken: str) -> None:
    ledger, findings = ledger_of(tmp_path, f"{line(CRANE)}\n{broken}\n{line(QUAY)}\n")
    assert ledger == Ledger((CRANE, QUAY))
    assert [(one.code, one.position) for one in findings.all] == [("ledger-broken", Position(FILE, 2, 1))]


@pytest.mark.parametrize(
    "address",
    [
        "../x",
        "/x",
        "a//b",
        "a/../../b",
        "https://example.org/",
        "a\\b",
        "a%2fb",
        "CON/",
        "a\u202eb",
        "javascript:alert(1)",
    ],
)
def test_an_address_that_no_site_can_have_is_no_entry(tmp_path: Path, address: str) -> None:
    data = {"kind": "article", "id": "a", "guid": CRANE.guid, "addresses": [address]}
    ledger, findings = ledger_of(tmp_path, json.dumps(data))
    assert (ledger, codes(findings.all)) == (Ledger(), ["ledger-broken"])


@pytest.mark.parametrize(
    "raw",
    [f"{line(CRANE)} {line(QUAY)}\n", f"{line(CRANE)}{line(QUAY)}\n\n", f"{line(QUAY)}\n".replace(",", ",\n", 1)],
    ids=["on one line", "on one line of two", "on two lines"],
)
def test_an_entry_is_a_line(tmp_path: Path, raw: str) -> None:
    ledger, findings = ledger_of(tmp_path, raw)
    assert ledger == Ledger()
    assert set(codes(findings.all)) == {"ledger-broken"}


def test_what_two_branches_published_of_one_thing_is_one_entry(tmp_path: Path) -> None:
    early, late = (datetime(2024, 3, day, tzinfo=UTC) for day in (26, 27))
    one = replace(CRANE, addresses=("a/", "b/"), published=late, pages=3, archives=("2023",), reports=("x",))
    other = replace(CRANE, addresses=("a/", "c/"), published=early, archives=("2022", "2023"), reports=("y",))
    ledger, findings = ledger_of(tmp_path, f"{line(one)}\n{line(other)}\n")
    together = replace(
        CRANE,
        addresses=("b/", "a/", "c/"),
        published=early,
        pages=3,
        archives=("2022", "2023"),
        reports=("x", "y"),
    )
    assert (ledger, ledger.is_mended, findings.all) == (Ledger((together,)), True, ())


def test_an_entry_that_stands_twice_with_two_guids_and_a_guid_of_two_entries_are_named(tmp_path: Path) -> None:
    other = Entry("article", "quay", CRANE.guid, ("articles/2024/03/quay/",))
    again = replace(CRANE, guid="urn:uuid:1")
    _, findings = ledger_of(tmp_path, "\n".join([line(CRANE), line(again), line(other)]))
    assert [(one.code, one.position) for one in findings.all] == [
        ("ledger-repeats", Position(FILE, number, 1)) for number in (2, 3)
    ]


def test_a_line_end_within_a_text_does_not_break_a_line(tmp_path: Path) -> None:
    """U+2028 and U+0085 end a line for Python's `splitlines`, and not for JSON Lines."""
    entry = Entry("article", "a\u2028b\x85c\x1dd", CRANE.guid, ("articles/2024/03/a/",))
    ledger, findings = ledger_of(tmp_path, dump_ledger(Ledger((entry,))))
    assert (ledger, findings.all) == (Ledger((entry,)), ())


@pytest.mark.parametrize("raw", [b"\xff", b'{"id": "\xe4"}\n'])
def test_a_ledger_that_is_no_utf_8_is_one_error(tmp_path: Path, raw: bytes) -> None:
    ledger, findings = ledger_of(tmp_path, raw)
    assert (ledger, codes(findings.all)) == (Ledger(), ["not-utf8"])


def test_a_guid_depends_on_the_site_the_kind_and_the_identity_alone() -> None:
    sites = (SITE, SITE.replace("0b", "0c"))
    guids = {mint_guid(site, kind, name) for site in sites for kind in KINDS for name in ("a", "b")}
    assert len(guids) == 2 * len(KINDS) * 2
    assert mint_guid(SITE, "article", "crane") == "urn:uuid:ab0d4636-d229-5271-91dc-da7fc0e90e3c"
