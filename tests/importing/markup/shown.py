"""What readers see of Markdown, by digest's own conversion."""

import re
from collections import Counter
from html import unescape

from digest.model.content.article import Body
from digest.rendering.markup.body import Prose


def html_shown(markdown: str) -> str:
    """Return the HTML of a text of an article."""
    return Prose(lambda _: (markdown, False)).html(Body("key", len(markdown)))


def words_shown(markdown: str) -> list[str]:
    """Return the words of a text as readers see them."""
    return unescape(re.sub(r"<[^<>]*>", "", html_shown(markdown))).split()


def letters_shown(markdown: str) -> Counter[str]:
    """Return the letters and digits that readers see."""
    return Counter(filter(str.isalnum, unescape(re.sub(r"<[^<>]*>", "", html_shown(markdown)))))
