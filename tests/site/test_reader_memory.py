"""What is new since the last visit: a small script that sends nothing, and no trace of it where the settings turn it off."""

import re
from pathlib import Path

from tests.support.sites import CONFIG, article, build, built, write_site

ROOT = Path(__file__).parents[2]
FILES: dict[str, str | bytes] = {
    "content/articles/crane.md": article(
        incident="crane",
        updates="[{date: 2024-03-28, text: It stands again.}]",
        corrections="[{date: 2024-03-29, text: It was one crane.}]",
    ),
    "content/articles/quay.md": article("Quay is closed", "2024-03-27", incident="crane"),
}
SCRIPT = "static/reader.js"
HOOK = re.compile(r"data-at|data-new|<span role|reader\.js")


def test_the_script_is_small_and_has_no_way_to_send_anything() -> None:
    script = (ROOT / "templates" / SCRIPT).read_text(encoding="utf-8")
    assert len(script.encode()) < 3000
    assert (
        re.findall(r"fetch|XMLHttp|sendBeacon|WebSocket|EventSource|Image|cookie|import\b|\.src\s*=|innerHTML", script)
        == []
    )


def test_an_update_and_a_correction_say_when_they_were_published_here(tmp_path: Path) -> None:
    page = built(write_site(tmp_path, FILES))["articles/2024/03/crane/index.html"].decode()
    assert re.findall(r'data-at="(\d+)" data-new="([^"]*)"', page) == [
        ("1711666800", "Corrected after you read it."),
        ("1711580400", "Updated after you read it."),
    ]


def test_where_the_settings_turn_it_off_there_is_no_trace_of_it(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, FILES, f"{CONFIG}reader_memory: false\n"))
    assert SCRIPT not in site
    assert [path for path, raw in site.items() if path.endswith(".html") and HOOK.search(raw.decode())] == []
    assert SCRIPT in built(write_site(tmp_path, FILES))


def test_the_setting_is_true_or_false(tmp_path: Path) -> None:
    ended = build(write_site(tmp_path, FILES, f"{CONFIG}reader_memory: maybe\n"))
    assert (ended.code, "reader_memory" in ended.err) == (1, True)
