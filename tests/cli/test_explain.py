"""`digest explain`: what a code means, as text for a terminal."""

import re

import pytest

from digest.cli.commands.explain import format_sections, sections_of
from digest.reading.files.program import read_errors_document
from tests.support.sites import Ended, run

SECTIONS = sections_of(read_errors_document())
DOCUMENT = """\
# Codes

## a-code

**Error.** It is **bad**, as [the text](https://harbour.example/) says, and this sentence is so long that it has to go on in the next line
of the terminal.

An example:

````text
```
## no-heading

a line that is longer than the terminal is wide stays as it is, since it is what digest prints: one, two, three, four, five
```
````

## b-code

**Warning.** Short.
"""
PLAIN = """\
a-code

Error. It is bad, as the text (https://harbour.example/) says, and this sentence
is so long that it has to go on in the next line of the terminal.

An example:

    ```
    ## no-heading

    a line that is longer than the terminal is wide stays as it is, since it is what digest prints: one, two, three, four, five
    ```


b-code

Warning. Short.
"""


def test_a_section_is_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert "\n".join(format_sections(sections_of(DOCUMENT), ["a-code", "b-code"])) == PLAIN


def test_a_code_is_explained_with_an_example_and_what_digest_says_of_it() -> None:
    ended = run("explain", "unknown-key")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("unknown-key\n\nError. A field has a name that digest does not know. ")
    assert "    content/articles/crane.md:4:1: error: `tittle` is not a field [unknown-key]\n" in ended.out


def test_a_code_may_be_copied_with_its_brackets_and_several_be_explained_at_once() -> None:
    both = run("explain", "[Unknown-key]", "bad-slug").out
    assert both == f"{run('explain', 'unknown-key').out}\n{run('explain', 'bad-slug').out}"


@pytest.mark.parametrize("code", SECTIONS)
def test_every_code_is_explained_without_marks_of_markdown(code: str) -> None:
    ended = run("explain", code)
    assert (ended.code, ended.err, ended.out.splitlines()[0]) == (0, "", code)
    said = [
        line for line in ended.out.splitlines() if not line.startswith("    ")
    ]  # the others are files and what digest prints
    assert [line for line in said if re.match(r"```|#", line) or "**" in line] == []


def test_without_a_code_all_are_listed_a_line_each() -> None:
    ended = run("explain")
    *lines, blank, last = ended.out.splitlines()
    assert (ended.code, blank, last) == (0, "", "digest explain CODE says more.")
    assert [line.split()[0] for line in lines] == list(SECTIONS)
    assert {line.split()[1] for line in lines} == {"error", "warning"}
    assert [line for line in lines if len(line.split()) < 5 or not line.endswith(".")] == []


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("unknown-keys", "did you mean unknown-key or unknown-zone or unknown-file?"),
        ("\x1b[2Jquux", "digest explain lists all codes"),
    ],
)
def test_a_code_that_does_not_exist_is_a_wrong_command_line(code: str, hint: str) -> None:
    ended = run("explain", "bad-slug", code)
    assert (ended.code, ended.out, ended.err.splitlines()[-1]) == (
        2,
        "",
        f"digest: error: argument CODE: there is no code {code.lower()!r}; {hint}",
    )


def test_help_says_how_it_is_called() -> None:
    ended = run("explain", "--help")
    assert isinstance(ended, Ended)
    assert (ended.code, "digest explain unknown-key" in ended.out) == (0, True)


def test_codes_are_explained_to_machines() -> None:
    one = run("explain", "unknown-key", "--json").report
    assert [(code["code"], code["severity"]) for code in one["codes"]] == [("unknown-key", "error")]
    assert one["codes"][0]["text"].startswith("**Error.** ")
    every = run("explain", "--json").report
    assert {code["severity"] for code in every["codes"]} == {"error", "warning"}
    assert len(every["codes"]) == len(run("explain").out.splitlines()) - 2
