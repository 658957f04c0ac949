"""Room for the pictures within a text: both numbers, in the proportions of the file, whoever gave one of them."""

from pathlib import Path

import pytest

from digest.model.views.common import ImageSize
from digest.rendering.markup.image_sizes import with_sizes
from tests.support.sites import article, built, write_site

KNOWN = (
    ImageSize("media/a b.png", 300, 100),
    ImageSize("media/café.svg", 10, 20),
    ImageSize("media/line.png", 1200, 2),
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<img src="media/a%20b.png" alt="">', '<img src="media/a%20b.png" alt="" width="300" height="100">'),
        (
            '<img alt="&lt;&quot;" src="/media/a%20b.png#x">',
            '<img alt="&lt;&quot;" src="/media/a%20b.png#x" width="300" height="100">',
        ),
        ('<img src="media/caf%C3%A9.svg" width="5">', '<img src="media/caf%C3%A9.svg" width="5" height="10">'),
        ('<img src="media/café.svg" height="10">', '<img src="media/café.svg" height="10" width="5">'),
        ('<img src="media/line.png" width="200">', '<img src="media/line.png" width="200" height="1">'),
        ('<img src="media/café.svg" height="1" width="1">', '<img src="media/café.svg" height="1" width="1">'),
        ('<img src="media/other.png">', '<img src="media/other.png">'),
        ("<img>", "<img>"),
    ],
)
def test_a_picture_in_a_text_gets_both_numbers(written: str, expected: str) -> None:
    text = "<p>Before {} and after.</p>"
    assert with_sizes(text.format(written), KNOWN) == text.format(expected)


def picture(width: int, height: int) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'.encode()


def test_pages_know_the_pictures_in_their_texts_and_follow_them(tmp_path: Path) -> None:
    text = "![Map](media/map.svg) and [a link](media/map.svg), <img src='/media/map.svg' width=90 alt=Small>"
    site = write_site(
        tmp_path,
        {
            "content/articles/crane.md": article("Crane falls", "2024-03-26", text, incident="crane"),
            "content/incidents/crane.md": f"---\ntitle: Crane\n---\n{text}\n",
            "content/pages/about.md": f"---\ntitle: About\n---\n{text}\n",
            "content/media/map.svg": picture(300, 100),
        },
    )
    pages = ("articles/2024/03/crane/index.html", "incidents/crane/index.html", "about/index.html")
    for size, wanted in (
        ((300, 100), ('width="300" height="100"', 'height="30"')),
        ((600, 300), ('width="600" height="300"', 'height="45"')),
    ):
        (site / "content/media/map.svg").write_bytes(picture(*size))
        made = built(site)
        assert [[made[page].decode().count(one) for one in wanted] for page in pages] == [[1, 1]] * 3
