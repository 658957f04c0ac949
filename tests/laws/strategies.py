"""Whole sites at random: every kind of field, and names and addresses that now and then collide."""

import json
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.support.sites import CONFIG

_STEMS = ("crane-falls", "ferry", "flood", "tug", "Ölpest", "2024-report", "con")
DATES = (
    "2024-03-26",
    "2024-03-27",
    "2023-12-31T23:30:00Z",
    "2024-04-02T05:30:00-04:00",
    "2025-02-01",
    "2027-01-01",
    "2025-12-31T23:59:59",
)
TITLES = (
    "Crane falls",
    "Crane fells",
    "Ferry & tug <collide>",
    "Öl im Hafen",
    "港で事故",
    '"Quoted": said',
    "*Stars* [and] `ticks`",
)
_PAGES = ("about", "tags-of-ours", "imprint")
_INCIDENT = """\
---
title: {title}
date: {date}
kind: accident
status: [{{date: 2024-04-02, text: {title}}}]
people: [{{name: Bo Berg, role: defendant, charges: [{{charge: Neglect, outcomes: [{{date: 2024-05, text: Acquitted}}]}}]}}]
facts: [{{name: Injured, value: none, date: {date}}}]
disputed: [{{claim: {title}, says: Bo, denies: [Di, Ed], date: {date}, settled: {{date: 2024-06, text: {title}}}}}]
timeline: [{{date: 2024, text: The crane is built}}]
related: [{related}]
---
Our own words.
"""

texts = st.one_of(
    st.sampled_from(
        [
            "It fell. Nobody was hurt.",
            "Siehe [hier](/incidents/).",
            "![c](media/c.png)",
            "<b>Bold</b> & <script>x()</script>",
        ]
    ),
    st.text(st.sampled_from("ab é&<>*_#`[]()!:-\n"), min_size=1, max_size=60).map("Text. {}".format),
)

# What a field may hold, as YAML. Two thirds of the time a field is not there.
FIELDS: dict[str, tuple[str, ...]] = {
    "incident": ("crane", "[crane, flood]", "Harbour Fire"),
    "tags": ("[steel]", "[steel, Harbour Works]", "[Steel, café]"),
    "places": ("[Nord Pier]", "[{name: Süd Pier, lat: 53.5, lon: 9.9}]"),
    "source": ("Gazette", "{name: Post, url: https://post.example/a}", "https://gazette.example/b"),
    "updates": (
        "[{date: 2025-03-28, title: News, text: More.}]",
        "[{date: 2025-03-28, text: A.}, {date: 2025-03-28, text: B.}]",
    ),
    "corrections": ("[{date: 2025-03-29, text: It was wrong.}]",),
    "people": ("[Ada Smith]", "[{name: Ada Smith, role: witness}]"),
    "aliases": ("[/old/a.html]", "[/old/b/, /c.html]", "[/tags/]"),
    "slug": ("moved", "moved-again"),
    "status": ("draft", "withdrawn", "published"),
    "show": ("excerpt", "link"),
    "publish_at": ("2027-05-05", "2025-05-05T12:00:00"),
    "expires": ("2025-06-06", "2027-06-06"),
    "image": ("{src: media/c.png, alt: A crane}",),
    "updated": ("2025-04-04",),
    "noindex": ("true",),
    "lang": ("es",),
    "summary": ("In short.",),
    "id": ("known-of-old",),
}


@dataclass(frozen=True, slots=True)
class Story:
    """An article's file, whose path is not a part of it."""

    title: str
    date: str
    text: str
    fields: tuple[tuple[str, str], ...]

    @property
    def source(self) -> str:
        lines = [
            f"title: {json.dumps(self.title, ensure_ascii=False)}",
            f"date: {self.date}",
            *(f"{name}: {value}" for name, value in self.fields),
        ]
        return "\n".join(["---", *lines, "---", self.text, ""])


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources of a site; `stories` by their paths."""

    stories: tuple[tuple[str, Story], ...]
    others: tuple[tuple[str, str], ...]
    title: str = "Harbour Digest"

    @property
    def files(self) -> dict[str, str | bytes]:
        files: dict[str, str | bytes] = {path: story.source for path, story in self.stories}
        return files | dict(self.others) | {"content/media/c.png": "picture"}

    @property
    def config(self) -> str:
        return CONFIG.replace("title: Harbour Digest", f"title: {self.title}")


_fields = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in FIELDS.items()})
_rare = st.sets(st.sampled_from(sorted(FIELDS)), max_size=6)


@st.composite
def _story(draw: st.DrawFn) -> Story:
    kept = draw(_rare)
    fields = draw(_fields)
    held = tuple((name, value) for name, value in fields.items() if name in kept)
    return Story(draw(st.sampled_from(TITLES)), draw(st.sampled_from(DATES)), draw(texts), held)


stories = _story()
paths = st.builds("content/articles/{}{}.md".format, st.sampled_from(["", "2024/"]), st.sampled_from(_STEMS))
_incidents = st.tuples(
    st.sampled_from(["content/incidents/crane.md", "content/incidents/flood.md"]),
    st.builds(
        _INCIDENT.format,
        title=st.sampled_from(["The crane", "The flood"]),
        date=st.sampled_from(DATES[:2]),
        related=st.sampled_from(["crane", "flood"]),
    ),
)
_own_pages = st.tuples(
    st.sampled_from([f"content/pages/{name}.md" for name in _PAGES]),
    st.builds(
        "---\ntitle: {}\nnav: {}\n---\nWho we are.\n".format,
        st.sampled_from(["About", "Us"]),
        st.sampled_from(["true", "false"]),
    ),
)
_media = st.tuples(
    st.sampled_from(["content/media/a.txt", "content/media/d/b.txt"]), st.sampled_from(["one", "two", "three"])
)
_templates = st.sampled_from(
    [
        ("templates/static/own.css", "b { color: red }"),
        ("templates/static/style.css", "b { color: tan }"),
        (
            "templates/redirect.html",
            "<!DOCTYPE html><title>{{ page.title }}</title><h1>Moved</h1><a href='{{ page.target | link }}'>on</a>",
        ),
    ]
)
others = st.one_of(_incidents, _own_pages, _media, _templates)


def sites(least: int = 0) -> st.SearchStrategy[Sources]:
    """Return sites of some articles and other files."""
    return st.builds(
        Sources,
        st.dictionaries(paths, stories, min_size=least, max_size=5).map(lambda found: tuple(found.items())),
        st.lists(others, max_size=4, unique_by=lambda one: one[0]).map(tuple),
    )
