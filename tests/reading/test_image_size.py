"""How large a picture is: so that a page keeps room for it. Whatever else a file holds is no mistake."""

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.reading.files.image_size import dimensions_of
from tests.laws.folders import scratch
from tests.support.sites import article, built, write_site


def png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))


@given(st.integers(1, 100_000), st.integers(1, 100_000))
def test_a_picture_is_as_large_as_it_says(width: int, height: int) -> None:
    with scratch() as folder:
        (folder / "a.PNG").write_bytes(png(width, height))
        assert dimensions_of(folder / "a.PNG") == (width, height)


@given(
    st.binary(max_size=60), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"RIFF", b"<svg "])
)
def test_any_bytes_are_a_picture_or_of_no_size(raw: bytes, begin: bytes) -> None:
    with scratch() as folder:
        for ending in ("png", "jpg", "gif", "webp", "svg", "avif"):
            (folder / f"a.{ending}").write_bytes(begin + raw)
            width, height = dimensions_of(folder / f"a.{ending}")
            assert (width > 0) == (height > 0)
            assert width >= 0 <= height


def jpeg(width: int, height: int, orientation: int) -> bytes:
    """Write the head of a photograph that says how it is to be turned (Exif 2.3, tag 0x0112)."""
    exif = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    parts = [(0xE1, exif), (0xC0, frame)]
    return b"\xff\xd8" + b"".join(struct.pack(">BBH", 0xFF, kind, len(part) + 2) + part for kind, part in parts)


@pytest.mark.parametrize(("orientation", "shown"), [(1, (640, 360)), (3, (640, 360)), (6, (360, 640)), (8, (360, 640))])
def test_a_photograph_is_as_large_as_it_is_shown(orientation: int, shown: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg(640, 360, orientation))
    assert dimensions_of(tmp_path / "a.jpg") == shown


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('<svg width="300" height="200">', (300, 200)),
        ('<svg width="40mm" height="20mm">', (151, 76)),
        ('<?xml version="1.0"?>\n<!-- <svg width="1" height="1"> -->\n<svg height="200" width="300px">', (300, 200)),
        ('\ufeff<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n<svg\n width="300"\n height="200">', (300, 200)),
        ('<svg viewBox="0 0 300 200">', (1200, 800)),
        ("<svg width='100%' height='100%' viewBox='-4, -.5 24 36.0'>", (1200, 1800)),
        ('<svg viewBox="0 0 0 0">', (0, 0)),
        ('<svg viewBox="0 0 1 1e9">', (0, 0)),
        ('<svg viewBox="0 0 1e999 1">', (0, 0)),
        ('<svg viewBox="0 0 . e">', (0, 0)),
        ('<svg viewBox="0 0 300">', (0, 0)),
        ('<svg viewBox="0 0 300 200" width="300">', (0, 0)),
        ('<svg width="100%" height="100%">', (0, 0)),
        ('<svg width="" height="px">', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_is_as_large_as_its_first_tag_says_and_not_as_what_is_drawn(
    head: str, size: tuple[int, int], tmp_path: Path
) -> None:
    (tmp_path / "a.svg").write_text(f'{head}<rect width="10" height="20"/></svg>')
    assert dimensions_of(tmp_path / "a.svg") == size


def test_pages_keep_room_for_their_picture(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/media/crane.png": png(640, 360),
        "content/articles/crane.md": article(incident="case", image="{src: media/crane.png, alt: A crane}"),
    }
    pages = built(write_site(tmp_path, files))
    told = {path for path, raw in pages.items() if b'width="640" height="360"' in raw}
    assert told == {
        "index.html",
        "archive/2024/03/index.html",
        "articles/2024/03/crane/index.html",
        "editions/2024/03/26/index.html",
        "incidents/case/index.html",
        "incidents/index.html",
    }
