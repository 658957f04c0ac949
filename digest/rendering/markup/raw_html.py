"""Rewrite HTML before it is sanitized, so that no word of it is lost.

Words in angle brackets that are no HTML become text. Pictures and frames that pages do not show become links. The sanitizer comes
afterwards: safety does not depend on this module.
"""

import re
from html import unescape
from urllib.parse import urlsplit

from markupsafe import escape

from digest.model.text.html_elements import BLOCKS, EMBEDDED, HTML, INLINE, REMOVED, UNWRAPPED, WHOLE
from digest.rendering.canonical_url import browser_url

# A comment, a tag, or a bracket that begins one without its end. All loops are possessive or short: time grows with the length.
_TAG = re.compile(
    r"<!--.{0,100000}?-->"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]{0,100}+)(?P<rest>(?>[^\"'<>]|\"[^\"]{0,4000}+\"|'[^']{0,4000}+'){0,4000}+)>"
    r"|<(?=[A-Za-z/?!])",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
# Elements within a line: without their tags, what is before and after them may be one word.
_WITHIN_WORDS = frozenset("acronym bdo big blink data font label meter nobr output rb rtc strike tt".split())
# What browsers drop from a URL before they read it (https://url.spec.whatwg.org/#concept-basic-url-parser).
_IGNORED_IN_URL = re.compile(r"[\t\n\r]|^[\x00-\x20]+|[\x00-\x20]+$")
# A URL with a scheme, or one of another host: it leads out of the site.
LEADS_OUT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}")


def _other_than(names: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern that finds the first tag of another element than these."""
    return re.compile(rf"<(?!/?(?:{'|'.join(sorted(names))})[\s/>])[/!?A-Za-z]", re.IGNORECASE)


_UNUSUAL = _other_than(INLINE | BLOCKS | WHOLE - {"img"})
_UNUSUAL_IN_SHORT = _other_than(INLINE | BLOCKS)


def rewrite(html: str) -> str:
    """Return the HTML of a whole text with text and links in place of what the sanitizer would take out."""
    return _TAG.sub(_Rewriter(shows_whole=True), html) if _UNUSUAL.search(html) else html


def rewrite_short(html: str) -> str:
    """Return the HTML of a short text, which has no pictures and tables: a link is in the place of a picture."""
    return _TAG.sub(_Rewriter(shows_whole=False), html) if _UNUSUAL_IN_SHORT.search(html) else html


class _Rewriter:
    """Returns what replaces each tag, from the first of a text to the last."""

    def __init__(self, *, shows_whole: bool) -> None:
        self._shows_whole = shows_whole
        self._kept = INLINE | BLOCKS | REMOVED | _WITHIN_WORDS | (WHOLE if shows_whole else frozenset())
        self._links = 0  # how many links are open
        self._unlinked = ""  # an open video or audio without an URL of its own: that of its first source counts

    def __call__(self, tag: re.Match[str]) -> str:
        name = (tag["name"] or "").lower()
        if not name:
            return tag[0] if tag[0].startswith("<!--") else str(escape(tag[0]))
        if name not in HTML:
            return str(escape(unescape(tag[0])))
        if name == "a":
            self._links = max(0, self._links - 1) if tag["end"] else self._links + 1
        if name == "h1":  # the page's title is its only heading of the first level
            return f"<{tag['end']}h2{tag['rest']}>"
        if name in EMBEDDED or name in {"source", "image"}:
            return self._embedded(name, tag)
        if name in self._kept:
            return tag[0]
        # Without the tags of a block, the words before and after it are still two.
        return "\n" if name in UNWRAPPED or name in WHOLE else ""

    def _embedded(self, name: str, tag: re.Match[str]) -> str:
        """Return a picture of this site as it is; a link in place of anything else, or its words if it has no URL."""
        if tag["end"]:
            self._unlinked = "" if name == self._unlinked else self._unlinked
            return ""
        given = _attributes(tag["rest"])
        if name == "source":
            if not self._unlinked:
                return ""
            self._unlinked = ""
        url = _IGNORED_IN_URL.sub("", given.get("data" if name == "object" else "src", ""))
        if name in {"img", "image"} and self._shows_whole and url and not LEADS_OUT.match(url):
            return f"<img{tag['rest']}>"
        if name in {"video", "audio"} and not url:
            self._unlinked = name
            return ""
        space = "" if name in {"img", "image"} else " "  # what is within or beside a frame are other words
        words = " ".join((given.get("alt") or given.get("title") or given.get("aria-label") or "").split())
        link = self._link(browser_url(url) if LEADS_OUT.match(url) else url, words)
        return f"{space}{link}{space}"

    def _link(self, url: str, words: str) -> str:
        if not url or (LEADS_OUT.match(url) and not url.startswith(("https:", "http:"))):
            return str(escape(words))
        text = escape(words or _host_or_name(url))
        return str(text) if self._links else f'<a href="{escape(url)}">{text}</a>'


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag. Of two with one name, the first counts, as in browsers."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape("".join(values)))
    return found


def _host_or_name(url: str) -> str:
    """Return the host of a URL; of an address in the site, the file's name."""
    return urlsplit(url).netloc.rpartition("@")[2] or url.rpartition("/")[2]
