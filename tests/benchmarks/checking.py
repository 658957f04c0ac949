"""Whether sites are whole: every article's text on its page, in every feed the items that are expected, and the way to older ones."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from conversion import Digest
from outputs import ARCHIVE, FEED, IncompleteError, Output

PROSE = re.compile(r'<div class="prose">(.*?)<ul class="(?:origin|line source)', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"\w+")
ADDRESS = re.compile(r"\]\([^)\s]*\)|https?://\S+")
ATOM = "{http://www.w3.org/2005/Atom}"
# What links between documents of one feed are called (RFC 5005), and what says the same in JSON.
CHAIN = {"prev-archive": "next_url", "next-archive": "newer_url", "current": "current_url"}
# Dialects of Markdown differ in what is markup: an article may have this share of other words, or this many if it is short.
OTHER_SHARE = 0.03
OTHER_WORDS = 6


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of one thing; the words are those of its content."""

    url: str
    title: str
    words: int


@dataclass(frozen=True, slots=True)
class Feed:
    """A document of a feed: its items, and where it says that the other documents are, by relation."""

    items: tuple[Item, ...]
    chain: Mapping[str, str]


def count_words(text: str) -> Counter[str]:
    """Return each word in lower case with how often it occurs; tags are no words, and entities are what they mean."""
    return Counter(WORD.findall(unescape(TAG.sub(" ", text)).lower()))


def read_prose(page: Path) -> str:
    """Return the HTML of an article's text, or the empty string if the page has none."""
    found = PROSE.search(page.read_text(encoding="utf-8"))
    return found[1] if found else ""


def differ(one: Counter[str], other: Counter[str]) -> int:
    """Return how many words are in one but not in the other, in that direction which has more of them."""
    return max((one - other).total(), (other - one).total())


def check_texts(digest: Digest, outputs: dict[str, Output]) -> None:
    """Raise an IncompleteError if any article's page has other words than the article."""
    for article in digest.articles:
        words = count_words(ADDRESS.sub(" ", article.read_text()))
        allowed = max(OTHER_WORDS, round(OTHER_SHARE * words.total()))
        for output in outputs.values():
            shown = count_words(ADDRESS.sub(" ", read_prose(output.path(f"{article.address}index.html"))))
            if differ(words, shown) > allowed:
                raise IncompleteError(
                    f"{output.name}: {article.address} has {shown.total()} words, and its text {words.total()}"
                )


def check_feeds(digest: Output, other: Output, slack: int) -> int:
    """Return how many feeds of the other site have the same items as digest's, and texts as long but for `slack` words.

    If the other site has archives, its feeds lead to them and from one to the next as digest's do. An IncompleteError names the first
    feed that cannot be read, or that is another.
    """
    addresses = sorted(address for address in digest.sizes.keys() & other.sizes.keys() if FEED.search(address))
    chained = any(map(ARCHIVE.search, other.sizes))
    for address in addresses:
        one, two = read_feed(digest, address), read_feed(other, address)
        check_items(other.name, address, (one, two), slack)
        if chained and one.chain != two.chain:
            raise IncompleteError(f"{other.name}: {address} leads to {two.chain}, not {one.chain}")
    return len(addresses)


def check_items(name: str, address: str, feeds: tuple[Feed, Feed], slack: int) -> None:
    """Raise an IncompleteError if the second of two feeds has not the items of the first, with texts as long."""
    expected, found = (sorted(feed.items, key=know_item) for feed in feeds)
    if list(map(know_item, expected)) != list(map(know_item, found)):
        raise IncompleteError(f"{name}: {address} has {len(found)} items, not the {len(expected)} of digest's")
    for one, two in zip(expected, found, strict=True):
        if abs(one.words - two.words) > slack + OTHER_SHARE * one.words:
            raise IncompleteError(f"{name}: {address} has {two.words} words on {two.url}, not {one.words}")


def know_item(item: Item) -> tuple[str, list[str]]:
    """Return what an item is known by: its address, and the words of its headline."""
    return item.url, WORD.findall(item.title)


def read_feed(site: Output, address: str) -> Feed:
    """Return the feed in whatever format it has; an IncompleteError if it is none."""
    path = site.path(address)
    try:
        if address.endswith(".json"):
            return read_json(json.loads(path.read_bytes()))
        root = ElementTree.parse(path).getroot()
        if address.endswith(".atom.xml"):
            return Feed(tuple(map(read_entry, root.iterfind(f"{ATOM}entry"))), read_chain(root))
        return Feed(tuple(map(read_item, root.iterfind("channel/item"))), read_chain(root, "channel/"))
    except (ElementTree.ParseError, ValueError, KeyError) as problem:
        raise IncompleteError(f"{site.name}: {address} is no feed: {problem}") from problem


def read_json(feed: dict[str, Any]) -> Feed:
    """Return a JSON Feed; what the format has no field for, both digest and Hugo say in the same extension."""
    said = feed.get("_digest", {}) | feed
    items = (make_item(row["url"], row["title"], row["content_html"]) for row in feed["items"])
    return Feed(tuple(items), {relation: said[name] for relation, name in CHAIN.items() if name in said})


def read_chain(root: ElementTree.Element, path: str = "") -> dict[str, str]:
    """Return the links of a feed in XML, which stand at this path, to other documents of it, by relation."""
    links = ((link.get("rel", ""), link.get("href", "")) for link in root.iterfind(f"{path}{ATOM}link"))
    return {relation: url for relation, url in links if relation in CHAIN}


def read_entry(entry: ElementTree.Element) -> Item:
    """Return an entry of an Atom feed."""
    link = next(link for link in entry.iterfind(f"{ATOM}link") if link.get("rel", "alternate") == "alternate")
    return make_item(link.attrib["href"], entry.findtext(f"{ATOM}title", ""), entry.findtext(f"{ATOM}content") or "")


def read_item(item: ElementTree.Element) -> Item:
    """Return an item of an RSS feed: its whole content if it has one beside the description."""
    encoded = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    return make_item(
        item.findtext("link", ""), item.findtext("title", ""), encoded or item.findtext("description") or ""
    )


def make_item(url: str, title: str, html: str) -> Item:
    """Return an item of its parts."""
    return Item(url, unescape(title), count_words(html).total())
