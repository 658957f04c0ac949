"""What a page of HTML says of itself: JSON-LD (schema.org NewsArticle), Open Graph, `<meta>`, and what browsers write into saved pages."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from digest.importing.formats.fields import clean_text, clean_value
from digest.importing.formats.names import without_by
from digest.importing.markup.trees import Node
from digest.importing.record import Value

_ARTICLES = frozenset(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle ReviewNewsArticle "
    "AskPublicNewsArticle LiveBlogPosting BlogPosting Report SocialMediaPosting TechArticle ScholarlyArticle AdvertiserContentArticle "
    "SatiricalArticle".split()
)
_MOST_TERMS = 20
_PUBLISHED = (
    "article:published_time article:published og:article:published_time datepublished datecreated parsely-pub-date sailthru.date "
    "date.issued dc.date.issued dcterms.created dcterms.date dc.date dc.date.created publication_date publishdate publish-date "
    "publish_date pubdate cxenseparse:recs:publishtime article.published og:published_time date"
).split()
_MODIFIED = (
    "article:modified_time og:updated_time datemodified article:modified dcterms.modified dc.date.modified last-modified lastmod "
    "article.updated"
).split()
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_SINGLE_FILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)(?:\s+saved date:\s*([^\n]*?))?\s*-->", re.DOTALL
)
_WEB = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_JS_DATE = re.compile(r"(?:\w{3}) (\w{3}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d\d)(\d\d)")


class Saved(NamedTuple):
    """Where and when a page was saved, as who saved it wrote it; both may be empty."""

    url: str = ""
    moment: str = ""


def saved_by(head: bytes) -> Saved:
    """Return where a page was saved from, by the comment of a browser or of SingleFile at its beginning."""
    if found := _SINGLE_FILE.search(head):
        return Saved(
            _url(found[1].decode("utf-8", "replace")), _script_date((found[2] or b"").decode("utf-8", "replace"))
        )
    if found := _SAVED_FROM.search(head):
        return Saved(_url(found[1].decode("utf-8", "replace")))
    return Saved()


def _script_date(text: str) -> str:
    """Return a moment as JavaScript writes it (`Tue Mar 26 2024 09:00:00 GMT+0100 (…)`) in the form of RFC 2822."""
    found = _JS_DATE.match(text)
    return f"{found[2]} {found[1]} {found[3]} {found[4]} {found[5]}{found[6]}" if found else ""


def metadata_of(tree: Node, saved: Saved) -> dict[str, Value]:
    """Return what a page says of its article, under the names of schema.org and Open Graph where it is known by these."""
    saved = saved._replace(url=_url(saved.url))
    meta = _meta(tree)
    article = _article(tree)
    url = _address(tree, meta, article, saved.url)
    published = _moment(
        tree, article.get("datePublished"), *(meta.get(name) for name in _PUBLISHED), _time(tree, "published")
    )
    modified = _moment(
        tree, article.get("dateModified"), *(meta.get(name) for name in _MODIFIED), _time(tree, "modified")
    )
    sitename = _first(_name(article.get("publisher")), meta.get("og:site_name"), meta.get("application-name"))
    authors = _authors(article.get("author") or article.get("creator")) or _people(meta)
    fields: dict[str, Value] = {
        "title": _first(article.get("headline"), meta.get("og:title"), meta.get("twitter:title"), article.get("name")),
        "url": url,
        "sitename": sitename,
        "author": [one for one in authors if _letters(str(one)) != _letters(sitename)],
        "description": _first(article.get("description"), meta.get("og:description"), meta.get("description")),
        "datePublished": published,
        "dateModified": modified,
        "categories": _terms(article.get("articleSection")) or _terms(meta.get("article:section")),
        "keywords": _terms(article.get("keywords")) or _terms(meta.get("article:tag") or meta.get("news_keywords")),
        "language": _first(
            article.get("inLanguage"), tree.get("lang"), meta.get("content-language"), meta.get("og:locale")
        ),
        "license": _first(article.get("license")),
        "retrieved": saved.moment,
    }
    return {key: value for key, value in fields.items() if value}


def linked_text(tree: Node) -> str:
    """Return the text of the article as JSON-LD has it; empty if it has none."""
    body = _article(tree).get("articleBody")
    return html.unescape(body) if isinstance(body, str) else ""


def _url(text: str) -> str:
    text = clean_text(text.strip())
    return text if _WEB.fullmatch(text) else ""


def _first(*values: object) -> str:
    """Return the first of these that is a text with words, on one line."""
    for value in values:
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, str) and (words := _words(one)):
                return words
    return ""


def _words(text: str) -> str:
    """Return a text of a page's metadata on one line. It often has entities in entities."""
    return " ".join(html.unescape(clean_text(text)).replace("\u00ad", "").split())


def _moment(tree: Node, *values: object) -> str:
    """Return the first of these that is a date; if it has no time of day, that of another one on the same day, or of a `<time>`."""
    said = [
        _words(one)
        for value in values
        for one in (value if isinstance(value, list) else [value])
        if isinstance(one, str)
    ]
    dates = [one for one in said if any(map(str.isdigit, one))]
    if not dates or ":" in dates[0]:
        return dates[0] if dates else ""
    return exact_moment(tree, dates)


