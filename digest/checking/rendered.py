"""What rendered pages show: anchors that links lead to, and words of articles that are not public."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from digest.adapters.multi_search import Search
from digest.checking.passages import LineOf, Passage, position_in
from digest.model.content.article import Article
from digest.model.diagnostic import Diagnostic, Position, warning
from digest.model.site import ContentItem

_ID = re.compile(rb"\s(?:id|name)=(?:\"([^\"]+)\"|'([^']+)'|([^\s\"'>]+))")
_LINK = re.compile(rb"<a\s[^>]*?\bhref=(?:\"([^\"]*#[^\"]+)\"|'([^']*#[^']+)')", re.IGNORECASE)
# Letters, digits and blanks: written alike in HTML, XML, JSON and CSV.
_PLAIN = re.compile(r"(?:[a-zA-Z0-9]|[^\W_])(?:[\w -]*\w)?")
_INNER_LINK = re.compile(r"(?<!\\)\]\(#([^)\s]+)\)")
# Fewer letters may be in any text.
_LEAST = 12
_LEAST_OF_A_SENTENCE = 25
_MOST_OF_A_SENTENCE = 80


class InnerLink(NamedTuple):
    """A link of a text to an anchor in the same text: the file, the anchor, and the position of the link."""

    file: str
    anchor: str
    position: Position


class Canary(NamedTuple):
    """A text of a hidden article that no published file may contain: `what` it is, and the text."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in a rendered page: its anchors, its links to anchors (absolute URLs), and the numbers of the canaries in it."""

    address: str
    anchors: tuple[str, ...]
    links: tuple[str, ...]
    canaries: tuple[int, ...]


def inner_links(item: ContentItem, passages: Iterable[Passage], line_of: LineOf) -> Iterator[InnerLink]:
    """Return the links of a text to anchors in itself. Where there is no such anchor, rendering takes the link away."""
    for passage in passages:
        if passage.field == "body" and "](#" in passage.text:
            for found in _INNER_LINK.finditer(passage.text):
                position = position_in(passage, found.start() + 2, item, line_of)
                yield InnerLink(item.origin.file, unquote(found[1]), position)


def lost_links(
    links: Iterable[InnerLink], seen: Iterable[Seen], origins: Mapping[str, Position]
) -> Iterator[Diagnostic]:
    """Report links within a text to anchors that none of the pages made from its file has."""
    anchors: dict[str, set[str]] = {}
    for one in seen:
        anchors.setdefault(origins[one.address].file, set()).update(one.anchors)
    for link in links:
        there = anchors.get(link.file)
        if there is not None and there.isdisjoint({link.anchor, f"text-{link.anchor}"}):
            inner = [one.removeprefix("text-") for one in there if one.startswith("text-")]
            yield warning(
                "broken-anchor",
                link.position,
                f"the text has nothing that is called #{link.anchor}, and its page does not show this as a link",
                _near(link.anchor, inner)
                or "write the words of a heading, such as #the-new-rules, or leave the link out",
            )


def canaries_of(article: Article) -> tuple[Canary, ...]:
    """Return the canaries of an article: what its title, slug, id and first long sentence have in plain characters."""
    sentences = [_longest(one)[:_MOST_OF_A_SENTENCE] for one in article.opening]
    sentence = next((one for one in sentences if len(one) >= _LEAST_OF_A_SENTENCE), "")
    found = {"title": _longest(article.title), "slug": article.slug, "id": article.id, "text": sentence}
    kept = {text: what for what, text in reversed(found.items()) if len(text) >= _LEAST}
    return tuple(Canary(what, text) for text, what in reversed(kept.items()))


def _longest(text: str) -> str:
    return max(_PLAIN.findall(" ".join(text.split())), key=len, default="")


def canary_search(canaries: Iterable[str]) -> Search[int]:
    """Return the search for canaries, which returns their numbers."""
    numbers: dict[bytes, int] = {}
    for number, text in enumerate(canaries):
        numbers.setdefault(text.encode(), number)
    return Search(numbers)


def look_at(address: str, raw: bytes, base_url: str, search: Search[int]) -> Seen:
    """Return what is to be seen in a file. Only HTML has anchors."""
    squeezed = b" ".join(raw.split()) if b"\n" in raw else raw
    found = {number for number, _, _ in search.find(squeezed)} | {n for n, _, _ in search.find(address.encode())}
    if not _is_html(address):
        return Seen(address, (), (), tuple(sorted(found)))
    anchors = {_text(match) for match in _ID.finditer(raw)}
    here = urljoin(base_url, address)
    links = {urljoin(here, _text(match)) for match in _LINK.finditer(raw)}
    return Seen(
        address,
        tuple(sorted(anchors)),
        tuple(sorted(link for link in links if link.startswith(base_url))),
        tuple(sorted(found)),
    )


def _is_html(address: str) -> bool:
    return not address or address.endswith(("/", ".html"))


def _text(match: re.Match[bytes]) -> str:
    return unescape(next(filter(None, match.groups()), b"").decode(errors="replace"))


def broken_anchors(
    seen: Iterable[Seen], origins: Mapping[str, Position], base_url: str
) -> Iterator[tuple[str, Diagnostic]]:
    """Return, for links to anchors that their pages do not have, the anchor and what to say; one for each file and anchor.

    `origins` are the files from which pages are made, by address.
    """
    pages = {one.address: one for one in seen}
    anchors = {address: frozenset(one.anchors) for address, one in pages.items()}
    told = set()
    for one in pages.values():
        for link in one.links:
            place, _, anchor = link.partition("#")
            target, anchor = unquote(place.removeprefix(base_url)).partition("?")[0], unquote(anchor)
            target = target.removesuffix("index.html")
            where = origins[one.address]
            is_there = anchor in {"", "top"} or anchor.startswith(":~:") or target not in anchors
            if is_there or anchor in anchors[target] or (where.file, target, anchor) in told:
                continue
            told.add((where.file, target, anchor))
            yield (
                anchor,
                warning(
                    "broken-anchor",
                    where,
                    f"the page /{target} has nothing that is called #{anchor}",
                    _near(anchor, anchors[target])
                    or "write the # of a heading, an update or a correction of that page, or leave it out",
                ),
            )


def _near(anchor: str, there: Iterable[str]) -> str:
    """Return the advice to write the anchor that is probably meant; those of headings begin with `text-`."""
    known = sorted(there)
    near = f"text-{anchor}" if f"text-{anchor}" in known else next(iter(get_close_matches(anchor, known, 1)), "")
    return f"write #{near}" if near else ""


def leaks(seen: Iterable[Seen], canaries: Iterable[tuple[Article, Canary]]) -> Iterator[Diagnostic]:
    """Report hidden articles of which a file that would be published has a canary: one finding for each article."""
    known = list(canaries)
    told = set()
    for one in sorted(seen, key=lambda page: page.address):
        for number in one.canaries:
            article, canary = known[number]
            if article.id in told:
                continue
            told.add(article.id)
            field = canary.what if canary.what in {"title", "slug", "id"} else "title"
            yield warning(
                "draft-leaks",
                article.origin.at(field),
                f"this article is not public yet, and /{one.address} would have its {canary.what}, “{canary.text}”",
                "take it out of what is public, or publish the article; if it is meant to be known, accept it",
            )
