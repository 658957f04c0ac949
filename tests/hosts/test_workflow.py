"""The workflow of docs/deploy.md commits the ledger whatever others push meanwhile: its own step, run by a shell, with a real remote."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.repository import ENVIRONMENT, begin, commit, git
from tests.support.sites import CONFIG, NOW, article, build, write_site

ROOT = Path(__file__).parents[2]
LEDGER = "content/ledger.jsonl"


def _workflow() -> Any:  # noqa: ANN401 - whatever YAML says
    (text,) = re.findall(r"(?s)```yaml\n(.*?)```", (ROOT / "docs/deploy.md").read_text(encoding="utf-8"))
    return yaml.safe_load(text)


def _commit_step() -> str:
    """Return the shell commands of the step that commits the ledger, without the time they wait."""
    steps = _workflow()["jobs"]["publish"]["steps"]
    (found,) = (step["run"] for step in steps if step.get("name") == "Commit the ledger")
    return str(found).replace('sleep "$wait"', "sleep 0")


def publish(clone: Path, *, before: str = "") -> subprocess.CompletedProcess[str]:
    """Build a clone, and commit its ledger as the workflow does. `before` are shell commands that run between both."""
    ended = build(clone, now=NOW)
    assert ended.code == 0, ended.err
    environment = {**os.environ, **ENVIRONMENT}
    script = f"{before}\n{_commit_step()}"
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=clone, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """Return a remote repository with a site of which nothing was published."""
    site = write_site(tmp_path / "begun", {"content/articles/crane.md": article()}, CONFIG)
    commit(begin(site), "Begin")
    git(tmp_path, "clone", "--quiet", "--bare", "begun", "remote.git")
    return tmp_path / "remote.git"


def clone(remote: Path, name: str, *options: str) -> Path:
    git(remote.parent, "clone", "--quiet", *options, f"file://{remote}", name)
    return remote.parent / name


def ledger_of(remote: Path) -> str:
    return git(remote, "show", f"main:{LEDGER}")


def test_the_ledger_is_committed_once_and_not_again(remote: Path) -> None:
    first = clone(remote, "first", "--depth=1")
    assert publish(first).returncode == 0
    assert '"id": "crane"' in ledger_of(remote)
    assert publish(first).returncode == 0
    assert git(remote, "rev-list", "--count", "main").strip() == "2"


@pytest.mark.slow
def test_two_that_publish_at_once_both_keep_their_ledger(remote: Path) -> None:
    one, other = (clone(remote, name, "--depth=1") for name in ("one", "other"))
    for place, name in ((one, "quay"), (other, "pier")):
        write_site(place, {f"content/articles/{name}.md": article(name.title(), "2024-03-27")})
        git(place, "add", "content/articles")
        git(place, "commit", "--quiet", "-m", name)
    assert publish(one).returncode == 0
    ended = publish(other)
    assert ended.returncode == 0, ended.stderr
    third = clone(remote, "third")
    assert {'"id": "quay"', '"id": "pier"'} <= set(re.findall(r'"id": "(?:quay|pier)"', ledger_of(remote)))
    assert build(third, "--strict", now="2026-01-02T00:00:00Z").code == 0


@pytest.mark.slow
def test_what_an_editor_pushes_while_the_workflow_builds_is_no_reason_to_fail(remote: Path) -> None:
    runner, editor = clone(remote, "runner", "--depth=1"), clone(remote, "editor")
    write_site(editor, {"content/articles/quay.md": article("Quay", "2024-03-27")})
    git(editor, "add", ".")
    git(editor, "commit", "--quiet", "-m", "Quay")
    ended = publish(runner, before=f"git -C '{editor}' push --quiet")
    assert ended.returncode == 0, ended.stderr
    assert git(remote, "rev-list", "--count", "main").strip() == "3"


@pytest.mark.slow
def test_without_a_remote_that_answers_the_workflow_fails_before_it_deploys(remote: Path) -> None:
    runner = clone(remote, "runner")
    ended = publish(runner, before=f"mv '{remote}' '{remote}.away'")
    assert ended.returncode != 0
    assert not (runner / ".git/rebase-merge").exists()


def test_runs_of_the_workflow_wait_for_each_other_and_begin_with_the_newest_ledger() -> None:
    workflow = _workflow()
    steps = workflow["jobs"]["publish"]["steps"]
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert steps[0]["with"]["ref"] == "${{ github.ref_name }}"
    names = [step.get("name") or step.get("uses", "").partition("@")[0] or step["run"] for step in steps]
    assert names.index("digest build --strict") < names.index("Commit the ledger") < names.index("actions/deploy-pages")
