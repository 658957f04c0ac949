"""The canonical form of an article's URL, by which two URLs of one article are known. The only module that imports courlan."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from digest.importing.record import Value
from digest.model.url import is_web_url


class Canonical(NamedTuple):
    """The canonical form of a URL, and what it lacks of the URL, in words: `tracking parameters`.

    `key` is empty for a URL that can be that of many articles, such as a home page's. `archive` is the URL itself if it is that of an
    archived copy; `original` is the URL that was archived, else the URL itself.
    """

    key: str
    original: str
    archive: str
    without: tuple[str, ...]


# Hosts that keep copies of pages, with what precedes the page's own URL in the path. Their addresses begin with the host.
_ARCHIVES = tuple(
    re.compile(
        rf"https?://(?:{host})(?::\d+)?/(?:{path})(https?:/.*|(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[:/].*)?)",
        re.IGNORECASE,
    )
    for host, path in (
        # The Internet Archive: `/web/20160101000000/http://…`, `/web/2016id_/…`, `/web/*/…`.
        (r"(?:(?:web|wayback|www)\.)?archive\.org", r"(?:web/|wayback/)?(?:[\d*]{1,14}(?:[a-z]{2}_)?|save)/"),
        (r"web\.archive\.org", r"web/"),
        # archive.today under all of its names: `/20160101/http://…`, `/newest/http://…`, `/o/Ab1cD/http://…`.
        (
            r"(?:www\.)?archive\.(?:today|is|ph|li|fo|md|vn)",
            r"(?:[\d.-]{4,17}|newest|oldest|timegate|o/\w+|wip/\w+|\w+)/(?=http|[a-z0-9-]+\.)",
        ),
        # Collections of Archive-It, and the archives of national libraries.
        (r"wayback\.archive-it\.org", r"(?:org-)?\d+/\d+(?:[a-z]{2}_)?/"),
        (r"(?:www\.)?webarchive\.org\.uk", r"(?:wayback|act/wayback)/(?:en/)?(?:archive/)?\d+(?:[a-z]{2}_)?/"),
        (r"webarchive\.(?:nationalarchives\.gov\.uk|loc\.gov|library\.unt\.edu)", r"(?:\w+/)?\d+(?:[a-z]{2}_)?/"),
        (r"(?:www\.)?arquivo\.pt", r"(?:noFrame/replay|wayback)/\d+(?:[a-z]{2}_)?/"),
        (r"timetravel\.mementoweb\.org", r"(?:memento|list|api/json)/\d+/"),
    )
)
# Addresses that lead to a page of another host, with the parameter that has its URL.
_LEADS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}/url"), ("url", "q")),
    (re.compile(r"l\.facebook\.com/l\.php"), ("u",)),
    (re.compile(r"(?:www\.)?bing\.com/news/apiclick\.aspx"), ("url",)),
    (re.compile(r"webcache\.googleusercontent\.com/search"), ("q",)),  # `cache:AbC123:gazette.example/story+words`
)
_CACHED = re.compile(r"cache:(?:[\w-]{8,}:)?(?P<url>\S+)")
# AMP: the caches of Google, then the forms that publishers give their own pages.
_AMP_CACHE = re.compile(
    r"https?://(?:www\.google\.[a-z.]{2,6}/amp|[\w-]+\.cdn\.ampproject\.org/(?:[cvwi]|wp))/(s/)?(.+)", re.IGNORECASE
)
_AMP_HOST = re.compile(r"amp\.(?=[^.]+\.[^.])")
_AMP_PATH = re.compile(
    r"(?:/amp(?:/1)?|\.amp|/amphtml|/amp\.html|\.amp(?=\.html?\Z)|;amp)(?:/?\Z|(?=\.html?\Z))|\A/amp(?=/)",
    re.IGNORECASE,
)
_AMP_PARAMETERS = {
    "amp": None,
    "outputtype": "amp",
    "output": "amp",
    "_amp": None,
    "amp_js_v": None,
    "usqp": None,
    "view": "amp",
}
# Hosts for phones and for feeds, whose paths are those of the main one. `m` may also be the second label: `en.m.wikipedia.org`.
_MOBILE_HOST = re.compile(r"(?:m|mobile|mobil|touch|wap|3g|beta\.m)\.(?=[^.]+\.[^.])")
_MOBILE_LABEL = re.compile(r"(?<=\A[a-z]{2})\.m(?=\.[^.]+\.[^.])")
_WWW = re.compile(r"www\d?\.(?=[^.]+\.[^.])")
# Pages that say how the article is shown, at the end of its path, and names of files that a folder's address means as well.
_PRINT = re.compile(r"/(?:print|printable|singlepage|full)/?\Z", re.IGNORECASE)
_INDEX = re.compile(r"(?<=/)(?:index|default)\.(?:html?|php|aspx?|jsp)\Z", re.IGNORECASE)
# Of tracking parameters, these words begin the names of others, too: `gallery`, `glossary`, `reference`, `article_source`. Where the path
# does not name the article, such a parameter may do so, and only what is surely for tracking is dropped.
_SURELY_TRACKING = re.compile(
    r"utm_|(?:fbc|gc|twc|yc|dc|msc)lkid|(?:fb|g|tw|y|dc|ms)clid|msclkid|igsh|mc_[ce]id|mkt_tok|_ga\Z|_gl\Z|pk_|mtm_|vero_|ncid\Z|cmpid\Z|"
    r"s_cid\Z|icmp\Z|smid\Z|xtor\Z|(?:amp;)?(?:ref|referr?er|ref_?src|campaign|medium)\Z|sr_?share\Z|sf\d{6,}\Z|spref\Z|__twitter_impression\Z|hootpostid\Z|_osource\Z",
    re.IGNORECASE,
)
_NAMES_AN_ARTICLE = re.compile(r"\d|[a-z]-[a-z]", re.IGNORECASE)
_SCRIPT = re.compile(r"\.[a-z]{2,4}\d?\Z", re.IGNORECASE)
_LONGEST = 2_000


def canonical_url(url: str) -> str:
    """Return the form of a URL that all URLs of one article share; empty if it is no URL, or can be that of many articles.

    It is for comparing, and not an address to visit: without `www.`, tracking parameters, AMP forms, the prefixes of archives, default
    ports, a slash at the end and fragments, and always with `https://`.
    """
    return canonical(url).key


@lru_cache(maxsize=1_024)  # the same URL is asked for when an article is sorted, compared and placed
def canonical(url: str) -> Canonical:
    """Return the canonical form of a URL, and how it differs from the URL."""
    text = url.strip().replace("&amp;", "&")
    original = _original(text)
    archive = text if original != text and is_web_url(text) and _is_archive(text) else ""
    if len(original) > _LONGEST or not is_web_url(original):
        return Canonical("", original if is_web_url(original) else url, archive, ())
    without = ["the archive's address"] if archive else ["the address that leads to it"] if original != text else []
    key, more = _key(original)
    return Canonical(key, original, archive, (*without, *more))


def with_original_url(source: dict[str, Value]) -> dict[str, Value]:
    """Return the group `source` with the page's own URL, in place of that of a copy, which becomes `archive`, or one that leads there."""
    url = source.get("url")
    original = _original(url) if isinstance(url, str) else url
    if original == url or not isinstance(url, str):
        return source
    archive: dict[str, Value] = {"archive": url} if _is_archive(url) else {}
    return {**archive, **source, "url": original}


