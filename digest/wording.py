"""Dates and numbers in words of a language: the only module that knows Babel, which is imported when the first date is worded."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.model.moment import Moment, Span

if TYPE_CHECKING:
    from babel import Locale


@lru_cache(maxsize=4096)
def word_day(day: date, language: str) -> str:
    """Word a day: `26 March 2024` in the order of the language (Unicode CLDR, long date)."""
    from babel.dates import format_date

    return format_date(day, "long", locale=_locale(language))


@lru_cache(maxsize=1024)
def word_month(year: int, month: int, language: str) -> str:
    """Word a month: `March 2024`."""
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMM", date(year, month, 1), locale=_locale(language)))


def word_moment(moment: Moment, language: str) -> str:
    """Word a moment as precisely as it is known: `26 March 2024, 05:30`, `March 2024`, `2024`."""
    if moment.precision == "year":
        return f"{moment.day.year:04d}"
    if moment.precision == "month":
        return word_month(moment.day.year, moment.day.month, language)
    day = word_day(moment.day, language)
    return day if moment.bare else f"{day}, {_word_time(moment.at.hour, moment.at.minute, language)}"


def word_span(span: Span, language: str) -> str:
    """Word a span of days: `26 March 2024`, `March 2024`, `2023 – 2024`, `about 2024`."""
    start, end = (_word_part(day, span, language) for day in (span.start, span.end))
    words = start if start == end else f"{start} – {end}"
    return f"about {words}" if span.about else words


@lru_cache(maxsize=1024)
def word_count(number: int, language: str) -> str:
    """Word a whole number with the language's grouping: `12,345`."""
    if -1000 < number < 1000:
        return str(number)
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale(language))


def _word_part(day: date, span: Span, language: str) -> str:
    if span.precision == "year":
        return f"{day.year:04d}"
    return word_month(day.year, day.month, language) if span.precision == "month" else word_day(day, language)


@lru_cache(maxsize=2048)
def _word_time(hour: int, minute: int, language: str) -> str:
    from datetime import time

    from babel.dates import format_time

    return format_time(time(hour, minute), "short", locale=_locale(language))


@lru_cache(maxsize=64)
def _locale(language: str) -> "Locale":
    """Give the nearest language that Babel knows; English where it knows none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
