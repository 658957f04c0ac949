"""Take the pictures of docs/design.md: pages before and after, side by side, as a phone shows them.

    python docs/pictures.py REVISION

`REVISION` names the state in git that is shown on the left; on the right is what the working tree makes. Both make the same site: a harbour
town with a long story, a case in court and small news, written below. Needs what the slow tests need (`sh .ci/tools`).
The heights in docs/design.md are written as well. It takes about a minute.
"""

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser  # noqa: E402 - found beside this file, whether or not digest is installed

from tests.browser.browsers import browser  # noqa: E402
from tests.quality.host import hosted  # noqa: E402
from tests.support.sites import article, write_site  # noqa: E402

DOCUMENT = ROOT / "docs/design.md"
FOLDER = ROOT / "docs/design"
BEGIN, END = (f"<!-- {word}: what python docs/pictures.py writes -->" for word in ("begin", "end"))
NOW = "2026-10-02T18:00:00Z"
WIDTH, HEIGHT = 360, 1240
GAP = 24
# In bytes, of all pictures together.
MOST = 1_500_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: its name, an address of the site below, and in how wide a window it is shown."""

    name: str
    address: str
    width: int = WIDTH


KINDS = (
    Kind("home", ""),
    Kind("home-wide", "", 1280),
    Kind("incident", "incidents/pier-9-fire/"),
    Kind("incident-without-a-file", "incidents/harbour-bridge/"),
    Kind("article", "articles/2026/09/fire-1/"),
    Kind("edition", "editions/2026/09/28/"),
    Kind("editions", "editions/"),
    Kind("list", "sources/harbour-gazette/"),
    Kind("archive", "archive/"),
    Kind("feeds", "feeds/"),
    Kind("search", "search/#q=bridge"),
)

CONFIG = """\
id: 5d0c3f52-3b55-4a86-9a0c-8f6c1d2f7a11
title: Harbour Digest
description: What happens on the water front, and who says so.
base_url: https://harbour.example/news/
timezone: Europe/Berlin
editions: week
search: on
rights: {text: excerpt}
"""
OUTLETS = ("Harbour Gazette", "Coast Radio", "The Evening Tide", "Dock Workers' Weekly", "North Shore Post")
BRIDGE = (
    "Crack found in a pillar of the harbour bridge",
    "Bridge closed to lorries until further notice",
    "Engineers lower cameras into the river",
    "Ferry runs all night while the bridge is shut",
    "Council asks who signed the last inspection",
    "Second crack, longer than the first, is measured",
    "Builder says that salt water is to blame",
    "Shops at the north end count their losses",
    "Divers bring up a piece of steel",
    "Minister promises money for a new pillar",
    "Inspection of 2021 was never made, records show",
    "Two officials are suspended",
)
FIRE = (
    "Warehouse on Pier 9 burns through the night",
    "Smoke closes the harbour road",
    "Three people are hurt, one of them badly",
    "Owner says that the sprinklers worked",
    "Fire service finds the valve of the sprinklers shut",
    "Dockers lay flowers at the gate",
    "Court hears the owner of the warehouse",
)
SMALL = (
    "Seal visits the fish market", "New timetable for the island ferry", "Lighthouse gets a coat of paint", "Rowing club wins at home",
    "Crane operator retires after forty years", "Fog delays the morning boats", "Library ship returns from the islands",
    "Dredger at work until Friday", "School choir sings on the quay", "Harbour pilots elect a speaker", "Old chart found in an attic",
    "Nets and bottles taken from the beach", "Fishermen land more herring than last year", "Night market opens on Pier 2",
)  # fmt: skip
TEXT = (
    "It began shortly before six in the morning, and was seen from both shores. {} The harbour office answered "
    "questions in the afternoon and said that it would publish its records.\n\nPeople who live nearby told reporters "
    "that they had heard nothing. A spokesman of the town thanked those who had helped. More will be known when the "
    "engineers have finished, which takes until the end of the week."
)
INCIDENT = """\
---
title: Fire on Pier 9
date: 2026-09-14
kind: fire
place: {name: Pier 9, lat: 54.32, lon: 10.14, precision: street}
summary: A warehouse burned down on the night of 14 September. Three people were hurt. Why the sprinklers failed is for a court to decide.
image: {src: media/pier.jpg, alt: 'The harbour at dusk, drawn', credit: 'Drawing: Harbour Digest'}
status:
  - {date: 2026-09-15, text: The fire is out. Three people are in hospital., source: Coast Radio}
  - {date: 2026-09-22, text: The fire service says that a valve of the sprinklers was shut., source: Harbour Gazette}
  - {date: 2026-10-01, text: The court has heard the owner and will rule on 20 October., source: The Evening Tide}
