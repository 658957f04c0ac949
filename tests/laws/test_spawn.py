"""Where processes cannot be forked, they are spawned, and make the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws.folders import published, write_sources
from tests.support.sites import NOW, article, build, built, write_site

_REPOSITORY = Path(__file__).parents[2]
# Nothing is put in the place of any part: only the name of the way in which processes start is another, as on macOS and Windows.
_SPAWNING = """\
import sys
from digest.adapters import processes
from digest.cli.main import main

if __name__ == "__main__":
    processes._start_method = lambda: "spawn"
    code = main(sys.argv[1:])
    print("spawned" if "multiprocessing.popen_spawn_posix" in sys.modules else "not spawned")
    sys.exit(code)
"""


def _files(broken: str = "") -> dict[str, str | bytes]:
    """Return more articles than one process reads, more texts than one converts, and more pages than one renders."""
    files: dict[str, str | bytes] = {
        f"content/articles/{number:03}.md": article(
            f"Report {number}",
            f"2024-0{1 + number % 9}-1{number % 10}",
            f"Text *{number}* and `code`.",
            incident=f"case-{number // 30}",
            source="Gazette" if number % 15 else f"{{name: Post, url: https://post.example/{number}}}",
            tags=f"[t{number % 3}]",
        )
        for number in range(240)
    }
    files["content/media/x.bin"] = b"x"
    files["templates/static/own.css"] = "b { color: red }\n"
    files["templates/redirect.html"] = "<!DOCTYPE html><title>On</title><h1>On</h1>"
    return files | ({"content/articles/007.md": broken} if broken else {})


def _spawned(script: Path, folder: Path, *arguments: str) -> tuple[int, str, str]:
    script.write_text(_SPAWNING, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, str(script), "build", str(folder), "--now", NOW, "--jobs", "3", *arguments],
        env={**os.environ, "PYTHONPATH": str(_REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    *_, way = ended.stdout.splitlines()
    return ended.returncode, way, ended.stderr


@pytest.mark.slow
def test_spawned_processes_give_the_bytes_of_one(tmp_path: Path) -> None:
    one, three = (write_site(tmp_path / name, _files()) for name in ("one", "three"))
    built(one)
    assert _spawned(tmp_path / "build.py", three) == (0, "spawned", "")
    assert published(three) == published(one)
    for folder in (one, three):
        write_sources(folder, _files(article("Changed", "2024-05-05", "Anew.", incident="case-0")))
    built(one)
    assert _spawned(tmp_path / "build.py", three, "--fresh") == (0, "spawned", "")
    assert published(three) == published(one)


@pytest.mark.slow
def test_spawned_processes_tell_of_mistakes_as_one_does(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "site", _files("---\ntitle: Broken\ndate: 2024-02-30\n---\nText.\n"))
    code, way, said = _spawned(tmp_path / "build.py", folder, "--quiet")
    alone = build(folder, "--quiet")
    assert (code, way, said.splitlines()[:-1]) == (alone.code, "spawned", alone.err.splitlines()[:-1])
    assert (code, "bad-date" in said or "2024-02-30" in said) == (1, True)
