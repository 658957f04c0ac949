"""A feed as a reader shows it, as text for the terminal and as JSON."""

from collections.abc import Iterator
from shutil import get_terminal_size
from textwrap import wrap
from typing import Any

from digest.cli.report import plural, shown
from digest.model.reports.feeds_show import ShownFeed, ShownItem

_MOST_LINES = 6
_INDENT = "     "
# Joiners, non-joiners and marks of direction: many scripts cannot be read without them, and they control no terminal.
_HARMLESS = frozenset("\u200c\u200d\u200e\u200f")
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"


def format_feed(feed: ShownFeed, most: int, *, whole: bool, bold: bool) -> Iterator[str]:
    """Return the lines of a feed with its newest items, at most `most`; the text of each from its beginning, or `whole`."""
    yield _plain(feed.title)
    yield shown(feed.url)
    yield _counted(feed, most)
    for item in feed.items[:most]:
        yield ""
        yield from _format_item(item, whole=whole, bold=bold)


def _counted(feed: ShownFeed, most: int) -> str:
    new = sum(item.is_new for item in feed.items)
    said = [plural(len(feed.items), "item") or "no items yet"]
    if not feed.is_compared:
        said.append("nothing here tells which of them are new")
    elif feed.items:
        said.append(f"{new or 'none'} new since the last publication")
    if len(feed.items) > most:
        said.append("the newest here" if most == 1 else f"the newest {most} here")
    return ", ".join(said)


def _format_item(item: ShownItem, *, whole: bool, bold: bool) -> Iterator[str]:
    """Return the lines of an item: its title, when it was published, its text, its link."""
    mark = "new  " if item.is_new else _INDENT
    for number, line in enumerate(_wrapped(_plain(item.title), "")):
        text = f"{mark if number == 0 else _INDENT}{line}"
        yield f"{_BOLD}{text}{_RESET}" if bold and item.is_new else text
    if item.published is not None:
        yield f"{_INDENT}{item.published:%Y-%m-%d %H:%M}"
    lines = [line for mark, text in item.lines for line in _wrapped(_plain(text), mark)]
    shortened = lines if whole else lines[:_MOST_LINES]
    yield from (f"{_INDENT}{line}" for line in shortened)
    if len(shortened) < len(lines):
        yield f"{_INDENT}…"
    yield f"{_INDENT}{shown(item.url)}"


def _wrapped(text: str, mark: str) -> list[str]:
    """Return a text in lines as wide as the terminal, at most 100 columns. What comes before the first line indents the others."""
    width = min(100, get_terminal_size().columns) - len(_INDENT)
    return wrap(text, max(width, 20), initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False)


def _plain(text: str) -> str:
    """Return a text of content for the terminal, with control characters escaped. Marks where words may be broken are left out."""
    words = " ".join(text.translate({0xAD: None, 0x200B: None}).split())
    return "".join(one if one in _HARMLESS else shown(one) for one in words)


def feed_data(feed: ShownFeed | None, most: int) -> dict[str, Any]:
    """Return a feed as values for JSON; without a title if there is none."""
    if feed is None:
        return {"title": None, "url": None, "compared": False, "items": []}
    return {
        "title": feed.title,
        "url": feed.url,
        "compared": feed.is_compared,
        "items": [
            {
                "id": item.id,
                "title": item.title,
                "url": item.url,
                "published": item.published.isoformat() if item.published else None,
                "new": item.is_new if feed.is_compared else None,
                "text": "\n".join(mark + text for mark, text in item.lines),
            }
            for item in feed.items[:most]
        ],
    }
