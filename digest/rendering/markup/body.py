"""The texts of content as HTML: bodies, each converted once, and short Markdown."""

import re
from collections.abc import Callable
from functools import lru_cache

from digest.model.content.article import Body
from digest.model.text.brief import brief
from digest.model.text.characters import clean
from digest.rendering.lru import LruCache
from digest.rendering.markup.fast_path import around_paragraphs, only_paragraphs
from digest.rendering.markup.inline import level_headings
from digest.rendering.markup.limits import has_endless_paragraph, is_beyond_parsing
from digest.rendering.markup.markdown import TooNestedError, convert, convert_short
from digest.rendering.markup.sanitize import Sanitizer, clean_line, clean_short, paragraph, words

_BLANK_LINES = re.compile(r"\n[ \t]*\n")
# In letters: what an e-mail says of an update, a correction or a status.
_BRIEF = 400


class Prose:
    """Returns the clean HTML of bodies. `read` returns a body's text, and whether it is plain text, not Markdown.

    `ready` returns the HTML of a body that was converted before, by its key, or an empty text.
    """

    def __init__(
        self,
        read: Callable[[Body], tuple[str, bool]],
        ready: Callable[[str], str] = lambda _key: "",
        *,
        paragraphs: bool = True,
        cached: bool = True,
    ) -> None:
        """Start with nothing converted.

        Without `paragraphs`, the parser gets every text whole; without `cached`, each is converted every time it is shown.
        Both switches are for tests.
        """
        self._read = read
        self._ready = ready
        self._sanitizer = Sanitizer()
        self._paragraphs = paragraphs
        self._cache: LruCache[str, str] = LruCache(len, cached=cached)

    def html(self, body: Body) -> str:
        """Return a body as clean HTML; links into the site are still relative to its root. Raise `TooNestedError`."""
        if not body.key:
            return ""
        return self._cache.recall(body.key, lambda: self._ready(body.key) or self.convert(body))

    def short(self, text: str) -> str:
        """Return short Markdown as clean HTML blocks."""
        return short_html(text, paragraphs=self._paragraphs)

    def line(self, text: str) -> str:
        """Return short Markdown as clean inline HTML."""
        return line_html(text, paragraphs=self._paragraphs)

    def convert(self, body: Body) -> str:
        """Return a body as clean HTML, without caching it. Raise `TooNestedError`."""
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
            return self._clean(text)
        return around_paragraphs(text, self._clean)

    def _clean(self, text: str) -> str:
        """Return Markdown as clean HTML. What the sanitizer takes out may be a heading, so the levels are set once more."""
        return level_headings(self._sanitizer.clean(convert(text)))


def plain_html(text: str) -> str:
    """Return plain text as paragraphs, which end at blank lines, or, if there are none, at every line end."""
    blocks = _BLANK_LINES.split(text) if _BLANK_LINES.search(text.strip()) else text.split("\n")
    return "\n".join(paragraph(" ".join(block.split())) for block in blocks if block.strip())


@lru_cache(maxsize=4096)
def short_html(text: str, *, paragraphs: bool = True) -> str:
    """Return short Markdown as clean HTML blocks. Without `paragraphs`, the parser is always used."""
    text = clean(text)
    plain = only_paragraphs(text) if paragraphs else None
    if plain is not None:
        return plain
    try:
        return clean_short(convert_short(text))
    except TooNestedError:
        return paragraph(text)


@lru_cache(maxsize=4096)
def line_html(text: str, *, paragraphs: bool = True) -> str:
    """Return short Markdown as clean inline HTML. Without `paragraphs`, the parser is always used."""
    text = clean(text)
    plain = only_paragraphs(text) if paragraphs else None
    if plain is not None:
        return plain.replace("<p>", "").replace("</p>", "").strip()
    try:
        return clean_line(convert_short(text))
    except TooNestedError:
        return clean_line(paragraph(text))


def brief_words(text: str) -> str:
    """Return short Markdown as plain words in one line, cut if they are many, without merge tags: for e-mails."""
    return brief(words(short_html(text)), _BRIEF)
