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


@lru_cache(maxsize=1 << 15)
def word_day(day: date, language: str, *, year: bool = True, short: bool = False) -> str:
    """Return a day in words, in the order of the language (Unicode CLDR, long date): `26 March 2024`.

    Without `year`, it is left out: `26 March`. A `short` one has a short name of the month, where the language has one: `26 Mar`.
    """
    from babel.dates import format_date, format_skeleton

    locale = _locale(language)
    skeleton = ("y" if year else "") + ("MMMd" if short else "MMMMd")
    worded = (
        format_date(day, "long", locale) if year and not short else str(format_skeleton(skeleton, day, locale=locale))
    )
    # In French, the first of a month is an ordinal, for which CLDR has no pattern.
    return worded.replace("1 ", "1er ", 1) if day.day == 1 and language.startswith("fr") else worded


def word_weekday(day: date, language: str) -> str:
    """Return a day in words with the day of the week, as in a heading (Unicode CLDR, full date): `Tuesday, 26 March 2024`."""
    from babel.dates import format_date

    worded = format_date(day, "full", locale=_locale(language))
    if day.day == 1 and language.startswith("fr"):
        worded = worded.replace(" 1 ", " 1er ", 1)
    return worded[0].upper() + worded[1:]


@lru_cache(maxsize=1024)
def word_month(year: int, month: int, language: str, *, with_year: bool = True) -> str:
    """Return a month in words: `March 2024`; or, without the year, `March`."""
    from babel.dates import format_date, format_skeleton

    first, locale = date(year, month, 1), _locale(language)
    return str(format_skeleton("yMMMM", first, locale=locale)) if with_year else format_date(first, "LLLL", locale)


@lru_cache(maxsize=256)
def name_language(code: str) -> str:
    """Return the name of a language in that language (Unicode CLDR), with a capital: `Deutsch`, `Português (Brasil)`; else its code."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return name[0].upper() + name[1:] if name else code


@lru_cache(maxsize=256)
def name_country(code: str, language: str) -> str:
    """Return the name of a country in a language (Unicode CLDR): `Germany`, `Deutschland`; its code if CLDR has none."""
    return str(_locale(language).territories.get(code, code))


@lru_cache(maxsize=64)
def word_zone(name: str, language: str) -> str:
    """Return the name of a time zone of the IANA database in words (Unicode CLDR, generic name): `Eastern Time`, `UTC`, `UTC-05:00`."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from babel.dates import get_timezone_gmt, get_timezone_name

    zone = ZoneInfo(name)
    if not get_timezone_name(zone, locale="en").startswith("Unknown Region"):
        return get_timezone_name(zone, locale=_locale(language))
    # UTC and zones of a fixed offset belong to no region.
    offset = str(get_timezone_gmt(datetime(2024, 1, 1, tzinfo=zone), "iso8601", "en"))
    return f"UTC{offset}".removesuffix("+00:00")


@lru_cache(maxsize=256)
def word_short_month(month: int, language: str) -> str:
    """Return the short name of a month (1 to 12), as on calendars: `Mar`."""
    return str(_locale(language).months["stand-alone"]["abbreviated"][month])


@lru_cache(maxsize=64)
def first_weekday(language: str) -> int:
    """Return the first day of the week where the language is spoken: 0 is Monday."""
    return int(_locale(language).first_week_day)


def word_moment(moment: Moment, language: str, *, year: bool = True, clock: bool = True, short: bool = False) -> str:
    """Return a moment in words, as precisely as it is known: `26 March 2024, 05:30`, `March 2024`, `2024`.

    Without `year`, a day or month is said without its year; without `clock`, a day without its time. For `short` see `word_day`.
    """
    if moment.precision == "year":
        return f"{moment.day.year:04d}"
    if moment.precision == "month":
        return word_month(moment.day.year, moment.day.month, language, with_year=year)
    day = word_day(moment.day, language, year=year, short=short)
    if moment.bare or not clock:
        return day
    return _day_and_time(language).replace("{0}", word_clock(moment, language)).replace("{1}", day)


def word_clock(moment: Moment, language: str) -> str:
    """Return the time of day of a moment in words: `05:30`; nothing, if it is not known."""
    return "" if moment.bare else _word_time(moment.at.hour, moment.at.minute, language)


def word_span(span: Span, language: str, about: str = "about {date}", *, year: bool = True, short: bool = False) -> str:
    """Return a span of days in words: `26 March 2024`, `March 2024`, `1 March – 5 March 2024`, `2023 – 2024`.

    A year that both ends have is said once. `about` is the text for a span that is not certain. For `year` and `short` see `word_moment`.
    """
    if span.iso.count("/") == 0:
        words = _word_part(span.start, span, language, year=year, short=short)
    else:
        once = span.start.year == span.end.year
        at_end = not _begins_with_year(language)  # where the year is said, if it is said once
        start = _word_part(span.start, span, language, year=year and not (once and at_end), short=short)
        end = _word_part(span.end, span, language, year=year and (at_end or not once), short=short)
        words = f"{start} – {end}"
    return fill(about, {"date": words}) if span.about else words


@lru_cache(maxsize=1024)
def word_count(number: int, language: str) -> str:
    """Return a whole number with the language's grouping: `12,345`."""
    if -1000 < number < 1000:
        return str(number)
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale(language))


def word_counted(number: int, one: str, many: str, words: Words, language: str) -> str:
    """Return a text with a number in the place of `{n}`, in the form that the language has for that number."""
    form = plural_rule(words.rule_for(one))(number)
    return fill(words.forms_of(one, many)[form], {"n": word_count(number, language)})


@lru_cache(maxsize=4096)
def word_decimal(number: float, language: str) -> str:
    """Return a number with the language's decimal sign and at most three decimal places: `39.22`."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale(language))


def _word_part(day: date, span: Span, language: str, *, year: bool = True, short: bool = False) -> str:
    if span.precision == "year":
        return f"{day.year:04d}"
    if span.precision == "month":
        return word_month(day.year, day.month, language, with_year=year)
    return word_day(day, language, year=year, short=short)


@lru_cache(maxsize=64)
def _begins_with_year(language: str) -> bool:
    return str(_locale(language).date_formats["long"]).lstrip().startswith("y")


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
