"""Another program makes everything anew: a changed theme, source file or library is never overlooked."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.laws.folders import copy_sources, published
from tests.laws.seasoned import looked_only, seasoned
from tests.support.sites import NOW, Ended, tree

pytestmark = pytest.mark.slow
_REPOSITORY = Path(__file__).parents[2]


def _append(path: str, text: str) -> Callable[[Path], object]:
    def deed(program: Path) -> None:
        with (program / path).open("a", encoding="utf-8") as stream:
            stream.write(text)

    return deed


_CHANGES: dict[str, Callable[[Path], object]] = {
    "a style of the default theme": _append("templates/static/style.css", "\nb { color: red }\n"),
    "a template of the default theme": _append("templates/base.html", "\n<p>More.</p>\n"),
    "a template more in the default theme": _append("templates/static/more.css", "b { color: red }\n"),
    "a template less in the default theme": lambda program: (program / "templates/static/more.css").unlink(),
    "a source file": _append("digest/rendering/feeds/fields.py", "\n# Another version.\n"),
}
_VISIBLE = {name for name in _CHANGES if "theme" in name}


def _build(program: Path, folder: Path) -> Ended:
    ended = subprocess.run(
        [sys.executable, "-B", "-m", "digest", "build", str(folder), "--now", NOW, "--jobs", "1", "-v"],
        cwd=program,
        env={**os.environ, "PYTHONPATH": str(program)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ended.returncode == 0, ended.stderr
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def test_a_change_of_the_program_or_of_the_default_theme_is_published_though_the_site_is_as_it_was(
    tmp_path: Path,
) -> None:
    program = tmp_path / "program"
    for name in ("digest", "templates"):
        shutil.copytree(_REPOSITORY / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    folder = seasoned(tmp_path, ["site"])["site"]
    assert not looked_only(_build(program, folder))
    for number, (name, change) in enumerate(_CHANGES.items()):
        assert looked_only(_build(program, folder))
        before = tree(folder / "site")
        change(program)
        assert not looked_only(_build(program, folder)), name
        clean = copy_sources(folder, tmp_path / f"clean-{number}")
        _build(program, clean)
        assert published(folder) == published(clean)
        assert (tree(folder / "site") != before) == (name in _VISIBLE), name
