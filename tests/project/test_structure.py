"""The program that measures the structure of the code runs, and finds what `ls` and `wc` find."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_structure_is_measured() -> None:
    ended = subprocess.run(
        [sys.executable, ".ci/structure.py"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    figures = {name: figure.strip() for name, _, figure in (line.partition("  ") for line in ended.stdout.splitlines())}
    root = {one.name for one in (ROOT / "digest").iterdir()} - {"__pycache__", "py.typed"}
    modules = list((ROOT / "digest").rglob("*.py"))
    assert (figures["modules"], figures["entries at the root"]) == (str(len(modules)), str(len(root)))
