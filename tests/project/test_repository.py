"""The files around the code do what they are for: CI, hooks before a commit, settings of editors, forms for issues."""

import codecs
import configparser
import re
import subprocess
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from digest import INSTALL_EXTRAS

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
# What the linters of .ci/run are called with where they may change files, or are given some files only.
CHECKS_ONLY = {".venv/bin/ruff format --check": ".venv/bin/ruff format --force-exclude"}


def _yaml(path: Path) -> dict[Any, Any]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def test_the_workflow_runs_ci_run_and_nothing_else() -> None:
    workflow = _yaml(GITHUB / "workflows/ci.yml")
    (job,) = workflow["jobs"].values()
    uses = [step["uses"].rpartition("@") for step in job["steps"] if "uses" in step]
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    assert (ROOT / ".ci/run").stat().st_mode & 0o111
    assert {action.partition("/")[0] for action, _, _ in uses} == {"actions"}
    assert [version for _, _, version in uses if not (version[0] == "v" and version[1:].isdecimal())] == []


def test_the_workflow_may_only_read_and_ends() -> None:
    workflow = _yaml(GITHUB / "workflows/ci.yml")
    (job,) = workflow["jobs"].values()
    assert set(workflow[True]) == {"push", "pull_request"}  # YAML 1.1 reads the key `on` as true
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["cancel-in-progress"] is True
    assert job["timeout-minutes"] == 60
    assert "permissions" not in job


def test_every_check_of_style_and_types_in_ci_is_a_hook_before_a_commit() -> None:
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    checks = [line for line in lines if line.startswith(".venv/bin/") and not line.startswith(".venv/bin/pytest")]
    (repo,) = _yaml(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repo["repo"] == "local"
    assert {hook["language"] for hook in repo["hooks"]} == {"system"}
    entries = {hook["entry"] for hook in repo["hooks"]}
    assert len(checks) >= 3
    assert {CHECKS_ONLY.get(check, check) for check in checks} <= entries


@pytest.mark.parametrize("form", sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")), ids=lambda path: path.stem)
def test_a_form_for_issues_has_what_github_requires(form: Path) -> None:
    data = _yaml(form)
    assert set(data) <= {"name", "description", "title", "labels", "body"}
    assert data["name"]
    assert data["description"]
    asked = [part for part in data["body"] if part["type"] != "markdown"]
    assert {part["type"] for part in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert all(part["attributes"]["label"] for part in asked)
    assert len({part["id"] for part in asked}) == len(asked)


def test_a_bug_report_asks_for_what_is_needed_to_find_the_bug() -> None:
    body = _yaml(GITHUB / "ISSUE_TEMPLATE/bug_report.yml")["body"]
    required = {part["id"] for part in body if part.get("validations", {}).get("required")}
    assert required == {"version", "command", "output", "expected"}


def _sections() -> Iterator[tuple[list[str], dict[str, str]]]:
    """Yield the patterns of each section of .editorconfig, without braces, and its settings."""
    text = (ROOT / ".editorconfig").read_text(encoding="utf-8")
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string("[top]\n" + text)
    for pattern in parser.sections()[1:]:
        start, brace, rest = pattern.partition("{")
        inner, _, end = rest.partition("}")
        yield [start + one + end for one in inner.split(",")] if brace else [pattern], dict(parser[pattern])


def _settings(path: str, sections: list[tuple[list[str], dict[str, str]]]) -> dict[str, str]:
    """Return what .editorconfig says of a file: later sections win, and a pattern without `/` is about the file's name."""
    settings: dict[str, str] = {}
    for patterns, values in sections:
        if any(fnmatchcase(path if "/" in one else path.rpartition("/")[2], one) for one in patterns):
            settings |= values
    return {name: value for name, value in settings.items() if value != "unset"}


def _faults(data: bytes, settings: dict[str, str]) -> Iterator[str]:
    if settings.get("charset") == "utf-8":
        try:
            codecs.decode(data, "utf-8")
        except UnicodeDecodeError:
            yield "is not UTF-8"
    if settings.get("end_of_line") == "lf" and b"\r" in data:
        yield "has a carriage return"
    if settings.get("insert_final_newline") == "true" and data and not data.endswith(b"\n"):
        yield "has no newline at its end"
    if settings.get("trim_trailing_whitespace") == "true" and re.search(rb"[ \t\r\f\v](\n|\Z)", data):
        yield "has white space at the end of a line"
    if settings.get("indent_style") == "space" and re.search(rb"^ *\t", data, re.MULTILINE):
        yield "is indented with tabs"


def _tracked() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("the files of a repository are known only in a clone")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [path for path in listed.stdout.decode().split("\0") if path and (ROOT / path).is_file()]


def test_every_text_file_is_as_the_settings_of_editors_say() -> None:
    sections = list(_sections())
    faults = []
    for path in _tracked():
        data = (ROOT / path).read_bytes()
        if b"\0" not in data:  # as git tells a text from a picture or a font
            faults += [f"{path} {fault}" for fault in _faults(data, _settings(path, sections))]
    assert faults == []


def test_the_settings_of_editors_find_what_is_wrong() -> None:
    settings = _settings("templates/base.html", list(_sections()))
    assert settings["indent_size"] == "2"
    assert _settings("digest/cli/main.py", list(_sections()))["indent_size"] == "4"
    assert len(list(_faults(b"\xff\r\n\tx \n.", settings))) == 5
    assert list(_faults(b"x\n", settings)) == []
    assert _settings("tests/broken/a/config.yaml", list(_sections())) == {"indent_size": "2"}


def test_no_message_promises_a_package_index_and_extras_are_installed_from_the_repository() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (named,) = re.findall(r"'\.\[([\w,]+)\]'", INSTALL_EXTRAS)
    assert set(project["optional-dependencies"]) - {"test", "bench"} == set(named.split(","))
    for document in ("README.md", "docs/install.md", "docs/tutorial.md"):
        assert f"pipx install '.[{named}]'" in (ROOT / document).read_text(encoding="utf-8"), document
    name = re.compile(rf"(?:pip|pipx|uv)\b[^\n]*\b{project['name']}\b(?!\.)")
    texts = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "digest").rglob("*.*")]
    found = [
        path.relative_to(ROOT).as_posix() for path in texts if path.suffix in {".md", ".py", ".yml", ".yaml", ".toml"}
    ]
    assert [path for path in found if name.search((ROOT / path).read_text(encoding="utf-8"))] == []
