"""What `digest serve` says before it serves; tests/browser/test_serve.py runs it."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sites import NOW, article, modules, run, write_site

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty", "８０００"])
def test_a_port_that_is_none_is_a_wrong_command_line(port: str) -> None:
    ended = run("serve", "--port", port)
    assert (ended.code, "is not a port from 1 to 65535" in ended.err or "expected one argument" in ended.err) == (
        2,
        True,
    )


def test_a_port_that_is_taken_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run("serve", str(write_site(tmp_path, {})), "--port", str(port))
    assert (ended.code, ended.err) == (
        1,
        (
            f"digest serve: error: port {port} is in use by another program\n"
            f"    choose another one, such as --port {port + 1}, or leave out --port: digest finds a free one\n"
        ),
    )


def test_without_its_libraries_it_says_how_to_install_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("digest.serving", "digest.app.looking.serve"))]:
        monkeypatch.delitem(sys.modules, name)
    with modules(uvicorn=None):
        ended = run("serve", str(write_site(tmp_path, {})))
    assert (ended.code, ended.err.splitlines()[0]) == (
        1,
        "digest serve: error: uvicorn is not installed, which the site is served with",
    )
    assert "pipx install" in ended.err


@pytest.mark.slow
def test_it_opens_the_browser_if_asked_and_says_where_the_site_is(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "site", {"content/articles/crane.md": article(text="See [it](/quay/).")})
    opened = tmp_path / "opened"
    browser = f"{sys.executable} -c \"import sys; open('{opened}', 'w').write(sys.argv[1])\" %s"
    command = [sys.executable, "-m", "digest", "serve", str(folder), "--open", "--verbose", "--jobs", "1", "--now", NOW]
    environment = {**os.environ, "BROWSER": browser}
    with subprocess.Popen(command, stdout=-1, stderr=-1, text=True, cwd=ROOT, env=environment) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.terminate()
        _, problems = process.communicate(timeout=20)
    url = said.removeprefix("The site is at ").partition(" ")[0]
    assert said == f"The site is at {url} (only on this machine). Ctrl-C stops it.\n"
    assert url.endswith("/news/")
    assert "[broken-link]" in problems
    assert opened.read_text(encoding="utf-8") == url


@pytest.mark.slow
def test_its_report_for_machines_is_one_line(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "site", {"content/articles/crane.md": article(date="2024-02-30")})
    command = [sys.executable, "-m", "digest", "serve", str(folder), "--json", "--quiet"]
    with subprocess.Popen(command, stdout=-1, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        report = json.loads(process.stdout.readline())
        process.terminate()
        process.communicate(timeout=20)
    assert (report["url"].startswith("http://127.0.0.1:"), [one["code"] for one in report["diagnostics"]]) == (
        True,
        ["impossible-date"],
    )
