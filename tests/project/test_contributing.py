"""The examples in docs/contributing.md work: each diff applies to this repository, and what it adds does what the text says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sites import CONFIG, NOW, article, write_site

ROOT = Path(__file__).parents[2]
# By the heading of its section: the command, and what must be in what it prints or in the file that it makes.
EXAMPLES = {
    "a front-matter field": ("build", "site/articles/2024/03/crane/index.html", "<li>Rotterdam</li>"),
    "a page kind": ("build", "site/statistics/index.html", "<p>2 articles</p>"),
    "a feed format": ("build", "site/updates.txt", "Crane falls"),
    "a command": ("count", "", "2 articles"),
    "a check": ("build", "", "warning: the title is in capitals throughout [capital-title]"),
}


def sections() -> dict[str, str]:
    """Return the text of each section that adds something, by what it adds."""
    text = (ROOT / "docs/contributing.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^### Add (.*?)\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL))


def diff_of(section: str) -> str:
    """Return the diffs of a section, joined."""
    return "".join(re.findall(r"^```diff\n(.*?)^```", section, re.MULTILINE | re.DOTALL))


def test_every_question_has_an_example() -> None:
    assert sections().keys() == EXAMPLES.keys()


@pytest.mark.parametrize("what", EXAMPLES)
def test_an_example_does_what_it_says(what: str, tmp_path: Path) -> None:
    command, file, expected = EXAMPLES[what]
    copy = tmp_path / "checkout"
    for part in ("digest", "templates"):
        shutil.copytree(ROOT / part, copy / part)  # with what is compiled: times are copied too, so that it stays valid
    subprocess.run(
        ["git", "apply", "-"], input=diff_of(sections()[what]), cwd=copy, check=True, text=True, timeout=60,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)},
    )  # fmt: skip
    folder = write_site(
        tmp_path / "site",
        {
            "content/articles/crane.md": article(dateline="Rotterdam") if "field" in what else article(),
            "content/articles/loud.md": article("CRANE FALLS", "2024-03-27"),
        },
        CONFIG,
    )
    arguments = [command, str(folder), *(["--now", NOW] if command == "build" else [])]
    ended = subprocess.run(
        [sys.executable, "-m", "digest", *arguments], cwd=copy, capture_output=True, text=True, check=False, timeout=120
    )
    assert ended.returncode == 0, ended.stderr
    said = (folder / file).read_text(encoding="utf-8") if file else ended.stdout + ended.stderr
    assert expected in said
