"""Pictures and documents keep their names where they can, no file is ever replaced, and the links follow."""

from itertools import islice
from pathlib import Path

import pytest

from digest.app.importing.media import MediaCopier
from digest.importing.media import numbered, safe_target, with_media_at
from digest.importing.record import MediaFile, NewArticle
from digest.writing.spool import open_spool

ARTICLE = NewArticle(
    "a.md",
    {"title": "Fire", "image": {"src": "media/a b.jpg", "alt": "x"}},
    '![x](/media/a%20b.jpg) and <img src="/media/a b.jpg"> but not /media/a%20b.jpg.png, /media/a%20b.jpgs, multimedia/a%20b.jpg.',
    "markdown",
    media=(MediaFile("img/a b.jpg", "a b.jpg"), MediaFile("img/c.pdf", "2024/c.pdf")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("target", "safe"),
    [
        ("2024/photo (1).JPG", "2024/photo (1).JPG"),
        ("../../etc/passwd", "etc/passwd"),
        ("/a//b.jpg", "a/b.jpg"),
        (".htaccess", "file.htaccess"),
        ("con.jpg", "con-.jpg"),
        ('a"<b>?.jpg', "a-b.jpg"),
        ("50%.jpg", "50.jpg"),
        ("a\\b.jpg", "a/b.jpg"),
        ("..", "file"),
    ],
)
def test_a_name_of_a_file_is_safe(target: str, safe: str) -> None:
    assert safe_target(target) == safe


def test_links_and_the_picture_follow_a_new_name() -> None:
    found = with_media_at(ARTICLE, {"a b.jpg": "a b-2.jpg", "2024/c.pdf": "2024/c.pdf"})
    assert found.text == (
        '![x](/media/a%20b-2.jpg) and <img src="/media/a%20b-2.jpg"> but not /media/a%20b.jpg.png, /media/a%20b.jpgs, multimedia/a%20b.jpg.'
    )  # fmt: skip
    assert found.fields == {"title": "Fire", "image": {"src": "media/a b-2.jpg", "alt": "x"}}
    assert [one.target for one in found.media] == ["a b-2.jpg", "2024/c.pdf"]


def test_numbers_are_before_the_ending() -> None:
    assert list(islice(numbered("a.b/c.jpg"), 2)) == ["a.b/c.jpg", "a.b/c-2.jpg"]
    assert list(islice(numbered("a.b/c"), 2)) == ["a.b/c", "a.b/c-2"]


def test_other_bytes_get_another_name_and_the_same_bytes_are_one_file(tmp_path: Path) -> None:
    site, state = tmp_path / "site", tmp_path / "site/.digest"
    for file, raw in (
        ("old/img/a b.jpg", b"1"),
        ("old/img/c.pdf", b"2"),
        ("new/img/a b.jpg", b"3"),
        ("new/img/c.pdf", b"2"),
    ):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(raw)
    (site / "content/media").mkdir(parents=True)
    (site / "content/media/a b.jpg").write_bytes(b"0")
    state.mkdir()
    with open_spool(None, "x") as spool:
        copier = MediaCopier(spool, site)
        for root in ("old", "old", "new"):
            placed = copier.placed(ARTICLE, str(tmp_path / root))
            assert [problem for _, problem in copier.copy(placed.media, str(tmp_path / root), state)].count("") in {
                0,
                1,
                2,
            }
    found = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    media = {"a b.jpg": b"0", "a b-2.jpg": b"1", "a b-3.jpg": b"3", "2024/c.pdf": b"2"}
    assert found == {f"content/media/{name}": raw for name, raw in media.items()}


def test_nothing_outside_of_the_folder_is_copied(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (tmp_path / "old").mkdir()
    (tmp_path / "old/link.jpg").symlink_to(tmp_path / "secret.jpg")
    media = (MediaFile("../secret.jpg", "a.jpg"), MediaFile("link.jpg", "b.jpg"), MediaFile("none.jpg", "c.jpg"))
    article = NewArticle("a.md", {}, "", "markdown", media=media)
    with open_spool(None, "x") as spool:
        copier = MediaCopier(spool, tmp_path / "site")
        placed = copier.placed(article, str(tmp_path / "old"))
        told = [problem for _, problem in copier.copy(placed.media, str(tmp_path / "old"), tmp_path)]
    assert (len(told), "" in told, list(tmp_path.rglob("site/**/*.jpg"))) == (3, False, [])
