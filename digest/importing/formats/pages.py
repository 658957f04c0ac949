"""Saved pages of HTML: the text of the article without what is around it, and what the page says of it."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from digest.importing.formats.decode import decoded_page
from digest.importing.formats.fields import looks_like_html
from digest.importing.formats.page_metadata import Saved, exact_moment, headline_of, linked_text, metadata_of, saved_by
from digest.importing.record import Form, Record, Skipped, Value
from digest.model.reports.imported import Note

#: The most bytes of a page that are read. Pages that were saved with all their pictures are large.
LARGEST = 64 << 20
_MOST_CHARACTERS = 16_000_000
_SHORTEST = 60
_MUCH_LONGER = 1.5
_SHORT_PAGE = 1500
_NO_ARTICLE = re.compile(
    r"(?:error )?(?:40[0-9]|50[0-9])\b.{0,60}\Z|(?:not found|forbidden)\Z|just a moment\b|attention required|access denied|"
    r"(?:page|article) not found|are you a robot|seite nicht gefunden|page introuvable|página no encontrada|لم يتم العثور",
    re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_DATA = re.compile(r"data:[\w./+-]{0,80}(?:;[\w=.-]{0,80})*;base64,[A-Za-z0-9+/=%\s]{100,}")
_STYLE = re.compile(r"<style\b|</style\s*>", re.IGNORECASE)
_PICTURE = re.compile(r"<(?:img|picture)\b", re.IGNORECASE)
_PICTURES = Note("passed-over", "page-pictures", "pictures of a saved page are left out: their rights are not known")
_GUESS = Note(
    "guessed", "date-of-page", "the page's metadata have no date; that of its address or of a line on it is taken"
)
_HEADING = re.compile(r"\A#{1,6} +(.+?) *\n+")


def read_page_file(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """Yield the record of a saved page."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield Skipped(name, f"the page is larger than {LARGEST >> 20} MB")
    else:
        yield read_page(data, name, saved_by(data[:4096]))


def read_page(
    data: bytes, place: str, saved: Saved, charset: str = "", fields: dict[str, Value] | None = None
) -> Record | Skipped:
    """Return the record of a page. `charset` is what a header said; `fields` win over what the page says of itself."""
    page = _without_styles(_DATA.sub("", decoded_page(data, charset)))
    if len(page) > _MOST_CHARACTERS:
        return Skipped(place, f"the page is longer than {_MOST_CHARACTERS // 1_000_000} million characters")
    if not _ROOT.search(page[:20_000]) and looks_like_html(page[:20_000]):
        page = f"<html><body>{page}</body></html>"  # a part of a page, as somebody copied it
    tree = _trafilatura().load_html(page)
    if tree is None:
        return Skipped(place, "there is no page of HTML in it")
    notes: tuple[Note, ...] = (_PICTURES,) if _PICTURE.search(page) else ()
    said = metadata_of(tree, saved)
    found = _completed(said, tree, saved)
    if "datePublished" in found and "datePublished" not in said:
        notes += (_GUESS,)
    title = headline_of(tree, str(found.get("title") or ""), str(found.get("sitename") or ""))
    found |= {"title": title} if title else {}
    found |= fields or {}
    text, form = _story(tree, found)
    why = _no_article(str(found.get("title") or ""), text.strip())
    return Skipped(place, *why) if why else Record(place, found, text, form, notes=notes)


def _no_article(title: str, text: str) -> tuple[str, str] | None:
    """Return why a page is no article, and what to do; None if it is one."""
    if _NO_ARTICLE.match(title) and len(text) < _SHORT_PAGE:
        return f"the page says “{title[:60]}”: it is no article, but an error or a question whether one is a robot", ""
    if len(text) < _SHORTEST and not (text and title):
        return "the page has no text of an article", "copy the text into a file of its own: crane.txt, headline first"
    return None


def _story(tree: Any, found: dict[str, Value]) -> tuple[str, Form]:  # noqa: ANN401 - a tree of lxml
    """Return the text of the article and its form: that on the page, unless JSON-LD has a much longer one."""
    text = _text(tree, str(found.get("url") or ""))
    heading = _HEADING.match(text)
    if heading and _same(heading[1], str(found.get("title") or "")):
        text = text[heading.end() :]
    whole = linked_text(tree)
    if len(whole) > len(text) * _MUCH_LONGER and (not text or "\n" in whole.strip() or looks_like_html(whole)):
        return whole, "html" if looks_like_html(whole) else "plain"
    return text, "markdown"


def _without_styles(page: str) -> str:
    """Return a page without its style sheets, which SingleFile makes very long."""
    parts, start, opened = [], 0, -1
    for found in _STYLE.finditer(page):
        if found[0].startswith("</") and opened >= 0:
            parts.append(page[start:opened])
            start, opened = found.end(), -1
        elif not found[0].startswith("</") and opened < 0:
            opened = found.start()
    return "".join((*parts, page[start:]))


def _trafilatura() -> Any:  # noqa: ANN401 - a module
    from warnings import catch_warnings, simplefilter

    with catch_warnings():
        simplefilter("ignore")  # it can fetch pages by a proxy, and misses a library for it; digest fetches nothing
        import trafilatura

    quiet_library("trafilatura", "htmldate", "courlan", "charset_normalizer")
    return trafilatura


def quiet_library(*names: str) -> None:
    """Keep libraries from logging: what they say of single pages, an import says in its own words."""
    from logging import CRITICAL, getLogger

    for name in names:
        getLogger(name).setLevel(CRITICAL + 1)


def _text(tree: Any, url: str) -> str:  # noqa: ANN401 - a tree of lxml, as the library wants it
    """Return the text of the article on a page as Markdown, without comments, links and pictures; empty if there is none."""
    try:
        found = _trafilatura().extract(
            tree, url=url or None, output_format="markdown", include_comments=False, include_formatting=True
        )
    except (RecursionError, ValueError, TypeError, AttributeError):
        return ""  # pages that the library cannot read
    return found or ""


def _completed(found: dict[str, Value], tree: Any, saved: Saved) -> dict[str, Value]:  # noqa: ANN401 - a tree of lxml
    """Return the fields with what the library finds in the page itself, where the page does not say it of itself."""
    dates = {"original_date": True, "extensive_search": False} | (
        {"max_date": saved.moment[:10]} if saved.moment[:4].isdigit() else {}
    )
    try:
        library = _trafilatura().extract_metadata(tree, saved.url or None, dates)
    except (RecursionError, ValueError, TypeError, AttributeError):
        return found
    guesses: dict[str, Value] = {
        "title": library.title,
        "url": library.url,
        "sitename": library.sitename,
        "author": library.author,
        "description": library.description,
        "datePublished": exact_moment(tree, [library.date]) if library.date else "",
        "categories": [*(library.categories or [])],
        "keywords": [*(library.tags or [])],
        "license": library.license,
    }
    return {key: value for key, value in guesses.items() if value} | found


def _same(heading: str, title: str) -> bool:
    """Return whether a heading says the same as a title: its words, without emphasis."""
    words = [re.sub(r"[\W_]+", " ", text).casefold().split() for text in (heading, title)]
    return words[0] == words[1]
