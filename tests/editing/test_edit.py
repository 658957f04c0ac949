"""Whole texts before and after, in the odder ways to write YAML and JSON; and what is refused rather than written wrong."""

import pytest

from digest.editing.edit import edit
from digest.editing.yaml import CannotEditError
from digest.model.reports.edit import AppendEntry, Change, Form, RemoveField, ReplaceNames, SetField

ENTRY = AppendEntry("corrections", (("date", "2024-05-01"), ("text", "Two, not three.")))
SLUG = SetField("slug", "new")
GROUP = SetField("withdrawal", (("date", "2024-05-01"), ("reason", "Wrong: all of it")))
NAMES = ReplaceNames(("incident", "incidents"), frozenset({"a", "A"}), "c", frozenset({"C"}))

YAML: dict[str, tuple[str, Change, str]] = {
    "a field is set where it stands": ("slug: old # since May\ntitle: x\n", SLUG, "slug: new # since May\ntitle: x\n"),
    "its quotes stay": ("slug: 'old'\ntitle: x\n", SLUG, "slug: 'new'\ntitle: x\n"),
    "an empty one is filled": ("slug:\ntitle: x\n", SLUG, "slug: new\ntitle: x\n"),
    "an empty one with a comment is filled": ("slug: # none\ntitle: x\n", SLUG, "slug: new # none\ntitle: x\n"),
    "a null is replaced": ("slug: ~\n", SLUG, "slug: new\n"),
    "a text in lines becomes one line": ("slug: >-\n  old\ntitle: x\n", SLUG, "slug: new\ntitle: x\n"),
    "a tag goes with its value": ("slug: !!str old\n", SLUG, "slug: new\n"),
    "a field is added below the last": ("title: x\n\n# The end.\n", SLUG, "title: x\nslug: new\n\n# The end.\n"),
    "a comment that is indented belongs to what is above": (
        "source:\n  name: x\n  # url: later\n# The end.\n",
        SLUG,
        "source:\n  name: x\n  # url: later\nslug: new\n# The end.\n",
    ),
    "indented fields stay in line": ("  title: x\n  tags:\n  - a\n", SLUG, "  title: x\n  tags:\n  - a\n  slug: new\n"),
    "the end of the document stays the end": ("---\ntitle: x\n...\n", SLUG, "---\ntitle: x\nslug: new\n...\n"),
    "blank lines that a text keeps stay in it": ("text: |+\n  a\n\n\n", SLUG, "text: |+\n  a\n\n\nslug: new\n"),
    "no line end becomes part of a text in lines": (
        "title: x\ntext: |\n  a",
        SLUG,
        "title: x\nslug: new\ntext: |\n  a",
    ),
    "a file without a last line end gets none": ("title: x", SLUG, "title: x\nslug: new"),
    "line ends of Windows": ("title: x\r\n# c\r\n", SLUG, "title: x\r\nslug: new\r\n# c\r\n"),
    "line ends of old Macintoshes": ("title: x\rdate: y\r", SLUG, "title: x\rdate: y\rslug: new\r"),
    "a question mark is what is not known yet": (
        "slug: ? # soon\ntext: |\n  a: ?\nsource:\n  url: ?\n",
        SLUG,
        "slug: new # soon\ntext: |\n  a: ?\nsource:\n  url: ?\n",
    ),
    "nothing but a comment": ("# to do\n", SLUG, "# to do\nslug: new\n"),
    "nothing at all": ("", SLUG, "slug: new\n"),
    "characters that only YAML 1.1 takes for line ends": (
        "title: a\u2028b\x85c\nb: \x93d\x94\n",
        SLUG,
        "title: a\u2028b\x85c\nb: \x93d\x94\nslug: new\n",
    ),
    "a group is indented as others are": (
        "source:\n    name: x\n",
        GROUP,
        'source:\n    name: x\nwithdrawal:\n    date: "2024-05-01"\n    reason: "Wrong: all of it"\n',
    ),
    "an empty group is written anew": (
        "withdrawal:\ntitle: x\n",
        GROUP,
        'title: x\nwithdrawal:\n  date: "2024-05-01"\n  reason: "Wrong: all of it"\n',
    ),
    "a group goes with its comments": (
        "a: 1\nwithdrawal: # why\n  date: 2024\n  # so\n  reason: x\n\nb: 2\n",
        RemoveField("withdrawal"),
        "a: 1\n\nb: 2\n",
    ),
    "a list begins": (
        "title: x\ntags:\n- a\n",
        ENTRY,
        'title: x\ntags:\n- a\ncorrections:\n- date: "2024-05-01"\n  text: Two, not three.\n',
    ),
    "a list begins where it was empty": (
        "corrections: null # none\ntags: [a]\n",
        ENTRY,
        'corrections: # none\n  - date: "2024-05-01"\n    text: Two, not three.\ntags: [a]\n',
    ),
    "an entry is indented as the last one": (
        "corrections:\n -   date: 2024\n     text: |\n       a\n\n# c\n",
        ENTRY,
        'corrections:\n -   date: 2024\n     text: |\n       a\n\n -   date: "2024-05-01"\n     text: Two, not three.\n# c\n',
    ),
    "an entry in braces is followed by one": (
        "corrections:\n- {date: 2024, text: a} # first\n",
        ENTRY,
        'corrections:\n- {date: 2024, text: a} # first\n- {date: "2024-05-01", text: "Two, not three."}\n',
    ),
    "a list in brackets with lines and comments": (
        "corrections: [\n    {date: 2024, text: a}, # first\n    {date: 2024, text: b} # last\n]\n",
        ENTRY,
        (
            "corrections: [\n    {date: 2024, text: a}, # first\n    {date: 2024, text: b}, # last\n"
            '    {date: "2024-05-01", text: "Two, not three."}\n]\n'
        ),
    ),
    "a comma at the end stays one": (
        "{\n  title: x,\n  date: y,\n}\n",
        SLUG,
        "{\n  title: x,\n  date: y,\n  slug: new,\n}\n",
    ),
    "a name in a list in brackets": ("incidents: [b, 'a', d]\n", NAMES, "incidents: [b, 'c', d]\n"),
    "a name that stands there already goes": ("incident: a\nincidents: [C, b]\n", NAMES, "incidents: [C, b]\n"),
    "two names become one": ("incidents:\n- a # one\n- b\n- A # two\n", NAMES, "incidents:\n- c # one\n- b\n"),
    "a name in the midst goes": ("incidents:\n  - c\n  - a\n  - b\n", NAMES, "incidents:\n  - c\n  - b\n"),
    "the last of a list in brackets goes": ("incidents: [ c, a ] # x\n", NAMES, "incidents: [ c ] # x\n"),
    "the first of a list in brackets goes": ("incidents: [a, c]\n", NAMES, "incidents: [c]\n"),
}
JSON: dict[str, tuple[str, Change, str]] = {
    "a compact object": ('{"title":"x"}', SLUG, '{"title":"x","slug":"new"}'),
    "an object on one line": ('{"title": "x", "n": 1}\n', SLUG, '{"title": "x", "n": 1, "slug": "new"}\n'),
    "an object with tabs": ('{\n\t"title": "x"\n}\n', SLUG, '{\n\t"title": "x",\n\t"slug": "new"\n}\n'),
    "a list in lines": (
        '{\n  "corrections": [\n    {\n      "date": "2024"\n    }\n  ]\n}',
        ENTRY,
        (
            '{\n  "corrections": [\n    {\n      "date": "2024"\n    },\n    {\n      "date": "2024-05-01",\n'
            '      "text": "Two, not three."\n    }\n  ]\n}'
        ),
    ),
    "a null becomes a list": (
        '{"corrections":null,"a":"\\ud83d\\ude00"}',
        ENTRY,
        '{"corrections":[{"date":"2024-05-01","text":"Two, not three."}],"a":"\\ud83d\\ude00"}',
    ),
    "escapes stay the custom": (
        '{"a": "\\u00e9"}',
        SetField("slug", "é\U0001f600"),
        '{"a": "\\u00e9", "slug": "\\u00e9\\ud83d\\ude00"}',
    ),
    "letters stay the custom": ('{"a": "é"}', SetField("slug", "é\u2028"), '{"a": "é", "slug": "é\\u2028"}'),
    "an object in lines of Windows": ('{\r\n "a": 1\r\n}', SLUG, '{\r\n "a": 1,\r\n "slug": "new"\r\n}'),
}


