"""A small site with feeds of every kind, and feeds read back as a feed reader has them."""

from typing import Any

import feedparser

from tests.rendering.strict import xml_of

FILES: dict[str, str | bytes] = {
    "content/media/crane.png": b"\x89PNG\r\n\x1a\n",
    "content/articles/crane.md": """\
---
title: Crane falls & blocks <Pier 1>
date: 2024-03-26T05:30:00+01:00
incident: crane-case
source:
  author: Ada Byron
summary: A crane fell.
tags: [harbour, cranes]
places: [Pier 1]
image:
  src: media/crane.png
  alt: The crane
updates:
- date: 2024-03-28
  title: Pier opens
  text: The pier is [open](/articles/2024/03/ship/).
corrections:
- date: 2024-03-29
  text: It was *one* crane.
---
The crane fell, see [the case](/incidents/crane-case/), [the list](incidents/) or [the maker](https://maker.example/).[^1]

![A picture](media/crane.png)

[^1]: So the *harbour* says.
""",
    "content/articles/ship.md": """\
---
title: Ship waits
summary: A ship waits.
date: 2024-03-27
incident: crane-case
source:
  name: Gazette
  url: https://gazette.example/ship?a=1&b=2
tags: [harbour]
---
The ship waits. It has waited for a day. Nobody knows how long it will go on. More words follow here so that an excerpt ends sooner.
""",
    "content/articles/fair.md": "---\ntitle: Fair opens\ndate: 2024-04-01\n---\nThe fair opened.\n",
    "content/incidents/crane-case.yaml": """\
title: The crane case
summary: A crane fell on Pier 1.
status:
- {date: 2024-03-30, text: The harbour investigates.}
""",
}


def feed_of(raw: bytes) -> Any:  # noqa: ANN401 - feedparser ships no types
    """Read a feed, which must be without a fault."""
    feed = feedparser.parse(raw)
    assert feed.get("bozo_exception") is None
    assert (feed.bozo, feed.version, feed.encoding) == (False, "rss20", "utf-8")
    return feed


def items_of(raw: bytes) -> list[dict[str, Any]]:
    """Return the items of a feed, whole."""
    return [
        {
            "title": entry.title,
            "link": entry.link,
            "published": entry.published,
            "author": entry.author,
            "tags": [tag.term for tag in entry.get("tags", [])],
            "summary": entry.summary,
            "content": [content.value for content in entry.content],
        }
        for entry in feed_of(raw).entries
    ]


def guids_of(raw: bytes) -> list[str]:
    """Return the guids of a feed in order; each must say that it is no link."""
    guids = xml_of(raw).findall(".//item/guid")
    assert [guid.get("isPermaLink") for guid in guids] == ["false"] * len(guids)
    return [guid.text or "" for guid in guids]


def all_guids(site: dict[str, bytes]) -> dict[str, list[str]]:
    """Return the guids of every feed of a site."""
    return {path: guids_of(raw) for path, raw in feeds_of(site).items()}


def feeds_of(site: dict[str, bytes]) -> dict[str, bytes]:
    """Return every feed of a site."""
    return {path: raw for path, raw in site.items() if path.endswith(".xml") and b"<rss" in raw}
