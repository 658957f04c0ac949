"""Old addresses from other tools' fields redirect to the page, and pictures that they name are shown if the site has them."""

from pathlib import Path

import pytest

from tests.support.sites import article, build, built, write_site

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000200000002080000000057dd52f80000000e4944415478da6360800200000800"
    "01b4bbb9b40000000049454e44ae426082"
)


@pytest.mark.parametrize(
    "url", ["/news/old.html", "https://harbour.example/news/old.html", "http://www.harbour.example/news/old.html"]
)
def test_a_url_of_this_site_redirects_to_the_page(tmp_path: Path, url: str) -> None:
    settings = "id: 0b9f2c1e-5a44-4c58-9a43-2f4f6f0f6a11\ntitle: T\nbase_url: https://harbour.example/\n"
    site = built(write_site(tmp_path, {"content/articles/crane.md": article(url=url, date="2024-03-26")}, settings))
    assert b"articles/2024/03/crane/" in site["news/old.html"]


@pytest.mark.parametrize(
    "permalink",
    [
        "/articles/2024/03/crane/",
        "/articles/2024/03/crane",
        "/articles/2024/03/crane/index.html",
        "/Articles/2024/03/Crane/",
    ],
)
def test_an_old_address_that_is_the_present_one_is_nothing_new(tmp_path: Path, permalink: str) -> None:
    ended = build(write_site(tmp_path, {"content/articles/crane.md": article(permalink=permalink, date="2024-03-26")}))
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("/images/a.png", "images/a.png"),
        ("media/a.png", "a.png"),
        ("/static/images/a.png", "images/a.png"),
        ("a.png", "a.png"),
    ],
)
def test_a_picture_that_the_site_has_is_shown(tmp_path: Path, written: str, file: str) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/crane.md": article(cover=written, date="2024-03-26"),
        f"content/media/{file}": PNG,
    }
    ended = build(write_site(tmp_path, files))
    assert (ended.code, ended.err) == (0, "")
    assert f"media/{file}" in (tmp_path / "site/articles/2024/03/crane/index.html").read_text(encoding="utf-8")
