"""Links, images, addresses and handles that contain a name: the words of a link stay, its address is removed."""

import re
from collections.abc import Callable

_INLINE = re.compile(
    r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\](?:\([^()]*\))?)*)\]"
    r"\(\s*(?P<address><[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?P<title>\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[(?P<id>[^\[\]\n]+)\]:(?P<rest>[^\n]*(?:\n[ \t]+[\"'(][^\n]*)?)\n?", re.MULTILINE)
_REFERENCE = re.compile(r"!?\[(?P<text>[^\[\]]+)\](?:[ ]?\[(?P<id>[^\[\]]*)\])?(?!\()")
_TAG = re.compile(r"<[A-Za-z][\w:-]*(?:\s[^<>]*)?>")
_ATTRIBUTE = re.compile(r"(?P<lead>\s+(?P<name>[^\s=<>\"'/]+)\s*=\s*)(?P<value>\"[^\"]*\"|'[^']*'|[^\s<>\"']+)")
# Attributes whose values are prose.
_WORDED = frozenset({"alt", "title", "aria-label", "summary", "label", "placeholder", "content", "data-caption"})
# Each pattern starts only where none can have started before, so that a long word is scanned only once.
_LONE = re.compile(
    r"<?(?P<address>(?<![A-Za-z0-9+.-])(?:[A-Za-z][A-Za-z0-9+.-]*://|mailto:|www\.)[^\s<>\"]+"
    r"|(?<![^\s<>\"()\[\]])[^\s<>\"()\[\]]*(?:@|(?<![^\W_])[#＃]|%[0-9A-Fa-f]{2}|[^\s/<>]/)[^\s<>\"()\[\]]*"
    r"|(?<![^\W_])[^\W_]+(?:[-_][^\W_]+){2,})>?"
)
_TRAILING = re.compile(r"(?:['’]s)?[.,;:!?…)\]}'\"”’»*_~`]*$")
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:www\.)?(?P<host>[^/?#\s@]+)|www\.(?P<other>[^/?#\s@]+)")


def without_links(
    text: str, holds: Callable[[str], bool], redact: Callable[[str], str], instead: Callable[[str], str]
) -> str:
    """Return a text without the addresses that contain a name.

    `holds` returns whether an address contains one; `redact` redacts words, such as an image's; `instead` returns the replacement
    of an address that cannot be replaced by its host.
    """
    text = _TAG.sub(lambda match: _tag(match[0], holds, redact), text) if "<" in text else text
    if "](" in text:
        for _ in range(3):  # an image within a link
            text = _INLINE.sub(lambda match: _inline(match, holds, redact), text)
    if "]:" in text:
        text = _without_definitions(text, holds)
    return _LONE.sub(lambda match: _lone(match, holds, instead), text)


def _inline(match: re.Match[str], holds: Callable[[str], bool], redact: Callable[[str], str]) -> str:
    if holds(match["address"]):
        return match["text"]
    title = match["title"]
    if title and redact(title) != title:
        return match[0].replace(title, "")
    return match[0]


def _without_definitions(text: str, holds: Callable[[str], bool]) -> str:
    """Drop the definitions of references that contain a name, and the references to them; the words stay."""
    dropped: set[str] = set()

    def drop(match: re.Match[str]) -> str:
        if not (holds(match["rest"]) or holds(match["id"])):
            return match[0]
        dropped.add(match["id"].casefold())
        return ""

    text = _DEFINITION.sub(drop, text)
    if not dropped:
        return text
    return _REFERENCE.sub(
        lambda match: match["text"] if (match["id"] or match["text"]).casefold() in dropped else match[0], text
    )


def _tag(tag: str, holds: Callable[[str], bool], redact: Callable[[str], str]) -> str:
    if not holds(tag):
        return tag

    def attribute(match: re.Match[str]) -> str:
        value = match["value"]
        if match["name"].lower() in _WORDED:
            return f"{match['lead']}{redact(value)}"
        return "" if holds(value) else match[0]

    cleaned = _ATTRIBUTE.sub(attribute, tag)
    return "" if holds(cleaned) else cleaned


def _lone(match: re.Match[str], holds: Callable[[str], bool], instead: Callable[[str], str]) -> str:
    trailing = _TRAILING.search(match["address"])
    end = trailing.start() if trailing else len(match["address"])
    address, rest = match["address"][:end], match["address"][end:]
    if not holds(address):
        return match[0]
    host = _HOST.match(address)
    named = (host["host"] or host["other"]) if host else ""
    return f"{instead(address) if not named or holds(named) else named}{rest}"
