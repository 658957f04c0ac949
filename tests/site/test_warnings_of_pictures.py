"""A picture with a warning is seen by those alone who open it: nowhere else does anything show it unasked."""

import struct
from pathlib import Path

import html5lib

from tests.support.sites import CONFIG, article, built, write_site

IMAGE = "{src: media/street.svg, alt: A street, credit: Desk, warning: 'blood <b>on</b> the street'}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>'
HTML = "{http://www.w3.org/1999/xhtml}"


def site(folder: Path, image: str) -> dict[str, bytes]:
    files: dict[str, str | bytes] = {
        "content/media/street.svg": SVG,
        "content/articles/crane.md": article(incident="case", image=image),
        "content/incidents/case.yaml": "title: The case\n",
    }
    return built(write_site(folder, files, f"{CONFIG}feeds: {{also: [atom, json]}}\n"))


def test_a_picture_with_a_warning_stands_in_a_fold_of_its_page_and_nowhere_else(tmp_path: Path) -> None:
    pages = site(tmp_path / "warned", IMAGE)
    own = "articles/2024/03/crane/index.html"
    assert {path for path, raw in pages.items() if b"street.svg" in raw} == {own}
    tree = html5lib.parse(pages[own], namespaceHTMLElements=True)
    [fold] = [element for element in tree.iter(f"{HTML}details") if element.get("class") == "warned"]
    [picture] = tree.iter(f"{HTML}img")
    assert picture in list(fold)
    assert (picture.get("loading"), fold.get("open")) == ("lazy", None)
    [summary] = fold.iter(f"{HTML}summary")
    assert "blood <b>on</b> the street" in "".join(summary.itertext())


def test_without_a_warning_the_same_picture_is_seen_in_feeds_previews_and_on_the_page_of_its_incident(
    tmp_path: Path,
) -> None:
    pages = site(tmp_path / "shown", IMAGE.partition(", warning")[0] + "}")
    shown = {path for path, raw in pages.items() if b"street.svg" in raw}
    assert {"index.html", "articles/2024/03/crane/index.html", "incidents/case/index.html", "feed.xml"} <= shown


def test_the_picture_of_an_incident_itself_may_have_a_warning(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/media/street.svg": SVG,
        "content/articles/crane.md": article(incident="case"),
        "content/incidents/case.yaml": f"title: The case\nimage: {IMAGE}\n",
    }
    pages = built(write_site(tmp_path, files))
    assert {path for path, raw in pages.items() if b"street.svg" in raw} == {"incidents/case/index.html"}


def preview(page: bytes) -> dict[str, str]:
    """Return what networks are told of the picture of a page."""
    metas = html5lib.parse(page, namespaceHTMLElements=False).iter("meta")
    return {
        name: meta.get("content", "") for meta in metas if (name := meta.get("property", "")).startswith("og:image")
    }


def test_where_a_page_is_shared_its_picture_is_shown_with_its_size_or_that_of_the_site_where_it_is_a_drawing(
    tmp_path: Path,
) -> None:
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 30, 20, 8, 0, 0, 0, 0) + bytes(4)
    base = "https://harbour.example/news/"
    own = {"og:image": f"{base}media/street.png", "og:image:width": "30", "og:image:height": "20", "og:image:alt": "A"}
    card = {"og:image": f"{base}static/card.png", "og:image:width": "1200", "og:image:height": "630"}
    for name, raw, expected in (("street.png", png, own), ("street.svg", SVG, card)):
        files: dict[str, str | bytes] = {
            f"content/media/{name}": raw,
            "content/articles/crane.md": article(incident="case", image=f"{{src: media/{name}, alt: A}}"),
        }
        pages = built(write_site(tmp_path / name, files))
        assert [
            preview(pages[page]) for page in ("articles/2024/03/crane/index.html", "incidents/case/index.html")
        ] == [
            expected,
            expected,
        ]
