"""What the documents tell people to do is what is done."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from tests.support.sites import built, modules, tree

ROOT = Path(__file__).parents[2]


def _blocks(document: str, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```", (ROOT / document).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )


def test_ci_runs_the_test_command_of_the_readme_word_for_word() -> None:
    commands = [block.strip() for block in _blocks("README.md", "sh")]
    assert len(commands) == 2
    assert commands[1].endswith("pytest")
    assert commands[1] in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("searches", [True, False])
def test_the_build_that_the_readme_begins_with_leaves_the_repository_as_it_was(
    tmp_path: Path, *, searches: bool
) -> None:
    """Whether the search is installed or not. What a build adds to the ledger must be in the repository already."""
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy2(ROOT / "config.yaml", tmp_path)
    before = tree(tmp_path)
    with modules(**({} if searches else {"pagefind_bin": None})):
        built(tmp_path, now="2026-12-01T00:00Z")
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    assert {path: raw for path, raw in tree(tmp_path).items() if path.partition("/")[0] not in ignored} == before


def test_the_workflow_for_github_pages_builds_uploads_and_deploys() -> None:
    (text,) = _blocks("docs/deploy.md", "yaml")
    steps = yaml.safe_load(text)["jobs"]["publish"]["steps"]
    uses = [step.get("uses", "").partition("@")[0] for step in steps]
    runs = [step["run"] for step in steps if "run" in step]
    cached = next(step["with"]["path"] for step in steps if step.get("uses", "").startswith("actions/cache@"))
    assert [name for name in uses if name] == [
        "actions/checkout",
        "actions/setup-python",
        "actions/cache",
        "actions/upload-pages-artifact",
        "actions/deploy-pages",
    ]
    assert any("digest build" in run for run in runs)
    assert cached.split() == [".digest", "site"]


def test_every_link_between_the_documents_leads_to_a_file() -> None:
    for document in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(
            r"\]\((?!https?:|#|/|media/)([^)#]+)\)",
            re.sub(r"(?s)```.*?```|`[^`\n]*`", "", document.read_text(encoding="utf-8")),
        ):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