def exact_moment(tree: Node, dates: list[str]) -> str:
    """Return the first date, or a moment on the same day that is among these or in a `<time>` of the page."""
    times = [_words(element.get("datetime") or "") for element in tree.iter("time")]
    return next((one for one in (*dates, *times) if one.startswith(dates[0][:10]) and ":" in one), dates[0])


def headline_of(tree: Node, title: str, sitename: str) -> str:
    """Return the headline as the page shows it, or else as it is in the metadata, without the outlet's name at its end."""
    shown = list(tree.iter("h1"))
    if len(shown) == 1:
        pieces = [words for piece in shown[0].itertext() if (words := _words(piece))]
        if len(pieces) == 1 and len(pieces[0].split()) > 2 and _shares(pieces[0], title) and pieces[0] != sitename:
            return pieces[0]
    for element in shown:
        words = _words("".join(element.itertext()))
        if len(words) > 14 and title.startswith(words) and re.match(r"\s*[|–—»:·-]\s", title[len(words) :]):
            return words
    parts = re.split(r"(\s[|–—»·-]\s)", title)
    if len(parts) > 2 and _letters(parts[-1]) == _letters(sitename):
        return "".join(parts[:-2])
    return title


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _shares(one: str, other: str) -> bool:
    """Return whether two headlines of one text share a third of the words of the shorter one, or one of them is not known."""
    first, second = (set(re.findall(r"\w{3,}", text.casefold())) for text in (one, other))
    return not second or len(first & second) * 3 >= min(len(first), len(second))


def _meta(tree: Node) -> dict[str, list[str]]:
    """Return the contents of all `<meta>` by their names in small letters."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name, content = element.get(attribute), element.get("content")
            if name and content and content.strip():
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _article(tree: Node) -> Mapping[str, Value]:
    """Return the object of JSON-LD that is the article of the page; an empty one if none or more than one can be."""
    found = [one for script in tree.iter("script") for one in _linked_data(script)]
    if len({str(one.get("headline")) for one in found}) > 1:
        own = [one for one in found if "mainEntityOfPage" in one]
        found = own if len(own) == 1 else []
    return max(found, key=len) if found else {}


def _linked_data(script: Node) -> Iterator[dict[str, Value]]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    try:
        value = clean_value(json.loads((script.text or "").strip().strip(";"), strict=False))
    except (ValueError, RecursionError):
        return
    waiting = [value]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one[:200]
        elif isinstance(one, dict):
            kinds = one.get("@type")
            if _ARTICLES.intersection(
                kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
            ):
                yield one
            waiting += [one[key] for key in ("@graph", "mainEntity") if key in one]


def _address(tree: Node, meta: Mapping[str, list[str]], article: Mapping[str, Value], saved: str) -> str:
    """Return the page's URL: the canonical one, unless the page was saved from another host, or it is that of a front page."""
    links = (
        link.get("href") or "" for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    )
    page = article.get("mainEntityOfPage")
    said = [*links, *meta.get("og:url", []), page.get("@id") if isinstance(page, dict) else page, article.get("url")]
    for one in said:
        url = _url(one) if isinstance(one, str) else ""
        if url and (not saved or _site(url) == _site(saved)) and (not saved or _path(url) or not _path(saved)):
            return url
    return saved


def _site(url: str) -> str:
    host = url.split("/", 3)[2].lower().rpartition("@")[2].partition(":")[0]
    return re.sub(r"\A(?:www|m|mobile|amp)\.", "", host)


def _path(url: str) -> str:
    return url.split("/", 3)[3].strip("/") if url.count("/") > 2 else ""


def _time(tree: Node, kind: str) -> str:
    """Return the moment of a `<time>` that is marked as that of publication or of change."""
    names = (
        ("datepublished", "pubdate", "published", "dt-published")
        if kind == "published"
        else ("datemodified", "updated", "dt-updated")
    )
    for element in tree.iter("time"):
        said = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower().split()
        if {*names} & {*said} or (kind == "published" and element.get("pubdate") is not None):
            return _first(element.get("datetime"), element.get("content"))
    return ""


def _name(value: Value) -> str:
    if isinstance(value, list):
        return next((name for one in value if (name := _name(one))), "")
    if isinstance(value, dict):
        value = value.get("name")
        return _first(value)
    return "" if isinstance(value, str) and value.startswith(("http://", "https://")) else _first(value)


def _authors(value: Value) -> list[Value]:
    return _each_once(without_by(_name(one)) for one in (value if isinstance(value, list) else [value]))


def _people(meta: Mapping[str, list[str]]) -> list[Value]:
    said = [
        *meta.get("author", []),
        *meta.get("parsely-author", []),
        *meta.get("article:author", []),
        *meta.get("dc.creator", []),
    ]
    return _each_once(without_by(_name(one)) for one in said)[:1]


def _terms(value: object) -> list[Value]:
    """Return keywords from a list or from a text with commas, each once."""
    texts = value if isinstance(value, list) else [value]
    return _each_once(
        word.strip() for text in texts if isinstance(text, str) for word in re.split(r"[,;]", _first(text))
    )


def _each_once(words: Iterable[str]) -> list[Value]:
    found: list[Value] = []
    found += dict.fromkeys(word for word in words if word)
    return found[:_MOST_TERMS]
