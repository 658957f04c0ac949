"""Addresses within the site and web URLs: the only module that parses them, apart from `rendering/canonical_url.py`.

An **address** is a path within the site: relative to the site's root, with `/`, but without a leading one. The
home page's address is empty, a page's ends with `/`, a file's with its name: `incidents/key-bridge/`, `feed.xml`.
An address may be followed by `#` and an anchor. The **path** of an output is the file behind an address.
"""

import ipaddress
import re
import unicodedata
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


def is_safe_address(address: str) -> bool:
    """Return whether an address is safe: a file within the site on any host and disk.

    No part is empty, `.` or `..` (in any encoding), begins with a dot, contains a character with a special meaning on a disk or in a
    URL, or is a reserved name of Windows.
    """
    if len(address) <= MAXIMUM_SLUG and _ORDINARY.fullmatch(address):
        return True
    parts = address.removesuffix("/").split("/")
    return len(address) <= MAXIMUM_ADDRESS and all(_is_safe_part(part) for part in parts)


def is_slug(text: str) -> bool:
    """Return whether a text can be the last part of an address: in lower case, without `/` and dots, and safe on any host and disk."""
    return text == text.lower() and "/" not in text and "." not in text and is_safe_address(text)


MAXIMUM_ADDRESS = 400
MAXIMUM_SLUG = 100  # bytes of UTF-8
_UNSAFE_IN_PART = re.compile(
    r'[\x00-\x20\x7f-\xa0<>:"|?*\\%#\ufdd0-\ufdef\u200b-\u200f\u2028-\u202f\u2066-\u2069\ufeff\ud800-\udfff]'
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def _is_safe_part(part: str) -> bool:
    return (
        0 < len(part.encode(errors="replace")) <= 200
        and not part.startswith(".")
        and not part.endswith((".", " "))
        and not _UNSAFE_IN_PART.search(part)
        and not _RESERVED.fullmatch(part)
    )


@lru_cache(maxsize=16_384)
def slugify(text: str) -> str:
    """Return the last part of an address for a name: letters and digits of any script in lower case, joined by `-`.

    Accents of Latin letters are dropped. For a text without a letter or a digit, return the empty string.
    """
    if len(text) <= MAXIMUM_SLUG and _SLUG.fullmatch(text):
        return text
    if text.isascii():
        folded = text.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        folded = unicodedata.normalize("NFC", "".join(c for c in decomposed if not _is_latin_accent(c)))
    joined = "-".join(_WORDS.findall(folded.replace("'", "").replace("\u2019", "")))
    slug = joined.encode()[:MAXIMUM_SLUG].decode(errors="ignore").rstrip("-")
    return f"{slug}-" if _RESERVED.fullmatch(slug) else slug


# Nearly every name is a slug already.
_SLUG = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9]+(?:-[a-z0-9]+)*")
_WORDS = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0dff]+[^\W_]*)*")


def _is_latin_accent(character: str) -> bool:
    return "\u0300" <= character <= "\u036f"


def fold(path: str) -> str:
    """Return a path as disks compare it that ignore case and Unicode normalization: paths with the same value collide there."""
    return (
        path.lower() if path.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
    )
