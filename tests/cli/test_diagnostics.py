"""Diagnostics on the terminal: those of one kind are one entry, of which the first three are shown, and `-v` shows all."""

import re
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.cli.report import Volume, format_diagnostics
from digest.model.diagnostic import Diagnostic, Position, Severity, error
from tests.support.sites import CONFIG, article, build, diff, explained, write_site

WARNED = "[a](/a/)\n[b](/b/)\n[c](/c/)\n[d](/d/)\n[e](/e/)"
LINE = re.compile(r"^(\S+?)(?::\d+:\d+)?: (error|warning): .* \[([a-z-]+)\]$")
MORE = re.compile(r"^    … and (\d+) more in \d+ files?$")


def files(number: int, **fields: str) -> dict[str, str]:
    return {f"content/articles/{index:03}.md": article(f"Report {index}", **fields) for index in range(number)}


def test_two_hundred_posts_with_the_same_three_unknown_fields_are_three_entries(tmp_path: Path) -> None:
    ended = build(write_site(tmp_path, files(210, quux="1", zork="2", blorb="3")))
    lines = ended.err.splitlines()
    assert [line for line in lines if "quux" in line] == [
        f"content/articles/00{index}.md:4:1: error: `quux` is not a field [unknown-key]" for index in range(3)
    ]
    assert (ended.err.count("[unknown-key]"), ended.err.count("    … and 207 more in 207 files\n")) == (9, 3)
    assert (ended.err.count("the fields are: "), ended.err.count(explained("unknown-key"))) == (1, 1)
    assert lines[-2] == "digest build -v lists them all."
    assert lines[-1].startswith("Nothing was published: 630 errors. ")
    assert len(lines) < 20


def test_an_entry_is_its_first_three_lines_then_how_many_more_then_what_to_do(tmp_path: Path) -> None:
    more = {"content/articles/quay.md": article(text="[a](/quay/)\n[b](/quay/)")}
    ended = build(write_site(tmp_path, {"content/articles/crane.md": article(text=WARNED), **more}))
    assert ended.code == 0
    assert ended.err == (
        "content/articles/crane.md:5:5: warning: there is no page at /a/ [broken-link]\n"
        "content/articles/crane.md:6:5: warning: there is no page at /b/ [broken-link]\n"
        "content/articles/crane.md:7:5: warning: there is no page at /c/ [broken-link]\n"
        "    … and 4 more in 2 files\n"
        "    write the address of a page, such as /incidents/\n"
        f"{explained('broken-link')}"
        "digest build -v lists them all.\n"
    )


def test_verbose_lists_all_and_says_once_what_to_do(tmp_path: Path) -> None:
    ended = build(write_site(tmp_path, {"content/articles/crane.md": article(text=WARNED)}), "-v")
    found = [line for line in ended.err.splitlines() if not re.match(r"look \d", line)]
    assert [line[-13:] for line in found] == [
        *(["[broken-link]"] * 5),
        "s /incidents/",
        explained("broken-link")[-14:-1],
    ]


def test_what_to_do_is_said_with_each_line_if_it_is_not_the_same_for_all() -> None:
    slugs = {"c": "Pier 9!", "d": "Pier 9!", "e": "Quay!", "f": "Dock!"}
    hints = {"Pier 9!": "pier-9", "Quay!": "quay", "Dock!": "dock"}
    found = [
        error("bad-slug", Position(f"{name}.md", 4, 7), f"“{slug}” is wrong", f"write slug: {hints[slug]}")
        for name, slug in slugs.items()
    ]
    assert list(format_diagnostics(tuple(found), "normal")) == [
        "c.md:4:7: error: “Pier 9!” is wrong [bad-slug]",
        "d.md:4:7: error: “Pier 9!” is wrong [bad-slug]",
        "    write slug: pier-9",
        "e.md:4:7: error: “Quay!” is wrong [bad-slug]",
        "    write slug: quay",
        "    … and 1 more in 1 file",
        explained("bad-slug").rstrip(),
        "digest build -v lists them all.",
    ]


def test_errors_come_first_and_quiet_shows_no_warnings(tmp_path: Path) -> None:
    site = write_site(
        tmp_path, {"content/articles/a.md": article(text="A\x07 b"), "content/articles/b.md": article(tittle="x")}
    )
    normal, quiet = build(site), build(site, "-q")
    assert [kind for kind, _ in groupby(re.findall(r"\[([a-z-]+)\]", normal.err))] == [
        "unknown-key",
        "control-character",
    ]
    assert re.findall(r"\[([a-z-]+)\]", quiet.err) == ["unknown-key"]


def test_every_command_that_reads_content_groups(tmp_path: Path) -> None:
    site = write_site(tmp_path, files(5, tittle="x"))
    expected = build(site).err.splitlines()[:-1]
    assert diff(site).err.splitlines()[:-1] == expected
    assert len(expected) == 7


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_the_report_for_machines_lists_all(tmp_path: Path, strict: tuple[str, ...]) -> None:
    site = write_site(tmp_path, {"content/articles/crane.md": article(text=WARNED)}, CONFIG)
    found = build(site, "--json", *strict).report["diagnostics"]
    assert [(one["line"], one["code"], one["documentation"]) for one in found] == [
        (line, "broken-link", explained("broken-link").strip()) for line in range(5, 10)
    ]


DIAGNOSTICS = st.builds(
    Diagnostic,
    st.sampled_from(Severity),
    st.sampled_from(["unknown-key", "bad-slug"]),
    st.builds(Position, st.sampled_from(["a.md", "b.md", "c.md"]), st.integers(0, 3), st.just(1)),
    st.sampled_from(["`a` is wrong", "`b` is “`a`”", "“x” is wrong", "“y” is wrong", "`two words`"]),
    st.sampled_from(["", "mend it", "write `b`"]),
)


@given(st.lists(DIAGNOSTICS, max_size=30).map(tuple), st.sampled_from(["quiet", "normal", "verbose"]))
def test_no_diagnostic_is_lost(found: tuple[Diagnostic, ...], volume: Volume) -> None:
    """Every one is shown or counted; all of them if verbose, and errors always; the kinds of a code are together, with its address once."""
    lines = list(format_diagnostics(found, volume))
    meant = [one for one in found if one.severity is Severity.ERROR or volume != "quiet"]
    heads = [match for line in lines if (match := LINE.match(line))]
    more = [int(match[1]) for line in lines if (match := MORE.match(line))]
    kinds = Counter(one.kind for one in meant)
    assert len(heads) + sum(more) == len(meant)
    assert sorted(more) == sorted(number - 3 for number in kinds.values() if number > 3 and volume != "verbose")
    assert {(match[2], match[3]) for match in heads} == {(str(kind.severity), kind.code) for kind in kinds}
    assert [head[2] for head in heads] == sorted(head[2] for head in heads)
    together = [one for one, _ in groupby((match[2], match[3]) for match in heads)]
    assert len(together) == len(set(together))
    assert Counter(line for line in lines if line.startswith("    http")) == Counter(
        explained(code).rstrip() for _, code in {(kind.severity, kind.code) for kind in kinds}
    )
    assert ("digest build -v lists them all." in lines) == bool(more)
    hinted = [line.strip() for line in lines if line.strip() in {"mend it", "write `b`"}]
    assert set(hinted) <= {one.hint for one in meant}
    if all(len({one.hint for one in meant if one.kind == kind}) == 1 for kind in kinds):
        shared = {(one.severity, one.code, one.hint) for one in meant if one.hint}
        assert Counter(hinted) == Counter(hint for _, _, hint in shared)
