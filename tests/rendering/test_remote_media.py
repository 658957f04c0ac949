"""What a text shows of another host becomes a link with its words: nothing is loaded from there, and no word is lost."""

import html5lib
import pytest

from digest.model.content.article import Body
from digest.rendering.markup.body import Prose, line_html, short_html
from tests.rendering.hostile_urls import faults_in

REMOTE = "https://h.example/p.png"
OTHERS = (
    "http://h.example/p.png",
    "//h.example/p.png",
    "\\\\h.example/p.png",
    "/\\h.example/p.png",
    "\\/h.example/p.png",
    "HTTPS://h.example/p.png",
    "https:\\\\h.example/p.png",
    "ht&#9;tps://h.example/p.png",
    "/&#10;/h.example/p.png",
    "&#1;https://h.example/p.png",
    " https://h.example/p.png",
    "&sol;&sol;h.example/p.png",
    "/&Tab;\\h.example/p.png",
)
# Texts with the words that have to stay, and the URLs of the links; None for one link, however its URL is written.
SHOWN: dict[str, tuple[str, list[str] | None]] = {
    f"![Chart]({REMOTE})": ("Chart", [REMOTE]),
    f"Before ![Chart]({REMOTE}) after.": ("Before Chart after.", [REMOTE]),
    f"![]({REMOTE})": ("h.example", [REMOTE]),
    f'![]({REMOTE} "Title")': ("Title", [REMOTE]),
    f"![Chart][r]\n\n[r]: {REMOTE}": ("Chart", [REMOTE]),
    f'<img src="{REMOTE}" alt="Chart">': ("Chart", [REMOTE]),
    f"<IMG SRC={REMOTE} ALT=Chart>": ("Chart", [REMOTE]),
    f'<p>a <img src="{REMOTE}" alt="Chart"> b</p>': ("a Chart b", [REMOTE]),
    f'<img src="{REMOTE}" title="Title">': ("Title", [REMOTE]),
    f'<img src="{REMOTE}">': ("h.example", [REMOTE]),
    f"[![Chart]({REMOTE})](https://z.example/)": ("Chart", ["https://z.example/"]),
    f'<a href="https://z.example/"><img src="{REMOTE}" alt="Chart"></a>': ("Chart", ["https://z.example/"]),
    f"- ![Chart]({REMOTE})\n- b": ("Chart b", [REMOTE]),
    f"> ![Chart]({REMOTE})": ("Chart", [REMOTE]),
    f"| a |\n|---|\n| ![Chart]({REMOTE}) |": ("a Chart", [REMOTE]),
    f"# ![Chart]({REMOTE})": ("Chart", [REMOTE]),
    f'<figure><img src="{REMOTE}" alt="Chart"> <figcaption>Words</figcaption></figure>': ("Chart Words", [REMOTE]),
    f'<picture><source srcset="{REMOTE}"><img src="{REMOTE}" alt="Chart"></picture>': ("Chart", [REMOTE]),
    '<iframe src="https://h.example/v" title="Film"></iframe>': ("Film", ["https://h.example/v"]),
    '<iframe src="https://h.example/v"></iframe>': ("h.example", ["https://h.example/v"]),
    '<video src="https://h.example/v.mp4" controls>No film</video>': ("h.example No film", ["https://h.example/v.mp4"]),
    '<video controls><source src="https://h.example/v.mp4">No film</video>': (
        "h.example No film",
        ["https://h.example/v.mp4"],
    ),
    '<audio src="https://h.example/v.mp3"></audio>': ("h.example", ["https://h.example/v.mp3"]),
    '<embed src="https://h.example/v">': ("h.example", ["https://h.example/v"]),
    '<object data="https://h.example/v">Words</object>': ("h.example Words", ["https://h.example/v"]),
    '<object data="https://h.example/v"><p>Words <b>here</b></p></object>': (
        "h.example Words here",
        ["https://h.example/v"],
    ),
    "![Chart](data:image/png;base64,AA)": ("Chart", []),
    "a ![](data:image/png;base64,AA) b": ("a b", []),
    '<img src="data:image/png;base64,AA" alt="Chart">': ("Chart", []),
    '<img src="javascript:alert(1)" alt="Chart">': ("Chart", []),
    '<iframe src="javascript:alert(1)" title="Film"></iframe>': ("Film", []),
    '<img alt="Chart">': ("Chart", []),
    f'<img src="{REMOTE}" alt="a &lt;b&gt; &amp; &quot;c&quot;">': ('a <b> & "c"', [REMOTE]),
    f'<img src="{REMOTE}" alt="</a><script>alert(1)</script>">': ("</a><script>alert(1)</script>", [REMOTE]),
    f'<img src="{REMOTE}?a=1&amp;b=2" alt="Chart">': ("Chart", [f"{REMOTE}?a=1&b=2"]),
    '<img src="https://h.example/a b&quot;c.png" alt="Chart">': ("Chart", None),
    "![نص](https://h.example/ü.png)": ("نص", None),
}


def whole(text: str) -> str:
    return Prose(lambda _: (text, False), cached=False).convert(Body("key"))


def said(html: str) -> tuple[str, list[str], list[str]]:
    """Return the words of a piece of HTML, the URLs of its links, and what it would load."""
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    loads = [str(e.get("src")) for e in root.iter() if e.get("src")]
    return " ".join("".join(root.itertext()).split()), [a.get("href", "") for a in root.iter("a")], loads


def empties(html: str) -> list[str]:
    """Return the names of paragraphs and links of a piece of HTML in which there is nothing."""
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    found = [e for e in root.iter() if e.tag in {"p", "a"}]
    return [str(e.tag) for e in found if not "".join(e.itertext()).strip() and e.find(".//img") is None]


@pytest.mark.parametrize("text", SHOWN)
def test_media_of_another_host_become_links_with_their_words(text: str) -> None:
    html = whole(text)
    words, links, loads = said(html)
    expected, targets = SHOWN[text]
    assert (words, loads, empties(html)) == (expected, [], [])
    assert links == targets if targets is not None else len(links) == 1


@pytest.mark.parametrize("text", SHOWN)
def test_short_texts_keep_the_words_too(text: str) -> None:
    for html in (short_html(text), line_html(text)):
        words, _, loads = said(html)
        assert set(SHOWN[text][0].split()) - set(words.replace("|", " ").replace("#", " ").split()) == set(), html
        assert loads == []
        assert faults_in(html) == []
        assert "a" not in empties(html)


@pytest.mark.parametrize("url", OTHERS)
def test_however_it_is_written_a_remote_picture_is_a_link_to_its_host(url: str) -> None:
    words, links, loads = said(whole(f'<img src="{url}" alt="Chart">'))
    assert (words, loads) == ("Chart", [])
    assert len(links) == 1
    assert "h.example" in links[0]


def test_pictures_of_the_site_stay() -> None:
    assert said(whole("![Chart](media/p.png)")) == ("", [], ["media/p.png"])
    assert said(whole("[![Chart](/media/p.png)](https://z.example/)")) == ("", ["https://z.example/"], ["/media/p.png"])
