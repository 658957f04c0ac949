"""What holds for every edit of every file: the intended field says what is meant, and all else is what it was."""

import json
from typing import TypeAlias

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from digest.editing.edit import edit
from digest.model.reports.edit import SetField
from digest.model.text.characters import clean
from digest.model.text.yaml_scalars import write_scalar
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.formats.json import json_as_yaml
from digest.reading.yaml.nodes import Mapping, Node, Scalar
from digest.reading.yaml.parser import parse_mapping
from tests.editing.files import DATE, RESTORE, TEXTS, File, correction, files, status, withdrawal

Said: TypeAlias = "str | list[Said] | dict[str, Said] | None"


def said(node: Node) -> Said:
    if isinstance(node, Scalar):
        # As every field takes it: an escape may name what no output may hold.
        return None if node.is_null else clean(node.value)
    if isinstance(node, Mapping):
        return {name: said(value) for name, (_, _, value) in node.pairs.items()}
    return [said(item) for item in node.items]


def read(text: str, form: str) -> dict[str, Said]:
    """Return what digest's own reading, and no other parser, takes the fields for."""
    findings = DiagnosticCollector()
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    mapping = parse_mapping(json_as_yaml(lines) if form == "json" else lines, "x", findings)
    assert findings.all == ()
    assert mapping is not None
    fields = said(mapping)
    assert isinstance(fields, dict)
    return fields


def meant(text: str) -> str:
    """Return a text as reading takes it."""
    return clean(text)


def is_within(part: str, whole: str) -> bool:
    """Return whether a text comes of another one by leaving characters out."""
    rest = iter(whole)
    return all(character in rest for character in part)


@settings(max_examples=30)
@given(files(corrections=False), TEXTS)
@example(File("title: A"), "\ufffe")
def test_what_is_withdrawn_says_so_and_restored_it_is_the_same_to_the_byte(file: File, reason: str) -> None:
    withdrawn = edit(file.text, withdrawal(reason), file.form)
    assert read(withdrawn, file.form) == {
        **read(file.text, file.form),
        "status": "withdrawn",
        "withdrawal": {"date": DATE, "reason": meant(reason)},
    }
    assert is_within(file.text, withdrawn)
    assert edit(withdrawn, RESTORE, file.form) == file.text


@settings(max_examples=30)
@given(files(), TEXTS, TEXTS)
def test_two_corrections_are_appended_one_after_the_other(file: File, first: str, second: str) -> None:
    once = edit(file.text, (correction(first),), file.form)
    twice = edit(once, (correction(second),), file.form)
    before = read(file.text, file.form)
    earlier = before.get("corrections") or []
    assert isinstance(earlier, list)
    entries = [{"date": DATE, "text": meant(text)} for text in (first, second)]
    assert read(twice, file.form) == {**before, "corrections": [*earlier, *entries]}
    assert twice == edit(file.text, (correction(first), correction(second)), file.form)


@settings(max_examples=30)
@given(files(), TEXTS, TEXTS)
def test_where_matters_stand_is_added_below_what_was_said_before(file: File, text: str, source: str) -> None:
    """A list of the status is written in as many styles as one of corrections."""
    former = file.text.replace("corrections", "status")
    edited = edit(former, (status(text, source),), file.form)
    before = read(former, file.form)
    earlier = before.get("status") or []
    assert isinstance(earlier, list)
    entry = {"date": DATE, "text": meant(text), "source": meant(source)}
    assert read(edited, file.form) == {**before, "status": [*earlier, entry]}


@settings(max_examples=30)
@given(files(), TEXTS, TEXTS)
def test_a_field_that_is_set_twice_says_the_second(file: File, first: str, second: str) -> None:
    direct = edit(file.text, (SetField("slug", second),), file.form)
    twice = edit(edit(file.text, (SetField("slug", first),), file.form), (SetField("slug", second),), file.form)
    assert read(twice, file.form) == read(direct, file.form) == {**read(file.text, file.form), "slug": meant(second)}


@settings(max_examples=30)
@given(files(), TEXTS)
def test_json_stays_json_for_every_reader_of_it(file: File, text: str) -> None:
    edited = edit(file.text, (correction(text), *withdrawal(text)), file.form)
    if file.form == "json":
        before = json.loads(file.text)
        entries = [*(before.get("corrections") or []), {"date": DATE, "text": text}]
        assert json.loads(edited) == {
            **before,
            "corrections": entries,
            "status": "withdrawn",
            "withdrawal": {"date": DATE, "reason": text},
        }


@settings(max_examples=30)
@given(files(), TEXTS)
def test_line_ends_stay_of_one_kind(file: File, text: str) -> None:
    edited = edit(file.text, (correction(text),), file.form, "\n")
    if "\r\n" in file.text:
        assert edited.count("\n") == edited.count("\r\n") == edited.count("\r")
    else:
        assert "\r" not in edited


@settings(max_examples=30)
@given(TEXTS, st.booleans(), st.sampled_from(["", "'", '"']))
def test_a_text_is_that_text_for_readers_of_both_versions_of_yaml(text: str, flow: bool, style: str) -> None:  # noqa: FBT001
    written = write_scalar(text, flow=flow, style=style)
    document = f"{{a: {written}, b: 1}}\n" if flow else f"a: {written}\nb: 1\n"
    newer = YAML(typ="safe", pure=True).load(document)
    assert yaml.safe_load(document) == newer == {"a": text, "b": 1}
