"""Pages load smaller copies of pictures: in the sizes they use, made once, with the rights of the picture and without its position."""

import re
from io import BytesIO
from pathlib import Path
from typing import Literal
from unittest.mock import patch

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from digest.model.views.files import PictureCopyView
from digest.rendering.graphics import pictures
from tests.site.test_positions import exif
from tests.support.sites import article, build, built, tree, write_site

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="SECRETLAT"'
    b' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Harbour &lt;Press&gt;" photoshop:City="SECRETTOWN"'
    b' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    b' Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"'
    b' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/">'
    b"<dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li><rdf:li>Bo Li</rdf:li></rdf:Seq></dc:creator>"
    b'<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>https://harbour.example/licence</plus:LicensorURL>'
    b"</rdf:li></rdf:Seq></plus:Licensor></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def photograph(width: int = 1600, height: int = 1200, kind: str = "JPEG", **options: object) -> bytes:
    """Return a picture with noise, so that it is heavy: its upper left quarter is red."""
    picture = Image.effect_noise((width, height), 60).convert("RGB")
    picture.paste((220, 20, 20), (0, 0, width // 2, height // 2))
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def decoded(raw: bytes) -> Image.Image:
    picture = Image.open(BytesIO(raw))
    picture.load()
    return picture


def copies(site: dict[str, bytes]) -> dict[str, bytes]:
    """Return the copies of a site by what is said of their sizes and formats: `640.webp`."""
    return {path.rpartition("-")[2]: raw for path, raw in site.items() if path.startswith("pictures/")}


def files(raw: bytes, name: str = "quay.jpg") -> dict[str, str | bytes]:
    image = f"{{src: media/{name}, alt: The quay, credit: Ann Lee}}"
    return {
        f"content/media/{name}": raw,
        "content/articles/crane.md": article(incident="case", image=image, text=f"It fell. ![Again](media/{name})"),
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    made = files(photograph(quality=90))
    folder = write_site(
        tmp_path_factory.mktemp("site"), {**made, "content/media/unshown.jpg": photograph(700, 500, quality=95)}
    )
    return built(folder)


def test_a_picture_that_pages_show_has_copies_in_the_sizes_of_pages(site: dict[str, bytes]) -> None:
    sizes = {name: (decoded(raw).format, *decoded(raw).size) for name, raw in copies(site).items()}
    assert sizes == {
        "320.webp": ("WEBP", 320, 240),
        "640.webp": ("WEBP", 640, 480),
        "960.webp": ("WEBP", 960, 720),
        "1280.webp": ("WEBP", 1280, 960),
        "1280.jpg": ("JPEG", 1280, 960),
    }
    assert "media/quay.jpg" in site, "its own address stays"


def test_of_a_text_that_pages_only_quote_there_are_copies_of_its_own_picture_alone(tmp_path: Path) -> None:
    made = files(photograph(700, 500, quality=95))
    made["content/media/within.jpg"] = photograph(700, 520, quality=95)
    made["content/articles/crane.md"] = article(
        image="{src: media/quay.jpg, alt: The quay}", text="It fell. ![Within](media/within.jpg)", show="excerpt"
    )
    cut = built(write_site(tmp_path, made))
    assert {decoded(raw).size for raw in copies(cut).values()} == {(320, 229), (700, 500)}
    named = re.findall(r"pictures/[\w.-]+", cut["articles/2024/03/crane/index.html"].decode())
    assert named != []
    assert set(named) <= cut.keys()


def test_a_picture_beside_its_text_has_copies_as_well(tmp_path: Path) -> None:
    text = article(image="{src: quay.jpg, alt: The quay}", text="It fell. ![Within](within.jpg)")
    made: dict[str, str | bytes] = {
        "content/articles/crane/index.md": text,
        "content/articles/crane/quay.jpg": photograph(700, 500, quality=95),
        "content/articles/crane/within.jpg": photograph(700, 520, quality=95),
    }
    beside = built(write_site(tmp_path, made))
    page = beside["articles/2024/03/crane/index.html"].decode()
    assert len(re.findall(r"<picture>", page)) == 2
    assert set(re.findall(r"pictures/[\w.-]+", page)) == {path for path in beside if path.startswith("pictures/")}
    assert {decoded(raw).size for path, raw in beside.items() if path.startswith("pictures/")} == {
        (320, 229),
        (320, 238),
        (700, 500),
        (700, 520),
    }


def test_pages_name_the_copies_and_how_wide_they_are_shown(site: dict[str, bytes]) -> None:
    page = site["articles/2024/03/crane/index.html"].decode()
    first, second = re.findall(r"<picture>.*?</picture>", page, re.DOTALL)
    for picture, size in ((first, "(min-width: 50rem) 47rem, 100vw"), (second, "(min-width: 41rem) 38rem, 100vw")):
        [srcset] = re.findall(r'<source type="image/webp" srcset="([^"]+)"', picture)
        named = [candidate.split(" ") for candidate in srcset.split(", ")]
        assert [width for _, width in named] == ["320w", "640w", "960w", "1280w"]
        assert {url.removeprefix("../../../../") for url, _ in named} <= site.keys()
        assert f'sizes="{size}"' in picture
        [own] = re.findall(r'<img[^>]*\ssrc="\.\./\.\./\.\./\.\./([^"]+)"', picture)
        assert own in site
        assert own.endswith("-1280.jpg")
        assert 'width="1600" height="1200"' in picture
    assert ("loading" in first, 'loading="lazy"' in second) == (False, True)
    shared = re.search(r'"og:image" content="https://harbour.example/news/([^"]+)"', page)
    assert shared is not None
    assert shared[1].endswith("-1280.jpg")
    assert '<meta property="og:image:width" content="1280">' in page


def test_a_list_shows_the_smallest_copy_and_waits_until_it_is_near(site: dict[str, bytes]) -> None:
    listed = site["incidents/index.html"].decode()
    [thumbnail] = re.findall(r'<a class="thumb"[^>]*>(<img[^>]*>)', listed)
    assert re.search(r'src="\.\./pictures/\w+-320\.webp" alt=""', thumbnail)
    assert 'loading="lazy"' in thumbnail


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (300, 200, {"300.webp"}),
        (700, 500, {"320.webp", "700.webp"}),
        (640, 6400, {"320.webp", "640.webp", "640.jpg"}),
    ],
)
def test_no_copy_is_wider_than_the_picture(width: int, height: int, expected: set[str], tmp_path: Path) -> None:
    made = copies(built(write_site(tmp_path, files(photograph(width, height, quality=95)))))
    assert set(made) == expected
    assert all(decoded(raw).width <= width for raw in made.values())


def animation(kind: str) -> bytes:
    frames = [Image.effect_noise((400, 300), spread).convert("RGB") for spread in (20, 60, 90)]
    file = BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=100)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("quay.webp", animation("WEBP")),
        ("quay.png", animation("PNG")),
        ("quay.gif", animation("GIF")),
        (
            "quay.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600">' + b"<g/>" * 20_000 + b"</svg>",
        ),
        ("quay.jpg", photograph(600, 300, quality=5)),
    ],
)
def test_what_moves_is_drawn_or_is_light_stays_as_it_is(name: str, raw: bytes, tmp_path: Path) -> None:
    site = built(write_site(tmp_path, files(raw, name)))
    assert copies(site) == {}
    assert b"<picture>" not in site["articles/2024/03/crane/index.html"]


