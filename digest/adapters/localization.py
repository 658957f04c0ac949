"""Dates and numbers in the words of a language. The only module that imports Babel, and only when the first date is formatted."""

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.model.moment import Moment, Span
from digest.model.text.words import ENGLISH_PLURAL, NUMBERS, Words, fill, placeholders_of, plural_rule

if TYPE_CHECKING:
    from babel import Locale

_BRACES = re.compile(r"\{(\w*)\}")


@lru_cache(maxsize=4096)
def word_day(day: date, language: str) -> str:
    """Return a day in words, in the order of the language (Unicode CLDR, long date): `26 March 2024`."""
    from babel.dates import format_date

    worded = format_date(day, "long", locale=_locale(language))
    # In French, the first of a month is an ordinal, for which CLDR has no pattern.
    return worded.replace("1 ", "1er ", 1) if day.day == 1 and language.startswith("fr") else worded


@lru_cache(maxsize=1024)
def word_month(year: int, month: int, language: str) -> str:
    """Return a month in words: `March 2024`."""
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMM", date(year, month, 1), locale=_locale(language)))


@lru_cache(maxsize=256)
def word_short_month(month: int, language: str) -> str:
    """Return the short name of a month (1 to 12), as on calendars: `Mar`."""
    return str(_locale(language).months["stand-alone"]["abbreviated"][month])


@lru_cache(maxsize=64)
def first_weekday(language: str) -> int:
    """Return the first day of the week where the language is spoken: 0 is Monday."""
    return int(_locale(language).first_week_day)


def word_moment(moment: Moment, language: str) -> str:
    """Return a moment in words, as precisely as it is known: `26 March 2024, 05:30`, `March 2024`, `2024`."""
    if moment.precision == "year":
        return f"{moment.day.year:04d}"
    if moment.precision == "month":
        return word_month(moment.day.year, moment.day.month, language)
    day = word_day(moment.day, language)
    if moment.bare:
        return day
    time = _word_time(moment.at.hour, moment.at.minute, language)
    return _day_and_time(language).replace("{0}", time).replace("{1}", day)


def word_span(span: Span, language: str, about: str = "about {date}") -> str:
    """Return a span of days in words: `26 March 2024`, `March 2024`, `2023 – 2024`. `about` is the text for one that is not certain."""
    start, end = (_word_part(day, span, language) for day in (span.start, span.end))
    words = start if start == end else f"{start} – {end}"
    return fill(about, {"date": words}) if span.about else words


@lru_cache(maxsize=1024)
def word_count(number: int, language: str) -> str:
    """Return a whole number with the language's grouping: `12,345`."""
    if -1000 < number < 1000:
        return str(number)
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale(language))


@lru_cache(maxsize=4096)
def word_decimal(number: float, language: str) -> str:
    """Return a number with the language's decimal sign and at most three decimal places: `39.22`."""
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
def _day_and_time(language: str) -> str:
    """Return the pattern of a day, `{1}`, and a time, `{0}` (Unicode CLDR, dateTimeFormat): Arabic has its own comma."""
    return str(_locale(language).datetime_formats["medium"]).replace("'", "")


@lru_cache(maxsize=64)
def _locale(language: str) -> "Locale":
    """Return the nearest language that Babel has; English if it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


class BadCatalogueError(Exception):
    """A catalogue cannot be read. The message says why; `line` says where."""

    def __init__(self, message: str, line: int) -> None:
        """Keep message and line."""
        super().__init__(message)
        self.line = line


def read_catalogue(raw: bytes, language: str, forms_beneath: int = 0) -> Words:
    """Read a catalogue in the PO format of GNU gettext. Entries without a translation, or marked as fuzzy, are left out.

    If a catalogue has no plural rule, Babel uses that of the language, and fills entries with empty forms up to its number of forms.
    If the catalogue overrides another one, `forms_beneath` is the number of forms of that: empty forms beyond it are dropped.
    Raise `BadCatalogueError`.
    """
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalogue = read_po(raw.decode("utf-8-sig").splitlines(), locale=_locale(language), abort_invalid=True)
        plural = str(catalogue.plural_expr) if catalogue.num_plurals > 1 else "0"
        _check_rule(plural, catalogue.num_plurals)
    except PoFileError as problem:
        raise BadCatalogueError(str(problem).partition(" on ")[0], problem.lineno + 1) from problem
    except (ValueError, UnicodeDecodeError) as problem:
        raise BadCatalogueError(str(problem), 1) from problem
    entries: list[tuple[str, tuple[str, ...]]] = []
    for message in catalogue:
        asked = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
        while forms_beneath and len(forms) > forms_beneath and not forms[-1]:
            forms.pop()
        if asked[0] and forms and all(forms) and not message.fuzzy:
            _check_braces(asked, forms, message.lineno or 1)
            entries.append((asked[0], tuple(forms)))
    return Words(language, tuple(sorted(entries)), ENGLISH_PLURAL if language == "en" else plural)


def _check_rule(plural: str, forms: int) -> None:
    """Raise `ValueError` for a rule that selects a form which does not exist."""
    rule = plural_rule(plural)
    for number in NUMBERS:
        try:
            chosen = rule(number)
        except ZeroDivisionError as problem:
            raise ValueError(f"its Plural-Forms divide by zero: plural={plural};") from problem
        if not 0 <= chosen < forms:
            raise ValueError(
                f"its Plural-Forms choose for {number} the form {chosen}, and there are {forms}, from 0 on"
            )


def _check_braces(asked: tuple[str, ...], forms: list[str], line: int) -> None:
    """Raise `BadCatalogueError` for a placeholder that the English text does not have."""
    known = {name for text in asked for name in placeholders_of(text)} | ({"n"} if len(asked) > 1 else set())
    for form in forms:
        for name in _BRACES.findall(form):
            if name not in known:
                raise BadCatalogueError(f"“{form}” has {{{name}}}, which “{asked[0]}” has not", line)
