"""The words of evidence.toml, compiled once for an import."""

import re
from typing import NamedTuple

from digest.importing.metadata.evidence import DateWords, Evidence, PeopleWords, PlaceWords

# A person's name in running text, in two or three words.
PERSON = (
    r"[A-ZÀ-Þ][a-zà-ÿ’'-]+(?: [A-Z]\.| “[A-Z][\w ]+”)?(?: (?:de|del|van|von|der|la|el|al|bin)){0,2}"
    r"(?: [A-ZÀ-Þ][\w’'-]+){1,2}(?:,? (?:Jr|Sr)\.| I{2,3}\b)?"
)


class Patterns(NamedTuple):
    """All of them."""

    dates: "DatePatterns"
    places: "PlacePatterns"
    titled: re.Pattern[str]


def compile_patterns(evidence: Evidence, regions: str) -> Patterns:
    """Return the patterns; `regions` is that of the names of regions."""
    return Patterns(
        date_patterns(evidence.dates), place_patterns(evidence.places, regions), people_pattern(evidence.people)
    )


class DatePatterns(NamedTuple):
    """The compiled words of dates: a labelled date, a date alone, the numbers of months, the minutes of zones."""

    labelled: re.Pattern[str]
    alone: re.Pattern[str]
    bracketed: re.Pattern[str]
    months: dict[str, int]
    zones: dict[str, int]
    updated: tuple[str, ...]


def date_patterns(words: DateWords) -> DatePatterns:
    """Return the patterns for the words of evidence.toml."""
    months = {name.replace("_", " "): number for number, line in enumerate(words.months, 1) for name in line.split()}
    month = "|".join(re.escape(name) for name in sorted(months, key=lambda name: (-len(name), name)))
    apart = rf"(?:[\s,.:|–-]|\b(?:{'|'.join(map(re.escape, words.between))})\b|(?<=\d)(?:st|nd|rd|th|er)\b)*"
    day = (
        rf"(?:(?P<month>\b(?:{month})\b)\.?\s*(?P<day>\d{{1,2}})(?!\d){apart}(?P<year>(?:19|20)\d\d)"
        rf"|(?P<day2>\b\d{{1,2}})(?!\d){apart}(?P<month2>\b(?:{month})\b){apart}(?P<year2>(?:19|20)\d\d)"
        r"|(?P<year3>\b(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)"
        r"|(?P<first>\b\d{1,2})(?P<sign>[./])\s?(?P<second>\d{1,2})(?P=sign)\s?(?P<year4>(?:19|20)\d\d))"
    )
    zones = "|".join(map(re.escape, sorted(words.zones, key=lambda name: (-len(name), name))))
    clock = (
        rf"(?:{apart}[T ]?(?P<hour>\d{{1,2}})[:.h](?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?m\b\.?)?"
        rf"\s*(?P<zone>\b(?:{zones})\b|[+-]\d\d:?\d\d)?)?"
    )
    # `Updated at 5:17 pm, March 31st, 2016`: the clock before the day.
    before = r"(?:(?P<hour2>\d{1,2}):(?P<minute2>\d\d)\s*(?P<half2>[ap]\.?m\b\.?)?(?:\s*[A-Z]{3,4}\b)?,?\s*)?"
    weekday = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
    label = "|".join(
        re.escape(name) for name in sorted((*words.published, *words.updated), key=lambda name: -len(name))
    )
    flags = re.IGNORECASE
    return DatePatterns(
        re.compile(rf"(?<!\()\b(?P<label>{label})\b{apart}{weekday}{before}{apart}{day}{clock}", flags),
        re.compile(rf"^\W*{weekday}{day}{clock}\W*$", flags),
        re.compile(rf"\({weekday}{day}\s*\)", flags),
        months,
        {name.casefold(): minutes for name, minutes in words.zones.items()},
        tuple(name.casefold() for name in words.updated),
    )


class PlacePatterns(NamedTuple):
    """The compiled words of places: what is found first, and the name beside it."""

    before: re.Pattern[str]
    region: re.Pattern[str]
    authority: re.Pattern[str]
    part: re.Pattern[str]
    name_at_end: re.Pattern[str]
    elsewhere: re.Pattern[str]


def place_patterns(words: PlaceWords, regions: str) -> PlacePatterns:
    """Return the patterns for the words of evidence.toml and the names of regions."""
    word = rf"(?!(?:{_any_of(words.ends)})\b)[A-ZÀ-Þ][\w’'-]+"
    name = rf"(?:(?:St|Ste|Ft|Mt|Fort|Saint)\.? )?{word}(?:[ -](?:(?:of|de|la|du|del|le|am|an der|sur|upon) )?{word}){{0,2}}"
    before, between = _any_of(words.before), _any_of(words.between)
    return PlacePatterns(
        re.compile(rf"\b(?i:{before}) (?:(?:{between}) ){{0,2}}(?P<name>(?>{name}))(?! (?:County|Parish)\b)"),
        re.compile(rf", (?P<region>{regions})(?!\w)"),
        re.compile(rf" (?:{_any_of(words.authorities)})\b"),
        re.compile(rf" (?:{_any_of(words.parts)})\b(?! of\b)"),
        re.compile(rf"(?<![\w’'-])(?P<name>{name})$"),
        re.compile(rf"\b(?:{_any_of(words.elsewhere)}) *$", re.IGNORECASE),
    )


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def people_pattern(words: PeopleWords) -> re.Pattern[str]:
    """Return the pattern of a name after a title."""
    titles = "|".join(re.escape(title) for title in sorted(words.titles, key=lambda title: (-len(title), title)))
    return re.compile(rf"\b(?:{titles}) (?P<name>{PERSON})")
