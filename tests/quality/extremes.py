"""A site from right to left, of content that is hostile, very long, very much, or hardly there."""

from tests.support.sites import SEARCHED, article

LONG = "Überlandstraßenbahnhaltestellenverzeichnisänderungsverordnung" * 4
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{ 7 * 7 }}"
ARABIC = "سقوط رافعة في الميناء"
CONFIG_OF_EXTREMES = (
    SEARCHED.replace("title: Harbour Digest", f"title: {ARABIC}")
    + f"language: ar\ncorrections_policy: policy\npublisher: {{name: {LONG}, url: 'https://publisher.example/'}}\n"
)
TEXT = f"""\
{LONG} and **bold** and `{LONG}`.

## {LONG}

| {LONG} | a | b |
|:-------|:-:|--:|
| a | {LONG} | 1 |

> {ARABIC} {LONG}

    {"code " * 60}{LONG}

![A map](media/wide.svg)

1. {LONG}
    - <https://very.example/{"a" * 300}>

<details><summary>More</summary><p onclick="alert(1)" style="position:fixed">Hidden [link](javascript:alert(1))</p></details>

A note.[^1]

[^1]: {LONG}
"""
WIDE = b'<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="40"><title>Wide</title><rect width="3000" height="40"/></svg>'
PLACES = f"[{{name: {LONG}}}, {ARABIC}, Pier 1]"
INCIDENT = f"""\
---
title: '{LONG} {ARABIC}'
date: 2024-03-01/2024-03-05
kind: {LONG}
place: {{name: {LONG}}}
summary: '{LONG}'
image: {{src: media/wide.svg, alt: A map, credit: '{LONG}'}}
tags: [{LONG}, a]
status:
  - {{date: 2024-03-02, text: '{LONG}', source: {{name: '{LONG}', url: 'https://very.example/{"b" * 200}'}}}}
  - {{date: 2024-03-09, text: '{ARABIC}'}}
facts:
  - {{name: '{LONG}', value: '{LONG}', date: 2024-03-02, source: 'https://very.example/{"c" * 200}'}}
disputed:
  - {{claim: '{LONG}', says: ['{LONG}', '{ARABIC}'], denies: '{LONG}', date: 2024-03-02, settled: {{date: 2024-03-09, text: '{LONG}'}}}}
people:
  - {{name: '{LONG}', role: defendant, note: '{LONG}', charges: [{{charge: '{LONG}', outcomes: [{{date: 2024-04-01, text: '{LONG}'}}]}}]}}
timeline:
  - {{date: 2024-03-01, text: '{LONG}'}}
related: [alone]
---
{LONG}

#### A fourth level first, and {LONG}

# {ARABIC}

<script><h2></script>

<h5>Raw</h5>

> ###### Quoted
"""


def _report(number: int) -> str:
    return article(
        f"Report {number} {LONG if number % 8 == 0 else ARABIC}",
        f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
        f"Text {number}.",
        incident="many",
        tags=f"[t{number}, a]",
        places=PLACES,
        source=f"{{name: Outlet {number % 5}, url: 'https://outlet.example/{number}', author: '{LONG}'}}",
    )


FILES: dict[str, str | bytes] = {
    **{f"content/articles/r{number:02}.md": _report(number) for number in range(40)},
    "content/articles/bare.md": article("A", "2024-03-26", "A."),
    "content/articles/alone.md": article("Alone", "2024-03-27", "Alone.", incident="alone"),
    "content/articles/hostile.md": article(
        HOSTILE,
        "2024-03-28T05:30:00+01:00",
        TEXT,
        incidents="[many, alone]",
        lang="en",
        summary=f"'{LONG}'",
        tags=f"[{LONG}, '<b>', '{ARABIC}']",
        places=PLACES,
        people=f"[{{name: '{LONG}', role: suspect}}]",
        image=f"{{src: media/wide.svg, alt: '{LONG}', credit: '{LONG}'}}",
        source=f"{{name: '{LONG}', url: 'https://very.example/{'d' * 200}', licence: '{LONG}'}}",
        updates=f"[{{date: 2024-03-29, title: '{LONG}', text: '#### {LONG}'}}]",
        corrections=f"[{{date: 2024-03-30, text: '{LONG}'}}]",
        aliases="[/old/address.html]",
    ),
    "content/articles/gone.md": article(
        "Gone", "2024-03-27", incident="lost", status="withdrawn", withdrawal=f"{{date: 2024-04-01, reason: '{LONG}'}}"
    ),
    "content/incidents/many.md": INCIDENT,
    "content/pages/policy.md": "---\ntitle: Policy\nnav: true\n---\n### Third\n\nWe correct.\n\n###### Sixth\n",
    "content/media/wide.svg": WIDE,
}
# What was published before: reports that have gone to other incidents since, and one that is withdrawn.
EARLIER: dict[str, str | bytes] = {
    "content/articles/r01.md": article("Report 1", "2024-02-02", "Text 1.", incident="split"),
    "content/articles/alone.md": article("Alone", "2024-03-27", "Alone.", incident="split"),
    "content/articles/gone.md": article("Gone", "2024-03-27", incident="lost"),
}