def _is_archive(url: str) -> bool:
    return any(pattern.match(url) for pattern in _ARCHIVES) or "webcache." in url[:40]


def _original(url: str) -> str:
    """Return the URL of the page that an archive's, a search engine's or an AMP cache's URL leads to; else the URL itself."""
    for _ in range(3):  # an archived copy of an AMP page
        inner = _inner(url)
        if not inner or not is_web_url(inner):
            return url
        url = inner
    return url


def _inner(url: str) -> str:
    for pattern in _ARCHIVES:
        if match := pattern.match(url):
            return _whole(match[1])
    if match := _AMP_CACHE.match(url):
        return f"http{'s' if match[1] else ''}://{match[2]}"
    for pattern, names in _LEADS:
        address = url.partition("://")[2]
        if pattern.match(address):
            values = dict(parse_qsl(urlsplit(url).query))
            value = next((values[name] for name in names if values.get(name)), "")
            cached = _CACHED.match(value)
            return _whole(cached["url"] if cached else value)
    return ""


def _whole(url: str) -> str:
    """Return an inner URL with its scheme: `http:/gazette.example` lost a slash, `gazette.example` its scheme; both may be quoted."""
    text = unquote(url) if re.match(r"https?%3a", url, re.IGNORECASE) else url
    text = re.sub(r"\A(https?):/+", r"\1://", text, flags=re.IGNORECASE)
    return text if text.lower().startswith(("http://", "https://")) else f"http://{text}"