facts:
  - {name: Hurt, value: Three people, date: 2026-09-15, source: Coast Radio}
  - {name: Damage, value: 2.4 million euros, date: 2026-09-20, source: Harbour Gazette}
  - {name: Fire fighters, value: '85', date: 2026-09-15, source: Coast Radio}
people:
  - name: Ada Holm
    role: defendant
    note: Owner of the warehouse
    charges: [{charge: Neglect, outcomes: [{date: 2026-10-01, text: Heard in court}]}]
  - {name: Nils Brandt, role: official, note: Head of the fire service}
timeline:
  - {date: 2026-09-14, text: 'At 23:40, a guard reports smoke.'}
  - {date: 2026-09-22, text: The valve is found shut.}
tags: [fire, Pier 9]
---
"""


def files() -> dict[str, str | bytes]:
    """Return the files of the site: forty-six reports of a bridge without a file, a fire with one, and a week of small news."""
    found: dict[str, str | bytes] = {"content/incidents/pier-9-fire.md": INCIDENT, "content/media/pier.jpg": drawing(1)}
    for number in range(46):
        said = BRIDGE[number * len(BRIDGE) // 46]
        outlet = OUTLETS[number % len(OUTLETS)]
        # Of four reports, two carry the words of an agency.
        text = TEXT.format("Nobody was hurt." if number % 4 < 2 else f"{said}, as the {outlet} was told. " * 3)
        title = said if number % 4 < 2 else f"{said}, day {number // 2 + 1}"
        found[f"content/articles/bridge-{number}.md"] = report(
            title,
            date(2026, 9, 2) + timedelta(days=number * 28 // 45),
            text,
            outlet,
            number,
            incident="harbour-bridge",
            tags="[bridge]",
        )
    for number, title in enumerate(FIRE):
        extra = {"image": "{src: media/pier.jpg, alt: 'The harbour at dusk, drawn'}"} if number == 0 else {}
        if number == 1:
            extra["updates"] = (
                "[{date: 2026-09-16T09:00:00+02:00, title: The road is open again, text: Buses run as usual.}, "
                "{date: 2026-09-18, text: The school on the road stays shut until Monday.}]"
            )
            extra["corrections"] = (
                "[{date: 2026-09-17, text: 'We wrote that four people were hurt. There were three.'}]"
            )
        found[f"content/articles/fire-{number}.md"] = report(
            title, date(2026, 9, 15) + timedelta(days=number * 16 // 6), TEXT.format(f"{title}."), OUTLETS[number % 3], number,
            incident="pier-9-fire", tags="[fire]", **extra,
        )  # fmt: skip
    for number in range(42):
        title = SMALL[number % len(SMALL)]
        day = (
            date(2026, 9, 28) + timedelta(days=number % 5) if number < 30 else date(2026, 8, 3) + timedelta(days=number)
        )
        extra = (
            {"image": f"{{src: media/small-{number % 3}.jpg, alt: 'A view of the harbour, drawn'}}"}
            if number % 3 == 0
            else {}
        )
        found[f"content/articles/small-{number}.md"] = report(
            title if number < len(SMALL) else f"{title}, again", day, TEXT.format(f"{title}. " * (number % 5 + 1)),
            OUTLETS[number % len(OUTLETS)], number, incident=f"small-{number % 21}", **extra,
        )  # fmt: skip
    return found | {f"content/media/small-{number}.jpg": drawing(number + 2) for number in range(3)}


def report(title: str, day: date, text: str, outlet: str, number: int, **fields: str) -> str:
    """Return an article of an outlet."""
    source = f'{{name: "{outlet}", url: "https://outlet.example/{number}"}}'
    moment = f"{day.isoformat()}T{7 + number % 12:02}:{number * 7 % 60:02}:00+02:00"
    return article(title, moment, text, source=source, places="[Pier 9]", **fields)


def drawing(seed: int) -> bytes:
    """Return a picture of a harbour at dusk, as JPEG: sky, water, and cranes."""
    width, height = 1600, 1000
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    for y in range(height):
        part = y / height
        draw.line((0, y, width, y), (int(40 + 190 * part), int(60 + 90 * part), int(110 - 20 * part) + 12 * (seed % 4)))
    draw.rectangle((0, 720, width, height), (28, 40, 58 + 9 * (seed % 5)))
    for number in range(3 + seed % 3):
        x = 150 + number * 420 + 60 * (seed % 4)
        draw.line((x, 720, x + 50, 330, x + 100, 720), (20, 22, 26), 14)
        draw.line((x - 90, 350, x + 280, 310), (20, 22, 26), 14)
        draw.line((x + 250, 314, x + 250, 520), (20, 22, 26), 4)
    file = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(1)).save(file, "JPEG", quality=88)
    return file.getvalue()


@contextmanager
def checkout(revision: str) -> Iterator[Path]:
    """Check out a revision beside the repository, and take it away afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "before"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(folder), revision], check=True)
        try:
            yield folder
        finally:
            subprocess.run([*git, "remove", "--force", str(folder)], check=True)


