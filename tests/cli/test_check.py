"""`digest check`: it writes nothing, finds all that a build finds, and says it to people and to machines."""

import json
import re
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from digest.model.diagnostic import FOUND_BY_CHECK
from tests.broken.test_broken import FOLDERS, WORDS
from tests.support.sites import CONFIG, article, build, check, run, tree, write_site

# One finding of the check, one warning of the build.
FILES: dict[str, str | bytes] = {
    "content/articles/a.md": article("Police seek two people", text="An alleged suspect fled. [x](/nowhere/)"),
    "content/articles/b.md": article("Draft of it all", status="draft", text="Not yet."),
}
REASON = "It is [the court's] word."
ACCEPTED = CONFIG + f'accept:\n- doubled-alleged: "{REASON}"\n- far-date\n'


def test_nothing_is_written_neither_into_a_new_folder_nor_into_one_that_was_built(tmp_path: Path) -> None:
    new = write_site(tmp_path / "new", FILES)
    before = tree(new)
    check(new)
    assert tree(new) == before
    built = write_site(tmp_path / "built", FILES)
    build(built)
    write_site(built, {"content/articles/c.md": article("Crane stands", text="It is new.")})
    seen = signatures(built)
    assert check(built).code == 0
    assert signatures(built) == seen


def signatures(folder: Path) -> dict[Path, tuple[bytes, int]]:
    """Return the bytes and the time of every file, hidden ones too."""
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_a_folder_that_nobody_may_write_is_checked(tmp_path: Path) -> None:
    site = write_site(tmp_path, FILES)
    (site / ".digest").write_text("in the way of a build", encoding="utf-8")
    assert check(site).code == 0


def examples() -> list[Any]:
    """Return the broken sites that are files: a few for the fast tests, the rest for the slow ones."""
    names = [
        name
        for name, folder in FOLDERS.items()
        if (folder / "config.yaml").exists() and name.partition("--")[0] not in FOUND_BY_CHECK
    ]
    return [
        pytest.param(name, marks=[] if number % 20 == 0 or name == "name-leaks" else [pytest.mark.slow])
        for number, name in enumerate(names)
    ]


@pytest.mark.parametrize("name", examples())
def test_all_that_a_build_finds_is_found(name: str, tmp_path: Path) -> None:
    site = shutil.copytree(FOLDERS[name], tmp_path / "site", ignore=shutil.ignore_patterns(*WORDS))
    checked = check(site, "--json").report["diagnostics"]
    wanted = build(site, "--json").report["diagnostics"]
    new = re.compile(r"uuid| id: |salt: ")  # a hint with something that is made anew each time
    assert [one for one in wanted if one not in checked and not new.search(one["hint"])] == []


def leave_a_file(site: Path) -> None:
    write_site(site, {"site/mine.html": "mine"})


def stand_in_the_way(site: Path) -> None:
    (site / "site").write_text("no folder", encoding="utf-8")


def lose_a_line(site: Path) -> None:
    build(site)
    ledger = site / "content/ledger.jsonl"
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[1:]))


def lose_the_ledger(site: Path) -> None:
    build(site)
    (site / "content/ledger.jsonl").unlink()


def lose_an_article(site: Path) -> None:
    build(site)
    (site / "content/articles/a.md").unlink()


@pytest.mark.parametrize(
    "spoil",
    [leave_a_file, stand_in_the_way, lose_a_line, lose_the_ledger, lose_an_article, build],
    ids=lambda one: one.__name__,
)
def test_what_a_build_finds_in_its_own_files_is_found(spoil: Callable[[Path], object], tmp_path: Path) -> None:
    site = write_site(
        tmp_path, {"content/articles/a.md": article(), "content/articles/b.md": article("Mast", text="It stood.")}
    )
    spoil(site)
    seen = signatures(site)
    checked = check(site, "--json").report["diagnostics"]
    assert signatures(site) == seen
    assert checked == build(site, "--json").report["diagnostics"]