def _key(url: str) -> tuple[str, tuple[str, ...]]:
    """Return the canonical form of a URL that is the page's own, and what it lacks of it."""
    without: list[str] = []
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return "", ()
    if port in {80, 443}:
        without.append("the port")
    if parts.scheme == "http":
        without.append("http:// or https://")
    host, path = _bare_host(host, without), _bare_path(parts.path, without)
    query = _bare_query(parts.query, path, without)
    if parts.fragment:
        without.append("what follows the #")
    fragment = parts.fragment if parts.fragment.startswith("!") else ""  # a page that only its script finds
    shown = f"[{host}]" if ":" in host else host
    shown = shown if port in {80, 443, None} else f"{shown}:{port}"
    key = _normal(urlunsplit(("https", shown, path, "", ""))).rstrip("/")
    key += (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    return (key if path or query or fragment else ""), tuple(dict.fromkeys(without))


def _normal(url: str) -> str:
    """Return a URL in its usual spelling; without the extra, as it is: importing plain files needs no library."""
    try:
        from courlan import normalize_url
    except ModuleNotFoundError:
        return url
    return normalize_url(url, trailing_slash=False)


def _bare_host(host: str, without: list[str]) -> str:
    for pattern, words in ((_AMP_HOST, "its AMP form"), (_WWW, "www."), (_MOBILE_HOST, "the host for phones")):
        if pattern.match(host):
            without.append(words)
            host = pattern.sub("", host, count=1)
    if _MOBILE_LABEL.search(host):
        without.append("the host for phones")
        host = _MOBILE_LABEL.sub("", host, count=1)
    return host


def _bare_path(path: str, without: list[str]) -> str:
    for pattern, words in (
        (_AMP_PATH, "its AMP form"),
        (_PRINT, "its form for printing"),
        (_INDEX, "the name of the index"),
    ):
        bare = pattern.sub("", path)
        if bare != path and bare.strip("/"):
            without.append(words)
            path = bare
    if path.endswith("/"):
        without.append("the slash at its end")
    return path.rstrip("/")


def _bare_query(query: str, path: str, without: list[str]) -> str:
    """Return the parameters that choose a page. courlan drops the others, unless only parameters can name the article."""
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _is_amp(*pair)]
    if len(kept) < len(pairs):
        without.append("its AMP form")
    named = _NAMES_AN_ARTICLE.search(_SCRIPT.sub("", path))
    shown = [(name, value) for name, value in kept if _is_kept(name, named=bool(named))]
    if len(shown) < len(kept):
        without.append("tracking parameters")
    return urlencode(sorted(shown))


def _is_amp(name: str, value: str) -> bool:
    key = name.lower()
    return key in _AMP_PARAMETERS and _AMP_PARAMETERS[key] in {None, value.lower()}


def _is_kept(name: str, *, named: bool) -> bool:
    if _SURELY_TRACKING.match(name):
        return False
    if not named:
        return True
    try:
        from courlan.clean import TRACKERS_RE
    except ModuleNotFoundError:
        return True
    return not TRACKERS_RE.search(name.lower())
