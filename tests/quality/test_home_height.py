"""On a phone, the home page of a site with many stories is a few screens high, and no part of it is wider than the screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.browsers import served
from tests.support.sites import CONFIG, article, built, write_site

MOST = 3_500  # CSS pixels, at a width of 360
OUTLETS = ("Northern Counties Weekly", "harbour-chronicle.example", "City Ledger", "WXYZ-TV", "Associated Wire")
SENTENCE = "Investigators said on Monday that they had found no sign of a fault in the crane that fell onto the quay of the old harbour. "


def _stories() -> dict[str, str | bytes]:
    """Return about forty incidents: some of several reports, some of one, some with a status, and articles of the site's own."""
    files: dict[str, str | bytes] = {}
    for case in range(40):
        for number in range(1 + (case % 4 if case < 24 else 0)):
            files[f"content/articles/case-{case}-{number}.md"] = article(
                f"Report {number} of case {case}: inspectors look for the cause at the old harbour",
                f"2024-03-{1 + (case + number) % 28:02}",
                f"Number {case}.{number}. {SENTENCE * 6}",
                incident=f"case-{case}",
                places="[Patapsco River near Baltimore]",
                tags=f"[harbour, 'kind {case % 9}']",
                source=f"{{name: {OUTLETS[(case + number) % 5]}, url: 'https://o.example/{case}/{number}'}}",
            )
    for case in range(8):
        files[f"content/incidents/case-{case}.md"] = (
            f"---\ntitle: Collapse of crane {case} at the old harbour of Baltimore\nkind: industrial accident\n"
            f"status: [{{date: 2024-03-2{case}, text: '{SENTENCE}'}}]\n"
            f"disputed: [{{claim: '{SENTENCE}', says: The owner, denies: The union, date: 2024-03-02}}]\n---\n"
        )
    for number in range(4):
        files[f"content/articles/own-{number}.md"] = article(
            f"How we counted {number}", f"2024-03-2{number}", SENTENCE * 3
        )
    return files


@pytest.mark.slow
def test_the_home_page_of_forty_incidents_is_at_most_3500_pixels_high_on_a_phone(
    chromium: Browser, tmp_path: Path
) -> None:
    built(folder := write_site(tmp_path, _stories(), CONFIG))
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    with served(folder / "site") as port:
        page.goto(f"http://127.0.0.1:{port}/")
        width, height = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    page.close()
    assert (width, height <= MOST) == (360, True), height
