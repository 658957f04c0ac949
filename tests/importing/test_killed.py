"""An import by the real command that is killed at some moment goes on when it is run again, and ends as if nothing had happened."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.sites import tree, write_site

_REPOSITORY = Path(__file__).parents[2]
AMOUNT = (
    650  # two hundred are written at once: so after the first 210, much is left to do, however slow this machine is
)


def collected(folder: Path) -> Path:
    file = folder / "collected.jsonl"
    rows = (
        {
            "title": f"Ferry number {number} sails",
            "date": f"2024-05-{1 + number % 28:02}",
            "url": f"https://gazette.example/ferry-{number}",
            "text": f"Ferry {number} left pier {number * 7} at noon.\n\nCopyright 2024 Harbour Gazette. All rights reserved.",
        }
        for number in range(AMOUNT)
    )
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return file


def started(site: Path, file: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "digest", "import", str(file), "--folder", str(site), "--now", "2026-01-01T00:00Z"]
    environment = {**os.environ, "PYTHONPATH": str(_REPOSITORY)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def written(site: Path) -> int:
    return sum(1 for _ in (site / "content/articles").rglob("*.md"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what an import writes that is not disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    site = write_site(folder / "site", {})
    assert started(site, collected(folder)).wait(120) == 0
    return tree(site / "content")


@pytest.mark.slow
@pytest.mark.parametrize("amount", [0, 1, 210])
def test_an_import_that_is_killed_and_run_again_ends_as_one_that_was_not(
    tmp_path: Path, whole: dict[str, bytes], amount: int
) -> None:
    """`amount` is the number of files after which it is killed; with none, it is killed while it reads."""
    file = collected(tmp_path)
    killed = write_site(tmp_path / "killed", {})
    importing = started(killed, file)
    limit = time.monotonic() + 120
    while importing.poll() is None and time.monotonic() < limit:
        if written(killed) >= amount if amount else (killed / ".digest/import").exists():
            importing.send_signal(signal.SIGKILL)
            break
        time.sleep(0.002)
    assert importing.wait(120) == -signal.SIGKILL
    assert written(killed) < AMOUNT
    assert all(raw.endswith(b"at noon.\n") for raw in tree(killed / "content").values())
    assert started(killed, file).wait(120) == 0
    assert tree(killed / "content") == whole
