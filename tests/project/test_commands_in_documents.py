"""Every command in every document works, in a fresh folder, after what the document has said before, and prints what the document shows.

A document that says in its first lines "in the folder of a site" is followed in a new one, all others in an empty folder.
"""

import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from digest.cli.main import make_parser
from tests.support.documents import Reader, Step, blocks, matches, reader, steps
from tests.support.sites import run

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
    for file in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
}
SITE = "in the folder of a site"

NETWORK = "it loads packages, and tests do that once, before they begin"
TESTS = "it runs the tests, of which this is one"
HOST = "it is for a host or a service that is not here"
# What is not run: the document and the beginning of the command, with the reason.
NOT_RUN = {
    ("README.md", "sh .ci/setup && "): NETWORK,
    ("README.md", "sh .ci/setup test && "): TESTS,
    ("README.md", "pipx install "): NETWORK,
    ("docs/contributing.md", "sh .ci/setup test && "): TESTS,
    ("docs/contributing.md", "sh .ci/tools && "): TESTS,
    ("docs/contributing.md", ".venv/bin/pip install pre-commit && "): NETWORK,
    ("docs/deploy.md", "digest build && aws "): HOST,
    ("docs/deploy.md", "digest build && rsync "): HOST,
    ("docs/feeds.md", "git worktree add "): HOST,
    ("docs/feeds.md", "digest feeds diff --against "): HOST,
    ("docs/install.md", "pipx install "): NETWORK,
    ("docs/install.md", "uv tool install "): NETWORK,
    ("docs/mail.md", "jq -n "): HOST,
    ("docs/mail.md", "python3 fill.py "): HOST,
    ("docs/performance.md", "pip install "): NETWORK,
    ("docs/tutorial.md", "pipx install "): NETWORK,
    ("docs/performance.md", "python tests/benchmarks/compare.py"): "it takes an hour, and needs Hugo and Pelican",
}
# Commands that are meant to fail: the exit code, and the reason.
FAILING: dict[tuple[str, str], tuple[int, str]] = {}
# What is shown below a command and not compared: the document and the first line, with the reason.
NOT_COMPARED = {("docs/feeds.md", "3 reports, 1 update"): "it is of a site with more news"}
FAST = {"README.md"}


