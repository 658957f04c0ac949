"""The collections of a site of Astro, and the routes that show them, as far as their programs have the usual forms."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from digest.importing.record import Folder, Value
from digest.importing.sites.literals.script import block_at, text_setting, without_comments
from digest.importing.sites.settings import folder_of, text_of


class Collection(NamedTuple):
    """A collection: its name, its folder, and the languages that the folders in it or the names of collections like it say."""

    name: str
    folder: str
    languages: frozenset[str] = frozenset()


class Route(NamedTuple):
    """The address of each text of a collection, with `[slug]` and others in it; `field` is the field that is the slug, if one is."""

    pattern: str
    field: str = ""
    is_guessed: bool = False

    def address(self, slug: str, lang: str, moment: datetime | None, fields: Mapping[str, Value]) -> str:
        """Return the address of a text; empty if the route has a part that cannot be known."""
        parts = dict.fromkeys(_SLUGS, slug)
        if self.field:
            parts |= dict.fromkeys(_SLUGS, text_of(fields.get(self.field)).strip("/") or slug)
        if "[lang]" in self.pattern or "[locale]" in self.pattern:
            within = parts["slug"].removeprefix(f"{lang.lower()}/")
            parts |= dict.fromkeys(_SLUGS, within) | {"lang": lang, "locale": lang}
        if moment:
            parts |= {"year": moment.strftime("%Y"), "month": moment.strftime("%m"), "day": moment.strftime("%d")}
        filled = _PARAMETER.sub(lambda found: parts.get(found["name"].lower(), "\0"), self.pattern)
        return "" if "\0" in filled or not parts["slug"] else re.sub(r"/{2,}", "/", f"{filled}/")


_PARAMETER = re.compile(r"\[(?:\.\.\.)?(?P<name>\w+)\]")
_SLUGS = frozenset(
    "slug id post postid article entry path permalink title name blog news story key blogslug postslug articleslug".split()
)
_KNOWN = _SLUGS | {"lang", "locale", "year", "month", "day"}
_COLLECTION = re.compile(
    r"(?:const|let|var)\s+(?P<name>\w+)(?:\s*:\s*\w+)?\s*=\s*defineCollection\s*(?=\()|[\"']?(?P<key>[\w-]+)[\"']?\s*:\s*defineCollection\s*(?=\()"
)
_LISTED = re.compile(r"collections\s*(?::\s*[^=]+)?=\s*(?=\{)")
_PAIR = re.compile(r"[\"']?(?P<key>[\w-]+)[\"']?\s*(?::\s*(?P<value>\w+))?\s*(?:,|\Z)")
_USED = re.compile(r"getCollection\s*(?:<[^>]*>)?\(\s*[\"'`](?P<name>[\w-]+)[\"'`]")
_FIELD = re.compile(r"params\s*:\s*\{\s*\w+\s*:\s*\w+\.data\.(?P<field>\w+)\s*[,}]")
_GLOB = re.compile(r"(?:import\.meta\.glob|Astro\.glob)\s*(?:<[^>]*>)?\(\s*\[?\s*[\"'`](?P<path>[^\"'`*]+)/\*")


def collections_of(folder: Folder) -> tuple[Collection, ...]:
    """Return the collections: those that the settings define with a folder, and each folder of `src/content/`."""
    files = folder.files()
    found: dict[str, str] = {}
    for path in files:
        below = re.match(r"src/content/(?P<name>[^/]+)/", path)
        if below:
            found.setdefault(below["name"], f"src/content/{below['name']}")
    for path in files:
        if re.fullmatch(r"src/content(?:/config|\.config)\.[cm]?[jt]s", path):
            script = without_comments(folder.read(path).decode("utf-8", errors="replace"))
            found |= _defined(script)
    for path in files:
        if re.fullmatch(r"src/pages/.+\.(?:astro|[jt]s)", path):
            for one in _GLOB.finditer(without_comments(folder.read(path).decode("utf-8", errors="replace"))):
                place = re.sub(r"\A(?:@|~)/|\A/(?:src/)?", "src/", one["path"])
                whole = posixpath.normpath(
                    place if place.startswith("src/") else posixpath.join(folder_of(path), place)
                )
                if not whole.startswith(("src/pages", "src/content", "..")) and whole not in found.values():
                    found[whole.rpartition("/")[2]] = whole
    return tuple(Collection(name, where, _languages(name, where, found, files)) for name, where in found.items())


def _defined(script: str) -> dict[str, str]:
    """Return the folders of the collections that settings define with `glob({base: "./src/data/blog"})`."""
    folders: dict[str, str] = {}
    for found in _COLLECTION.finditer(script):
        base = text_setting(block_at(script, found.end()), "base")
        if base:
            folders[found["name"] or found["key"]] = posixpath.normpath(base.removeprefix("/"))
    listed = _LISTED.search(script)
    named = {}
    if listed:
        for pair in _PAIR.finditer(block_at(script, listed.end())):
            if (pair["value"] or pair["key"]) in folders:
                named[pair["key"]] = folders[pair["value"] or pair["key"]]
    return named or folders


def _languages(name: str, where: str, found: Mapping[str, str], files: Sequence[str]) -> frozenset[str]:
    """Return the languages of `blog_en` beside `blog_de`, or of the folders `en/` and `de/` if a collection has no others."""
    ending = re.fullmatch(r"(?P<stem>.+)[-_](?P<lang>[a-z]{2}(?:[-_][A-Za-z]{2,4})?)", name)
    if ending:
        like = [
            re.fullmatch(re.escape(ending["stem"]) + r"[-_]([a-z]{2}(?:[-_][A-Za-z]{2,4})?)", other) for other in found
        ]
        langs = {one[1] for one in like if one}
        if len(langs) > 1:
            return frozenset(langs)
    below = {
        path[len(where) + 1 :].partition("/")[0]
        for path in files
        if path.startswith(f"{where}/") and "/" in path[len(where) + 1 :]
    }
    return (
        frozenset(below)
        if len(below) > 1 and all(re.fullmatch(r"[a-z]{2}(?:-[A-Za-z]{2,4})?", one) for one in below)
        else frozenset()
    )


def routes_of(folder: Folder, collections: tuple[Collection, ...]) -> dict[str, Route]:
    """Return the route of each collection: the page with a part `[slug]` that reads it, else one whose folder has its name."""
    pages = [path for path in folder.files() if re.fullmatch(r"src/pages/.*\[[^\]]+\].*\.astro", path)]
    patterns = {path: _pattern(path) for path in pages}
    usable = {path: pattern for path, pattern in patterns.items() if pattern}
    scripts = {path: folder.read(path).decode("utf-8", errors="replace") for path in usable}
    routes: dict[str, Route] = {}
    for collection in collections:
        readers = [
            path for path in usable if any(found["name"] == collection.name for found in _USED.finditer(scripts[path]))
        ]
        readers += [
            path
            for path in usable
            if any(
                one["path"].rstrip("/").endswith(f"/{collection.folder.rpartition('/')[2]}")
                for one in _GLOB.finditer(scripts[path])
            )
        ]
        named = [
            path
            for path in usable
            if collection.name in usable[path].split("/") or f"{collection.name}s" in usable[path].split("/")
        ]
        alone = (
            [path for path in usable if re.fullmatch(r"/\[(?:\.\.\.)?\w+\]", usable[path])]
            if len(collections) == 1
            else []
        )
        best = next(iter(sorted(readers, key=lambda path: (len(path), path)) or named or alone), None)
        if best is not None:
            field = _FIELD.search(scripts[best])
            routes[collection.name] = Route(
                usable[best], field["field"] if field else "", is_guessed=best not in readers
            )
    return routes


def _pattern(path: str) -> str:
    """Return the address of a route with its parts, such as `/blog/[...slug]`; empty if one of its parts is no slug, date or language."""
    place = re.sub(r"(?:/index)?\.astro\Z", "", path.removeprefix("src/pages"))
    parts = [found["name"].lower() for found in _PARAMETER.finditer(place)]
    return place if {*parts} <= _KNOWN and {*parts} & _SLUGS else ""
