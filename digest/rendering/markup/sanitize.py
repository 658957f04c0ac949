"""Clean HTML: the only module that imports nh3, and the only one that makes `Markup`.

All HTML of editors, or from the web, is reduced here to allowed elements, attributes and URL schemes.
"""

import re
from collections.abc import Callable
from html import unescape

import nh3
from markupsafe import Markup, escape

from digest.model.text.characters import clean
from digest.model.text.html_elements import BLOCKS, INLINE, REMOVED, WHOLE
from digest.model.url import SCHEMES, internal_target, quote_address, resolve_in_site
from digest.rendering.canonical_url import browser_url
from digest.rendering.markup.raw_html import LEADS_OUT, rewrite, rewrite_short

_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "ol": {"start", "reversed"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "img": {"src", "alt", "width", "height"},
}
_CLASSES = {"a": {"footnote-ref", "footnote-backref"}, "div": {"footnote"}}
_PREFIX = "text-"

_IMAGE_WITHOUT_SOURCE = re.compile(r'<img(?![^>]*\ssrc=")[^>]*>')
_RELATIVE = re.compile(r'\s(?:href|src)="(?![A-Za-z][A-Za-z0-9+.-]*:)')
_ID = re.compile(r'\sid="([^"]*)"')
_URLS = frozenset({"href", "src", "cite"})
_IGNORED_IN_URL = re.compile(r"[\x00-\x1f\x7f]|^ +| +$")  # browsers drop some of these from URLs before they parse them
_AMPERSAND = re.compile(r"&(?!\s|$)")
_STYLED_CELL = re.compile(r'(?P<cell><t[dh](?: [a-z]+="[^"]*")*?) style="(?P<style>[^"]*)"')
_SIDE = re.compile(r"text-align:(left|center|right)")  # as nh3 writes it
_NUMBER = re.compile(r"\d{1,4}")


class Sanitizer:
    """Cleans the HTML of a whole text. Ids get a prefix, so that they differ from the page's own; no id occurs twice."""

    def __init__(self) -> None:
        """Prepare the cleaner with all allowed elements and attributes."""
        self._seen: set[str] = set()
        attributes = {name: set(allowed) for name, allowed in _ATTRIBUTES.items()}
        attributes["*"].add("id")
        self._cleaner = _cleaner(INLINE | BLOCKS | WHOLE, attributes, self._keep, id_prefix=_PREFIX, relative=_prefixed)

    def clean(self, html: str) -> str:
        """Return the text without anything that could run, load, or imitate the page."""
        self._seen.clear()
        return _without_empty(_settled(self._cleaner.clean(rewrite(html)), _WHOLE))

    def _keep(self, element: str, attribute: str, value: str) -> str | None:
        if attribute == "id":
            value = clean(value)
            if value in self._seen or not value or any(character.isspace() for character in value):
                return None
            self._seen.add(value)
        return _keep(element, attribute, value)


def _cleaner(
    tags: frozenset[str],
    attributes: dict[str, set[str]],
    keep: Callable[[str, str, str], str | None],
    *,
    relative: Callable[[str], str | None],
    id_prefix: str | None = None,
) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags={*REMOVED},
        attributes=attributes,
        attribute_filter=keep,
        link_rel=None,
        url_schemes=set(SCHEMES),
        allowed_classes={name: set(classes) for name, classes in _CLASSES.items()},
        filter_style_properties={"text-align"},
        url_relative=relative,
        id_prefix=id_prefix,
    )


def _keep(_element: str, attribute: str, value: str) -> str | None:
    """Return the value of an attribute, or None to drop it: images only from this site, numbers only as numbers.

    URLs are judged by what a browser makes of them, and written without the characters that browsers drop.
    """
    if attribute in _URLS:
        value = _IGNORED_IN_URL.sub("", clean(value))
        scheme, _, rest = browser_url(value).partition(":")
        if not (scheme.startswith("/") or (rest and scheme in SCHEMES)) or (
            attribute == "src" and LEADS_OUT.match(value)
        ):
            return None
        return value
    if attribute in {"width", "height", "colspan", "rowspan", "start"} and not _NUMBER.fullmatch(value):
        return None
    if attribute == "dir" and value not in {"ltr", "rtl", "auto"}:
        return None
    return value


def _prefixed(link: str) -> str:
    return f"#{_PREFIX}{link[1:]}" if link.startswith("#") else link


def _unchanged(link: str) -> str:
    return link


_WHOLE = _cleaner(INLINE | BLOCKS | WHOLE, {**_ATTRIBUTES, "*": _ATTRIBUTES["*"] | {"id"}}, _keep, relative=_unchanged)
_SHORT = _cleaner(INLINE | BLOCKS, _ATTRIBUTES, _keep, relative=_unchanged)
_LINE = _cleaner(INLINE, _ATTRIBUTES, _keep, relative=_unchanged)


