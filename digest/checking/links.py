"""Report links that say where a reader came from: parameters for counting, which have no business in a source."""

import re
from collections.abc import Callable, Iterable, Iterator

from digest.checking.passages import LineOf, Passage, position_in
from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, Position, warning
from digest.model.site import ContentItem

_URL = re.compile(r"https?://[^\s<>\"'\]|\\^`{}]+", re.IGNORECASE)
_QUERY = re.compile(r"^([^?#]*)\?([^#]*)(#.*)?$")

# Returns a URL without the parameters that count.
WithoutTracking = Callable[[str], str]


def without_tracking(ignored: Iterable[str]) -> WithoutTracking:
    """Return the function that takes some parameters out of a URL and leaves the rest as it is written.

    `ignored` are names in lower case; `utm_*` matches all that begin with `utm_`.
    """
    names = frozenset(name for name in ignored if not name.endswith("*"))
    beginnings = tuple(name[:-1] for name in ignored if name.endswith("*"))

    def clean(url: str) -> str:
        parts = _QUERY.match(url)
        if parts is None:
            return url
        query = parts[2].replace("&amp;", "&").split("&")
        kept = [one for one in query if not _counts(one.partition("=")[0].lower())]
        if len(kept) == len(query):
            return url
        return parts[1] + (f"?{'&'.join(kept)}" if kept else "") + (parts[3] or "")

    def _counts(name: str) -> bool:
        return name in names or (bool(name) and name.startswith(beginnings))

    return clean


def tracking_links(
    item: ContentItem, passages: Iterable[Passage], clean: WithoutTracking, line_of: LineOf
) -> Iterator[Diagnostic]:
    """Report each URL of an article, an incident's file or a page with such parameters, once."""
    told = set()
    for url, position in (*_fields(item), *_in_texts(item, passages, line_of)):
        if url not in told and (short := clean(url)) != url:
            told.add(url)
            message = f"“{url}” tells its host where readers came from"
            yield warning("tracking-link", position, message, f"write {short}")


def _fields(item: ContentItem) -> Iterator[tuple[str, Position]]:
    at = item.origin.at
    if isinstance(item, Article):
        place = at("source") if at("source").line else at("url")
        yield item.source.url, place
        yield item.source.archive, place
    elif isinstance(item, IncidentFile):
        yield from _of_incident(item)


def _of_incident(item: IncidentFile) -> Iterator[tuple[str, Position]]:
    at = item.origin.at
    for field, notes in (("status", item.status), ("timeline", item.timeline)):
        for note in notes:
            yield note.source.url, at(field)
    for fact in item.facts:
        yield fact.source.url, at("facts")
    for dispute in item.disputed:
        yield dispute.source.url, at("disputed")
        yield (dispute.settled.source.url if dispute.settled else ""), at("disputed")
    for person in item.people:
        for charge in person.charges:
            for outcome in charge.outcomes:
                yield outcome.source.url, at("people")


def _in_texts(item: ContentItem, passages: Iterable[Passage], line_of: LineOf) -> Iterator[tuple[str, Position]]:
    for passage in passages:
        if "?" not in passage.text or "://" not in passage.text:
            continue
        for found in _URL.finditer(passage.text):
            url = found[0].rstrip(".,;:!?*_")
            url = url.rstrip(")") if url.count(")") > url.count("(") else url
            if "?" in url:
                yield url, position_in(passage, found.start(), item, line_of)
