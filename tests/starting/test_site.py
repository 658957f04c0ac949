"""`digest init`: a site that builds at once, and nothing of what is there is touched."""

import json
import os
import pty
import re
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from digest.cli.main import COMMANDS
from digest.model.reports.start import Answers, SiteSeed, Started
from digest.writing.files import create_all, create_folder
from tests.support.sites import NOW, Ended, article, build, run, tree

HOSTS = ("github", "gitlab", "netlify", "cloudflare", "server", "later")
ALWAYS = {
    ".gitignore",
    ".gitattributes",
    "config.yaml",
    "content/incidents/mill-footbridge.md",
    "content/articles/footbridge-closed.md",
    "content/articles/footbridge-crossing.md",
    "content/pages/about.md",
    "content/pages/corrections-policy.md",
    "content/pages/naming-policy.md",
}
OF_HOST = {
    "github": {".github/workflows/pages.yml"},
    "gitlab": {".gitlab-ci.yml"},
    "netlify": {"netlify.toml"},
    "cloudflare": {"cloudflare.sh", ".python-version"},
    "server": {"publish.sh"},
    "later": set(),
}


def init(folder: Path, *arguments: str) -> Ended:
    return run("init", os.fspath(folder), "--now", NOW, *arguments)


@pytest.mark.parametrize("host", HOSTS)
def test_a_new_site_builds_at_once_without_a_warning(tmp_path: Path, host: str) -> None:
    texts = ("own", "others", "both")[HOSTS.index(host) % 3]
    ended = init(tmp_path / "harbour-digest", "--host", host, "--texts", texts)
    assert (ended.code, ended.err) == (0, "")
    assert set(tree(tmp_path / "harbour-digest")) == ALWAYS | OF_HOST[host]
    folder = tmp_path / "harbour-digest"
    assert (list((folder / "templates").iterdir()), list((folder / "content/media").iterdir())) == ([], [])
    made = build(folder, "--strict", "--json")
    report = made.report
    assert (made.code, report["diagnostics"], report["counts"]["articles"], report["counts"]["incidents"]) == (
        0,
        [],
        2,
        1,
    )
    assert report["counts"]["excerpts"] == (texts != "own")
    config = yaml.safe_load((folder / "config.yaml").read_text(encoding="utf-8"))
    assert (config["title"], config["rights"]["text"]) == ("Harbour digest", "full" if texts == "own" else "excerpt")
    assert config["host"] == (host if host in {"netlify", "cloudflare"} else "any")


def test_a_new_site_has_nothing_that_digest_check_would_find(tmp_path: Path) -> None:
    init(tmp_path)
    ended = run("check", str(tmp_path), "--now", NOW, "--strict", "--json")
    assert (ended.code, ended.report["diagnostics"]) == (0, [])


def test_the_example_shows_what_an_editor_has_to_know(tmp_path: Path) -> None:
    init(tmp_path)
    build(tmp_path)
    incident = (tmp_path / "site/incidents/mill-footbridge/index.html").read_text(encoding="utf-8")
    for words in (
        "A temporary crossing is open from 6 a.m.",
        "council.example",
        "Cracks found",
        "Opening hours are longer",
    ):
        assert words in incident
    corrections = (tmp_path / "site/corrections/index.html").read_text(encoding="utf-8")
    assert "It is the western one." in corrections
    for page in ("about", "corrections-policy", "naming-policy"):
        assert (tmp_path / "site" / page / "index.html").is_file()
    for kind in ("articles", "incidents"):
        texts = [text for path, text in tree(tmp_path / "content" / kind).items() if path.endswith(".md")]
        assert all(b"# AN EXAMPLE, made up" in text and b'title: "Example: ' in text for text in texts)


def test_every_setting_is_explained_in_the_line_above_it(tmp_path: Path) -> None:
    init(tmp_path)
    lines = (tmp_path / "config.yaml").read_text(encoding="utf-8").splitlines()
    settings = [number for number, line in enumerate(lines) if re.match(r"[a-z]", line)]
    assert len(settings) == 10
    assert [lines[number] for number in settings if not lines[number - 1].startswith("# ")] == []
    assert all("@" not in line.replace("desk@news", "") for line in lines)


