"""No page grows with the site: lists go on on further pages, and an incident of many reports says less of the older ones."""

from pathlib import Path

import pytest

from tests.support.sites import CONFIG, article, built, write_site

MOST = 50_000  # bytes of HTML


@pytest.mark.slow
def test_pages_of_a_large_site_are_light(tmp_path: Path) -> None:
    words = "Inspectors looked at the pier, and at what the storm had left of it; nobody was hurt there. "
    files: dict[str, str | bytes] = {
        f"content/articles/report-{number}.md": article(
            f"Report {number} on what inspectors found at the pier",
            f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
            f"Number {number}. {words * 6}",
            incident="pier" if number < 40 else f"case-{number}",
            places=f"[{{name: 'Harbour district {number}', lat: {number % 80}, lon: {number % 170}}}]",
            tags=f"[harbour, 'kind {number}']",
            source=f"{{name: Gazette {number}, url: 'https://gazette.example/{number}', archive: 'https://archive.example/{number}'}}",
        )
        for number in range(450)
    }
    pages = built(write_site(tmp_path, files, f"{CONFIG}feeds: {{also: [atom, json]}}\n"))
    heavy = {path: len(raw) for path, raw in pages.items() if path.endswith(".html") and len(raw) > MOST}
    assert heavy == {}
