"""Years that are probably a slip of the pen: 226 or 2062 for 2026."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from digest.model.content.article import Article
from digest.model.diagnostic import Diagnostic, Origin, warning
from digest.model.moment import Moment
from digest.model.site import Content

# Before the first newspaper (1605), nothing was reported.
_FIRST_YEAR = 1600
_AHEAD = timedelta(days=366)
_EMBARGO = timedelta(days=20 * 366)  # archives may keep a text back for long


def far_dates(content: Content, now: datetime) -> Iterator[Diagnostic]:
    """Report each date of an article or an incident's file that is before the first newspaper, or more than a year after `now`."""
    for article in content.articles:
        if article.status != "draft":
            yield from _report(article.origin, _dates_of(article), now + _AHEAD)
            yield from _report(article.origin, [("publish_at", article.publish_at)], now + _EMBARGO)
    for file in content.incident_files:
        yield from _report(file.origin, [("status", note.date) for note in file.status], now + _AHEAD)
        if file.date is not None and not _FIRST_YEAR <= file.date.start.year <= (now + _AHEAD).year:
            yield _far(file.origin, "date", file.date.iso)


def _dates_of(article: Article) -> Iterator[tuple[str, Moment | None]]:
    yield "date", article.date
    yield "updated", article.updated
    yield from (("updates", update.date) for update in article.updates)
    yield from (("corrections", correction.date) for correction in article.corrections)


def _report(origin: Origin, dates: Iterable[tuple[str, Moment | None]], last: datetime) -> Iterator[Diagnostic]:
    for field, moment in dates:
        if moment is not None and (moment.at.year < _FIRST_YEAR or moment.at > last):
            yield _far(origin, field, moment.iso)


def _far(origin: Origin, field: str, said: str) -> Diagnostic:
    return warning(
        "far-date",
        origin.at(field),
        f"`{field}` says {said}: is the year {int(said[:4])} meant?",
        "correct the year; a text that is dated in the future appears only then",
    )