@pytest.mark.parametrize("name", YAML)
def test_yaml_is_edited_as_its_editor_would(name: str) -> None:
    before, change, after = YAML[name]
    assert edit(before, (change,)) == after


@pytest.mark.parametrize("name", JSON)
def test_json_is_edited_as_its_program_would(name: str) -> None:
    before, change, after = JSON[name]
    assert edit(before, (change,), "json") == after


REFUSED: dict[str, tuple[str, Change, Form, str]] = {
    "an anchored value": ("slug: &s old\nid: *s\n", SLUG, "yaml", "`slug` shares its value with another place"),
    "an alias": ("id: &s old\nslug: *s\n", SLUG, "yaml", "`slug` shares its value with another place"),
    "a list that stands elsewhere too": (
        "corrections: &c\n- date: 2024\nupdates: *c\n", ENTRY, "yaml", "`corrections` shares its value with another place",
    ),
    "a list by alias": ("updates: &c [a]\ncorrections: *c\n", ENTRY, "yaml", "`corrections` is no list of its own"),
    "a single group for a list": ("corrections: {date: 2024, text: a}\n", ENTRY, "yaml", "`corrections` is no list of its own"),
    "a name with an anchor": ("incident: &a a\n", NAMES, "yaml", "`incident` shares its value with another place"),
    "a dash by itself": ("incidents:\n- c\n-\n  a\n", NAMES, "yaml", "does not stand on the line of its dash"),
    "a key with a question mark": ("? status\n: x\n", RemoveField("status"), "yaml", "does not begin a line"),
    "a second document": ("a: 1\n---\nb: 2\n", SLUG, "yaml", "a second document begins"),
    "a field that stands there twice": ("a: 1\na: 2\n", SLUG, "yaml", "`a` stands there twice"),
    "no fields": ("- a\n", SLUG, "yaml", "it is not a list of fields"),
    "broken YAML": ("a: [\n", SLUG, "yaml", "its fields cannot be read"),
    "broken JSON": ("{'a': 1}", SLUG, "json", "it is not JSON"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_edited_safely_is_refused(name: str) -> None:
    text, change, form, message = REFUSED[name]
    with pytest.raises(CannotEditError, match=message):
        edit(text, (change,), form)


def test_nothing_that_is_to_go_and_is_not_there_is_no_trouble() -> None:
    for text in ("title: x # y\n", "", "{}"):
        assert edit(text, (RemoveField("status"), NAMES)) == text
