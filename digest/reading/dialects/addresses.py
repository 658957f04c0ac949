"""Old addresses in other tools' keys: what path of this site they are, if they are one."""

import re
from typing import Literal
from urllib.parse import unquote, urlsplit

from digest.model.url import base_path, host_of, is_safe_address, is_web_url

# A pattern from which a tool makes an address: `/:year/:title/`, `{{ page.date }}`, `/blog/[slug]/`, `%year%`.
_PATTERN = re.compile(r"[{}\[\]<>]|(?:^|/):[A-Za-z_]|%[a-z_]{3,}%")
# The ending of a file, such as `.html`; that of `Rust-1.88.0` is none.
_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}\Z")
_INDEX = re.compile(r"(?:\A|(?<=/))index\.(?:html?|php)\Z", re.IGNORECASE)

# A URL that was written without its scheme: `www.gazette.example`, `gazette.example/story`.
_HOST = re.compile(r"www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/|\Z)", re.IGNORECASE)
_PAGE = re.compile(r"[^/]+\.(?:html?|xhtml|php\d?|aspx?|jsp|cgi|xml|md|txt|pdf)\Z", re.IGNORECASE)

Reason = Literal["", "elsewhere", "query", "unsafe"]


def old_address(value: str, base_url: str) -> tuple[str, Reason]:
    """Return the address in this site that a path or URL of another tool was, and why there is none.

    Without an address and a reason, there is nothing to redirect: the home page, or a pattern with placeholders.
    """
    text = value.strip()
    if not text or _PATTERN.search(text) or text.lower() in {"true", "false"}:
        return "", ""
    if text.startswith("//") or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text):
        if not is_own_url(text, base_url):
            return "", "elsewhere"
        parts = urlsplit(text)
        text, query = parts.path, parts.query
        if base_path(base_url) != "/" and not text.startswith(base_path(base_url).rstrip("/")):
            return "", "elsewhere"  # on the same host, but not within this site
    elif _HOST.match(text) and not _PAGE.match(text):
        return "", "elsewhere"
    else:
        text, _, query = text.partition("#")[0].partition("?")
    if query:
        return "", "query"
    return _address(text, base_path(base_url))


def _address(path: str, base: str) -> tuple[str, Reason]:
    if base != "/" and f"{path}/".startswith(base):
        path = path[len(base) - 1 :]
    address = unquote(_INDEX.sub("", path)).removeprefix("./").lstrip("/")
    if not address:
        return "", ""
    last = address.rsplit("/", 1)[-1]
    if last and not _FILE.search(last):
        address += "/"
    # Words with blanks are an address only if a slash says so.
    return (address, "") if is_safe_address(address, with_blanks="/" in path) else ("", "unsafe")


def is_own_url(url: str, base_url: str) -> bool:
    """Return whether a URL is one on this site's host, with or without `www.`, whatever its scheme."""
    whole = f"https:{url}" if url.startswith("//") else url
    return bool(base_url) and is_web_url(whole) and host_of(whole) == host_of(base_url)
