"""What has to be done: which pages are not yet what they should be, and which files no page claims any more."""

from collections.abc import Iterable
from dataclasses import dataclass

from digest.model.page import Output, Page
from digest.model.url import path_of
from digest.model.views import View
from digest.packing import fingerprint, pack
from digest.planning.pages import Plan


@dataclass(frozen=True, slots=True)
class Changes:
    """The pages to render, each with its fingerprint; the outputs to keep; and the paths to remove."""

    render: tuple[tuple[Page, str], ...]
    keep: tuple[Output, ...]
    remove: tuple[str, ...]


def compare(plan: Plan, recipes: dict[str, str], known: Iterable[Output], damaged: frozenset[str]) -> Changes:
    """Compare what is planned with what the manifest knows.

    `recipes` are the fingerprints of all recipes; `damaged` are paths whose files are not what the manifest says. A page is rendered if
    and only if the fingerprint of its recipe and its view is not the one that its file was made with.
    """
    before = {output.path: output for output in known}
    site = pack(plan.site)
    shared = {name: fingerprint(recipe.encode(), site).encode() for name, recipe in recipes.items()}
    render: list[tuple[Page, str]] = []
    keep: list[Output] = []
    view: View | None = None
    packed = b""
    for page in plan.pages:
        path = path_of(page.address)
        if page.view is not view:  # the formats of a feed are neighbours, and have one view
            view, packed = page.view, pack(page.view)
        key = fingerprint(shared[page.recipe], page.address.encode(), packed)
        output = before.pop(path, None)
        if output is not None and output.key == key and path not in damaged:
            keep.append(output)
        else:
            render.append((page, key))
    return Changes(tuple(render), tuple(keep), tuple(sorted(before)))
