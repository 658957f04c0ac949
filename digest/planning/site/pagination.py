"""Pagination: lists cut into pages, and what each of these says of itself."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypeVar

from digest.adapters.localization import word_counted
from digest.model.config import Config
from digest.model.text.brief import brief
from digest.model.views.common import Pagination

T = TypeVar("T")
# How many entries of a list its description names, and how many letters it has: search engines show about 160.
_MOST_NAMED = 3
_MOST_LETTERS = 200


def paginate(items: Sequence[T], address: str, per_page: int) -> list[tuple[str, Pagination, Sequence[T]]]:
    """Cut a list into pages. Return each page's address, its pagination, and its items. An empty list is one page.

    Further pages are files such as `page-2.html`, so that they cannot have the address of a tag or a place.
    """
    total = max(1, -(-len(items) // per_page))
    addresses = [address, *(f"{address}page-{number}.html" for number in range(2, total + 1))]
    return [
        (
            here,
            Pagination(
                number=position + 1,
                total=total,
                newer=addresses[position - 1] if position else "",
                older=addresses[position + 1] if position + 1 < total else "",
            ),
            items[position * per_page : (position + 1) * per_page],
        )
        for position, here in enumerate(addresses)
    ]


def numbered(title: str, pages: Pagination, config: Config) -> str:
    """Return the title of one page of a list."""
    if pages.number == 1:
        return title
    return config.words.say("{title}, page {number}", title=title, number=str(pages.number))


def counted(number: int, one: str, many: str, config: Config) -> str:
    """Return a text with a number, such as `12 reports`, in the site's language."""
    return word_counted(number, one, many, config.words, config.language)


def described(title: str, size: str, names: Iterable[str]) -> str:
    """Return the description of a page of a list: its title, how large the list is, and the first names on the page.

    It consists of what differs between pages, since search engines pass over a sentence that all of them share.
    """
    named = " · ".join(islice(dict.fromkeys(names), _MOST_NAMED))
    start = f"{title} · {size}" if size else title
    return brief(f"{start}: {named}" if named else start, _MOST_LETTERS)
