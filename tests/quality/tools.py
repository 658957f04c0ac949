"""The checkers that npm brings (tests/quality/package.json), and the programs that run them. Without one of them, tests fail."""

import os
import shutil
from pathlib import Path

_MODULES = Path(__file__).parent / "node_modules"
# Runs axe-core in a page that has it: what it finds, each with some of the elements.
RUN_AXE = """() => axe.run(document, {
  resultTypes: ['violations'],
  rules: {'target-size': {enabled: true}},
}).then((found) => found.violations.map((one) => [one.id, ...one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))]))"""


def program(name: str) -> str:
    """Return the path of a program."""
    found = shutil.which(name)
    assert found, f"these tests need {name}: sh .ci/tools"
    return found


def checker(path: str) -> Path:
    """Return a file of a checker by its path below `node_modules`."""
    found = _MODULES / path
    assert found.is_file(), f"these tests need {found}: sh .ci/tools"
    return found


def environment() -> dict[str, str]:
    """Return the environment in which a checker starts the browser of the system."""
    return {**os.environ, "CHROME_PATH": program("chromium")}
