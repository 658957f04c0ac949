"""Dates on pages: the `time` elements of templates. What a reader knows already is left out: the year of the date before, the time zone.

The zone is said once, in the footer, and only by pages that show a time of day.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from markupsafe import Markup, escape

from digest.adapters.localization import word_clock, word_day, word_moment, word_span
from digest.model.moment import Moment, Span
from digest.rendering.markup.sanitize import trusted

_TIME = '<time datetime="'
# Where a template says how new the page is, without knowing it.
NEWEST = trusted("<time></time>")
_AS_OF = re.compile(r' ?<span class="newest">.*?</span>')
_ZONE = re.compile(r'<span class="zone">[^<]*</span>\n?')
_DAY = len("2024-03-26")


class Dates:
    """Makes `time` elements in the language of a site. `about` is the text for dates that are not certain."""

    def __init__(self, language: str, about: str) -> None:
        """Keep language and text."""
        self._language = language
        self._about = about

    def when(self, when: Moment | Span, after: object = None) -> Markup:
        """Return a date, with its time of day if that is known. The year is left out if it is that of `after`, the date before it."""
        return self._time(when, after)

    def day(self, when: Moment | Span, after: object = None, *, short: bool = False) -> Markup:
        """Return a date without time of day. For `after` see `when`. A `short` date has a short name of the month."""
        return self._time(when, after, clock=False, short=short)

    def clock(self, when: Moment | Span) -> Markup:
        """Return the time of day alone; nothing, if it is not known."""
        if isinstance(when, Span) or when.bare:
            return trusted("")
        return _clock(when, when.at.utcoffset(), self._language)

    def _time(self, when: Moment | Span, after: object, *, clock: bool = True, short: bool = False) -> Markup:
        known = _year(after) if isinstance(after, Moment | Span) else None
        year = known is None or _year(when) != known
        if isinstance(when, Moment) and (when.precision == "day" or (when.precision == "time" and not clock)):
            return _day(when.day, self._language, year, short)
        offset = when.at.utcoffset() if isinstance(when, Moment) else None
        return _time(when, offset, self._language, self._about, year, clock, short)

    def complete(self, html: str) -> str:
        """Return a page with the date of the newest thing on it, where it asks for that; without the zone, if it has no time of day."""
        # A search for a plain string costs a tenth of one for a regular expression.
        dates = set(_dates_in(html))
        if not any(said[_DAY:] == "T" for said in dates):
            start = max(html.find('<span class="zone">'), 0)
            html = html[:start] + _ZONE.sub("", html[start:]) if start else html
        if NEWEST not in html:
            return html
        newest = next(filter(None, map(_day_of, sorted(dates, reverse=True))), None)
        return html.replace(NEWEST, self.day(newest)) if newest else _AS_OF.sub("", html)


def _dates_in(html: str) -> Iterator[str]:
    """Yield what the dates of a page begin with: the day, and the letter before the time of day if that is said."""
    end = 0
    while (start := html.find(_TIME, end)) >= 0:
        end = start + len(_TIME) + _DAY + 1
        yield html[start + len(_TIME) : end]


@lru_cache(maxsize=4096)
def _day_of(said: str) -> Moment | None:
    """Return the day with which a date begins; None if it is no day: texts may say anything."""
    if not said[:_DAY].replace("-", "").isdecimal():  # as in 2024-W12-1
        return None
    try:
        day = date.fromisoformat(said[:_DAY])
    except ValueError:
        return None
    return Moment(datetime(day.year, day.month, day.day, tzinfo=UTC), "day")


def _year(when: Moment | Span) -> int | None:
    """Return the one year of a date; None for a span of several years."""
    if isinstance(when, Moment):
        return when.day.year
    return when.start.year if when.start.year == when.end.year else None


@lru_cache(maxsize=16_384)
def _day(day: date, language: str, year: bool, short: bool) -> Markup:  # noqa: FBT001 - a cache is quicker with positions
    """Return a `time` element of a day: of all moments of one day, it is made once."""
    words = escape(word_day(day, language, year=year, short=short))
    return trusted(f'<time datetime="{day.isoformat()}">{words}</time>')


@lru_cache(maxsize=16_384)
def _time(
    when: Moment | Span,
    _offset: timedelta | None,
    language: str,
    about: str,
    year: bool,  # noqa: FBT001 - a cache is quicker with positions
    clock: bool,  # noqa: FBT001
    short: bool,  # noqa: FBT001
) -> Markup:
    """Return a `time` element. `_offset` is part of the cache key, since moments in the repeated hour of a clock change compare equal."""
    if isinstance(when, Span):
        words = escape(word_span(when, language, about, year=year, short=short))
        # HTML has no element for an interval.
        return words if "/" in when.iso else trusted(f'<time datetime="{escape(when.iso)}">{words}</time>')
    words = escape(word_moment(when, language, year=year, clock=clock, short=short))
    iso = when.iso if clock or when.bare else when.day.isoformat()
    return trusted(f'<time datetime="{escape(iso)}">{words}</time>')


@lru_cache(maxsize=4096)
def _clock(when: Moment, _offset: timedelta | None, language: str) -> Markup:
    return trusted(f'<time datetime="{escape(when.iso)}">{escape(word_clock(when, language))}</time>')
