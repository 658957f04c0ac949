"""Addresses within the site and web URLs: the only module that parses them, apart from `rendering/canonical_url.py`.

An **address** is a path within the site: relative to the site's root, with `/`, but without a leading one. The
home page's address is empty, a page's ends with `/`, a file's with its name: `incidents/key-bridge/`, `feed.xml`.
An address may be followed by `#` and an anchor. The **path** of an output is the file behind an address.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

# The schemes of links in content. All others (`javascript:`, `data:`, `file:`, …) are dropped.
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_FORBIDDEN_IN_URL = re.compile(
    r"[\x00-\x20\x7f-\xa0<>\"\\^`{|}\u200b-\u200f\u2028-\u202f\u2066-\u2069\ufeff\ud800-\udfff]"
)
# Nearly every URL: a plain host of small letters, whose last label is no number, and a path of ASCII.
_ORDINARY_URL = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"
    r"(?:/[!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]*)?"
)
_ORDINARY_LENGTH = 250  # so that its host is not longer than a host may be
_HOST_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")


def is_web_url(url: str) -> bool:
    """Return whether this is an absolute `http` or `https` URL that is safe to print as a link (RFC 3986)."""
    if len(url) <= _ORDINARY_LENGTH and _ORDINARY_URL.fullmatch(url):
        return True
    if _FORBIDDEN_IN_URL.search(url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or parts.username is not None or parts.password is not None:
        return False
    return port != 0 and _is_host(parts.hostname or "")


# E-mail addresses that HTML (section 4.10.5.1.5) and mail servers (RFC 5321, section 4.1.2) accept, with a dot in the host.
_MAIL_PART = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_MAIL_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL_ADDRESS = re.compile(rf"{_MAIL_PART}(?:\.{_MAIL_PART})*@(?:{_MAIL_LABEL}\.)+{_MAIL_LABEL}")
_LONGEST_MAIL_ADDRESS = 254  # RFC 5321, section 4.5.3.1.3


def is_mail_address(text: str) -> bool:
    """Return whether this is an e-mail address that feeds and links can contain: `desk@news.example.org`."""
    return len(text) <= _LONGEST_MAIL_ADDRESS and _MAIL_ADDRESS.fullmatch(text) is not None


def mail_url(address: str) -> str:
    """Return the URL of an e-mail address (RFC 6068): `mailto:desk@news.example.org`."""
    return f"mailto:{quote(address, safe='@!$*+')}"


def _is_host(host: str) -> bool:
    if host.startswith("v") and ":" in host:
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.removesuffix(".").split(".")
        return 0 < len(host) <= 253 and all(_HOST_LABEL.fullmatch(label) for label in labels)
    return True


def host_of(url: str) -> str:
    """Return the host of a web URL in lower case, without `www.`: `example.org` for `https://www.Example.org/x`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def path_of(address: str) -> str:
    """Return the file of an address: `incidents/x/index.html` for `incidents/x/`, `feed.xml` for itself."""
    address = address.partition("#")[0]
    return f"{address}index.html" if not address or address.endswith("/") else address


_UNRESERVED = re.compile(r"[A-Za-z0-9/._~-]*(?:#[A-Za-z0-9._~:-]*)?")


def quote_address(address: str) -> str:
    """Return an address percent-encoded for a link (RFC 3986): `tags/caf%C3%A9/` for `tags/café/`."""
    if _UNRESERVED.fullmatch(address):
        return address
    place, mark, anchor = address.partition("#")
    return quote(place, safe="/-._~") + mark + quote(anchor, safe="-._~:")


def root_from(address: str) -> str:
    """Return the relative path from a page to the site's root: `./` from the home page, `../../` from `incidents/x/`."""
    return "../" * address.count("/") or "./"


def absolute(base_url: str, address: str) -> str:
    """Return the full URL of an address; `base_url` ends with `/`."""
    return base_url + quote_address(address)


