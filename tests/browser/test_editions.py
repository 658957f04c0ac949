"""A month's edition of 56 reports fits on a telephone, however they are spread over incidents; nothing of it is lost."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.browsers import served
from tests.support.sites import CONFIG, article, build, write_site

pytestmark = pytest.mark.slow

REPORTS, HIGHEST = 56, 6000
TEXT = (
    "The crane on the second pier fell onto the deck of a freighter in the evening. Two dock workers were pulled out. "
    * 3
)


@pytest.mark.parametrize("per_incident", [1, 2, 4, 14, 56])
def test_an_edition_of_a_month_fits_on_a_telephone(chromium: Browser, tmp_path: Path, per_incident: int) -> None:
    files: dict[str, str | bytes] = {
        f"content/articles/r{n:02}.md": article(
            f"Report {n:02} on the crane that fell onto a freighter in the old harbour",
            f"2024-03-{n % 28 + 1:02}",
            f"Number {n} says its own. {TEXT}",
            incident=f"case-{n // per_incident:02}",
            source=f"{{name: Harbour Gazette {n}, url: 'https://gazette-{n}.example/{n}'}}",
            updates=f"[{{date: 2024-03-{n % 28 + 1:02}, title: More on {n:02}, text: More.}}]" if n % 5 == 0 else "[]",
        )
        for n in range(REPORTS)
    }
    folder = write_site(tmp_path, files, f"{CONFIG}editions: month\n")
    assert build(folder).code == 0
    text = (folder / "site/editions/2024/03/index.html").read_text(encoding="utf-8")
    assert {*re.findall(r"/articles/2024/03/(r\d\d)/", text)} == {f"r{n:02}" for n in range(REPORTS)}
    with served(folder / "site") as port:
        page = chromium.new_page(viewport={"width": 360, "height": 800})
        page.goto(f"http://127.0.0.1:{port}/editions/2024/03/")
        high, wide = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
        page.close()
    assert high <= HIGHEST
    assert wide <= 360
