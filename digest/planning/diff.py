"""Compare the planned pages with the manifest: which pages must be rendered, and which files removed."""

from collections.abc import Iterable
from dataclasses import dataclass

from digest.adapters.serialization import fingerprint, fingerprint_of, pack
from digest.model.page import Output, Page
from digest.model.url import path_of
from digest.planning.plan import Plan


@dataclass(frozen=True, slots=True)
class Changes:
    """The pages to render, each with its fingerprint; the outputs to keep; and the paths to remove.

    `recipes` are the fingerprints of what every renderer is made of, together with the settings, by the renderer's name.
    """

    render: tuple[tuple[Page, str], ...]
    keep: tuple[Output, ...]
    remove: tuple[str, ...]
    recipes: dict[str, str]


def compare(plan: Plan, recipes: dict[str, str], known: Iterable[Output], damaged: frozenset[str]) -> Changes:
    """Compare what is planned with the outputs of the manifest.

    `recipes` are the fingerprints of what every renderer is made of, by its name; `damaged` are paths whose files differ from the
    manifest. A page is rendered if and only if the fingerprint of its renderer, its spec, its address, its title and its
    note of a preview is not the one that its file was made with.
    """
    before = {output.path: output for output in known}
    site = pack((plan.site, plan.settings))
    shared = {name: fingerprint(recipe.encode(), site) for name, recipe in recipes.items()}
    render: list[tuple[Page, str]] = []
    keep: list[Output] = []
    for page in plan.pages:
        path = path_of(page.address)
        spec = page.spec
        key = fingerprint_of((shared[page.renderer], type(spec).__name__, page.address, page.title, page.preview, spec))
        output = before.pop(path, None)
        if output is not None and output.key == key and path not in damaged:
            keep.append(output)
        else:
            render.append((page, key))
    return Changes(tuple(render), tuple(keep), tuple(sorted(before)), shared)
