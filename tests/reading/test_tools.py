"""What the usual extraction tools write is read as it is.

The files in `tools/` are the output of trafilatura 2.3.1, newspaper4k 0.9.6 and news-please 1.6.16 for two made-up pages.
"""

import re
from html import unescape
from pathlib import Path

import pytest

from digest.reading.content.body import read_text
from tests.reading.reads import read, read_one
from tests.support.sites import CONFIG, built, write_site

SAMPLES = sorted((Path(__file__).parent / "tools").iterdir())
TITLES = {"pump": "Pump at Mill Lane runs again & lowers the water", "kran": "Kran am Südkai wird abgebaut"}
DATES = {"pump": "2024-01-02", "kran": "2024-03-26"}
HOSTS = {"pump": "https://courier.example/2024/01/02/pump-mill-lane", "kran": "https://hafenblatt.example/kran-suedkai"}
AUTHORS = {"pump": "Ann Lee", "kran": "Jörg Weiß"}


def test_there_are_samples_of_every_tool() -> None:
    tools = {sample.name.rpartition("-")[0] for sample in SAMPLES}
    assert {"newspaper4k", "news-please", "trafilatura-pump", "trafilatura-kran"} <= tools


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_the_output_of_a_tool_is_an_article_without_a_mistake(tmp_path: Path, sample: Path) -> None:
    name = next(name for name in TITLES if name in sample.name)
    found = read_one(tmp_path, {f"articles/{sample.name}": sample.read_bytes()})
    assert (found.title, found.date.iso[:10], found.source.url) == (TITLES[name], DATES[name], HOSTS[name])
    assert AUTHORS[name] in found.source.author
    assert "@" not in found.source.author
    text = read_text(tmp_path, found.body_location, found.body)
    assert text.count(TITLES[name]) == 0
    assert len(text) > 500


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_every_word_is_on_the_page_and_the_headline_once(tmp_path: Path, sample: Path) -> None:
    site = write_site(tmp_path, {f"content/articles/{sample.name}": sample.read_bytes()}, CONFIG)
    outputs = built(site, "--strict")
    (page,) = (
        raw.decode() for path, raw in outputs.items() if re.fullmatch(r"articles/\d+/\d+/[^/]+/index.html", path)
    )
    main = unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0]))
    content, _ = read(tmp_path, {})
    (article,) = content.articles
    text = re.sub(r"^#+ |^- |\*\*", "", read_text(tmp_path, article.body_location, article.body), flags=re.MULTILINE)
    missing = set(re.findall(r"\w+", text)) - set(re.findall(r"\w+", main))
    assert missing == set()
    assert main.count(article.title) == 1
    assert not any(b"desk@courier.example" in raw for raw in outputs.values())