def corner(raw: bytes) -> tuple[int, int, int]:
    """Return the colour near the upper right corner."""
    picture = decoded(raw).convert("RGB")
    found = picture.getpixel((picture.width - 40, 40))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def test_a_copy_is_upright_and_says_the_rights_but_not_the_position(tmp_path: Path) -> None:
    raw = photograph(quality=90, exif=b"Exif\0\0" + exif("<"), xmp=XMP)
    made = copies(built(write_site(tmp_path, files(raw))))
    assert {name: decoded(one).size for name, one in made.items() if name.startswith("320")} == {"320.webp": (320, 427)}
    for one in made.values():
        red, green, blue = corner(one)
        assert (red > 180, green < 80, blue < 80) == (True, True, True), "turned clockwise, left is above and right"
        assert b"SECRET" not in one
        assert decoded(one).getexif().get(0x0112, 1) == 1
        said = decoded(one).info["xmp"]
        for text in (
            b"Harbour &lt;Press&gt;",
            b"<rdf:li>Ann Lee</rdf:li><rdf:li>Bo Li</rdf:li>",
            b"https://harbour.example/licence",
            b"digitalsourcetype/digitalCapture",
            b"(c) Harbour Press",
        ):
            assert text in said


def copied(raw: bytes, kind: Literal["jpeg", "png", "webp"] = "webp") -> Image.Image:
    return decoded(pictures.Copies().make(PictureCopyView("a.jpg", "key", (320, 240), (1280, 960), kind), lambda: raw))