def test_findings_stop_only_a_strict_check_and_errors_any(tmp_path: Path) -> None:
    site = write_site(tmp_path, FILES)
    assert [check(site).code, check(site, "--strict").code] == [0, 1]
    wrong = "---\ntitle: A\n---\nAn alleged suspect.\n"
    broken = write_site(tmp_path / "broken", {"content/articles/a.md": wrong}, ACCEPTED)
    assert "in vain" not in check(broken, "-v").err  # what was not looked for cannot be missing
    ended = check(broken)
    assert (ended.code, "[missing-date]" in ended.err, "alleged" in ended.err) == (1, True, False)
    assert ended.err.splitlines()[-1].startswith("Checked in part: 1 error. Mend the errors, and check again (")


def test_the_last_line_says_how_many_findings_of_each_kind_there_are(tmp_path: Path) -> None:
    ended = check(write_site(tmp_path, FILES))
    assert ended.out.startswith("Checked 2 articles, no incidents, ")
    assert ": 2 findings (1 broken-link, 1 doubled-alleged). Nothing was written (" in ended.out
    assert check(tmp_path, "--quiet").out == ""
    accepted = check(write_site(tmp_path, FILES, ACCEPTED))
    assert ": 1 finding (1 broken-link), 1 accepted. Nothing was written (" in accepted.out


def test_many_findings_of_a_kind_are_listed_on_demand(tmp_path: Path) -> None:
    files = {f"content/articles/a{n}.md": article(f"A {n}", text=f"An alleged suspect, {n}.") for n in range(5)}
    site = write_site(tmp_path, files)
    assert "digest check -v lists them all." in check(site).err.splitlines()
    assert check(site, "-v").err.count("[doubled-alleged]") == 5


def test_accepted_findings_are_listed_with_their_reasons_and_so_is_what_was_accepted_in_vain(tmp_path: Path) -> None:
    ended = check(write_site(tmp_path, FILES, ACCEPTED), "-v")
    lines = ended.err.splitlines()
    place = lines.index(next(line for line in lines if ": accepted: " in line))
    assert lines[place].startswith("content/articles/a.md:5:4: accepted: “alleged suspect”: ")
    assert lines[place + 1 : place + 3] == [
        f"    {REASON} (config.yaml)",
        "config.yaml: accepted in vain: nothing is found any more that far-date could mean",
    ]
    assert "accepted" not in check(tmp_path).err


def test_machines_get_everything(tmp_path: Path) -> None:
    ended = check(write_site(tmp_path, FILES, ACCEPTED), "--json", "--strict")
    report = ended.report
    assert (ended.code, report["exit"], report["whole"], report["articles"]) == (1, 1, True, 2)
    assert report["codes"] == {"broken-link": 1}
    [accepted] = report["accepted"]
    assert (accepted["code"], accepted["reason"], accepted["accepted_in"]) == ("doubled-alleged", REASON, "config.yaml")
    assert report["accepted_in_vain"] == [{"code": "far-date", "reason": "", "file": "config.yaml"}]


# What the schema of SARIF 2.1.0 demands of what digest writes; the whole schema is a hundred times as long.
_MESSAGE = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string"}},
}
_LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "additionalProperties": False,
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        "uri": {"type": "string", "format": "uri-reference"},
                        "uriBaseId": {"type": "string"},
                    },
                },
                "region": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        "startLine": {"type": "integer", "minimum": 1},
                        "startColumn": {"type": "integer", "minimum": 1},
                    },
                },
            },
        }
    },
}
_SUPPRESSION = {
    "type": "object",
    "required": ["kind"],
    "additionalProperties": False,
    "properties": {
        "kind": {"enum": ["inSource", "external"]},
        "status": {"enum": ["accepted", "underReview", "rejected"]},
        "justification": {"type": "string"},
        "location": _LOCATION,
    },
}
_RESULT = {
    "type": "object",
    "required": ["message"],
    "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": _MESSAGE,
        "locations": {"type": "array", "items": _LOCATION},
        "suppressions": {"type": "array", "uniqueItems": True, "items": _SUPPRESSION},
    },
}
_RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string"}, "helpUri": {"type": "string", "format": "uri"}},
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {"rules": {"type": "array", "uniqueItems": True, "items": _RULE}},
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": _RESULT},
                },
            },
        },
    },
}


