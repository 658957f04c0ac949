"""What makes rendering fast changes no byte: a whole site is rendered with each shortcut and without it, the plain way."""

import io
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import pytest

from digest.app.publishing.tasks import Texts
from digest.model.config import Config
from digest.model.page import Page
from digest.model.site import Compiled, Content, Site, Template
from digest.model.views.files import CopyView
from digest.planning.content.assemble import assemble
from digest.planning.content.visibility import VisibilityContext
from digest.planning.plan import Plan, plan_site
from digest.reading.cache import unpack_documents
from digest.reading.config.settings import read_config
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.program import read_coastlines, read_fonts
from digest.reading.scan import find_content, gather, read_documents
from digest.reading.theme.templates import read_theme
from digest.rendering.html.theme import compile_template
from digest.rendering.markup.body import Prose
from digest.rendering.renderer import Renderer
from digest.writing.spill_file import SpillFile
from tests.laws.sample import HARBOUR
from tests.support.sites import CONFIG, article, write_site

SHORTCUTS = ("own_code", "fragments", "cached", "paragraphs", "views")
MARKUP = "One & two.\n\nThree *four*, [five](/incidents/).\n\n- six\n- seven[^1]\n\nEight.\n\n[^1]: Nine.\n"
FILES = {
    **HARBOUR,
    "content/articles/marked.md": article("M & <M>", "2024-05-01", MARKUP, incident="crane", tags="[steel]"),
    "content/articles/plain.md": article(
        "Plain", "2024-05-02", "Ten > nine & one.\n\nTen.\nEleven.\n", incident="crane"
    ),
    "config.yaml": CONFIG + "feeds: {also: [atom, json]}\n",
}


@dataclass(frozen=True)
class Planned:
    folder: Path
    config: Config
    content: Content
    templates: tuple[Template, ...]
    plan: Plan


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    """Plan a small site, as a build does."""
    folder = write_site(tmp_path_factory.mktemp("site"), FILES)
    config, _ = read_config(folder)
    assert config is not None
    found = find_content(folder)
    content, _ = gather(found, unpack_documents(read_documents(folder, found.documents, config.zone)))
    templates, static = read_theme(folder, DiagnosticCollector())
    assembly, _ = assemble(content, VisibilityContext(datetime.fromisoformat("2026-01-01T00:00Z")))
    plan, _ = plan_site(Site(config, content, templates, static), assembly)
    return Planned(folder, config, content, templates, plan)


def rendered(planned: Planned, folder: Path, **on: bool) -> dict[str, bytes]:
    """Render all pages of a site, with these shortcuts on or off; the others are on."""
    compiled = {one.key: _compiled(one, planned.config, own_code=on.get("own_code", True)) for one in planned.templates}
    cached = on.get("cached", True)
    prose = Prose(
        Texts(planned.folder, planned.content.body_locations).read,
        paragraphs=on.get("paragraphs", True),
        cached=cached,
    )
    renderer = Renderer(
        *(planned.plan.site, planned.templates, compiled, prose, SpillFile(folder), read_coastlines, read_fonts),
        fragments=on.get("fragments", True),
        cached=cached,
    )
    pages = planned.plan.pages
    return dict(_pages(pages if on.get("views", True) else map(_anew, pages), renderer))


class _Forgetful(pickle.Pickler):
    """Pickles values without what they remember: the cards, texts and links that a node made for pages and feeds."""

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401 - pickle says so
        remembered = {name for name, made in vars(type(value)).items() if isinstance(made, cached_property)}
        if not remembered:
            return NotImplemented
        kept = {name: one for name, one in vars(value).items() if name not in remembered}
        return object.__new__, (type(value),), kept


def _anew(page: Page) -> Page:
    """Return the page with nodes of its own, as if no other page had ever been made of them."""
    raw = io.BytesIO()
    _Forgetful(raw).dump(page)
    return cast("Page", pickle.loads(raw.getvalue()))


def _compiled(template: Template, config: Config, *, own_code: bool) -> Compiled:
    compiled = compile_template(template, config.words, own_code=own_code)
    assert isinstance(compiled, Compiled)
    return compiled


def _pages(pages: Iterable[Page], renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    for page in pages:
        if not isinstance(page.view, CopyView):
            made = renderer.render(page)
            assert isinstance(made, bytes | Iterator), made
            yield page.address, made if isinstance(made, bytes) else b"".join(made)


@pytest.fixture(scope="module")
def fast(planned: Planned, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    recipes = {page.renderer for page in planned.plan.pages}
    assert {"article.html", "incident.html", "home.html", "rss", "atom", "json", "data", "csv"} <= recipes
    return rendered(planned, tmp_path_factory.mktemp("folder"))


@pytest.mark.parametrize("off", [*((name,) for name in SHORTCUTS), SHORTCUTS], ids="+".join)
def test_a_site_is_the_same_without_a_shortcut(
    planned: Planned, fast: dict[str, bytes], off: tuple[str, ...], tmp_path: Path
) -> None:
    plain = rendered(planned, tmp_path, **dict.fromkeys(off, False))
    assert [path for path in fast if plain[path] != fast[path]] == []
    assert plain.keys() == fast.keys()
