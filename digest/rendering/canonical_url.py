"""Canonical URLs for comparison, and ASCII URLs for feeds. The only module that imports ada-url.

ada-url parses a URL as browsers do (https://url.spec.whatwg.org/), so that a few lines of JavaScript give the same result: docs/data.md.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

RULE = (
    "Parse the URL as browsers do. Take its host, without dots at its end, without www. at its beginning, with its port unless that is "
    "80 or 443; then its path, without slashes at its end; then, behind a question mark, its query: without empty and ignored "
    "parameters, without the = of a parameter that has no value, sorted. In path and query, write every percent escape in capitals, and "
    "none for letters, digits, hyphen, full stop, underscore and tilde; escape all that RFC 3986 does not allow there. Scheme and "
    "fragment do not count."
)

# Stands for the site's own root when a link is judged. Its scheme is not that of a site, so that `https:x` is not read as a link within it.
_SITE = "ftp://digest.invalid/"
_OTHER_HOST = re.compile(r"[\x00-\x20]*[/\\][\t\n\r]*[/\\]")

_ASCII_URL = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#](?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*)?"
)
# URLs that a browser's parser returns unchanged: a host in small ASCII letters, without Punycode, whose last label is no number; a
# path without escapes, of which no part begins with a dot; a query without apostrophes, which browsers escape.
_ORDINARY_URL = re.compile(
    r"https?://(?:www\.)*(?!www\.)((?:(?!xn--)[a-z0-9-]+\.)+[a-z]{2,})"
    r"((?:/(?!\.)[A-Za-z0-9._~!$&()*+,;=:@-]*)*)(?:\?([A-Za-z0-9._~!$&()*+,;=:@/?-]*))?(?:#.*)?"
)
_HEX = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/?-]")
_USUAL_PORTS = (":80", ":443")  # dropped for both schemes, since the scheme does not count here
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def canonicalizer(ignored: Iterable[str]) -> Callable[[str], str | None]:
    """Return the function that returns the canonical form of a web URL, by `RULE`; None for a URL that browsers do not accept.

    `ignored` are names of query parameters in lower case; `utm_*` matches all that begin with `utm_`.
    """
    names = {name for name in ignored if not name.endswith("*")}
    beginnings = tuple(name[:-1] for name in ignored if name.endswith("*"))

    def counts(parameter: str) -> bool:
        name = parameter.partition("=")[0].lower()
        return bool(parameter) and name not in names and not name.startswith(beginnings)

    def canonical(url: str) -> str | None:
        parts = _parts(url)
        if parts is None:
            return None
        host, path, query = parts
        place = host + path.rstrip("/")
        if not query:
            return place
        parameters = [_without_empty_value(one) for one in query.split("&")]
        query = "&".join(sorted(filter(counts, parameters)))
        return f"{place}?{query}" if query else place

    return canonical


def _parts(url: str) -> tuple[str, str, str] | None:
    """Return host (with port), path and query of a URL as browsers parse it, each normalized; None if they do not accept it."""
    if ordinary := _ORDINARY_URL.fullmatch(url):
        return ordinary[1], ordinary[2], ordinary[3] or ""
    return _parsed(url)


def _parsed(url: str) -> tuple[str, str, str] | None:
    from ada_url import URL

    try:
        parsed = URL(url)
    except ValueError:
        return None
    host, port = _host_and_port(parsed.host)
    host = re.sub(r"^(?:www\.)+", "", host.rstrip(".")) + ("" if port in _USUAL_PORTS else port)
    return host, _normalized(parsed.pathname), _normalized(parsed.search[1:])


@lru_cache(maxsize=4096)
def ascii_url(url: str) -> str:
    """Return a web URL with only the characters that RFC 3986 allows, as feeds need it: `https://zeitung.example/stra%C3%9Fe`.

    Nearly every URL is returned unchanged.
    """
    if _ASCII_URL.fullmatch(url):
        return url
    from ada_url import URL

    try:
        parsed = URL(url)
    except ValueError:  # not a URL for browsers
        return _normalized(url)
    fragment = _normalized(parsed.hash[1:])
    place = f"{parsed.protocol}//{parsed.host}{_normalized(parsed.pathname)}{_normalized(parsed.search)}"
    return f"{place}#{fragment}" if fragment else place


@lru_cache(maxsize=4096)
def browser_url(link: str) -> str:
    r"""Return the URL that a browser makes of a link; empty if it makes none. One within the site begins with `/`.

    Characters that browsers drop do not hide what it is: `java⇥script:` is JavaScript, and `\\host` another host.
    """
    from ada_url import URL

    try:
        url = str(URL(f"https:{link}" if _OTHER_HOST.match(link) else link, base=_SITE).href)
    except ValueError:
        return ""
    return url.removeprefix(_SITE[:-1])


def _host_and_port(host: str) -> tuple[str, str]:
    """Return host and port. The port keeps its colon; the host of an IPv6 address keeps its brackets."""
    end = host.find(":", host.find("]") + 1)
    return (host, "") if end < 0 else (host[:end], host[end:])


def _normalized(text: str) -> str:
    """Return a path or a query with its percent escapes in their normal form (RFC 3986, section 6.2.2)."""
    return _HEX.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    if len(found) == 1:  # after parsing, only ASCII is left
        return f"%{ord(found):02X}"
    plain = chr(int(found[1:], 16))
    return plain if _UNRESERVED.fullmatch(plain) else found.upper()


def _without_empty_value(parameter: str) -> str:
    name, _, value = parameter.partition("=")
    return parameter if value else name