_WORDS = nh3.Cleaner(tags=set())


def clean_short(html: str) -> str:
    """Return a short text without headings, images, tables and ids."""
    return _without_empty(_settled(_SHORT.clean(rewrite_short(html)), _SHORT))


def clean_line(html: str) -> str:
    """Return inline HTML: without any blocks."""
    return _settled(_LINE.clean(rewrite_short(html)), _LINE).strip()


def _settled(cleaned: str, cleaner: nh3.Cleaner) -> str:
    """Return cleaned HTML without forbidden characters, which references such as `&#1;` become while it is cleaned.

    Without them, words may mean something else. So the sanitizer has the last word, as often as there is something to remove.
    """
    while (mended := clean(cleaned)) != cleaned:
        cleaned = cleaner.clean(mended)
    return cleaned


def _without_empty(cleaned: str) -> str:
    """Return cleaned HTML without empty paragraphs and pictures without a file.

    Both patterns match whole elements only: in the sanitizer's output, `<` and `>` occur in tags alone, never in a text or a value.
    """
    if "<p></p>" in cleaned:
        cleaned = cleaned.replace("<p></p>\n", "").replace("<p></p>", "")
    return _IMAGE_WITHOUT_SOURCE.sub("", cleaned) if "<img" in cleaned else cleaned


def resolve(html: str, root: str, page: str = "", respelled: tuple[tuple[str, str], ...] = ()) -> str:
    """Return a cleaned text in which links and images within the site are resolved.

    `root` is the site's root, relative to the reader's page or as a URL; `page` is put before links to anchors of the text. Those to
    a missing anchor are dropped. `respelled` are links within the site that lead to another spelling of theirs.
    """
    if not ('href="' in html or 'src="' in html) or not _RELATIVE.search(html):
        return html
    ids = set(_ID.findall(html))
    known = dict(respelled)

    def relative(link: str) -> str | None:
        if link.startswith("#"):
            return page + link if link[1:] in ids else None
        address = known.get(internal_target(link) or "") if known else None
        return resolve_in_site(root, link if address is None else quote_address(address) + _rest_of(link))

    attributes = {name: set(allowed) for name, allowed in _ATTRIBUTES.items()}
    attributes["*"].add("id")
    return _cleaner(INLINE | BLOCKS | WHOLE, attributes, _keep_all, relative=relative).clean(html)


def _rest_of(link: str) -> str:
    """Return the query and the anchor of a link."""
    return link[len(re.split(r"[?#]", link, maxsplit=1)[0]) :]


def classed(html: str) -> str:
    """Return a cleaned text with tables for pages: classes instead of inline styles, which the page's policy forbids, align cells.

    A table can have the focus, so that one too wide for the page can be scrolled with the keyboard.
    """
    if "<table" not in html:
        return html
    return _STYLED_CELL.sub(_class_of, html).replace("<table", '<table tabindex="0"')


def _class_of(found: re.Match[str]) -> str:
    side = _SIDE.fullmatch(found["style"])
    return f'{found["cell"]} class="{_PREFIX}{side[1]}"' if side else found["cell"]


def _keep_all(_element: str, _attribute: str, value: str) -> str:
    return value


def trusted(html: str) -> Markup:
    """Return HTML as `Markup`, which templates do not escape. Its parts must have been cleaned or escaped."""
    return Markup(html)  # noqa: S704 - the one place where text becomes markup; every caller has cleaned or escaped it


def text(plain: str) -> str:
    """Return plain text as HTML, escaping only what must be, so that it is also readable if shown as plain text.

    Descriptions in RSS are HTML, but browsers and simple readers show them as plain text. An ampersand needs no escape before a space
    (https://html.spec.whatwg.org/multipage/syntax.html#syntax-ambiguous-ampersand, and validators that are stricter still).
    """
    return _AMPERSAND.sub("&amp;", plain).replace("<", "&lt;")


def words(html: str) -> str:
    """Return the plain text of cleaned HTML in one line."""
    return " ".join(unescape(_WORDS.clean(html)).split())


def paragraph(text: str) -> str:
    """Return plain text as a paragraph."""
    return f"<p>{escape(text)}</p>"


def link(url: str, text: str) -> str:
    """Return a link. Both are escaped; the URL was checked when it was read."""
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def image(url: str, alt: str) -> str:
    """Return an image in a paragraph of its own."""
    return f'<p><img src="{escape(url)}" alt="{escape(alt)}"></p>'


def in_language(html: str, language: str, direction: str) -> str:
    """Return cleaned HTML in an element that names its language (BCP 47) and its direction: `ltr` or `rtl`."""
    return f'<div lang="{escape(language)}" dir="{direction}">{html}</div>'
