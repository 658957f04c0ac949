"""A home page full of heavy photographs loads what a phone shows, and no more."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Browser

from tests.quality.host import hosted
from tests.support.sites import article, built, write_site

pytestmark = pytest.mark.slow

PHOTOGRAPHS = 40
# In bytes, all that a phone fetches for the home page when its reader has scrolled to its end.
MOST = 600_000


def photograph() -> bytes:
    """Return a picture as heavy as a photograph of a phone, 1.8 MB: rough shapes, and the noise of a sensor.

    One of 5 MB has more pixels, but the same copies, and takes three times as long to decode.
    """
    width, height = 2400, 1800
    shapes = [Image.effect_noise((width // 60, height // 60), 120).resize((width, height)) for _ in range(3)]
    picture = Image.merge("RGB", shapes).filter(ImageFilter.GaussianBlur(4))
    picture = Image.blend(picture, Image.effect_noise((width, height), 80).convert("RGB"), 0.2)
    file = BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


def site_of_photographs(folder: Path) -> Path:
    """Build a site of forty reports in twenty incidents, each with a photograph of its own."""
    raw = photograph()
    assert len(raw) > 1_500_000
    files: dict[str, str | bytes] = {}
    for number in range(PHOTOGRAPHS):
        # What comes after the end of a JPEG is nothing to see, but makes it another file, with copies of its own.
        files[f"content/media/p{number}.jpg"] = raw + b"%d" % number
        files[f"content/articles/r{number}.md"] = article(
            f"Report {number}",
            f"2025-12-{1 + number % 28:02}",
            "It fell. " * 40,
            incident=f"case-{number % 20}",
            image=f"{{src: media/p{number}.jpg, alt: The quay}}",
        )
    built(write_site(folder, files))
    return folder / "site"


def test_the_home_page_of_a_site_with_forty_photographs_is_light_on_a_phone(chromium: Browser, tmp_path: Path) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=3)
    page = context.new_page()
    received: list[float] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    with hosted(site_of_photographs(tmp_path), "/news/") as url:
        page.goto(url)
        for _ in range(20):  # what is far below is fetched when it comes near
            page.mouse.wheel(0, 600)
            page.wait_for_timeout(50)
        page.wait_for_load_state("networkidle")
        shown = page.evaluate(
            "[...document.images].map((one) => [one.currentSrc, one.complete && one.naturalWidth > 0])"
        )
    context.close()
    assert len(shown) >= 5  # the lead and some cards
    assert [src for src, is_there in shown if not is_there] == []
    assert len(received) > len({src for src, _ in shown})  # pictures, page, style
    assert sum(received) < MOST, (len(received), shown)
