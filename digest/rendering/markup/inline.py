"""What CommonMark and GitHub have within lines and Python-Markdown has not, and headings, definitions and ids as CommonMark has them."""

import re
import unicodedata
from collections.abc import Iterator
from string import punctuation
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, ReferenceProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    ImageInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    SimpleTagInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

# Bounded, so that many opening signs without an end take no time.
_STRUCK = r"(?<!~)(~~)(?=[^\s~])([^~]{1,1000})(?<=\S)~~(?!~)"
_BREAK = r"\\\n"
_BARE_URL = r"(?<![\w/@.:=\x03-])(?:https?://|www\.)(?=[^\s<>\"\x02\x03.])[^\s<>\"\x02\x03]+"
_TRAILING = "?!.,:*_~'\"”’;|"
_TRAILING_ENTITY = re.compile(r"&[A-Za-z0-9]+;$")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_HEADING_TAG = re.compile(r"<(/?)h([1-6])(?=[\s/>])", re.IGNORECASE)
_FIRST, _LAST = 2, 6


class InlineExtension(Extension):
    """Adds strikethrough, bare URLs, breaks by a backslash, and all escapes of CommonMark."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register each where the patterns before it have taken their part: code and escapes, links, then raw HTML."""
        md.ESCAPED_CHARS = list(punctuation)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(_BREAK, "br"), "backslash_break", 175)
        md.inlinePatterns.register(_BareUrl(_BARE_URL, md), "bare_url", 85)
        md.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "struck", 65)
        md.inlinePatterns.register(_Link(LINK_RE, md), "link", 160)
        md.inlinePatterns.register(_Picture(IMAGE_LINK_RE, md), "image_link", 150)
        md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)
        md.parser.blockprocessors.register(_Definition(md.parser), "reference", 15)


class _Heading(HashHeaderProcessor):
    """A heading needs a blank after `#`; signs at its end are words unless a blank is before them."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header>(?:[ ](?=[^\n]*)[^\n]*?)??)(?:(?<=[ ])#+)?[ ]*(?:\n|$)")


class _Definition(ReferenceProcessor):
    """A definition of a link has a destination; `[Note]: Corrected.` is text."""

    RE = re.compile(
        r"^[ ]{0,3}\[(?!\^)([^\[\]]+)\]:[ ]*\n?[ ]*(<[^<>\n]+>|(?=\S*(?:[/#:@?%=]|\.\w))[^\s<]\S*)[ ]*"
        r"(?:\n[ ]*)?((['\"])(.*)\4[ ]*|\((.*)\)[ ]*)?$",
        re.MULTILINE,
    )


class _Link(LinkInlineProcessor):
    """Links whose destinations may have blanks, as people write the names of files."""

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - the library's name
        href, title, index, handled = super().getLink(data, index)
        return re.sub(" +", lambda blanks: "%20" * len(blanks[0]), href), title, index, handled


class _Picture(ImageInlineProcessor, _Link):
    """Pictures likewise."""


class _BareUrl(InlineProcessor):
    """Links URLs that are written as they are, as GitHub does (https://github.github.com/gfm/#autolinks-extension-)."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name; its stubs know older processors only
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the link, without the punctuation that ends the sentence."""
        url = _without_trailing(m[0])
        if "." not in url.partition("://")[2] + url or self._is_in_link(data[: m.start()]):
            return None, None, None
        element = Element("a")
        element.set("href", url if "://" in url else f"http://{url}")
        element.text = AtomicString(url)
        return element, m.start(), m.start() + len(url)

    def _is_in_link(self, before: str) -> bool:
        """Return whether the text before ends within an `<a>` of raw HTML."""
        if "\x02" not in before:
            return False
        is_open = False
        for found in HTML_PLACEHOLDER_RE.finditer(before):
            tag = str(self.md.htmlStash.rawHtmlBlocks[int(found[1])]).lower()
            is_open = tag.startswith(("<a ", "<a\n", "<a>")) or (is_open and not tag.startswith("</a"))
        return is_open


def _without_trailing(url: str) -> str:
    while url:
        last = url[-1]
        if last == ";" and (entity := _TRAILING_ENTITY.search(url[-12:])):
            url = url[: -len(entity[0])]
        elif last in _TRAILING or (last in _PAIRS and url.count(last) > url.count(_PAIRS[last])):
            url = url[:-1]
        else:
            break
    return url


def heading_id(words: str, separator: str) -> str:
    """Return the id of a heading: ASCII for Latin letters, else the words themselves, in whatever script."""
    if all(unicodedata.name(letter, "LATIN").startswith("LATIN") for letter in words if letter.isalpha()):
        return slugify(words, separator)
    kept = "".join(
        sign if sign.isalnum() or sign in "-_ " or unicodedata.category(sign)[0] == "M" else ""
        for sign in unicodedata.normalize("NFC", " ".join(words.split()))
    )
    return re.sub(rf"[{separator} ]+", separator, kept.strip().lower())


def level_headings(html: str) -> str:
    """Return HTML whose headings begin at the second level, since the first is the page's, and leave out none."""
    levels = _levels(html)
    if levels is None:
        return html
    return _HEADING_TAG.sub(lambda _tag: next(levels), html)


def _levels(html: str) -> Iterator[str] | None:
    if "<h" not in html and "<H" not in html:
        return None
    tags = []
    open_levels: list[int] = []
    for slash, digit in _HEADING_TAG.findall(html):
        level = int(digit)
        if not slash:
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        tags.append(f"<{slash}h{min(_FIRST - 1 + len(open_levels), _LAST)}" if open_levels else f"<{slash}h{_FIRST}")
    return iter(tags)