def test_code_hosts_get_sarif(tmp_path: Path) -> None:
    files = FILES | {
        "content/articles/ä b#1.md": article("Police seek somebody", text="An alleged suspect \x1b[2J fled.")
    }
    log = json.loads(check(write_site(tmp_path, files, ACCEPTED), "--sarif").out)
    jsonschema.Draft202012Validator(SARIF, format_checker=jsonschema.FormatChecker()).validate(log)
    [ran] = log["runs"]
    rules = [rule["id"] for rule in ran["tool"]["driver"]["rules"]]
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in ran["results"])
    suppressed = [one for one in ran["results"] if one.get("suppressions")]
    assert {one["suppressions"][0]["justification"] for one in suppressed} == {REASON}
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in ran["results"]}
    assert uris == {"content/articles/a.md", "content/articles/%C3%A4%20b%231.md"}


def test_one_form_at_a_time(tmp_path: Path) -> None:
    ended = check(write_site(tmp_path, FILES), "--json", "--sarif")
    assert (ended.code, "not allowed with --json" in ended.err) == (2, True)


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    files = FILES | {
        f"content/articles/n{n}.md": article(f"Number {n}", text=f"Text {n}. [x](#nowhere-{n})") for n in range(300)
    }
    site = write_site(tmp_path, files)
    alone, together = (
        run("check", str(site), "--now", "2026-01-01T00:00:00Z", "--jobs", jobs, "--json").report for jobs in ("1", "3")
    )
    assert alone["codes"] == {"broken-anchor": 300, "broken-link": 1, "doubled-alleged": 1}
    assert alone["diagnostics"] == together["diagnostics"]


def test_the_site_is_found_from_a_folder_below(tmp_path: Path) -> None:
    site = write_site(tmp_path, FILES)
    with chdir(site / "content"):
        report = run("check", "--now", "2026-01-01T00:00:00Z", "--jobs", "1", "--json").report
    assert report["codes"] == {"broken-link": 1, "doubled-alleged": 1}


def test_what_is_disputed_is_checked_as_every_other_text_and_a_claim_is_attributed(tmp_path: Path) -> None:
    source = "https://gazette.example/a?utm_source=x"
    case = (
        "---\ntitle: Fire\npeople: [{name: Dorian Pell, role: defendant, "
        "charges: [{charge: Arson, outcomes: [{date: 2026-01-01, text: Charged}]}]}]\n"
        f"disputed:\n- {{claim: Pell lit the barn., says: Prosecutors, denies: Pell, date: 2024-03-26, source: '{source}'}}\n"
        "- {claim: Killer Pell was there., says: Police, denies: Pell, date: 2024-03-26}\n---\n"
    )
    files = {"content/incidents/fire.md": case, "content/articles/a.md": article(incident="fire")}
    found = json.loads(check(write_site(tmp_path, files), "--json").out)["diagnostics"]
    assert {(one["code"], one["line"]) for one in found} - {("undecided-case", 3)} == {
        ("presumed-guilty", 5),
        ("tracking-link", 5),
    }


def test_a_name_that_must_be_forgotten_is_not_printed(tmp_path: Path) -> None:
    private = tmp_path / "private.yaml"
    private.write_text(
        "salt: 3f9d2c1b7a604e58b1d2c3e4f5a60718\nrules:\n- name: Dorian Pell\n  instead: a man\n  reason: He was a boy.\n",
        encoding="utf-8",
    )
    case = (
        "---\ntitle: Fire\npeople:\n- name: Dorian Pell\n  role: defendant\n"
        "  charges: [{charge: arson, outcomes: [{date: 2020-01-01, text: Charged}]}]\n---\n"
    )
    files = {
        "content/incidents/fire.md": case,
        "content/articles/a.md": article(
            "Arsonist Dorian Pell in court", text="The alleged suspect came.", incident="fire"
        ),
    }
    site = write_site(tmp_path / "site", files, f"{CONFIG}redactions: ../private.yaml\n")
    for arguments in ((), ("-v",), ("--json",), ("--sarif",)):
        ended = check(site, *arguments)
        assert ended.code == 0
        assert "undecided-case" in ended.out + ended.err
        assert "Pell" not in ended.out + ended.err


@pytest.mark.slow
def test_this_repositorys_own_digest_has_no_findings() -> None:
    ended = check(Path(__file__).parents[2], "--strict", now="2026-11-30T00:00:00Z")
    assert (ended.code, ended.err) == (0, "")
