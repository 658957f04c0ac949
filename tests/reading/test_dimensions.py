"""How large a picture is: so that a page keeps room for it. Whatever else a file holds is no mistake."""

import struct
import zlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from digest.reading.dimensions import dimensions_of
from tests.laws.folders import scratch
from tests.sites import article, built, write_site


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


def test_pages_keep_room_for_their_picture(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/media/crane.png": png(640, 360),
        "content/articles/crane.md": article(incident="case", image="{src: media/crane.png, alt: A crane}"),
    }
    pages = built(write_site(tmp_path, files))
    told = {path for path, raw in pages.items() if b'width="640" height="360"' in raw}
    assert told == {"index.html", "articles/2024/03/crane/index.html", "incidents/case/index.html"}
