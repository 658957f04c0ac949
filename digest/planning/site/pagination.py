"""Pagination: lists cut into pages."""

from collections.abc import Sequence
from typing import TypeVar

from digest.model.config import Config
from digest.model.views.common import Pagination

T = TypeVar("T")


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
