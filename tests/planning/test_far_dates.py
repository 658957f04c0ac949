"""A year that is probably a slip of the pen is a warning; what may be meant is none."""

from pathlib import Path

import pytest

from tests.support.sites import article, build, write_site

NOW = ("--now", "2026-11-30T12:00:00Z")


def codes(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    ended = build(write_site(folder, files), *NOW)
    assert ended.code == 0
    return [line.rpartition("[")[2].rstrip("]") for line in ended.err.splitlines() if line.endswith("]")]


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "0226-03-26"},
        {"date": "2062-03-26"},
        {"date": "1062-03-26"},
        {"date": "2024-03-26", "updated": "2062-03-26"},
        {"date": "2024-03-26", "publish_at": "2062-03-26"},
    ],
)
def test_a_year_far_off_is_a_warning(tmp_path: Path, fields: dict[str, str]) -> None:
    assert codes(tmp_path, {"content/articles/crane.md": article(**fields)}) == ["far-date"]


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "1890-03-26"},
        {"date": "2027-03-26"},
        {"date": "2024-03-26", "publish_at": "2031-03-26"},
        {"date": "2024-03-26", "expires": "2099-03-26"},
        {"date": "2062-03-26", "status": "draft"},
    ],
)
def test_what_may_be_meant_is_none(tmp_path: Path, fields: dict[str, str]) -> None:
    assert codes(tmp_path, {"content/articles/crane.md": article(**fields)}) == []


def test_an_incident_far_off_is_a_warning(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/incidents/fall.md": "---\ntitle: Fall\ndate: 2062-03\n---\n",
        "content/articles/crane.md": article(incident="fall"),
    }
    assert codes(tmp_path, files) == ["far-date"]
