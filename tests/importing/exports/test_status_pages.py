"""Issues of a status page become incidents; a file with dated sections becomes articles."""

from collections.abc import Mapping
from io import BytesIO

import pytest

from digest.importing.exports.cstate import read_cstate
from digest.importing.exports.detect import has_dated_sections, is_cstate
from digest.importing.exports.folders import read_export_folder
from digest.importing.exports.sections import read_sections
from digest.importing.record import Document, Record, Skipped, Value


class Files:
    """A folder in memory, with documents that are parsed already."""

    name = "status"

    def __init__(self, files: Mapping[str, str | Document]) -> None:
        self._files = files

    def files(self) -> list[str]:
        return sorted(self._files)

    def read(self, path: str) -> bytes:
        found = self._files[path]
        return found.encode() if isinstance(found, str) else b"---\n"

    def document(self, path: str) -> Document | None:
        found = self._files[path]
        return found if isinstance(found, Document) else None

    def committed(self, path: str) -> str:
        return path[:0]


BODY = """*Post-mortem*

The pump had run dry.

---

*Resolved* - The pump runs again. {{< track "2024-03-26 12:00:00" >}}

*Monitoring* -
We watch it.

It may stop again. {{< track "2024-03-26 11:00:00" >}}

**Investigating**: We look into it. {{< highlight >}}
"""
ISSUE: dict[str, Value] = {
    "title": "The pump stands still",
    "date": "2024-03-26 10:00:00",
    "resolved": True,
    "resolvedWhen": "2024-03-27 12:00:00",
    "severity": "down",
    "affected": ["Pump 9"],
    "section": "issue",
}


def test_an_issue_is_an_incident_with_a_dated_status_from_old_to_new() -> None:
    folder = Files({"config.yml": "theme: cstate\n", "content/issues/2024-03-26-pump.md": Document(ISSUE, BODY)})
    assert is_cstate(folder)
    records = read_export_folder(folder, {})
    assert records is not None
    incident, report = records
    assert isinstance(incident, Record)
    assert isinstance(report, Record)
    assert (incident.kind, incident.text) == ("incidents", "")
    assert dict(incident.fields) == {
        "title": "The pump stands still",
        "date": "2024-03-26/2024-03-27",
        "kind": "outage",
        "tags": ["Pump 9"],
        "status": [
            {"date": "2024-03-26T10:00:00", "text": "Investigating: We look into it."},
            {"date": "2024-03-26T11:00:00", "text": "Monitoring: We watch it.\n\nIt may stop again."},
            {"date": "2024-03-26T12:00:00", "text": "Resolved: The pump runs again."},
        ],
        "id": "pump",
        "slug": "pump",
        "aliases": ["/issues/2024-03-26-pump/"],
    }
    assert (report.kind, report.fields["incident"], report.fields["date"]) == (
        "articles",
        "pump",
        "2024-03-26T10:00:00",
    )
    assert report.text.startswith(
        "*Post-mortem*\n\nThe pump had run dry.\n\n**Resolved** (2024-03-26T12:00:00): The pump runs again."
    )


def test_pages_drafts_and_files_without_fields_of_a_status_page() -> None:
    folder = Files(
        {
            "content/issues/a.md": Document({**ISSUE, "draft": True, "resolved": False}, "We look into it."),
            "content/about.md": Document({"title": "About"}, "Us."),
            "content/issues/b.md": "no front matter",
            "README.md": "not of the site",
        }
    )
    found = {one.place: one for one in reversed(list(read_cstate(folder)))}
    assert {place: type(one) for place, one in found.items()} == {
        "content/issues/a.md": Record,
        "content/about.md": Record,
        "content/issues/b.md": Skipped,
    }
    draft = found["content/issues/a.md"]
    assert isinstance(draft, Record)
    assert (draft.kind, draft.fields["draft"], "status" in draft.fields) == ("incidents", True, False)


LOG = """# Log of the pier

What happened.

## 2024-03-26 — The crane falls

It fell.

### Why

Nobody knows.

## March 27, 2024

Nobody was hurt. The pier stays closed.

## About us

We watch the pier.
"""


def test_dated_sections_become_articles_and_what_is_left_is_named() -> None:
    assert has_dated_sections(LOG.encode())
    records = list(read_sections(BytesIO(LOG.encode()), "log.md", {}))
    assert [(one.place, dict(one.fields), one.text) for one in records if isinstance(one, Record)] == [
        ("log.md:5", {"date": "2024-03-26", "title": "The crane falls"}, "It fell.\n\n### Why\n\nNobody knows."),
        ("log.md:13", {"date": "2024-03-27", "title": "Nobody was hurt"}, "Nobody was hurt. The pier stays closed."),
    ]
    assert [(one.place, one.reason) for one in records if isinstance(one, Skipped)] == [
        ("log.md:1", "this part belongs to no dated section: “What happened.”"),
        ("log.md:17", "this part belongs to no dated section: “We watch the pier.”"),
    ]


@pytest.mark.parametrize(
    ("text", "is_log"),
    [
        ("March 26, 2024\n\nIt fell.\n\nMarch 27, 2024 — Who pays?\n\nNobody.\n", True),
        ("## [1.2] - 2024-03-26\n- x\n\n## [1.1] - 2024-03-02\n- y\n", True),
        ("## Dienstag, 26. März 2024\n\nx\n\n## 27 de marzo de 2024\n\ny\n\n## 28 mars 2024 : Qui paie ?\n\nz\n", True),
        ("Crane falls\n===========\n\nIt fell on March 26, 2024.\n\n2024-03-27 was quiet.\n", False),
        ("---\ntitle: Log\n---\n## 2024-03-26\n\nx\n\n## 2024-03-27\n\ny\n", False),
        ("# Crane falls\n\nMarch 26, 2024\n\nIt fell.\n", False),
        ("## 2024-02-31\n\nx\n\n## 2024-13-01\n\ny\n", False),
        ("```\n## 2024-03-26\n## 2024-03-27\n```\n", False),
    ],
)
def test_a_log_is_told_from_an_article(text: str, is_log: bool) -> None:  # noqa: FBT001 - what is expected
    assert has_dated_sections(text.encode()) is is_log
    records = list(read_sections(BytesIO(text.encode()), "log.md", {}))
    assert any(isinstance(one, Record) for one in records) or not is_log