def test_each_site_has_an_id_of_its_own(tmp_path: Path) -> None:
    ids = set()
    for name in ("one", "two"):
        init(tmp_path / name)
        ids.add(yaml.safe_load((tmp_path / name / "config.yaml").read_text(encoding="utf-8"))["id"])
    assert len(ids) == 2


@pytest.mark.parametrize(
    "path", ["config.yaml", "content/pages/about.md", ".gitattributes", "content", "content/articles"]
)
def test_nothing_is_written_if_one_of_its_files_is_there(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_bytes(b"mine")
    before = tree(tmp_path)
    ended = init(tmp_path)
    assert (ended.code, ended.out, tree(tmp_path)) == (1, "", before)
    assert f"digest init: error: nothing was written, because {path if '.' in path else 'content/'}" in ended.err
    assert not (tmp_path / "templates").exists()


def test_other_files_of_the_folder_are_left_as_they_are(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / "README.md").write_text("# Ours\n")
    before = tree(tmp_path)
    assert init(tmp_path).code == 0
    after = tree(tmp_path)
    assert {path: after[path] for path in before} == before


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    """The last file cannot be written, because a file is in the place of its folder."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/taken").write_bytes(b"")
    files = {"content/a.md": b"a", "deep/er/b.md": b"b", "taken/c.md": b"c"}
    with pytest.raises(OSError, match="taken"):
        create_all(tmp_path / "site", files, ["templates"])
    assert tree(tmp_path / "site") == {"taken": b""}
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["taken"]


def test_a_new_folder_appears_with_all_of_its_files_at_once(tmp_path: Path) -> None:
    class Watched(dict[str, bytes]):
        """Files that look, before each is written, whether the folder is there already."""

        def items(self) -> Any:  # noqa: ANN401 - the type of the built-in method is private
            for path, raw in super().items():
                seen.append((tmp_path / "new").exists())
                yield path, raw

    seen: list[bool] = []
    create_folder(tmp_path / "new", Watched({"a/b.md": b"x", "c.md": b"y"}), ["templates"])
    assert (seen, tree(tmp_path)) == ([False, False], {"new/a/b.md": b"x", "new/c.md": b"y"})
    with pytest.raises(OSError, match="a"):
        create_folder(tmp_path / "other", {"a": b"x", "a/b": b"y"})
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


@given(st.text(min_size=1, max_size=60))
@example("\u00ad")
@example("Harbour\u2060 Digest")
@example("\u2060")
@example("\u200e\u00a0x\u200f")
def test_any_title_gives_a_site_that_builds(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    from digest.app.start import start_site
    from digest.reading.config.settings import read_config

    folder = tmp_path_factory.mktemp("site") / "x"
    seed = SiteSeed("0b9f2c1e-5a44-4c58-9a43-2f4f6f0f6a11", datetime.fromisoformat(NOW))
    if not isinstance(start_site(folder, Answers(title), seed), Started):
        assert not folder.exists()
        return
    config, diagnostics = read_config(folder)
    assert config is not None
    assert diagnostics == ()
    assert config.title


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_to_be_replaced_is_named_and_says_so(tmp_path: Path, host: str) -> None:
    ended = init(tmp_path, "--host", host)
    named = {path for path, text in tree(tmp_path).items() if b"PLACEHOLDER" in text}
    last = ended.out.splitlines()[-1]
    assert "config.yaml" in named
    assert all(path in last for path in named), last
    assert {path for path, text in tree(tmp_path).items() if b"replace-this.example" in text} <= named


def test_the_next_three_commands_exist(tmp_path: Path) -> None:
    with chdir(tmp_path):
        ended = run("init", "a site", "--now", NOW)
    named = re.findall(r"^  (?:cd '(a site)' && )?digest (\w+)", ended.out, re.MULTILINE)
    assert named == [("a site", "serve"), ("", "new"), ("", "build")]
    assert {"new", "build"} <= {name for names in COMMANDS.values() for name in names}


def test_the_report_for_machines_lists_files(tmp_path: Path) -> None:
    ended = init(tmp_path, "--json", "--title", "Harbour")
    assert (ended.report["exit"], set(ended.report["files"]), ended.report["placeholders"]) == (
        0,
        ALWAYS,
        ["config.yaml"],
    )
    again = init(tmp_path, "--json")
    assert (again.code, again.report["files"], again.report["exit"]) == (1, [], 1)
    assert "config.yaml" in again.report["error"]["message"]


def test_an_empty_name_and_an_unknown_host_are_refused(tmp_path: Path) -> None:
    assert init(tmp_path / "x", "--title", " \u202e").code == 1
    assert init(tmp_path / "x", "--host", "geocities").code == 2
    assert not (tmp_path / "x").exists()


def on_terminal(folder: Path, said: str, *arguments: str) -> tuple[int, str]:
    """Run `digest init` on a terminal where an editor types; return its exit code and what the terminal showed."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "digest", "init", os.fspath(folder), "--now", NOW, *arguments]
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        os.write(master, said.encode())
        shown = b""
        while True:
            try:
                shown += os.read(master, 65536)
            except OSError:  # the other end is closed
                break
    os.close(master)
    return process.returncode, shown.decode()


def test_a_terminal_is_asked_three_questions(tmp_path: Path) -> None:
    code, shown = on_terminal(tmp_path, "Harbour: a digest\nwhose\no\n1\nnet\n")
    config = yaml.safe_load((tmp_path / "config.yaml").read_text(encoding="utf-8"))
    assert (code, config["title"], config["rights"]["text"], config["host"]) == (
        0,
        "Harbour: a digest",
        "full",
        "netlify",
    )
    assert shown.count("?") == 3
    assert shown.count("Write one of: own, others, both, or its number.") == 2
    assert (tmp_path / "netlify.toml").is_file()


@pytest.mark.slow
def test_a_terminal_that_is_closed_or_has_answers_already(tmp_path: Path) -> None:
    code, shown = on_terminal(tmp_path / "a", "\x04")
    assert (code, "nothing was written" in shown, (tmp_path / "a").exists()) == (130, True, False)
    code, shown = on_terminal(tmp_path / "b", "", "--defaults")
    assert (code, "?" in shown) == (0, False)
    code, shown = on_terminal(tmp_path / "c", "", "--title", "C", "--texts", "own", "--host", "later")
    assert (code, "?" in shown) == (0, False)


def test_the_workflows_are_whole(tmp_path: Path) -> None:
    for host in ("github", "gitlab"):
        init(tmp_path / host, "--host", host)
    github = yaml.safe_load((tmp_path / "github/.github/workflows/pages.yml").read_text(encoding="utf-8"))
    steps = github["jobs"]["publish"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert github["concurrency"]["cancel-in-progress"] is False
    assert any("digest build --strict" in run for run in runs)
    assert [run for run in runs if "git pull --rebase" in run and "git push" in run and "sleep" in run]
    assert 'pip install "$DIGEST"' in runs
    assert "digest next --since" in str(github["jobs"]["due"]["steps"])
    gitlab = yaml.safe_load((tmp_path / "gitlab/.gitlab-ci.yml").read_text(encoding="utf-8"))
    assert gitlab["pages"]["artifacts"]["paths"] == ["public"]
    runs += [step["run"] for step in github["jobs"]["due"]["steps"] if "run" in step]
    for script in (*runs, *gitlab["pages"]["script"]):
        checked = subprocess.run(["/bin/sh", "-n"], input=script, text=True, capture_output=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, ""), script
    json.dumps([github["env"], gitlab["variables"]])


@dataclass(frozen=True)
class Shell:
    """A shell in a folder with git, with a `digest` and an `rsync` that only copies."""

    folder: Path

    def __call__(self, line: str, where: str = "", **variables: str) -> str:
        """Run a line that must end well; return what it printed."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        environment |= {"PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}", **variables}
        environment |= {"GIT_CONFIG_GLOBAL": str(self.folder / "gitconfig")}
        ended = subprocess.run(
            ["sh", "-ec", line], cwd=self.folder / where, env=environment, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "bin").mkdir()
    for name, program in (
        ("rsync", 'for last; do :; done\nmkdir -p "$last" && cp -R site/. "$last"\n'),
        ("digest", f'exec {sys.executable} -m digest "$@"\n'),
    ):
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{program}")
        (tmp_path / "bin" / name).chmod(0o755)
    (tmp_path / "gitconfig").write_text(
        "[user]\n\tname = Ann\n\temail = ann@news.example\n[init]\n\tdefaultBranch = main\n"
        f'[url "{tmp_path}/hub.git"]\n\tinsteadOf = https://digest:secret@gitlab.example/ann/news.git\n'
    )
    return Shell(tmp_path)


@pytest.mark.slow
def test_the_script_for_a_server_publishes_what_the_ledger_records(tmp_path: Path, shell: Shell) -> None:
    """With a repository and without one."""
    init(tmp_path / "site", "--host", "server")
    script = tmp_path / "site/publish.sh"
    script.write_text(
        script.read_text(encoding="utf-8").replace("server:/var/www/digest/", "../www/"), encoding="utf-8"
    )
    shell("sh publish.sh", "site")
    assert (tmp_path / "www/index.html").is_file()
    shell(
        "git init --bare hub.git && cd site && rm content/ledger.jsonl && git init && git add . && git commit -m Begin"
    )
    shell("git remote add origin ../hub.git && git push -u origin main", "site")
    shell("sh publish.sh", "site")
    assert shell("git log --format=%s", "hub.git").splitlines() == ["Record what was published", "Begin"]
    shell("sh publish.sh", "site")
    assert shell("git status --porcelain", "site") == ""
    assert len(shell("git log --format=%s", "hub.git").splitlines()) == 2


@pytest.mark.slow
def test_the_job_for_gitlab_pushes_the_ledger_whoever_pushes_meanwhile(tmp_path: Path, shell: Shell) -> None:
    """The job has a detached commit, as a runner of GitLab does, and somebody else has published something in the meantime."""
    init(tmp_path / "site", "--host", "gitlab")
    shell("git init --bare hub.git && cd site && git init && git add . && git commit -m Begin")
    shell("git remote add origin ../hub.git && git push -u origin main && git clone -q ../hub.git ../other", "site")
    shell(
        "git -C hub.git config receive.advertisePushOptions true && cd site && git checkout -q --detach && digest build"
    )
    (tmp_path / "other/content/articles/quay.md").write_text(article("Quay shut"), encoding="utf-8")
    shell("digest build && git add . && git commit -m Quay && git push", "other")
    job = yaml.safe_load((tmp_path / "site/.gitlab-ci.yml").read_text(encoding="utf-8"))["pages"]
    variables = {
        "CI_DEFAULT_BRANCH": "main",
        "CI_SERVER_HOST": "gitlab.example",
        "CI_PROJECT_PATH": "ann/news",
        "LEDGER_TOKEN": "secret",
    }
    shell("\n".join(job["script"][2:]), "site", **variables)
    assert shell("git log --format=%s", "hub.git").splitlines() == ["Record what was published", "Quay", "Begin"]
    ledger = shell("git show main:content/ledger.jsonl", "hub.git")
    assert ("quay" in ledger, "<<<<" in ledger, (tmp_path / "site/public/index.html").is_file()) == (True, False, True)
    shell("git pull -q && digest build --strict", "other")


def test_the_workflow_for_github_pages_is_that_of_the_document(tmp_path: Path) -> None:
    """They differ in where digest is installed from."""
    init(tmp_path, "--host", "github")
    document = (Path(__file__).parents[2] / "docs/deploy.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(.*?)```", document, re.DOTALL)
    assert block is not None
    documented = yaml.safe_load(re.sub(r"run: pip install \. #.*", 'run: pip install "$DIGEST"', block[1]))
    written = yaml.safe_load((tmp_path / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    assert list(written.pop("env")) == ["DIGEST"]
    assert written == documented
