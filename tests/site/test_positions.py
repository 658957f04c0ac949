"""Published photographs and videos do not say where they were taken."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from digest.adapters.positions import holds_position, without_positions
from tests.support.sites import CONFIG, article, build, built, explained, write_site

KEPT = (b"Ann Lee, Harbour Press", b"(c) Harbour Press")
SECRET = (b"SECRETLAT", b"SECRETDATUM", b"SECRETTOWN", b"SECRETNOTE")
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="SECRETLAT" photoshop:City=\'SECRETTOWN\' '
    b'photoshop:Credit="Ann Lee, Harbour Press"><exif:GPSLongitude>SECRETLAT</exif:GPSLongitude>'
    b"<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li Iptc4xmpExt:City='SECRETTOWN'/></rdf:Bag></Iptc4xmpExt:LocationCreated>"
    b"<dc:rights>(c) Harbour Press</dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def exif(order: str) -> bytes:
    """Return a TIFF block: orientation 6, artist, copyright, maker's notes, and a GPS directory."""
    values = {"artist": KEPT[0] + b"\0", "rights": KEPT[1] + b"\0", "note": SECRET[3], "gps": SECRET[1] + b"\0"}
    entries = 5
    first, at, place = 8, 8 + 2 + 12 * entries + 4, {}
    sub = at
    at += 2 + 12 + 4
    gps = at
    at += 2 + 12 + 4
    for name, value in values.items():
        place[name] = at
        at += len(value) + len(value) % 2

    def entry(tag: int, kind: int, count: int, value: int) -> bytes:
        raw = struct.pack(f"{order}H2x", value) if kind == 3 else struct.pack(f"{order}I", value)
        return struct.pack(f"{order}HHI", tag, kind, count) + raw

    def directory(*rows: bytes) -> bytes:
        return struct.pack(f"{order}H", len(rows)) + b"".join(rows) + bytes(4)

    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", first)
    body = directory(
        entry(0x0112, 3, 1, 6),
        entry(0x013B, 2, len(values["artist"]), place["artist"]),
        entry(0x8298, 2, len(values["rights"]), place["rights"]),
        entry(0x8769, 4, 1, sub),
        entry(0x8825, 4, 1, gps),
    )
    body += directory(entry(0x927C, 7, len(values["note"]), place["note"]))
    body += directory(entry(0x0012, 2, len(values["gps"]), place["gps"]))
    return head + body + b"".join(value + bytes(len(value) % 2) for value in values.values())


def iptc() -> bytes:
    """Return a Photoshop resource with a credit, a city and a country."""
    sets = [(110, KEPT[0]), (90, SECRET[2]), (101, SECRET[2]), (116, KEPT[1])]
    data = b"".join(b"\x1c\x02" + bytes([tag]) + struct.pack(">H", len(text)) + text for tag, text in sets)
    return b"8BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data + bytes(len(data) % 2)


def segment(marker: int, raw: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(raw) + 2) + raw


def jpeg(order: str = "<") -> bytes:
    blocks = (b"Exif\0\0" + exif(order), b"http://ns.adobe.com/xap/1.0/\0" + XMP)
    metadata = b"".join(segment(0xE1, block) for block in blocks) + segment(0xED, b"Photoshop 3.0\0" + iptc())
    return b"\xff\xd8" + metadata + b"\xff\xdapixels\xff\xd9"


def chunk(kind: bytes, raw: bytes) -> bytes:
    return struct.pack(">I", len(raw)) + kind + raw + zlib.crc32(kind + raw).to_bytes(4, "big")


def png() -> bytes:
    profile = b"\nexif\n%8d\n" % len(exif(">")) + exif(">").hex().encode() + b"\n"
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
            chunk(b"eXIf", exif(">")),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(XMP)),
            chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(profile)),
            chunk(b"IDAT", zlib.compress(b"\0\x7f")),
            chunk(b"IEND", b""),
        )
    )


def video() -> bytes:
    atoms = b"\0\0\0\x1e\xa9xyz\0\x12\x15\xc7SECRETLAT-076.529/" + b"\0\0\0\x18loci\0\0\0\0SECRETTOWN\0\0"
    keys = b"mdtacom.apple.quicktime.location.ISO6709" + b"data+39.2153-076.5292+010.0/"
    return b"\0\0\0\x10ftypmp42\0\0\0\0" + atoms + keys + b"(c) Harbour PressAnn Lee, Harbour Press"


