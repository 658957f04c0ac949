"""The wheel is whole: installed elsewhere, without the repository, it builds a site with its own theme."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

import digest
from digest.reading.files.program import DATA, STARTING_DATA
from tests.support.sites import NOW, article, tree, write_site

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, folder: Path) -> str:
    """Run a command that must end well, away from the repository, and give what it printed."""
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it into a fresh environment, which has its dependencies from the running one."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder / "dist", ROOT, folder=folder)
    [wheel] = (folder / "dist").glob("*.whl")
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    inside = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    run(sys.executable, "-m", "pip", "--python", inside, "install", "--no-deps", "--no-index", wheel, folder=folder)
    [packages] = (folder / "venv").rglob("site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return inside


@pytest.mark.slow
def test_an_installed_wheel_builds_a_site_anywhere(python: Path, tmp_path: Path) -> None:
    where = run(python, "-c", "import digest; print(digest.__file__)", folder=tmp_path).strip()
    assert Path(where).is_relative_to(python.parents[1]), "the package comes from the wheel"
    files: dict[str, str | bytes] = {
        "content/articles/crane.md": article(incident="case", tags="[harbour]"),
        "content/media/x.png": b"png",
    }
    write_site(tmp_path / "site", files)
    said = run(python.parent / "digest", "build", tmp_path / "site", "--now", NOW, "--strict", folder=tmp_path)
    assert "1 article" in said or "1 report" in said, said
    site = tree(tmp_path / "site/site")
    assert {
        "index.html",
        "articles/2024/03/crane/index.html",
        "incidents/case/feed.xml",
        "feed.xml",
        "opml.xml",
        "media/x.png",
    } <= set(site)
    assert site["static/style.css"] == (ROOT / "templates/static/style.css").read_bytes()
    assert b'href="../../../../static/style.css"' in site["articles/2024/03/crane/index.html"]


@pytest.mark.slow
def test_the_wheel_carries_the_whole_theme_and_nothing_of_the_repository(python: Path) -> None:
    [package] = python.parents[1].rglob("site-packages/digest")
    assert tree(package / "theme/templates") == tree(ROOT / "templates")
    assert (package / "docs/errors.md").read_bytes() == (ROOT / "docs/errors.md").read_bytes()
    assert (package / "py.typed").is_file()
    for data in (DATA, STARTING_DATA):
        assert tree(package / data) == tree(ROOT / "digest" / data)
    beside = {path.name for path in package.parent.iterdir() if "dist-info" not in path.name} - {
        "digest",
        "dependencies.pth",
        "__pycache__",
    }
    assert beside == set()


@pytest.mark.slow
def test_the_installed_command_explains_a_code(python: Path, tmp_path: Path) -> None:
    assert "Error. A field has a name" in run(python.parent / "digest", "explain", "unknown-key", folder=tmp_path)


@pytest.mark.slow
def test_the_installed_command_begins_a_site_and_builds_it(python: Path, tmp_path: Path) -> None:
    run(python.parent / "digest", "init", "harbour", "--host", "github", folder=tmp_path)
    run(python.parent / "digest", "new", "article", "Cranes", "--incident", "mill", folder=tmp_path / "harbour")
    said = run(python.parent / "digest", "build", "--strict", folder=tmp_path / "harbour/content")
    assert "2 articles in 1 incident (1 draft left out)" in said


@pytest.mark.slow
def test_the_command_names_its_version(python: Path, tmp_path: Path) -> None:
    assert run(python.parent / "digest", "--version", folder=tmp_path) == f"digest {digest.__version__}\n"


@pytest.mark.slow
def test_an_installed_wheel_has_the_page_of_the_desk(python: Path, tmp_path: Path) -> None:
    program = (
        "from digest.app.looking.desk import render_desk; from digest.model.reports.desk import Desk; "
        "print(render_desk(Desk('News', 'now', ()), '/').decode())"
    )
    said = run(python, "-c", program, folder=tmp_path)
    assert ("<title>The desk of News</title>" in said, "data-copy" in said, "--paper" in said) == (True, True, True)
