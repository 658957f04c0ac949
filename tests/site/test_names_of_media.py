"""Whatever a picture or document is called: a link to it as people write it leads to the published file."""

from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest

from digest.model.url import is_safe_address
from tests.rendering.hostile import PIXEL
from tests.support.sites import CONFIG, article, build, built, write_site

NAMES = {
    "photo(1).png": ("media/photo(1).png", "/media/photo(1).png", "<media/photo(1).png>"),
    "a_(b)_c.png": ("media/a_(b)_c.png", "/media/a_\\(b\\)_c.png"),
    "two words.png": ("media/two words.png", "media/two%20words.png", "<media/two words.png>"),
    "caf\u00e9 b.png": ("media/cafe\u0301 b.png", "media/caf%C3%A9%20b.png", "media/caf&eacute;%20b.png"),
    "a & b.png": ("media/a & b.png", "media/a%20&amp;%20b.png"),
    "[x].png": ("media/[x].png", "media/%5Bx%5D.png"),
    "\u6771\u4eac.png": ("media/\u6771\u4eac.png", "/media/%E6%9D%B1%E4%BA%AC.png"),
}


def test_every_spelling_of_a_name_leads_to_the_published_file(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"content/media/{name}": PIXEL for name in NAMES}
    for number, spellings in enumerate(NAMES.values()):
        text = "\n\n".join(f"![x]({one}) and [y]({one})" for one in spellings)
        files[f"content/articles/a{number}.md"] = article(f"A{number}", text=text)
    site = write_site(tmp_path, files)
    ended = build(site, "--strict")
    assert (ended.code, ended.err) == (0, "")
    output = built(site)
    for number, (name, spellings) in enumerate(NAMES.items()):
        page = html5lib.parse(output[f"articles/2024/03/a{number}/index.html"], namespaceHTMLElements=False)
        [prose] = [one for one in page.iter("div") if one.get("class") == "prose"]
        found = [unquote(one.get("src") or one.get("href") or "") for one in prose.iter() if one.tag in {"img", "a"}]
        assert found == [f"../../../../media/{name}"] * 2 * len(spellings)
        assert output[f"media/{name}"] == PIXEL


def test_a_file_with_a_blank_in_its_name_can_be_removed_on_purpose(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/media/two words.png": PIXEL, "content/articles/a.md": article("A")}
    site = write_site(tmp_path, files)
    built(site)
    (site / "content/media/two words.png").unlink()
    assert "[lost-address]" in build(site).err
    built(write_site(site, {}, f"{CONFIG}gone: [/media/two words.png]\n"))


@pytest.mark.parametrize(
    "address", ["media/ a.png", "media/a .png/ b", "media/a. ", "media/a\u00a0b.png", "media/a\tb.png"]
)
def test_only_plain_blanks_within_a_name_are_taken(address: str) -> None:
    assert not is_safe_address(address, with_blanks=True)
    assert not is_safe_address("a b/")