FILES = {
    "little.jpg": jpeg("<"),
    "big.JPEG": jpeg(">"),
    "a.png": png(),
    "a.webp": b"RIFF\0\0\0\0WEBPEXIF" + exif("<") + b"XMP " + XMP,
    "a.heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\6Exif\0\0" + exif(">"),
    "a.tiff": exif("<"),
    "a.mp4": video(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_published_file_says_nothing_of_its_place_and_keeps_the_rest(name: str, tmp_path: Path) -> None:
    raw = FILES[name]
    path = f"content/media/{name}"
    site = built(write_site(tmp_path, {path: raw, "content/articles/a.md": article(text=f"![x](media/{name})")}))
    published = site[f"media/{name}"]
    assert not any(secret in published for secret in (*SECRET, b"SECRET", b"39.2153", b"GPSL"))
    assert all(kept in published for kept in KEPT)
    assert len(published) == len(raw)
    assert (tmp_path / path).read_bytes() == raw
    assert ": 0 files written" in build(tmp_path).out
    assert without_positions(published) == published
    assert not holds_position(published)


@pytest.mark.parametrize("order", ["<", ">"])
def test_orientation_and_the_number_of_fields_stay(order: str) -> None:
    clean = without_positions(exif(order))
    assert struct.unpack_from(f"{order}HHHIH", clean, 8) == (4, 0x0112, 3, 1, 6)
    assert b"\x25\x88" not in clean
    assert b"\x88\x25" not in clean


def test_the_checksums_of_a_png_are_right_and_its_pixels_the_same() -> None:
    clean, at, kinds = without_positions(png()), 8, []
    while at < len(clean):
        size = int.from_bytes(clean[at : at + 4], "big")
        kinds.append(clean[at + 4 : at + 8])
        assert clean[at + 8 + size : at + 12 + size] == zlib.crc32(clean[at + 4 : at + 8 + size]).to_bytes(4, "big")
        at += 12 + size
    assert kinds == [b"IHDR", b"eXIf", b"iTXt", b"tEXt", b"tEXt", b"IDAT", b"IEND"]
    assert clean[-31:] == png()[-31:]


def test_the_settings_can_keep_positions(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"content/media/{name}": raw for name, raw in FILES.items()}
    write_site(tmp_path, files, CONFIG + "media: {positions: keep}\n")
    assert {name: built(tmp_path)[f"media/{name}"] for name in FILES} == FILES
    write_site(tmp_path, {}, CONFIG)
    assert not any(b"SECRET" in built(tmp_path)[f"media/{name}"] for name in FILES)


@pytest.mark.parametrize("cut", range(20, 180, 3))
def test_a_position_in_damaged_metadata_is_an_error_or_gone(cut: int, tmp_path: Path) -> None:
    raw = jpeg()[:cut]
    ended = build(write_site(tmp_path, {"content/media/a.jpg": raw}))
    assert ended.code == 0 or explained("position-in-media") in ended.err
    if not ended.code:
        assert not holds_position((tmp_path / "site/media/a.jpg").read_bytes())


@given(st.integers(0, 4000), st.binary(max_size=12), st.sampled_from(sorted(FILES)))
def test_hostile_files_are_read_without_an_exception_and_keep_their_size(at: int, noise: bytes, name: str) -> None:
    raw = bytearray(FILES[name])
    raw[at : at + len(noise)] = noise
    assert len(without_positions(bytes(raw))) == len(raw)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_pillow_reads_the_same_pixels_and_orientation_and_no_position(kind: str) -> None:
    picture = Image.effect_noise((64, 48), 90).convert("RGB")
    fields = Image.Exif()
    fields[0x0112], fields[0x013B] = 6, KEPT[0].decode()
    fields.get_ifd(0x8825).update({1: "N", 2: (39.0, 12.0, 55.5), 3: "W", 4: (76.0, 31.0, 45.25)})
    raw = BytesIO()
    picture.save(raw, kind, exif=fields)
    clean = without_positions(raw.getvalue())
    before, after = Image.open(raw), Image.open(BytesIO(clean))
    assert before.getexif().get_ifd(0x8825)
    assert not after.getexif().get_ifd(0x8825)
    assert (after.getexif()[0x0112], after.getexif()[0x013B]) == (6, KEPT[0].decode())
    assert after.tobytes() == before.tobytes()
