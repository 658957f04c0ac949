"""Whether sites are whole: every article's text on its page, and in every feed the items that are expected."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

from conversion import Digest
from outputs import FEED, IncompleteError, Output

PROSE = re.compile(r'<div class="prose">(.*?)<ul class="origin', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"\w+")
ADDRESS = re.compile(r"\]\([^)\s]*\)|https?://\S+")
ATOM = "{http://www.w3.org/2005/Atom}"
# Dialects of Markdown differ in what is markup: an article may have this share of other words, or this many if it is short.
OTHER_SHARE = 0.03
OTHER_WORDS = 6


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of one thing; the words are those of its content."""

    url: str
    title: str
    words: int


def count_words(text: str) -> Counter[str]:
    """Give each word in lower case with how often it occurs; tags are no words, and entities are what they mean."""
    return Counter(WORD.findall(unescape(TAG.sub(" ", text)).lower()))


def read_prose(page: Path) -> str:
    """Give the HTML of an article's text, or the empty string if the page has none."""
    found = PROSE.search(page.read_text(encoding="utf-8"))
    return found[1] if found else ""


def differ(one: Counter[str], other: Counter[str]) -> int:
    """Give how many words are in one but not in the other, in that direction which has more of them."""
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
    """Give how many feeds of the other site have the same items as digest's, and texts as long but for `slack` words.

    An IncompleteError names the first feed that cannot be read, or that has not.
    """
    addresses = sorted(address for address in digest.sizes.keys() & other.sizes.keys() if FEED.search(address))
    for address in addresses:
        expected, found = (sorted(read_items(site, address), key=know_item) for site in (digest, other))
        if list(map(know_item, expected)) != list(map(know_item, found)):
            raise IncompleteError(
                f"{other.name}: {address} has {len(found)} items, not the {len(expected)} of digest's"
            )
        for one, two in zip(expected, found, strict=True):
            if abs(one.words - two.words) > slack + OTHER_SHARE * one.words:
                raise IncompleteError(f"{other.name}: {address} has {two.words} words on {two.url}, not {one.words}")
    return len(addresses)


def know_item(item: Item) -> tuple[str, list[str]]:
    """Give what an item is known by: its address, and the words of its headline."""
    return item.url, WORD.findall(item.title)


def read_items(site: Output, address: str) -> Iterator[Item]:
    """Give the items of a feed in whatever format it has; an IncompleteError if it is none."""
    path = site.path(address)
    try:
        if address.endswith(".json"):
            yield from (
                make_item(row["url"], row["title"], row["content_html"])
                for row in json.loads(path.read_bytes())["items"]
            )
        elif address.endswith(".atom.xml"):
            yield from map(read_entry, ElementTree.parse(path).getroot().iterfind(f"{ATOM}entry"))
        else:
            yield from map(read_item, ElementTree.parse(path).getroot().iterfind("channel/item"))
    except (ElementTree.ParseError, ValueError, KeyError) as problem:
        raise IncompleteError(f"{site.name}: {address} is no feed: {problem}") from problem


def read_entry(entry: ElementTree.Element) -> Item:
    """Give an entry of an Atom feed."""
    link = next(link for link in entry.iterfind(f"{ATOM}link") if link.get("rel", "alternate") == "alternate")
    return make_item(link.attrib["href"], entry.findtext(f"{ATOM}title", ""), entry.findtext(f"{ATOM}content") or "")


def read_item(item: ElementTree.Element) -> Item:
    """Give an item of an RSS feed: its whole content if it has one beside the description."""
    encoded = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    return make_item(
        item.findtext("link", ""), item.findtext("title", ""), encoded or item.findtext("description") or ""
    )


def make_item(url: str, title: str, html: str) -> Item:
    """Give an item of its parts."""
    return Item(url, unescape(title), count_words(html).total())