def entry(table: Mapping[tuple[str, str], object], document: str, text: str) -> tuple[str, str] | None:
    """Return the key of a table that a command or an output of a document begins with."""
    return next((key for key in table if key[0] == document and text.startswith(key[1])), None)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site for documents that begin with one."""
    folder = tmp_path_factory.mktemp("site") / "digest"
    ended = run("init", "--defaults", "--now", "2026-12-01T09:00Z", str(folder))
    assert ended.code == 0, ended.err + ended.out
    return folder


def follow(name: str, text: str, someone: Reader) -> None:
    """Do what a document says, and fail with its line where it is wrong."""
    said = ""
    for step in steps(text):
        where = f"{name}:{step.line}"
        if step.kind in {"file", "addition"}:
            someone.save(step.path, step.text, add=step.kind == "addition")
        elif step.kind == "output":
            if matches(step.text, said) == (entry(NOT_COMPARED, name, step.text) is not None):
                raise AssertionError(f"{where}: this is shown:\n{step.text}\nand this printed:\n{said}")
        elif entry(NOT_RUN, name, step.text) is None:
            expected, _ = FAILING.get(entry(FAILING, name, step.text) or ("", ""), (0, ""))
            ended = someone.run(step.text)
            said = ended.said
            if ended.code != expected:
                raise AssertionError(f"{where}: {step.text}\nends with {ended.code}:\n{said}")


def runnable(name: str) -> list[Step]:
    return [
        step for step in steps(DOCUMENTS[name]) if step.kind == "command" and entry(NOT_RUN, name, step.text) is None
    ]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in FAST else pytest.mark.slow) for name in DOCUMENTS if runnable(name)]
)
def test_every_command_of_a_document_does_what_the_document_says(name: str, site: Path, tmp_path: Path) -> None:
    someone = reader(DOCUMENTS[name], tmp_path)
    if SITE in first_lines(DOCUMENTS[name]).lower():
        shutil.copytree(site, someone.folder, dirs_exist_ok=True)
    follow(name, DOCUMENTS[name], someone)


def first_lines(text: str) -> str:
    """Return what a document says before its first section and its first block, as one line."""
    return " ".join(re.split(r"^(?:## |```)", text, maxsplit=1, flags=re.MULTILINE)[0].split())


def test_no_exception_is_left_that_nothing_needs() -> None:
    used = set()
    for name, text in DOCUMENTS.items():
        for step in steps(text):
            tables: list[Mapping[tuple[str, str], object]] = []
            tables += [NOT_RUN, FAILING] if step.kind == "command" else [NOT_COMPARED] if step.kind == "output" else []
            used |= {entry(table, name, step.text) for table in tables}
    assert {*NOT_RUN, *FAILING, *NOT_COMPARED} - used == set()


def test_every_command_of_a_terminal_is_in_a_block_that_is_run() -> None:
    others = [
        f"{name}:{block.line}"
        for name, text in DOCUMENTS.items()
        for block in blocks(text)
        if block.language in {"", "bash", "console", "shell", "zsh"}
    ]
    indented = [
        f"{name}: {line}"
        for name, text in DOCUMENTS.items()
        for line in re.sub(r"(?ms)^(`{3,}).*?^\1$", "", text).splitlines()
        if re.match(r" {4,}(?:digest|git|pip|pipx|uv|python3?) [a-z]", line)
    ]
    assert (others, indented) == ([], [])


def inline(text: str) -> Iterator[str]:
    """Yield the commands of digest in running text, and in the settings of hosts."""
    fenced = "\n".join(block.text for block in blocks(text) if block.language in {"yaml", "toml"})
    prose = re.sub(r"(?ms)^(`{3,}).*?^\1$", "", text)
    yield from re.findall(r"`(digest [a-z][^`]*)`", " ".join(prose.split("\n")))
    yield from (found.strip() for found in re.findall(r'(?:run: |&& |")(digest [a-z][^&|#"\n]*)', fenced))


def accepts(command: str) -> bool:
    """Return whether the command line takes a command, or is that of a command that is only named."""
    words = shlex.split(re.sub(r"[\[\]…]|\|\S+", "", command))[1:]
    named = " ".join(words).partition(" -")[0].split()
    helped = run(*named, "--help")
    if helped.code == 0 and words == named and helped.out.startswith(f"usage: {' '.join(['digest', *named])} "):
        return True
    try:
        make_parser(words[0]).parse_args([word if word != "N" else "1" for word in words])
    except SystemExit as ended:
        return ended.code == 0
    return True


def test_every_example_in_the_help_is_a_command_that_digest_knows() -> None:
    lines = [line for block in blocks(DOCUMENTS["docs/commands.md"]) for line in block.text.splitlines()]
    examples = [found[1] for line in lines if (found := re.match(r"  (digest [a-z].*?)(?=  |$)", line))]
    assert len(examples) > 10
    assert [one for one in examples if not accepts(re.split(r" [>|] ", one)[0])] == []


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if any(inline(DOCUMENTS[name]))])
def test_every_command_in_running_text_is_one_that_digest_knows(name: str) -> None:
    commands = sorted(set(inline(DOCUMENTS[name])))
    assert [one for one in commands if not accepts(one)] == []


BEGIN = "# A page\n\nSave this as `a/b.txt`:\n\n```text\none\n```\n\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("```sh\ncat a/b.txt\n```\n\nIt prints\n\n```text\none\n```\n", ""),
        (
            "Add these lines to `a/b.txt`:\n\n```text\ntwo\n```\n\n```sh\ncat \\\n  a/b.txt\n```\n\n```text\n…\ntw…\n```\n",
            "",
        ),
        ("```sh\ncd a\ncat b.txt # what it says\n```\n\n```text\none\n```\n", ""),
        ("```sh\necho 'took 12.5 s'\n```\n\n```text\ntook 0.1 s\n```\n", ""),
        (
            "```sh\ngit clone https://github.com/ann/x.git\ncd x\ngit commit -qm Begin --allow-empty\ngit push -q\n```\n",
            "",
        ),
        ("```sh\ncat a/b.txt\n```\n\n```text\ntwo\n```\n", "page.md:14: this is shown:\ntwo"),
        ("```sh\ncat b.txt\n```\n", "page.md:10: cat b.txt\nends with 1:"),
        ("```sh\ndigest biuld\n```\n", "page.md:10: digest biuld\nends with 2:"),
        ("Add this to `b.txt`:\n\n```text\nx\n```\n", "b.txt is not there"),
    ],
)
def test_a_document_is_followed_word_for_word(text: str, wrong: str, tmp_path: Path) -> None:
    someone = reader(text, tmp_path)
    if wrong:
        with pytest.raises(AssertionError, match=re.escape(wrong)):
            follow("page.md", BEGIN + text, someone)
    else:
        follow("page.md", BEGIN + text, someone)


def test_a_command_that_digest_does_not_know_is_found() -> None:
    given = [
        "digest build",
        "digest mail --for buttondown",
        "digest feeds show",
        "digest rename",
        "digest build --jobs N",
    ]
    wrong = ["digest biuld", "digest build --draft-s", "digest feeds shwo", "digest mail --for pigeons"]
    assert [one for one in [*given, *wrong] if accepts(one)] == given
