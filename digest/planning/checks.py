"""Checks of a plan as a whole: colliding addresses, and references to pages and files that do not exist."""

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from digest.model.config import Config
from digest.model.content.article import Article
from digest.model.diagnostic import Diagnostic, Position, error, warning
from digest.model.page import Page
from digest.model.site import Content, ContentItem, OwnPage, Template
from digest.model.url import fold, path_of
from digest.planning.pages.search import INDEX
from digest.planning.site.index import SiteIndex
from digest.planning.site.sections import SITE_ORIGIN


def collisions(pages: list[Page]) -> Iterator[Diagnostic]:
    """Report every two pages that would be the same file, or a file and a folder of the same name, on some file system."""
    paths = [fold(path_of(page.address)) for page in pages]
    files, folders = set(paths), set[str]()
    parents = {path.rpartition("/")[0] for path in paths}
    while parents:
        folders |= parents
        parents = {path.rpartition("/")[0] for path in parents} - folders
    if len(files) < len(paths) or not files.isdisjoint(folders):
        yield from _pairs_that_collide(pages)


def _pairs_that_collide(pages: Iterable[Page]) -> Iterator[Diagnostic]:
    taken: dict[str, Page] = {}
    folders: dict[str, Page] = {}
    for page in sorted(pages, key=lambda page: page.renderer == "redirect.html"):
        path = fold(path_of(page.address))
        other = taken.get(path) or folders.get(path)
        parts = path.split("/")
        parents = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
        if other is None:
            other = next((taken[parent] for parent in parents if parent in taken), None)
        if other is not None:
            if not (page.is_feed and other.is_feed):  # the pages that they belong to collide as well
                yield _collision(page, other)
            continue
        taken[path] = page
        for parent in parents:
            folders.setdefault(parent, page)


def within_the_index(redirects: Iterable[Page]) -> Iterator[Diagnostic]:
    """Report every redirect in the folder of the search index, whose files are not planned and have unpredictable names."""
    for page in redirects:
        if fold(page.address).startswith(INDEX):
            yield error(
                "alias-collides",
                page.origin,
                f"the alias /{page.address} lies within /{INDEX}, where the index of the search is",
                "delete the alias, or write another one",
            )


def _collision(page: Page, other: Page) -> Diagnostic:
    maker = "a page that digest makes by itself" if other.origin == SITE_ORIGIN else f"what {other.origin.file} makes"
    if page.renderer == "redirect.html":
        hint = "delete the alias, or write another one"
        return error(
            "alias-collides",
            page.origin,
            f"the alias /{page.address} is the address of {maker}",
            hint,
        )
    hint = "write another slug: into the newer of the two"
    return error(
        "address-taken",
        page.origin,
        f"its address, /{page.address}, is already that of {maker}",
        hint,
    )


def respelled_links(pages: Iterable[Page], content: Content, index: SiteIndex) -> tuple[tuple[str, str], ...]:
    """Return the links in visible content that differ from an address of the site in case or Unicode form alone, each with that address."""
    addresses = {page.address for page in pages}
    wrong = {
        reference.address
        for thing in _things(content, index)
        for reference in thing.references
        if reference.address not in addresses and f"{reference.address}/" not in addresses
    }
    if not wrong:
        return ()
    folded = {fold(address): address for address in sorted(addresses, reverse=True)}
    found = {link: folded.get(fold(link)) or folded.get(f"{fold(link)}/") for link in sorted(wrong)}
    return tuple([(link, address) for link, address in found.items() if address])


def _things(content: Content, index: SiteIndex) -> tuple[ContentItem, ...]:
    return (*index.assembly.articles, *content.incident_files, *index.assembly.own_pages)


def broken_references(
    pages: Iterable[Page], content: Content, index: SiteIndex, respelled: Collection[str]
) -> Iterator[Diagnostic]:
    """Report every link and image in visible content whose page or file does not exist in the site; `respelled` links lead somewhere."""
    addresses = {page.address for page in pages}.union(respelled)
    for thing in _things(content, index):
        image = None if isinstance(thing, OwnPage) else thing.image
        if image is not None and not image.optional and image.src not in addresses:
            yield _missing_media(image.src, thing.origin.at("image"))
        for reference in thing.references:
            yield from _leads_nowhere(reference.address, reference.position, addresses)


def broken_settings(pages: Iterable[Page], config: Config) -> Iterator[Diagnostic]:
    """Report every address in the settings of the theme that has no page or file in the site."""
    addresses = {page.address for page in pages} if config.theme.named else set()
    for address, position in config.theme.named:
        yield from _leads_nowhere(address, position, addresses)


# Endings of files that texts show, or link to for readers to download.
_FILES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".avif",
    ".svg",
    ".pdf",
    ".mp3",
    ".mp4",
    ".webm",
    ".zip",
    ".csv",
    ".docx",
    ".xlsx",
)


