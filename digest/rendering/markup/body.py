"""The texts of content as HTML: bodies by their hash, each converted once, and short Markdown."""

import re
from collections.abc import Callable
from functools import lru_cache

from digest.model.content.article import Body
from digest.model.text.characters import clean
from digest.rendering.lru import LruCache
from digest.rendering.markup.fast_path import around_paragraphs, only_paragraphs
from digest.rendering.markup.limits import has_endless_paragraph, is_beyond_parsing
from digest.rendering.markup.markdown import TooNestedError, convert, convert_short
from digest.rendering.markup.sanitize import Sanitizer, clean_line, clean_short, paragraph


class Prose:
    """Gives the clean HTML of bodies. `read` gives a body's text, and whether that is plain, not Markdown.

    `ready` gives the HTML of a body that was converted before, by its key, or nothing.
    """

    def __init__(
        self,
        read: Callable[[Body], tuple[str, bool]],
        ready: Callable[[str], str] = lambda _key: "",
        *,
        paragraphs: bool = True,
        remembers: bool = True,
    ) -> None:
        """Begin with nothing converted here.

        Without `paragraphs`, the parser gets every text whole; without `remembers`, each is converted whenever it is shown.
        Both are the plain way, for tests.
        """
        self._read = read
        self._ready = ready
        self._sanitizer = Sanitizer()
        self._paragraphs = paragraphs
        self._memory: LruCache[str, str] = LruCache(len, remembers=remembers)

    def html(self, body: Body) -> str:
        """Return a body as clean HTML; links into the site still count from its root. Raises `TooNestedError`."""
        if not body.key:
            return ""
        return self._memory.recall(body.key, lambda: self._ready(body.key) or self.convert(body))

    def short(self, text: str) -> str:
        """Return short Markdown as clean HTML blocks."""
        return short_html(text, paragraphs=self._paragraphs)

    def line(self, text: str) -> str:
        """Return short Markdown as clean HTML for the inside of a line."""
        return line_html(text, paragraphs=self._paragraphs)

    def convert(self, body: Body) -> str:
        """Convert a body, and do not remember it. Raises `TooNestedError`."""
        text, plain = self._read(body)
        try:
            return plain_html(text) if plain else self._markdown(text)
        except TooNestedError:
            raise TooNestedError(body.key) from None

    def _markdown(self, text: str) -> str:
        if has_endless_paragraph(text):
            return plain_html(text)
        paragraphs = only_paragraphs(text) if self._paragraphs else None
        if paragraphs is not None:
            return paragraphs
        if is_beyond_parsing(text):
            return plain_html(text)
        if not self._paragraphs:
            return self._sanitizer.clean(convert(text))
        return around_paragraphs(text, lambda part: self._sanitizer.clean(convert(part)))


def plain_html(text: str) -> str:
    """Return plain text as paragraphs: a blank line ends one, or, where there is none, every line does."""
    blocks = re.split(r"\n[ \t]*\n", text) if re.search(r"\n[ \t]*\n", text.strip()) else text.split("\n")
    return "\n".join(paragraph(" ".join(block.split())) for block in blocks if block.strip())


@lru_cache(maxsize=4096)
def short_html(text: str, *, paragraphs: bool = True) -> str:
    """Return short Markdown as clean HTML blocks. Without `paragraphs`, the parser gets it in any case."""
    plain = only_paragraphs(text) if paragraphs else None
    if plain is not None:
        return clean(plain)
    try:
        return clean_short(convert_short(text))
    except TooNestedError:
        return paragraph(text)


@lru_cache(maxsize=4096)
def line_html(text: str, *, paragraphs: bool = True) -> str:
    """Return short Markdown as clean HTML for the inside of a line. Without `paragraphs`, the parser gets it in any case."""
    plain = only_paragraphs(text) if paragraphs else None
    if plain is not None:
        return clean(plain.replace("<p>", "").replace("</p>", "")).strip()
    try:
        return clean_line(convert_short(text))
    except TooNestedError:
        return clean_line(paragraph(text))
