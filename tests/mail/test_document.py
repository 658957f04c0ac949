"""What docs/mail.md says is so: its program fills in the message, and it names every placeholder, service and kind of command."""

import json
import os
import re
import subprocess
import sys
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from digest.model.reports.mail import PLAIN, RECIPIENT, SENDER, SERVICES
from tests.mail.mails import harbour
from tests.support.sites import NOW, run

DOCUMENT = (Path(__file__).parents[2] / "docs/mail.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
COMMANDS = [
    line.partition(" #")[0].partition(" >")[0].rstrip()
    for kind, block in BLOCKS
    if kind == "sh"
    for line in block.splitlines()
    if line.startswith("digest ")
]


def test_there_are_commands_of_each_kind() -> None:
    assert len(COMMANDS) > 6
    assert {command.split()[1] for command in COMMANDS} == {"mail", "templates"}


def test_the_program_fills_in_the_message_and_leaves_no_placeholder(tmp_path: Path) -> None:
    [program] = [block for kind, block in BLOCKS if kind == "python"]
    assert run("mail", "--folder", os.fspath(harbour(tmp_path)), "--now", NOW).code == 0
    filled = ["news@harbour.example", "reader@a.example", "https://harbour.example/u/7?a=1&b=2", "Pier 9 <Harbour>"]
    ended = subprocess.run(
        [sys.executable, "-c", program, *filled],
        input=(tmp_path / ".digest/mail/edition.eml").read_bytes(),
        capture_output=True,
        check=True,
    )
    message = message_from_bytes(ended.stdout, policy=default)
    assert [str(message[name]) for name in ("From", "To", "List-Unsubscribe")] == [
        "Harbour Digest <news@harbour.example>", "reader@a.example", "<https://harbour.example/u/7?a=1&b=2>",
    ]  # fmt: skip
    text, html = (part.get_content() for part in message.iter_parts() if isinstance(part, EmailMessage))
    assert "\nhttps://harbour.example/u/7?a=1&b=2\n" in text
    assert "\nPier 9 <Harbour>\n" in text
    assert 'href="https://harbour.example/u/7?a=1&amp;b=2"' in html
    assert "Pier 9 &lt;Harbour&gt;" in html
    assert [found for found in (text, html, str(message["From"]), str(message["To"])) if ".invalid" in found] == []


def test_it_names_every_placeholder_and_every_service() -> None:
    shown = DOCUMENT.replace("&#124;", "|")
    for placeholder in (SENDER, RECIPIENT, *PLAIN):
        assert f"`{placeholder}`" in shown
    for service, tags in SERVICES.items():
        assert service == "plain" or f"`{service}`" in shown
        assert all(tag in shown for tag in tags)


def test_what_a_program_reads_of_the_command_is_there(tmp_path: Path) -> None:
    """The call of listmonk's API takes the subject and the name from `--json`."""
    ended = run("mail", "--folder", os.fspath(harbour(tmp_path)), "--now", NOW, "--for", "listmonk", "--json")
    names = re.findall(r"\$mail\[0\]\.(\w+)", DOCUMENT)
    assert names
    assert all(json.loads(ended.out)[name] for name in names)
