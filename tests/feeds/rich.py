"""A site in which feeds have everything to say that they know: built twice, so that something can be withdrawn."""

from pathlib import Path

from tests.support.sites import article, built, write_site

BASE = "https://harbour.example/news/"
CONFIG = """\
id: 0b9f2c1e-5a44-4c58-9a43-2f4f6f0f6a11
title: Harbour & Sea
description: What happened in the harbour & at sea.
base_url: https://harbour.example/news/
timezone: Europe/Berlin
licence: CC BY 4.0 & our thanks
publisher: {name: The R&D Desk, url: https://desk.example/, email: "o'hara&co%+x@desk.example"}
hub: https://hub.example/
rights: {text: full}
feeds: {items: 5, also: [atom, json]}
"""
BODY = """\
The crane fell, see [the case](/incidents/crane-case/), [the list](incidents/) or [the maker](https://maker.example/?a=1&b=2).[^1]

![A picture](media/crane.png)

## Head

| a | b |
|---|--:|
| 1 | 2 |

Term
: Definition

> Quoted ]]> and &amp; <b>bold</b> <script>alert(1)</script> <p style="color:red" onclick="x()">p</p>

[^1]: So the *harbour* says.
"""
PICTURE = '{src: media/crane.png, alt: "A crane & its <mast>", credit: "Ada & Co"}'
UPDATES = """[{date: 2024-03-28, title: Pier opens, text: "The pier is [open](/articles/2024/03/ship/)."},
  {date: 2024-03-28, text: And a second one.}, {date: 2024-04-02T10:00:00Z, title: "R&D: done", text: Done.}]"""
_GAZETTE = '{name: "Gazette & Post", url: "https://gazette.example/ship?a=1&b=2", author: Bo Berg}'
_GONE = {
    "content/articles/gone.md": article("Never happened", "2024-02-10", incident="crane-case", tags="[harbour]"),
    "content/articles/expired.md": article("Offer ends", "2024-02-11", tags="[harbour]", places="[Pier 1]"),
    "content/articles/only.md": article(
        "The only report", "2024-02-12", incident="gone-case", corrections="[{date: 2024-02-13, text: No.}]"
    ),
}
FILES: dict[str, str | bytes] = {
    "content/media/crane.png": b"\x89PNG\r\n\x1a\n",
    "content/media/kräne.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "content/incidents/crane-case.yaml": f"""\
title: The crane case
summary: A crane fell on Pier 1.
tags: [steel]
image: {PICTURE}
status:
- {{date: 2024-03-30, text: "The harbour *investigates*, [see](/incidents/)."}}
""",
    "content/articles/crane.md": article(
        "Crane falls & blocks <Pier 1>",
        "2024-03-26T05:30:00+01:00",
        BODY,
        incident="crane-case",
        source="{author: Ada Byron}",
        tags="[harbour, R&D, Steel]",
        places="[Pier 1]",
        image=PICTURE,
        updates=UPDATES,
        corrections="[{date: 2024-03-29, text: It was *one* crane.}]",
    ),
    "content/articles/ship.md": article(
        "Ship waits", "2024-03-27", source=_GAZETTE, incident="crane-case", tags="[harbour]"
    ),
    "content/articles/same.md": article(
        "Tug waits", "2024-03-27", incident="[crane-case, tug-case]", updated="2024-03-30"
    ),
    "content/articles/equal-1.md": article("One of two", "2024-03-27T12:00:00Z"),
    "content/articles/equal-2.md": article("Two of two", "2024-03-27T13:00:00+01:00"),
    "content/articles/fair.md": article("Fair opens", "2024-04-01"),
    "content/articles/old.md": article("Older than the archives", "2023-11-01", places="[Pier 1, Süd-Pier]"),
    "content/articles/older.md": article(
        "AT&T lays a cable", "2023-12-31T23:30:00Z", summary='"AT&T & R&D; a < b > c &# d."'
    ),
    "content/articles/arabic.md": article(
        "سفينة في الميناء", "2024-01-05", "السفينة تنتظر 🚢.", lang="ar", tags="[ميناء]"
    ),
    "content/articles/emoji.md": article("🚢", "2024-01-06", "👩‍👩‍👧‍👦 🇩🇪 z\u0301\u0302", tags='["🚢 ships"]'),
    "content/articles/spanish.md": article("¿Qué pasó?", "2024-01-07", lang="es-MX"),
    "content/articles/cdata.md": article("a ]]> b <![CDATA[ c", "2024-01-08", "c ]]> d &#1; e &#x0B; f &#xFFFE; g"),
    "content/articles/long.md": article("Long " * 200, "2024-01-09", "Word " * 2000),
    "content/articles/quotes.md": article("\"She said: 'no'\"", "2024-01-10", summary="'-'"),
    "content/articles/svg.md": article("Kräne", "2024-01-11", image="{src: media/kräne.svg, alt: ''}"),
    "content/articles/iri.md": article(
        "A link of every kind",
        "2024-01-12",
        "[i](https://zeitung.example/straße?a[]=1) <https://x.example/é> [m](mailto:a@b.example) "
        "[t](/tags/harbour/?x=ü#y) [p](//x.example/)",
        source='{name: Zeitung, url: "https://zeitung.example/straße?a[]=ä&b=%7C"}',
    ),
    "content/articles/embargo.md": article("Known for long", "2023-06-01", publish_at="2024-01-13T08:00:00"),
    "content/articles/link.md": article("Elsewhere", "2024-01-14", show="link", source=_GAZETTE),
    "content/articles/excerpt.md": article("In part", "2024-01-15", show="excerpt", source=_GAZETTE),
    "content/articles/draft.md": article("Not yet", "2024-01-16", status="draft"),
    "content/articles/later.md": article("Not yet either", "2027-01-01"),
    "content/articles/old-place.md": article("Moved", "2024-01-17", aliases="[/old/place/]"),
}


def rich_site(folder: Path, config: str = CONFIG) -> dict[str, bytes]:
    """Build the site, and once more after some of it was withdrawn; give its files."""
    built(write_site(folder, FILES | _GONE, config))
    gone = {path: str(text).replace("date:", "status: withdrawn\ndate:", 1) for path, text in _GONE.items()}
    gone["content/articles/expired.md"] = _GONE["content/articles/expired.md"].replace(
        "date:", "expires: 2024-03-01\ndate:"
    )
    return built(write_site(folder, gone, config))