@pytest.mark.parametrize("xmp", [b"<x", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a/>".encode("utf-16")])
def test_metadata_that_cannot_be_read_are_no_reason_to_stop(xmp: bytes) -> None:
    assert "xmp" not in copied(photograph(xmp=xmp)).info


def test_colours_are_those_that_the_profile_means() -> None:
    def profile(name: Literal["LAB", "XYZ", "sRGB"]) -> bytes:
        return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()

    plain, same = copied(photograph()), copied(photograph(icc_profile=profile("sRGB")))
    unfit = copied(photograph(icc_profile=profile("LAB")))
    assert [one.mode for one in (plain, same, unfit)] == ["RGB"] * 3, "a profile that does not fit is passed over"
    assert [one.info.get("icc_profile") for one in (plain, same, unfit)] == [None] * 3
    # The primaries of this profile are exchanged: what it calls red is shown as green.
    swapped = profile("sRGB").replace(b"rXYZ", b"tXYZ").replace(b"gXYZ", b"rXYZ").replace(b"tXYZ", b"gXYZ")
    colours = copied(photograph(icc_profile=swapped)).getpixel((20, 20))
    assert isinstance(colours, tuple)
    assert colours[1] > 150
    assert colours[0] < 90


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_a_picture_in_any_mode_has_copies(mode: str) -> None:
    noise = Image.effect_noise((1400, 900), 60)
    deep = noise.convert("I").point(lambda value: value * 256).convert("I;16")
    picture = deep if mode == "I;16" else noise.convert("RGB").convert(mode)
    if mode in {"LA", "RGBA"}:
        picture.putalpha(200)
    file = BytesIO()
    picture.save(file, "JPEG" if mode == "CMYK" else "PNG")
    kinds: tuple[Literal["jpeg", "png", "webp"], ...] = ("webp", "png", "jpeg")
    for kind in kinds:
        made = copied(file.getvalue(), kind)
        assert made.mode == ("RGBA" if mode in {"LA", "RGBA"} and kind != "jpeg" else "RGB")
        assert made.size == (320, 240)
        mean = sum(made.convert("L").histogram()[60:200])
        assert mean > made.width * made.height * 0.8, "neither black nor white throughout"


def test_copies_are_made_once_and_kept_by_content(tmp_path: Path) -> None:
    folder = write_site(tmp_path, files(photograph(quality=90)))
    before = copies(built(folder))
    with patch.object(pictures, "_decode", side_effect=AssertionError("decoded again")):
        (folder / "config.yaml").write_text((folder / "config.yaml").read_text() + "per_page: 20\n")
        assert copies(built(folder)) == before, "after a change of the settings"
        assert build(folder, "--drafts").code == 0
        assert build(folder, "--jobs", "1").code == 0
    assert copies(built(folder, "--fresh")) == before, "the same bytes"
    old = set(tree(folder / "site/pictures"))
    (folder / "content/media/quay.jpg").write_bytes(photograph(1500, 900, quality=90))
    assert build(folder).code == 0
    new = set(tree(folder / "site/pictures"))
    assert (len(new), new & old) == (5, set())
    assert {path.name for path in (folder / ".digest/pictures").iterdir()} == new


def test_a_damaged_copy_is_made_again(tmp_path: Path) -> None:
    folder = write_site(tmp_path, files(photograph(quality=90)))
    before = copies(built(folder))
    for kept in (folder / ".digest/pictures").iterdir():
        kept.write_bytes(kept.read_bytes()[:-9])
    (folder / ".digest/manifest.jsonl").unlink()
    assert copies(built(folder)) == before


def test_a_copy_does_not_depend_on_those_before_it() -> None:
    raw = photograph(kind="PNG", pnginfo=PngImagePlugin.PngInfo())
    views = [
        PictureCopyView("a.png", "key", size, (1280, 960), "webp") for size in ((320, 240), (1280, 960), (640, 480))
    ]
    one = pictures.Copies()
    together = [one.make(view, lambda: raw) for view in views]
    assert together == [pictures.Copies().make(view, lambda: raw) for view in views]
    with pytest.raises(pictures.UnreadablePictureError):
        pictures.Copies().make(views[0], lambda: raw[:40])
