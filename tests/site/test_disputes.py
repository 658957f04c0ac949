"""What some say and others deny, as readers of the page, of the home page and of the feeds see it; and what an editor has to write."""

from pathlib import Path

import pytest

from tests.reading.reads import read
from tests.rendering.feeds import feed_of
from tests.rendering.strict import HTML, faults_of, page_of, text_of
from tests.support.sites import article, built, write_site

OPEN = "{claim: 'The horn was *off*.', says: Two passengers, denies: [The *owner*, The master], date: 2024-03-27, source: Gazette}"
SETTLED = (
    "{claim: The brake failed., says: The owner, denies: The maker, date: 2024-03-20, "
    "settled: {date: 2024-03-26, text: It had **not** failed., source: {name: Court, url: 'https://court.example/1'}}}"
)
OLD = "{claim: It was dark., says: Bo, denies: Di, date: 2023-05, settled: {date: 2023-06, text: It was.}}"
SHOWN_OPEN = [
    "The horn was off.",
    "Said by: Two passengers",
    "Denied by: The *owner*, The master",
    "Disputed since March 27, 2024 (Source: Gazette)",
]
SHOWN_SETTLED = [
    "The brake failed.",
    "Said by: The owner",
    "Denied by: The maker",
    "Disputed since March 20, 2024",
    "Settled: March 26, 2024",
    "It had not failed. (Source: Court)",
]
SHOWN_OLD = ["It was dark.", "Said by: Bo", "Denied by: Di", "Disputed since May 2023", "Settled: June 2023", "It was."]
IN_FEEDS_OPEN = (
    "<p>Disputed since March 27, 2024</p><p>The horn was <em>off</em>.</p>"
    "<ul><li>Said by: Two passengers</li><li>Denied by: The *owner*, The master</li></ul>"
)
IN_FEEDS_SETTLED = (
    "<p>Disputed since March 20, 2024</p><p>The brake failed.</p><ul><li>Said by: The owner</li><li>Denied by: The maker</li></ul>"
    "<p>Settled: March 26, 2024</p><p>It had <strong>not</strong> failed.</p>"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    files: dict[str, str | bytes] = {
        "content/articles/first.md": article("A crane falls", "2024-03-20", incident="crane"),
        "content/articles/second.md": article("The crane is lifted", "2024-03-28", incident="crane"),
        "content/incidents/crane.md": f"---\ntitle: The crane\ndisputed: [{OLD}, {SETTLED}, {OPEN}]\n---\n",
    }
    return built(write_site(tmp_path_factory.mktemp("site"), files))


def told(page: bytes) -> list[list[str]]:
    """Return what a page says of each dispute, line by line."""
    found = page_of(page)
    assert faults_of(found) == []
    lists = [one for one in found.iter(f"{HTML}ul") if "disputes" in (one.get("class") or "").split()]
    return [
        [text_of(line) for line in item.iter() if line.tag in {f"{HTML}p", f"{HTML}li"} and line is not item]
        for one in lists
        for item in one
    ]


def contents(site: dict[str, bytes], feed: str) -> list[str]:
    return [entry["content"][0]["value"].replace("\n", "") for entry in feed_of(site[feed]).entries]


def test_the_page_of_an_incident_tells_all_disputes_open_ones_first(site: dict[str, bytes]) -> None:
    assert told(site["incidents/crane/index.html"]) == [SHOWN_OPEN, SHOWN_SETTLED, SHOWN_OLD]


def test_the_home_page_tells_of_its_lead_what_is_open_and_what_was_settled_lately(site: dict[str, bytes]) -> None:
    page = page_of(site["index.html"])
    assert faults_of(page) == []
    assert [text_of(one) for one in page.iter() if one.get("class") == "notice"] == [
        "Disputed since March 27, 2024 The horn was off. (Source: Gazette) Said by: Two passengers Denied by: The *owner*, The master",
        "Settled: March 26, 2024 The brake failed. It had not failed. (Source: Court)",
    ]


def test_the_register_tells_what_is_open_and_what_was_settled_lately(site: dict[str, bytes]) -> None:
    (item,) = contents(site, "incidents.xml")
    assert f"{IN_FEEDS_OPEN}{IN_FEEDS_SETTLED}" in item
    assert "dark" not in item


def test_a_development_tells_disputes_as_they_were_on_its_day(site: dict[str, bytes]) -> None:
    """So it says the same for ever, and never what became known later."""
    newer, older = contents(site, "feed.xml")
    assert f"{IN_FEEDS_OPEN}{IN_FEEDS_SETTLED}" in newer
    assert IN_FEEDS_SETTLED.partition("<p>Settled")[0] in older
    assert "Settled" not in older
    assert "horn" not in older


def test_the_source_of_a_dispute_is_among_the_sources_of_the_page(site: dict[str, bytes]) -> None:
    page = page_of(site["incidents/crane/index.html"])
    (sources,) = [one for one in page.iter(f"{HTML}section") if one.get("id") == "sources"]
    assert [text_of(line) for line in sources.iter(f"{HTML}li")] == ["Court (Disputed, March 26, 2024)"]


@pytest.mark.parametrize(
    ("missing", "code", "message"),
    [
        ("claim", "missing-text", "`claim` is missing in `disputed`"),
        ("says", "missing-name", "`says` is missing in `disputed`"),
        ("denies", "missing-name", "`denies` is missing in `disputed`"),
        ("date", "missing-date", "`date` is missing in `disputed`"),
    ],
)
def test_a_dispute_needs_a_claim_both_sides_and_a_date(missing: str, code: str, message: str, tmp_path: Path) -> None:
    fields = {"claim": "It fell", "says": "Bo", "denies": "Di", "date": "2024-03-20"}
    entry = ", ".join(f"{name}: {value}" for name, value in fields.items() if name != missing)
    content, found = read(tmp_path, {"incidents/crane.md": f"---\ntitle: Crane\ndisputed: [{{{entry}}}]\n---\n"})
    assert [(one.code, one.message) for one in found] == [(code, message)]
    assert [file.disputed for file in content.incident_files] == [()]


def test_how_a_dispute_was_settled_has_a_date(tmp_path: Path) -> None:
    entry = "{claim: It fell, says: Bo, denies: Di, date: 2024-03-20, settled: It did}"
    _, found = read(tmp_path, {"incidents/crane.md": f"---\ntitle: Crane\ndisputed: [{entry}]\n---\n"})
    assert [(one.code, one.hint) for one in found] == [("not-a-mapping", "indent its fields below `settled:`")]
