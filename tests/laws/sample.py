"""A small harbour digest with one of everything, and what its editors make of it the next day."""

import json
from collections.abc import Mapping

from tests.support.sites import CONFIG, article

Files = dict[str, str | bytes]

GAZETTE = "{name: Harbour Gazette, url: https://gazette.example/crane, author: A. Writer}"

HARBOUR: Mapping[str, str | bytes] = {
    "content/articles/2024/crane-falls.md": article(
        "Crane falls",
        "2024-03-26",
        "The crane fell. Nobody was hurt.\n\n## What is known\n\n![The crane](media/crane.png) See [all](/incidents/) and [us](/about/).",
        incident="crane",
        tags="[steel, Harbour Works]",
        places="[{name: Süd Pier, lat: 53.5, lon: 9.9, precision: street}]",
        image="{src: media/crane.png, alt: The crane, credit: A. Painter}",
        updates="[{date: 2024-03-28, title: Crane raised, text: It stands.}, {date: 2024-03-28T12:00:00Z, text: It *works*.}]",
        corrections="[{date: 2024-03-29, text: It was the smaller crane.}]",
        aliases="[/2024/crane.html, /old/crane/]",
        people="[{name: Ada Smith, role: witness}]",
    ),
    "content/articles/crane-inquiry.md": article(
        "Inquiry into crane",
        "2024-04-02T05:30:00-04:00",
        "An inquiry began.",
        incident="[crane, flood]",
        source=GAZETTE,
        tags="[steel]",
    ),
    "content/articles/flood.yaml": "title: Harbour floods\ndate: 2024-04-03\nurl: https://post.example/flood\nsitename: Post\n",
    "content/articles/flood.txt": "The water rose <b>fast</b> & high.\n\nIt fell again.\n",
    "content/articles/ferry.json": json.dumps(
        {"title": "Ferry late", "date_publish": "2024-12-31", "maintext": "The ferry was late."}
    ),
    "content/articles/same-headline.md": article(
        "Crane falls", "2023-12-31T23:30:00Z", "Another crane.", lang="es", noindex="true"
    ),
    "content/articles/gone.md": article("Gone", "2024-01-05", "Gone text.", status="withdrawn", incident="crane"),
    "content/articles/draft.md": article("Draft", "2024-01-06", "Draft text.", status="draft", incident="crane"),
    "content/articles/coming.md": article("Coming", "2027-01-06", "Coming text.", incident="crane"),
    "content/articles/over.md": article("Over", "2024-01-07", "Over text.", expires="2025-01-01"),
    "content/incidents/crane.md": (
        "---\ntitle: The fall of the crane\ndate: 2024-03-26\nkind: accident\nplace: {name: Süd Pier}\n"
        "status: [{date: 2024-04-02, text: Under inquiry, source: https://gazette.example/crane}]\n"
        "people: [{name: Bo Berg, role: defendant, charges: [{charge: Neglect, outcomes: [{date: 2024-05, text: Acquitted}]}]}]\n"
        "facts: [{name: Injured, value: none, date: 2024-03-27}]\n"
        "disputed: [{claim: The brake had failed, says: The owner, denies: [The maker], date: 2024-03-28, source: Gazette}]\n"
        "timeline: [{date: 2024, text: The crane is built}]\n"
        "related: [flood]\ntags: [steel]\naliases: [/cases/7.html]\n---\nOur own words on it.\n"
    ),
    "content/pages/about.md": "---\ntitle: About us\nnav: true\naliases: [/imprint.html]\n---\nWho we are. [Corrections](/corrections/)\n",
    "content/media/crane.png": b"\x89PNG\r\n\x1a\n crane",
    "content/media/papers/report.pdf": b"%PDF-1.4 report",
    "templates/static/own.css": "b { color: red }\n",
}

# Some of the changes leave every size as it was; addresses come, go and move.
_CHANGED: Mapping[str, str | bytes] = {
    "content/articles/crane-inquiry.md": str(HARBOUR["content/articles/crane-inquiry.md"]).replace(
        "Inquiry into", "Inquiry onto"
    ),
    "content/articles/2024/crane-falls.md": str(HARBOUR["content/articles/2024/crane-falls.md"]).replace(
        'title: "', 'slug: fallen\ntitle: "'
    ),
    "content/articles/ferry.json": json.dumps(
        {"title": "Ferry late", "date_publish": "2024-12-31", "maintext": "The ferry was lame."}
    ),
    "content/articles/tug.md": article(
        "Tug sinks", "2024-04-03", "The tug sank.", incident="tug", places="[Nord Pier]"
    ),
    "content/media/crane.png": b"\x89PNG\r\n\x1a\n crone",
    "content/media/tug.png": b"\x89PNG\r\n\x1a\n tug",
}
_REMOVED = ("content/media/papers/report.pdf", "content/articles/same-headline.md", "templates/static/own.css")

HARBOUR_NEXT_DAY: Mapping[str, str | bytes] = {
    path: text for path, text in {**HARBOUR, **_CHANGED}.items() if path not in _REMOVED
}

# A site of the fewest files, for laws that build it many times.
TINY: Mapping[str, str | bytes] = {
    "content/articles/a.md": article("Alpha", "2024-03-26", "First.", incident="crane"),
    "content/articles/b.md": article("Beta", "2024-03-26", "Second."),
    "content/media/x.bin": b"xxxx",
}
TINY_NEXT_DAY: Mapping[str, str | bytes] = {
    "content/articles/a.md": article("Omega", "2024-03-26", "Third.", incident="crane"),
    "content/articles/c.md": article("Gamma", "2025-03-26", "Fourth."),
    "content/media/x.bin": b"yyyy",
    "content/media/z.bin": b"zz",
}

BROKEN = {"content/articles/broken.md": "---\ntitle: Broken\ndate: 2024-02-30\n---\nText.\n"}

OTHER_TITLE = CONFIG.replace("Harbour Digest", "Harbor Digests")