def _leads_nowhere(address: str, position: Position, addresses: set[str]) -> Iterator[Diagnostic]:
    if address in addresses or f"{address}/" in addresses:
        return
    if address.startswith("media/"):
        yield _missing_media(address, position)
    elif address.lower().endswith(_FILES):
        yield warning(
            "broken-link",
            position,
            f"there is no file {address}, neither beside the text nor in the site",
            "put the file beside the text; or into content/media/, and write media/ before its name (capitals count)",
        )
    else:
        yield warning(
            "broken-link",
            position,
            f"there is no page at /{address}",
            "write the address of a page, such as /incidents/",
        )


def _missing_media(address: str, position: Position) -> Diagnostic:
    return error(
        "missing-media",
        position,
        f"there is no file content/{address}",
        "put the file there, or mend its name (capitals count)",
    )


def untied_translations(articles: Iterable[Article], config: Config) -> Iterator[Diagnostic]:
    """Report every translation whose original does not exist, or has the same language."""
    by_id = {fold(article.id): article for article in articles}
    for article in by_id.values():
        if not article.translation_of:
            continue
        original = by_id.get(fold(article.translation_of))
        where, language = article.origin.at("translation_of"), article.language or config.language
        if original is None or original is article:
            near = get_close_matches(article.translation_of, sorted(by_id.keys() - {fold(article.id)}), 1)
            yield warning(
                "unknown-original",
                where,
                f"there is no other article “{article.translation_of}”",
                f"did you mean `{near[0]}`?"
                if near
                else "write the id of the original: the name of its file, without its ending",
            )
        elif (original.language or config.language) == language:
            yield warning(
                "untold-language",
                where,
                f"this article and its original, {original.origin.file}, are both in the language `{language}`",
                "write the language of the translation, such as lang: de",
            )


def missing_policy(config: Config, pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """Report that the page of the corrections policy, named in the settings, does not exist."""
    address = f"{config.corrections_policy}/"
    if config.corrections_policy and not any(page.address == address for page in pages):
        yield error(
            "missing-page",
            Position("config.yaml"),
            f"`corrections_policy` names the page “{config.corrections_policy}”, and there is none",
            f"write content/pages/{config.corrections_policy}.md, or delete the line",
        )


# The comment at the head of a template, which names the view that it sees.
_VIEW = re.compile(r"\{#(?:(?!#\}).)*? Sees an? (\w+View)\.\s*#\}", re.DOTALL)
# Layouts of other generators (Jekyll, Eleventy, Hexo), which imported pages name: without such a template, they choose nothing.
_FOREIGN = frozenset("base default false layout main none null page pages post posts single".split())


def chosen_layouts(pages: Iterable[OwnPage], templates: Iterable[Template]) -> dict[str, str]:
    """Return the templates that own pages choose in their front matter, by the ids of the pages; those that are unknown are left out."""
    chosen = [page for page in pages if page.layout]
    known = _layouts(templates) if chosen else frozenset()
    names = {page.id: _file_name(page.layout) for page in chosen}
    return {page: name for page, name in names.items() if name in known}


def _layouts(templates: Iterable[Template]) -> frozenset[str]:
    """Return the names of the templates that show own pages: that of digest and those of the site. Parts of pages are none."""
    return frozenset(template.name for template in templates if _shows_own_pages(template))


def _shows_own_pages(template: Template) -> bool:
    view = _VIEW.search(template.source[:1000])
    named = not template.name.startswith(("parts/", "digest/")) and template.name != "base.html"
    return named and template.name.endswith(".html") and (view is None or view[1] == "OwnPageView")


def unknown_layouts(pages: Iterable[OwnPage], templates: Iterable[Template]) -> Iterator[Diagnostic]:
    """Report every page whose layout is no template for own pages."""
    chosen = [page for page in pages if page.layout]
    known = _layouts(templates) if chosen else frozenset()
    others = {template.name for template in templates} - known if chosen else set()
    for page in chosen:
        name = _file_name(page.layout)
        if name in known or _is_foreign(page.layout):
            continue
        if name in others:
            what, hint = "is for pages of another kind", "write a template of your own for it, or delete the line"
        else:
            near = get_close_matches(name, sorted(known), 1, 0.6)
            what = "does not exist"
            hint = f"did you mean {near[0]}?" if near else "write it, or delete the line"
        yield error("unknown-layout", page.origin.at("layout"), f"the template templates/{name} {what}", hint)


def _file_name(layout: str) -> str:
    name = layout.removeprefix("templates/")
    return name if name.endswith(".html") else f"{name}.html"


def _is_foreign(layout: str) -> bool:
    """Return whether a layout is certainly one of another generator: by its usual name, or by the ending of its file."""
    return layout.lower() in _FOREIGN or bool(re.search(r"\.(?!html$)[a-z]{2,7}$", layout))
