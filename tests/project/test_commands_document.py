"""docs/commands.md has a section for each command, and is what the generator makes of the parsers."""

import re
from pathlib import Path

from digest.cli.main import COMMANDS
from docs.renew import COMMANDS_DOCUMENT, commands_document
from tests.support.sites import run

DOCUMENT = COMMANDS_DOCUMENT.read_text(encoding="utf-8")
CHAPTERS = dict(re.findall(r"^## digest ([^\n]+)\n(.*?)(?=^## |\Z)", DOCUMENT, re.MULTILINE | re.DOTALL))


def test_the_document_is_what_the_generator_writes() -> None:
    assert commands_document() == DOCUMENT, "the document is not what the code says: python docs/renew.py renews it"


def test_every_command_has_a_section_in_the_order_of_the_help() -> None:
    assert list(dict.fromkeys(name.split()[0] for name in CHAPTERS)) == [
        name for names in COMMANDS.values() for name in names
    ]


def test_a_section_has_every_option_that_the_help_has_and_no_other() -> None:
    for name, chapter in CHAPTERS.items():
        said = run(*name.split(), "--help").out
        options = set(re.findall(r"^ +(?:-\w(?: [A-Z]+)?, )?(--[a-z-]+)", said, re.MULTILINE)) - {"--help"}
        assert set(re.findall(r"^\|[^|\n]*`(--[a-z-]+)", chapter, re.MULTILINE)) == options, name


def test_every_command_ends_with_an_exit_code_of_the_list(tmp_path: Path) -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", DOCUMENT, re.MULTILINE)}
    assert {run("build", str(tmp_path)).code, run("explain").code, run("build", "--no").code} <= listed
    assert listed == {0, 1, 2, 3, 130}
