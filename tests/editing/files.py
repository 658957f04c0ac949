"""Metadata in every style that editors and programs write, for the laws of editing."""

import json
from dataclasses import dataclass

from hypothesis import strategies as st

from digest.model.reports.edit import AppendEntry, Change, Form, RemoveField, SetField

DATE = "2026-11-23T07:15-06:00"
# What is not a text, or not all of it, where it stands without quotes.
_ODD = (
    r"It was Monday.~|yes~|No~|null~|~~|12:30~|0123~|1_000~|0x1F~|1e3~|.inf~|2024-03-26~|- a~|? b~|# c~|a: b~|a #b~|"
    r"'~|\n~|\~|{a}~|[a]~|a, b~|&a~|*a~|!a~|%a~|@a~|`a`~|<<~|=~|é~|---~|...~|y~|on~|1.5~|1:2:3~|>~|a:~|:a~|-~|a|b"
).split("~|")
_ODDER = ('"', "~", "|", "a\u2028b", "a\ufeffb", "\U0001f600", "one\ntwo", "tab\there", "a\n---\nb")
TEXTS = st.one_of(
    st.sampled_from([*_ODD, *_ODDER]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30),
).filter(str.strip)

_TITLES = (
    "title: A plain one",
    "title: 'It''s'",
    'title: "a: \\u00e9 # b"',
    "title: A plain one\n  in two lines",
    "title: >-\n  Folded\n  text",
)
_OTHERS = (
    "tags: [a, 'b, c', \"d\"]",
    "tags:\n- a\n- b # with a comment",
    "tags:\n    - a\n    - b",
    "source: {name: X, url: https://x.example/a#b}",
    "source:\n  name: X\n  # who says so\n  url: https://x.example/",
    "summary: |\n  Literal\n\n  text",
    "summary: |+\n  Kept\n",
    "# a comment by itself",
    "",
    "show:    full     # spaces",
    "? lang\n: en",
    '"id": "x-1"',
    "noindex: &flag true",
)
_CORRECTIONS = (
    "corrections:",
    "corrections: # none yet",
    "corrections: ~",
    "corrections: null   # none",
    "corrections: []",
    "corrections: [ ] # none",
    "corrections:\n- date: 2024-01-01\n  text: One",
    "corrections:\n  - date: 2024-01-01\n    text: >-\n      One and\n      more\n    # of it",
    "corrections:\n    -   text: 'One'\n        date: 2024-01-01",
    "corrections:\n  - {date: 2024-01-01, text: One} # it was",
    "corrections: [{date: 2024-01-01, text: One}]",
    "corrections: [\n  {date: 2024-01-01, text: One}, # it was\n  ]",
)


@dataclass(frozen=True, slots=True)
class File:
    """The fields of a file, as they are written."""

    text: str
    form: Form = "yaml"


@st.composite
def blocks(draw: st.DrawFn, *, corrections: bool = True) -> File:
    """Make fields in block style."""
    parts = [draw(st.sampled_from(_TITLES))]
    names = {"title"}
    for part in draw(st.lists(st.sampled_from(_OTHERS), max_size=5)):
        name = part.partition(":")[0]
        if not part or part[0] == "#" or name not in names:
            parts.append(part)
            names.add(name)
    if corrections and draw(st.booleans()):
        parts.insert(draw(st.integers(0, len(parts))), draw(st.sampled_from(_CORRECTIONS)))
    text = "\n".join(parts) + ("\n" if draw(st.booleans()) else "")
    if draw(st.booleans()):
        text = "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))
    return File(text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))))


_FLOWS = (
    "{title: x}",
    "{title: x,}\n",
    "{ title: x, date: 2024-01-01 }",
    "{\n  title: x, # a comment\n  date: 2024-01-01 # another\n}\n",
    "{\n  title: x,\n  tags: [a, b],\n}\n",
    '{"title": "x"}',
    "{title: x, corrections: []}",
    "{title: x, corrections: [{date: 2024-01-01, text: One}]}",
    "{}",
    "",
    "# nothing yet\n",
)


@st.composite
def objects(draw: st.DrawFn, *, corrections: bool = True) -> File:
    """Make a JSON object, as programs write it."""
    data: dict[str, object] = {"title": draw(TEXTS)}
    if draw(st.booleans()):
        data |= {"tags": ["a", draw(TEXTS)], "source": {"name": draw(TEXTS)}}
    if corrections and draw(st.booleans()):
        data["corrections"] = draw(st.sampled_from([None, [], [{"date": "2024-01-01", "text": "One"}]]))
    if draw(st.booleans()):
        data["date"] = "2024-01-01"
    indent = draw(st.sampled_from([None, 1, 2, 4, "\t"]))
    separators = draw(st.sampled_from([(",", ":"), (", ", ": ")])) if indent is None else None
    text = json.dumps(data, ensure_ascii=draw(st.booleans()), indent=indent, separators=separators)
    return File(text + draw(st.sampled_from(["", "\n"])), "json")


def files(*, corrections: bool = True) -> st.SearchStrategy[File]:
    """Make fields in any style."""
    flows = [text for text in _FLOWS if corrections or "corrections" not in text]
    return st.one_of(
        blocks(corrections=corrections), st.sampled_from(flows).map(File), objects(corrections=corrections)
    )


def withdrawal(reason: str) -> tuple[Change, ...]:
    """Return what `digest withdraw` writes."""
    return SetField("status", "withdrawn"), SetField("withdrawal", (("date", DATE), ("reason", reason)))


RESTORE: tuple[Change, ...] = (RemoveField("status"), RemoveField("withdrawal"))


def status(text: str, source: str) -> AppendEntry:
    """Return what `digest status` writes."""
    return AppendEntry("status", (("date", DATE), ("text", text), ("source", source)))


def correction(text: str) -> AppendEntry:
    """Return what `digest correct` writes."""
    return AppendEntry("corrections", (("date", DATE), ("text", text)))
