"""Sites to be looked at: the sample that comes with the program, and one of extreme content, each built once."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from digest.app.publishing.publish import compare_with_site
from tests.quality.extremes import CONFIG_OF_EXTREMES, EARLIER, FILES
from tests.quality.host import hosted
from tests.support.sites import built, write_site

SOURCE = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Built:
    """A site: its folder of files, the URL at which it is served, and by which template each page is made."""

    folder: Path
    url: str
    recipes: dict[str, str]

    def pages(self) -> list[str]:
        """Return the addresses of all pages that stay on the screen, that is, all but those which send readers on."""
        files = sorted(file for file in self.folder.rglob("*.html") if not sends_on(file))
        return [file.relative_to(self.folder).as_posix().removesuffix("index.html") for file in files]

    def kinds(self) -> list[str]:
        """Return a page of each kind, the largest of them.

        Pages are of one kind that one template makes, and whose addresses have the same first part and equally many: what comes later
        is a kind by itself.
        """
        largest: dict[tuple[str, str, int], tuple[int, str]] = {}
        for address in self.pages():
            parts = address.split("/")
            kind = self.recipes[address], parts[0], len(parts)
            largest[kind] = max(largest.get(kind, (0, "")), (self.file(address).stat().st_size, address))
        return sorted(address for _, address in largest.values())

    def file(self, address: str) -> Path:
        """Return the file behind an address."""
        return self.folder / (address if address.endswith(".html") else f"{address}index.html")

    def largest(self, recipe: str) -> str:
        """Return the largest page that a template makes."""
        made = (address for address in self.pages() if self.recipes[address] == recipe)
        return max(made, key=lambda address: self.file(address).stat().st_size)


def sends_on(file: Path) -> bool:
    """Return whether a page does nothing but send readers on."""
    return b'http-equiv="refresh"' in file.read_bytes()


@contextlib.contextmanager
def sample(folder: Path) -> Iterator[Built]:
    """Build and serve the sample."""
    shutil.copy(SOURCE / "config.yaml", folder)
    for name in ("content", "templates"):
        shutil.copytree(SOURCE / name, folder / name)
    recipes = built_with(folder, now="2026-07-01T00:00:00Z")
    with hosted(folder / "site", "/sample/") as url:
        yield Built(folder / "site", url, recipes)


@contextlib.contextmanager
def extremes(folder: Path) -> Iterator[Built]:
    """Build and serve the site of extreme content, which was another one before."""
    built(write_site(folder, {**FILES, **EARLIER}, CONFIG_OF_EXTREMES))
    recipes = built_with(write_site(folder, FILES, CONFIG_OF_EXTREMES))
    with hosted(folder / "site", "/news/") as url:
        yield Built(folder / "site", url, recipes)


def built_with(folder: Path, **options: str) -> dict[str, str]:
    """Build a site, and give the recipe of each of its pages by their addresses."""
    recipes: dict[str, str] = {}

    def noting(job: Any, planned: Any) -> Any:  # noqa: ANN401 - as they come
        recipes.update({page.address: page.renderer for page in planned.plan.pages})
        return compare_with_site(job, planned)

    with patch("digest.app.build.compare_with_site", noting):
        built(folder, **options)
    return recipes