def base_path(base_url: str) -> str:
    """Return the path of the site on its host: `/` or `/news/`."""
    return urlsplit(base_url).path or "/"


def resolve_in_site(base_url: str, link: str) -> str:
    """Return the URL of a link in a text; `base_url` is the site's root, and may be relative.

    Links without a scheme are relative to the site's root, whichever page shows the text; `//host/x` is a web
    URL (RFC 3986, section 4.2).
    """
    if link.startswith("//"):
        scheme = urlsplit(base_url).scheme
        return f"{scheme}:{link}" if scheme else link
    return base_url + link.lstrip("/")


def internal_target(link: str) -> str | None:
    """Return the address to which a link in a text leads, decoded; None if it leaves the site, or stays on its page."""
    if link.startswith(("//", "#")) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", link):
        return None
    return unquote(link.partition("#")[0].partition("?")[0]).lstrip("/")


def anchor_of(link: str) -> str:
    """Return the anchor of a link with its `#`, decoded; empty if it has none."""
    _, mark, anchor = link.partition("#")
    return mark + unquote(anchor)


def address_within(base_url: str, url: str) -> str | None:
    """Return the address of a full URL in the site at `base_url`, decoded and with its anchor; None for a URL of another site."""
    return unquote(url.removeprefix(base_url)) if url.startswith(base_url) else None


# Nearly every address: parts of small letters, digits, hyphens and inner dots, none of which is a reserved name of Windows.
_ORDINARY = re.compile(r"(?:(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$))[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?:/|$))+")


def is_safe_address(address: str, *, with_blanks: bool = False) -> bool:
    """Return whether an address is safe: a file within the site on any host and disk.

    The names of media and old addresses may be `with_blanks` inside, as people wrote them; new pages have none. No part is empty, `.` or
    `..` (in any encoding), begins with a dot or a blank, contains a character with a special meaning on a disk or in a URL, or is a
    reserved name of Windows.
    """
    if len(address) <= MAXIMUM_SLUG and _ORDINARY.fullmatch(address):
        return True
    parts = address.removesuffix("/").split("/")
    return (
        len(address) <= MAXIMUM_ADDRESS
        and (with_blanks or " " not in address)
        and all(_is_safe_part(part) for part in parts)
    )


def is_slug(text: str) -> bool:
    """Return whether a text can be the last part of an address: in lower case, without `/` and dots, and safe on any host and disk."""
    return text == text.lower() and "/" not in text and "." not in text and is_safe_address(text)


MAXIMUM_ADDRESS = 400
MAXIMUM_SLUG = 100  # bytes of UTF-8
_UNSAFE_IN_PART = re.compile(
    r'[\x00-\x1f\x7f-\xa0<>:"|?*\\%#\ufdd0-\ufdef\u200b-\u200f\u2028-\u202f\u2066-\u2069\ufeff\ud800-\udfff]'
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def _is_safe_part(part: str) -> bool:
    return (
        0 < len(part.encode(errors="replace")) <= 200
        and not part.startswith((".", " "))
        and not part.endswith((".", " "))
        and not _UNSAFE_IN_PART.search(part)
        and not _RESERVED.fullmatch(part)
    )


@lru_cache(maxsize=16_384)
def slugify(text: str) -> str:
    """Return the last part of an address for a name: letters and digits of any script in lower case, joined by `-`.

    Accents of Latin letters are dropped; the marks of other scripts belong to their letters and stay. For a text without a letter or a
    digit, return the empty string.
    """
    if len(text) <= MAXIMUM_SLUG and _SLUG.fullmatch(text):
        return text
    words = _ASCII_WORDS.findall(text.lower().replace("'", "")) if text.isascii() else _words(text)
    return _joined(words)


@lru_cache(maxsize=1_024)
def former_slug(text: str) -> str:
    """Return the slug that earlier versions made of a name: they cut words apart at marks of most scripts, and dropped some of these.

    What was published with such a slug keeps its address. Nothing new gets one.
    """
    if text.isascii():
        return slugify(text)
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    folded = unicodedata.normalize("NFC", "".join(c for c in decomposed if not _is_accent(c)))
    return _joined(_FORMER_WORDS.findall(folded.replace("'", "").replace("\u2019", "")))


@lru_cache(maxsize=16_384)  # the same outlets and headlines are compared again and again
def name_key(name: str) -> str:
    """Return a value that is the same for two names if and only if they differ in case, accents or white space alone.

    An accent is a mark of the Latin or Greek script; typographic apostrophes and hyphens count as plain ones.
    """
    if name.isascii():
        return " ".join(name.lower().split())
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold().lower())
    plain = "".join(_without_accents(decomposed, ("LATIN", "GREEK"))).translate(_PLAIN)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _joined(words: Iterable[str]) -> str:
    slug = "-".join(words).encode()[:MAXIMUM_SLUG].decode(errors="ignore").rstrip("-")
    return f"{slug}-" if _RESERVED.fullmatch(slug) else slug


