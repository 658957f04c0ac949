"""docs/design.md shows each kind of page that its program takes pictures of, before and after, and gives a reason."""

import re
from pathlib import Path

import pytest

from docs.pictures import BEGIN, CONFIG, DOCUMENT, END, FOLDER, KINDS, MOST, NOW, files
from tests.support.sites import built, write_site

TEXT = DOCUMENT.read_text(encoding="utf-8")


def test_each_picture_is_there_and_is_followed_by_a_reason() -> None:
    shown = re.findall(r"^!\[[^\]]+\]\(design/([a-z-]+)\.webp\)\n\n\w.*\.$", TEXT, flags=re.MULTILINE)
    assert shown == [kind.name for kind in KINDS]
    assert {file.name for file in FOLDER.iterdir()} == {f"{name}.webp" for name in shown}


def test_the_pictures_are_light_and_the_heights_are_given() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= MOST
    table = TEXT.partition(BEGIN)[2].partition(END)[0]
    assert len(re.findall(r"^\| .* \| [\d,]+ \| [\d,]+ \|$", table, flags=re.MULTILINE)) == len(KINDS) - 1


@pytest.mark.slow
def test_the_site_of_the_pictures_has_each_page(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, files(), CONFIG), now=NOW)
    assert [kind.address for kind in KINDS if f"{kind.address.partition('#')[0]}index.html" not in site] == []