def build(program: Path, folder: Path) -> Path:
    """Build the site with the program of a checkout, and return the folder of its files."""
    write_site(folder, files(), CONFIG)
    command = [sys.executable, "-m", "digest", "build", str(folder), "--now", NOW, "--quiet"]
    subprocess.run(command, cwd=program, check=True, env={**os.environ, "PYTHONPATH": str(program)})
    return folder / "site"


def shots(started: Browser, site: Path) -> list[tuple[Image.Image, int]]:
    """Return a picture of each kind of page, and its height in pixels of CSS."""
    found = []
    with hosted(site, "/news/") as url:
        for kind in KINDS:
            height = HEIGHT if kind.width == WIDTH else 900
            page = started.new_page(viewport={"width": kind.width, "height": height}, color_scheme="light")
            page.goto(url + kind.address, wait_until="networkidle")
            if "#" in kind.address:
                page.wait_for_selector(".hits li")
            whole = int(page.evaluate("document.documentElement.scrollHeight"))
            found.append((Image.open(io.BytesIO(page.screenshot())).convert("RGB"), whole))
            page.close()
    return found


def beside(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return two pictures side by side, those of a wide window in half their size."""
    if before.width > WIDTH:
        before, after = (
            one.resize((one.width // 2, one.height // 2), Image.Resampling.LANCZOS) for one in (before, after)
        )
    both = Image.new("RGB", (2 * before.width + GAP, max(before.height, after.height)), "#b9b9b4")
    both.paste(before, (0, 0))
    both.paste(after, (before.width + GAP, 0))
    return both


def heights(before: list[tuple[Image.Image, int]], after: list[tuple[Image.Image, int]]) -> str:
    """Return the table of the heights, in Markdown."""
    rows = [
        f"| {kind.name.replace('-', ' ')} | {old:,} | {new:,} |"
        for kind, (_, old), (_, new) in zip(KINDS, before, after, strict=True)
        if kind.width == WIDTH
    ]
    return "\n".join([BEGIN, "", "| page | pixels high before | now |", "|---|---|---|", *rows, "", END])


def main() -> None:
    """Take the pictures, and write them and the heights."""
    parser = argparse.ArgumentParser(description="take the pictures of docs/design.md")
    parser.add_argument("revision", help="the state in git to be shown as before")
    revision = parser.parse_args().revision
    with tempfile.TemporaryDirectory() as name, checkout(revision) as old, browser() as started:
        before, after = (shots(started, build(program, Path(name) / str(n))) for n, program in enumerate((old, ROOT)))
    FOLDER.mkdir(exist_ok=True)
    for kind, (left, _), (right, _) in zip(KINDS, before, after, strict=True):
        beside(left, right).save(FOLDER / f"{kind.name}.webp", quality=62, method=6)
    weight = sum(file.stat().st_size for file in FOLDER.glob("*.webp"))
    if weight > MOST:
        raise SystemExit(f"the pictures have {weight:,} bytes, and may have {MOST:,}")
    table = heights(before, after)
    text = DOCUMENT.read_text(encoding="utf-8")
    renewed = re.sub(f"{BEGIN}.*?{END}", lambda _: table, text, flags=re.DOTALL)
    DOCUMENT.write_text(renewed, encoding="utf-8")
    sys.stdout.write(f"{len(KINDS)} pictures, {weight:,} bytes\n{table}\n")


if __name__ == "__main__":
    main()
