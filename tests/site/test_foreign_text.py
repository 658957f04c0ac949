"""Texts in another language or direction than the site's say so (WCAG 2.2, 3.1.2), and words are joined as the site's language does."""

import re
from html.parser import HTMLParser
from pathlib import Path

from tests.support.sites import CONFIG, article, built, write_site

VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
HEADLINE, SUMMARY = "Cae una grúa en el puerto", "La grúa cayó de noche"
STATUS = "حوكم المشغل"


class Texts(HTMLParser):
    """The texts of a page's body, each with the language of the element that it is in, and with `auto` if its direction is its own."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._open: list[tuple[str, str, str]] = []
        self.found: list[tuple[str, str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            given = dict(attrs)
            language, direction = self._open[-1][1:] if self._open else ("", "")
            self._open.append((tag, given.get("lang") or language, given.get("dir") or direction))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and any(tag == "body" for tag, *_ in self._open):
            self.found.append((data.strip(), *self._open[-1][1:]))


def pages(folder: Path, files: dict[str, str | bytes], language: str) -> dict[str, Texts]:
    site = built(write_site(folder, files, CONFIG + f"language: {language}\n"))
    return {path: Texts(text.decode()) for path, text in site.items() if path.endswith(".html")}


def test_a_summary_and_a_title_in_another_language_say_which(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article(
            HEADLINE, lang="es", summary=SUMMARY, incident="grua", source="{name: Diario}"
        ),
        "content/articles/b.md": article("A crane is lifted", "2024-03-27", incident="grua"),
        "content/articles/c.md": article(HEADLINE, lang="es", summary=f"{SUMMARY} también", incident="named"),
        "content/incidents/named.md": "---\ntitle: The crane\n---\n",
    }
    found = pages(tmp_path, files, "en")
    told = {path: [one for one in texts.found if SUMMARY in one[0]] for path, texts in found.items()}
    assert {path for path, texts in told.items() if texts} >= {
        "index.html",
        "incidents/index.html",
        "archive/2024/03/index.html",
    }
    assert [(path, text) for path, texts in told.items() for text in texts if text[1:] != ("es", "auto")] == []
    headings = {path: [one for one in texts.found if one[0] == HEADLINE] for path, texts in found.items()}
    [heading, *_] = [one for one in headings["incidents/grua/index.html"] if one[1] == "es"]
    assert heading == (HEADLINE, "es", "auto")
    assert (HEADLINE, "es", "auto") in headings["incidents/index.html"]


def test_a_status_has_a_direction_of_its_own_wherever_it_is_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article(incident="crane"),
        "content/incidents/crane.md": f"---\ntitle: The crane\nstatus:\n  - {{date: 2024-03-28, text: '{STATUS}'}}\n"
        f"  - {{date: 2024-03-27, text: '{STATUS} 2'}}\n---\n",
    }
    found = pages(tmp_path, files, "en")
    told = [(path, one) for path, texts in found.items() for one in texts.found if STATUS in one[0]]
    assert {path for path, _ in told} >= {"index.html", "incidents/index.html", "incidents/crane/index.html"}
    assert [(path, one) for path, one in told if one[2] != "auto"] == []


def test_an_arabic_page_has_no_latin_comma(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article(
            "سقطت رافعة",
            incident="crane",
            text="سقطت.",
            source="{name: جريدة}",
            corrections="[{date: 2024-03-27, text: كانت خضراء}]",
            updates="[{date: 2024-03-27, title: نهضت, text: نهضت}]",
            places="[{name: رصيف}, {name: ميناء}]",
        ),
        "content/articles/b.md": article("رافعة", "2024-03-27T05:30", text="رافعة.", source="{name: صحيفة}"),
        "content/incidents/crane.md": "---\ntitle: الرافعة\n"
        "status: [{date: 2024-03-28, text: حوكم, source: {name: جريدة, url: 'https://a.example/'}}]\n"
        "facts: [{name: قتلى, value: '0', date: 2024-03-26, source: {name: جريدة, url: 'https://a.example/b'}}]\n---\n",
    }
    config = re.sub(r"(?m)^(title|description): .*$", r"\1: موجز", CONFIG)
    site = built(write_site(tmp_path, files, config + "language: ar\n"))
    texts = {path: Texts(text.decode()).found for path, text in site.items() if path.endswith(".html")}
    del texts["data/index.html"]  # it lists characters of URLs
    assert [(path, text) for path, found in texts.items() for text, *_ in found if re.search(r",(?!\d)", text)] == []
