"""A site's output as a browser, a feed reader and a search engine see it: pages parsed, links resolved."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import html5lib

BASE = "https://harbour.example/news/"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}"
_LINKS = (
    ("a", "href"),
    ("link", "href"),
    ("img", "src"),
    ("script", "src"),
    ("source", "src"),
    ("form", "action"),
    ("area", "href"),
    ("iframe", "src"),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page, parsed: its title, its headings of the first rank, its ids, its links and its canonical address."""

    address: str
    title: str
    headings: int
    ids: tuple[str, ...]
    links: tuple[str, ...]
    canonical: str
    refresh: str
    loaded: tuple[str, ...]


def see(path: str, raw: bytes) -> Seen:
    """Parse a page."""
    root: ET.Element = html5lib.parse(raw, treebuilder="etree", transport_encoding="utf-8")
    found = [
        (tag, element.get(name))
        for tag, name in _LINKS
        for element in root.iter(_XHTML + tag)
        if element.get("rel") != "canonical"
    ]
    found += [("a", element.get("href")) for element in root.iter(_SVG + "a")]
    refresh = [
        meta.get("content", "")
        for meta in root.iter(_XHTML + "meta")
        if (meta.get("http-equiv") or "").lower() == "refresh"
    ]
    return Seen(
        address=address_of(path),
        title="".join(next(root.iter(_XHTML + "title")).itertext()),
        headings=len(list(root.iter(_XHTML + "h1"))),
        ids=tuple(str(element.get("id")) for element in root.iter() if element.get("id") is not None),
        links=tuple(str(link) for _, link in found if link is not None),
        canonical="|".join(
            str(link.get("href")) for link in root.iter(_XHTML + "link") if link.get("rel") == "canonical"
        ),
        refresh="".join(refresh).partition("url=")[2],
        loaded=tuple(str(link) for tag, link in found if link is not None and tag not in {"a", "area", "form"}),
    )


def address_of(path: str) -> str:
    """Return the address of a file: a folder's index is the folder."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def pages_of(site: Mapping[str, bytes]) -> dict[str, Seen]:
    """Return all pages of a site, parsed, by their paths."""
    return {path: see(path, raw) for path, raw in site.items() if path.endswith(".html")}


def dead_ends(site: Mapping[str, bytes], pages: Mapping[str, Seen]) -> Iterator[tuple[str, str]]:
    """Return every link of a page that leads nowhere within the site, with the page."""
    for path, page in pages.items():
        here = BASE + page.address
        for link in filter(None, (*page.links, page.refresh)):
            if not urlsplit(link).scheme and not is_alive(urljoin(here, link), site, pages):
                yield path, link


def is_alive(url: str, site: Mapping[str, bytes], pages: Mapping[str, Seen]) -> bool:
    """Return whether a URL of the site leads to a file, and to an element of it if it names one."""
    place, _, anchor = url.partition("#")
    if not place.startswith(BASE):
        return False
    path = unquote(place.removeprefix(BASE))
    path += "index.html" if not path or path.endswith("/") else ""
    return path in site and (not anchor or (path in pages and unquote(anchor) in pages[path].ids))


def own_urls(site: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Return every whole URL of the site itself that any file of text holds, with the file."""
    for path, raw in site.items():
        if not path.startswith("media/") and not path.endswith(".png"):
            yield from ((path, url) for url in re.findall(re.escape(BASE) + r"[^\s\"'<>\\)\],&]*", raw.decode()))


def repeated(values: Iterator[str]) -> list[str]:
    """Return the values that come more than once."""
    return sorted(value for value, count in Counter(values).items() if count > 1)
