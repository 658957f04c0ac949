"""A link that differs from the address of a file or a page in case or Unicode form alone leads there, in pages and in feeds."""

import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.support.sites import article, build, built, tree, write_site

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
COMPOSED = unicodedata.normalize("NFC", "Bédé")
DECOMPOSED = unicodedata.normalize("NFD", "Bédé")


@pytest.mark.parametrize(
    ("file", "written", "address"),
    [
        ("Foto.JPG", "foto.jpg", "media/Foto.JPG"),
        ("foto.jpg", "Foto.JPG", "media/foto.jpg"),
        (f"{COMPOSED}.png", f"{DECOMPOSED}.png", f"media/{COMPOSED}.png"),
        (f"{DECOMPOSED}.png", f"{COMPOSED}.png", f"media/{COMPOSED}.png"),
        (f"{DECOMPOSED}.png", f"{DECOMPOSED}.png", f"media/{COMPOSED}.png"),
        (f"{COMPOSED}.png", "b%C3%A9d%C3%A9.PNG", f"media/{COMPOSED}.png"),
    ],
)
def test_a_link_to_a_file_leads_there_however_it_is_spelled(
    tmp_path: Path, file: str, written: str, address: str
) -> None:
    links = f"![x](media/{written})\n\n[y](/media/{written}?a=1#b) and [z](/Articles/2024/03/A/#x)."
    files: dict[str, str | bytes] = {"content/articles/a.md": article(text=links), f"content/media/{file}": PNG}
    site = built(write_site(tmp_path, files))
    page, feed = (site[path].decode() for path in ("articles/2024/03/a/index.html", "updates.json"))
    root = "../../../../"
    for start, quoted in ((root, page), ("https://harbour.example/news/", feed.replace("\\", ""))):
        text = unquote(quoted)
        assert f'src="{start}{address}"' in text
        assert f'href="{start}{address}?a=1#b"' in text
        assert f'href="{start}articles/2024/03/a/#x"' in text


def test_an_image_is_found_however_it_is_spelled(tmp_path: Path) -> None:
    image = "{src: media/foto.jpg, alt: x}"
    files: dict[str, str | bytes] = {"content/articles/a.md": article(image=image), "content/media/Foto.JPG": PNG}
    site = built(write_site(tmp_path, files))
    assert b"media/Foto.JPG" in site["articles/2024/03/a/index.html"]
    assert b"foto.jpg" not in site["articles/2024/03/a/index.html"]


def test_a_renamed_file_keeps_its_address(tmp_path: Path) -> None:
    text = "![x](media/Foto.JPG)"
    files: dict[str, str | bytes] = {"content/articles/a.md": article(text=text), "content/media/Foto.JPG": PNG}
    before = built(write_site(tmp_path, files))
    (tmp_path / "content/media/Foto.JPG").rename(tmp_path / "content/media/foto.jpg")
    assert built(tmp_path) == before == tree(tmp_path / "site")
    write_site(tmp_path, {"content/articles/a.md": article(text="![x](media/foto.jpg)")})
    assert built(tmp_path)["articles/2024/03/a/index.html"] == before["articles/2024/03/a/index.html"]


def test_a_link_to_nothing_is_still_a_mistake(tmp_path: Path) -> None:
    ended = build(write_site(tmp_path, {"content/articles/a.md": article(text="![x](media/photo.jpg)")}))
    assert (ended.code, "[missing-media]" in ended.err) == (1, True)
