"""What the documents tell people to do is what is done."""

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
import yaml

from digest import DOCUMENTATION
from tests.support.sites import built, modules, tree

ROOT = Path(__file__).parents[2]


def _blocks(document: str, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```", (ROOT / document).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )


def test_ci_runs_the_test_command_of_the_readme_word_for_word() -> None:
    (command,) = [block.strip() for block in _blocks("README.md", "sh") if block.strip().endswith("pytest")]
    assert command in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()


def test_every_document_is_in_the_table_of_contents_once_and_in_one_of_four_kinds() -> None:
    kinds = re.split(r"^## ", (ROOT / "docs/index.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert [kind.partition("\n")[0] for kind in kinds] == ["Learn", "Do something", "Look something up", "Understand"]
    listed = [name for kind in kinds for name in re.findall(r"\]\(([\w-]+\.md)\)", kind)]
    assert sorted(listed) == sorted({file.name for file in (ROOT / "docs").glob("*.md")} - {"index.md"})


@pytest.mark.parametrize("searches", [True, False])
def test_a_build_of_the_sample_leaves_the_repository_as_it_was(tmp_path: Path, *, searches: bool) -> None:
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


@cache
def _sections(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    text = re.sub(r"(?ms)^(`{3,}).*?^\1$", "", document.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}


def test_every_link_between_the_documents_leads_to_a_file_and_to_a_section_of_it() -> None:
    for document in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target, section in re.findall(
            r"\]\((?!https?:|/|media/)([^)#]*)#?([^)]*)\)",
            re.sub(r"(?s)```.*?```|`[^`\n]*`", "", document.read_text(encoding="utf-8")),
        ):
            file = document.parent / target if target else document
            assert file.exists(), f"{document.name}: {target}"
            assert not section or section in _sections(file), f"{document.name}: {target}#{section}"


def test_every_document_that_the_program_or_a_new_site_names_exists_with_its_section() -> None:
    named = set()
    for file in sorted((ROOT / "digest").rglob("*.*")):
        if file.suffix in {".py", ".md", ".yaml", ".yml", ".toml", ".sh", ".html", ".js"}:
            text = file.read_text(encoding="utf-8").replace("{DOCUMENTATION}", DOCUMENTATION)
            named |= set(re.findall(rf"{re.escape(DOCUMENTATION)}([a-z-]+)/(?:#([a-z-]+))?", text))
    assert named
    for document, section in named:
        assert not section or section in _sections(ROOT / f"docs/{document}.md"), f"{document}.md#{section}"
        assert (ROOT / f"docs/{document}.md").exists(), document