# Nearly every name is a slug already.
_SLUG = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9]+(?:-[a-z0-9]+)*")
_ASCII_WORDS = re.compile(r"[a-z0-9]+")
_FORMER_WORDS = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0dff]+[^\W_]*)*")
# Characters that join letters, or choose their form: they are neither letters nor marks, and no address can hold them.
_INVISIBLE = re.compile("[\u200c\u200d\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PLAIN = str.maketrans("\u2018\u2019\u02bc\u2010\u2011", "'''--")
# Compatibility decomposition takes the vowel AM of Thai and Lao apart, and nothing composes it again.
_SARA_AM = (("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3"))


def _words(text: str) -> list[str]:
    """Return the words of a text in lower case: letters and digits with their marks, without accents of Latin letters."""
    text = _INVISIBLE.sub("", text.replace("'", "").replace("\u2019", ""))
    # Casefolding makes capitals of Cherokee letters.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().lower())
    folded = unicodedata.normalize("NFC", "".join(_without_accents(decomposed, ("LATIN",))))
    for parts, whole in _SARA_AM:
        folded = folded.replace(parts, whole)
    words: list[str] = []
    is_open = False
    for character in folded:
        if character.isalnum() or (is_open and _is_mark_of(words[-1], character)):
            words[-1:] = [words[-1] + character] if is_open else [*words[-1:], character]
            is_open = True
        else:
            is_open = False
    return words


def _is_mark_of(word: str, character: str) -> bool:
    """Return whether a character is a mark that belongs to the word before it. Latin letters have no marks but accents."""
    if not unicodedata.category(character).startswith("M") or "\u20d0" <= character <= "\u20ff":
        return False
    base = next((c for c in reversed(word) if c.isalnum()), "")
    return "\u0900" <= character <= "\u0dff" or _is_accent(character) or not _is_of(base, ("LATIN",))


def _without_accents(decomposed: str, scripts: tuple[str, ...]) -> Iterator[str]:
    """Return the characters of a decomposed text without the accents of letters of these scripts, digits and signs."""
    base = ""
    for character in decomposed:
        if not _is_accent(character):
            if not unicodedata.category(character).startswith("M"):
                base = character
            yield character
        elif base.isalpha() and not _is_of(base, scripts):
            yield character


def _is_of(letter: str, scripts: tuple[str, ...]) -> bool:
    """Return whether a character is a letter of these scripts, or of none: digits and signs have no script."""
    return not letter.isalpha() or unicodedata.name(letter, "").startswith((*scripts, "MODIFIER"))


def _is_accent(character: str) -> bool:
    return "\u0300" <= character <= "\u036f"


def fold(path: str) -> str:
    """Return a path as disks compare it that ignore case and Unicode normalization: paths with the same value collide there."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold().lower())
