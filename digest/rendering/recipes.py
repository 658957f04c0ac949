"""Recipes: what a page is rendered with. Each has a fingerprint that changes whenever its result could change."""

from collections.abc import Callable, Collection, Iterable

from digest.adapters.serialization import fingerprint
from digest.model.diagnostic import Diagnostic, Position, error, warning
from digest.model.feed_formats import FeedFormat
from digest.model.site import Compiled, Template

# Recipes without a template. For `copy`, nothing is rendered: the bytes are those of the file.
_MACHINE_RECIPES = (
    *FeedFormat,
    *("card", "copy", "csv", "data", "lookup", "opml", "picture", "preview", "robots", "schema", "sitemap"),
    *("apache", "cloudflare", "netlify", "headers", "nginx", "nginx-headers", "s3"),
)


def recipe_keys(
    templates: tuple[Template, ...], compiled: dict[str, Compiled], program: str
) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """Return the fingerprint of every recipe, and an error for every template that includes a missing one.

    A recipe consists of a template, all templates that it includes, and the program, by its own fingerprint.
    """
    keys = {template.name: template.key for template in templates}
    needs = _needs(templates, compiled)
    diagnostics = []
    for template in templates:
        for name in sorted(needs[template.name] - keys.keys()):
            message = f"it includes “{name}”, and there is no such template"
            diagnostics.append(error("template-missing", Position(template.file), message, "mend the name"))
    recipes = {name: [keys[part].encode() for part in _closure(name, needs)] for name in keys}
    recipes |= {name: [] for name in _MACHINE_RECIPES}
    found = {name: fingerprint(program.encode(), name.encode(), *parts) for name, parts in recipes.items()}
    return found, tuple(diagnostics)


def is_made_of(
    recipe: str, parts: Iterable[Template], templates: tuple[Template, ...], compiled: dict[str, Compiled]
) -> bool:
    """Return whether a recipe is one of these templates, or includes one of them."""
    return not {part.name for part in parts}.isdisjoint(_closure(recipe, _needs(templates, compiled)))


def _needs(templates: tuple[Template, ...], compiled: dict[str, Compiled]) -> dict[str, set[str]]:
    """Return for each template the names of those that it includes directly."""
    names = {template.name for template in templates}
    needs: dict[str, set[str]] = {}
    for template in templates:
        includes = compiled[template.key].includes if template.key in compiled else ()
        needs[template.name] = set(names) if None in includes else {name for name in includes if name is not None}
    return needs


def _closure(name: str, needs: dict[str, set[str]]) -> list[str]:
    """Return a template and all that it includes, sorted."""
    seen: set[str] = set()
    todo = [name]
    while todo:
        part = todo.pop()
        if part not in seen and part in needs:
            seen.add(part)
            todo += needs[part]
    return sorted(seen)


def unknown_words(
    templates: tuple[Template, ...], compiled: dict[str, Compiled], default_texts: Callable[[], Collection[str]]
) -> tuple[Diagnostic, ...]:
    """Return a warning for every text of a template without a translation, except the texts in `default_texts`, the default theme's."""
    unknown = [
        (text, Position(template.file, line, 1))
        for template in templates
        if template.key in compiled
        for text, line in compiled[template.key].unknown
    ]
    known = default_texts() if unknown else ()
    return tuple(
        warning(
            "missing-word",
            position,
            f"there is nothing for “{text}” in the language of the site: it stays English",
            f'add it to the language\'s file in templates/words/: msgid "{text}"',
        )
        for text, position in unknown
        if text not in known
    )
