"""No word is lost in silence: each word of a text is in its page and its feed items, or a warning says what was taken out."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import fromstring

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.support.sites import article, build, write_site

# What texts are made of: in each, a `W` becomes a word of its own. The words of the last ones are taken out, with a warning.
KEPT = (
    "W W, W.\nW W.",
    "## W W",
    "- W\n- W\n- W",
    "1. W\n2. W",
    "> W W\n> W",
    "```\nW <W> {{ W }}\n```",
    "W\n\n    W <script>W</script>",
    "W `W <W>` W",
    "W [W W](https://a.example/x) **W** _W_ ~~W~~",
    "W [W][N] W\n\n[N]: https://a.example/",
    '![W W](/media/a.png "W")',
    "![W W](https://a.example/a.png) W",
    '<iframe src="https://a.example/" title="W">W</iframe>',
    "The W, <name W>, told W. W <3 W. 1 < W > W",
    "<W>, W </W>",
    "<video src='https://a.example/v.mp4'>W</video>\n\nW",
    "W | W\n--|--\nW | W",
    "W[^1] W\n\n[^1]: W W",
    "W HTML W\n\n*[HTML]: W W",
    "W <b>W</b> <span lang=fr>W</span> <small>W</small>",
    "<div>W\n\nW</div>",
    "<details><summary>W</summary>W</details>",
    "<center>W</center> <font color=red>W</font> W",
    "<form>W <button>W</button></form>",
    "W {{< W >}} W {% W %} {{ W }}",
    "[caption width='1']W[/caption] W",
    ":::W\nW\n:::",
    "import W from 'W'\n\nW",
    "W &amp; W &lt;W&gt; W\u00a0W",
    "\\<W\\> \\*W\\* W",
    "## W {W}",
    "*W*{W} W\n{ W : W(5), W }",
    "W (W) [W] {W} W",
)
TAKEN_OUT = (
    "<script>W</script>",
    "W\n\n<style>\nW\n</style>\n\nW",
    "W <!-- W --> W",
    "<svg><text>W</text></svg>",
    "<textarea>W</textarea>",
    "<?php W ?>",
)
CODES = {"removed-html", "remote-image", "leftover-markup"}
# HTML is text to this parser: what is within tags counts as words, too, but only words that the test made.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
WORD = re.compile(r"zq\d+x")


def numbered(blocks: list[str]) -> list[str]:
    """Return the blocks with a word of its own, such as `zq7x`, for each `W`, and a label of its own for `N`."""
    count = iter(range(1_000_000))
    return [
        re.sub(r"\bW\b", lambda _: f"zq{next(count)}x", re.sub(r"\bN\b", f"n{place}", block))
        for place, block in enumerate(blocks)
    ]


def words_of(html: str) -> set[str]:
    """Return the words that a browser or a screen reader has of some HTML: text, alternative texts and titles."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    attributes = (element.get(name, "") for element in tree.iter() for name in ("alt", "title"))
    return set(WORD.findall(" ".join([*tree.itertext(), *attributes])))


def feeds_of(site: Path) -> dict[str, set[str]]:
    """Return the words of the items of each feed."""
    found = {}
    for file in ("updates.xml", "updates.atom.xml"):
        texts = (
            " ".join(words_of(element.text))
            for element in fromstring((site / file).read_bytes()).iter()
            if element.text
        )
        found[file] = set(" ".join(texts).split())
    items = json.loads((site / "updates.json").read_bytes())["items"]
    found["updates.json"] = {word for item in items for word in words_of(item["content_html"])}
    return found


def lost(blocks: list[str], taken_out: set[str], folder: Path) -> dict[str, set[str]]:
    """Build a site with a text of these blocks, and return, for each output, the words that it lacks and no warning covers."""
    text = "\n\n".join(blocks)
    site = write_site(folder, {"content/articles/a.md": article(text=text), "content/media/a.png": b""})
    ended = build(site, "--json")
    assert ended.code == 0, ended.out
    warned = [one for one in ended.report["diagnostics"] if one["code"] in CODES]
    assert all(one["file"] == "content/articles/a.md" and one["line"] for one in warned)
    expected = set(WORD.findall(" ".join(words_of(MARKDOWN.render(text)))))
    if any(one["code"] == "removed-html" for one in warned):
        expected -= taken_out
    outputs = {"page": words_of((site / "site/articles/2024/03/a/index.html").read_text()), **feeds_of(site / "site")}
    return {name: missing for name, found in outputs.items() if (missing := expected - found)}


@settings(max_examples=25)
@given(st.lists(st.sampled_from([*KEPT, *TAKEN_OUT]), min_size=1, max_size=8))
def test_no_word_is_lost_in_silence(blocks: list[str]) -> None:
    texts = numbered(blocks)
    taken_out = {
        word for block, text in zip(blocks, texts, strict=True) if block in TAKEN_OUT for word in WORD.findall(text)
    }
    with TemporaryDirectory() as folder:
        assert lost(texts, taken_out, Path(folder)) == {}
