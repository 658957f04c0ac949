"""What the Nu HTML Checker of the W3C says of all pages, style sheets and drawings: nothing."""

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.quality.built import Built
from tests.quality.tools import checker, program

pytestmark = pytest.mark.slow

# It knows this feature as deprecated; without it no browser tells a phone from a narrow window before the feed's own layout is made.
KNOWN = "CSS: Deprecated media feature “max-device-width”."
# Files come from no host, so that nothing is of their own one; tests/quality/test_pages.py asks a browser.
DATA = '<script type="application/ld+json">'
WITHOUT_HOST = "Resource violates Content Security Policy (meta tag): "


@pytest.fixture(scope="module")
def said(sample_site: Built, extreme_site: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return what the checker says, by the address it says it of. One process of Java looks at everything: it takes seconds to start."""
    wrong = tmp_path_factory.mktemp("wrong")
    (wrong / "page.html").write_text(
        "<!DOCTYPE html><html lang=en><title>a</title><p style='x:y'><img src=a>", encoding="utf-8"
    )
    (wrong / "sheet.css").write_text("p { colour: red }", encoding="utf-8")
    (wrong / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><wrong/></svg>", encoding="utf-8")
    folders = (wrong, sample_site.folder, extreme_site.folder)
    asked = [
        file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix in {".html", ".css", ".svg"}
    ]
    jar = checker("vnu-jar/build/dist/vnu.jar")
    java = [program("java"), "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar)]
    options = ["--stdout", "--format", "json", "--no-langdetect", "--also-check-css", "--also-check-svg"]
    ended = subprocess.run(
        [*java, *options, *map(str, asked)], capture_output=True, text=True, timeout=300, check=False
    )
    assert ended.stdout.startswith("{"), ended.stderr[-2000:]
    found: dict[str, list[str]] = {file.as_uri(): [] for file in asked}
    for one in json.loads(ended.stdout)["messages"]:
        if not is_mistaken(one):
            found[Path(unquote(one["url"].removeprefix("file:"))).as_uri()].append(
                f"{one['message']} {one.get('extract', '')}"
            )
    return found


def is_mistaken(one: dict[str, str]) -> bool:
    """Return whether the checker is wrong there: it also takes blocks of data for scripts, which no browser runs."""
    data = one["message"].startswith("Inline script violates") and DATA in one.get("extract", "")
    return data or one["message"].startswith((KNOWN, WITHOUT_HOST))


def test_no_page_style_sheet_or_drawing_of_either_site_has_an_error_or_a_warning(said: dict[str, list[str]]) -> None:
    own = {address: messages for address, messages in said.items() if "/wrong" not in address}
    assert len(own) > 100
    assert {address: messages for address, messages in own.items() if messages} == {}


def test_the_checker_sees_what_is_wrong(said: dict[str, list[str]]) -> None:
    wrong = {address.rpartition("/")[2]: len(messages) for address, messages in said.items() if "/wrong" in address}
    assert wrong.keys() == {"page.html", "sheet.css", "drawing.svg"}
    assert min(wrong.values()) > 0
