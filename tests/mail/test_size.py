"""An e-mail is at most 100 kB of HTML: a larger edition lists fewer reports of each incident, then fewer incidents, and links to them."""

import re
from pathlib import Path

import pytest

from digest.app.subscribers.mail import MOST_BYTES
from tests.mail.mails import Mail, mailed
from tests.support.sites import article, write_site

EDITION = "https://harbour.example/news/editions/2024/03/26/"
SAID = "Nobody was hurt when it fell, as the harbour said in answer to a question by this newspaper about the crane of pier nine."


def edition(folder: Path, incidents: int, reports: int) -> Mail:
    """Make the e-mail of an edition with so many incidents, with so many reports each."""
    files: dict[str, str | bytes] = {
        f"content/articles/{case}-{number}.md": article(
            f"Report {number} on crane {case}", "2024-03-26", f"{SAID} {case}-{number}.", incident=f"crane-{case}"
        )
        for case in range(incidents)
        for number in range(reports)
    }
    return mailed(write_site(folder, files))


def listed(mail: Mail) -> tuple[int, int]:
    """Return how many incidents and how many reports an e-mail lists."""
    return mail.html.count("<h2"), len(set(re.findall(r'href="[^"]*/articles/2024/03/([^"/]*)/"', mail.html)))


@pytest.mark.parametrize(
    ("incidents", "reports", "expected", "said"),
    [
        (2, 3, (2, 6), None),
        (3, 60, (3, 150), "and 10 more"),
        (60, 4, (60, 60), "and 3 more"),
        (160, 1, (60, 60), "100 more incidents in this edition"),
    ],
)
def test_a_larger_edition_is_shortened_by_one_rule(
    incidents: int, reports: int, expected: tuple[int, int], said: str | None, tmp_path: Path
) -> None:
    found = edition(tmp_path, incidents, reports)
    assert len(found.html.encode()) <= MOST_BYTES
    assert listed(found) == expected
    links = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(and \d+ more|\d+ more incidents in this edition)</a>', found.html)
    if said is None:
        assert links == []
    elif said.startswith("and"):
        cases = {f"https://harbour.example/news/incidents/crane-{case}/" for case in range(incidents)}
        assert ({text for _, text in links}, {url for url, _ in links}) == ({said}, cases)
    else:
        assert links == [(EDITION, said)]
    assert found.text.count(said or "more") == len(links)
