"""Headings of a Markdown or plain text, and the dates that they say."""

import re
from datetime import date
from typing import NamedTuple

# English, German, French, Spanish and Arabic, each in the order of the year.
_MONTHS = (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
_NUMBER = {name: number for names in _MONTHS for number, name in enumerate(names.split(), 1)}
_SHORT = {
    name: number for names in _MONTHS[:1] for number, name in enumerate((one[:3] for one in names.split()), 1)
} | {"sept": 9}
_ISO = r"(?P<iso>\d{4}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01]))(?!\d)"
_MONTH_DAY = r"(?P<month>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)"
_DAY_MONTH = r"(?P<day2>\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?P<month2>[^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(?P<year2>\d{4})(?!\d)"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s+(?:the\s+|den\s+|le\s+)?)?"
_DATE = rf"[\[(*_]{{0,3}}{_WEEKDAY}(?:{_ISO}|{_MONTH_DAY}|{_DAY_MONTH})[\])*_]{{0,3}}"
_BEGINS = re.compile(
    rf"{_DATE}(?:[T\s,]+\d{{1,2}}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s?(?:Z|UTC|GMT|[A-Z]{{2,4}}T))?)?(?:\s*(?:[-–—:|·]+\s*|$)|\s+)"
)
_ENDS = re.compile(rf"(?:\s[-–—|]\s*|\s*\(|\s+\[){_DATE}\)?\]?\s*$")
_MARKDOWN = re.compile(r" {0,3}(?P<level>#{1,5})[ \t]+(?P<text>\S.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:-{3,}|={3,})[ \t]*$")
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})")
_LONGEST = 300


class Heading(NamedTuple):
    """A heading: its line from 1, how many lines it has, its level (0 for a line of plain text), its date (ISO 8601) and the rest of it."""

    line: int
    height: int
    level: int
    date: str
    title: str


def dated_headings(text: str) -> list[Heading]:
    """Return the headings with dates that divide a text without front matter: those of the level of the first of them."""
    if re.match(r"\ufeff?\s*(?:---|\+\+\+|\{|;;;)", text):
        return []
    dated = [heading for heading in headings_in(text) if heading.date]
    return [heading for heading in dated if heading.level == dated[0].level]


def headings_in(text: str) -> list[Heading]:
    """Return the headings of a Markdown text; of a text without any, the lines that begin with a date after a blank line."""
    lines = text.replace("\r\n", "\n").split("\n")
    found: list[Heading] = []
    plain: list[Heading] = []
    fenced = False
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST:
            continue
        fenced ^= bool(_FENCE.match(line))
        marked = None if fenced else _MARKDOWN.match(line)
        if marked:
            found.append(Heading(number, 1, len(marked["level"]), *_read(marked["text"])))
        elif (
            number < len(lines)
            and not fenced
            and line.strip()
            and _UNDERLINE.match(lines[number])
            and _is_first(lines, number)
        ):
            found.append(Heading(number, 2, 1 if "=" in lines[number] else 2, *_read(line.strip())))
        elif not fenced and _is_first(lines, number) and (said := _alone(line.strip())) is not None:
            plain.append(Heading(number, 1, 0, *said))
    return found or (plain if _begins_with(plain, lines) else [])


def _is_first(lines: list[str], number: int) -> bool:
    return number == 1 or not lines[number - 2].strip()


def _begins_with(plain: list[Heading], lines: list[str]) -> bool:
    """Return whether a date is the first thing of a plain text, or the second after its title: else it is one within an article."""
    before = [line for line in lines[: plain[0].line - 1] if line.strip()] if plain else []
    return bool(plain) and (not before or (len(before) == 1 and len(plain) > 2))


def _alone(line: str) -> tuple[str, str] | None:
    """Return date and title of a line of plain text that is a heading: a date alone, or a date, a dash and a few words without an end."""
    said = _read(line)
    if not said[0] or not _BEGINS.match(line):
        return None
    title = said[1]
    is_heading = not title or (
        re.search(r"\d\]?\)?\*{0,2}\s*[-–—:|]", line) and len(title) < 120 and title[-1:] not in ".;,"
    )
    return said if is_heading else None


def _read(text: str) -> tuple[str, str]:
    """Return the date with which a heading begins or ends, and the rest; an empty date if there is none."""
    for pattern in (_BEGINS, _ENDS):
        found = pattern.match(text) if pattern is _BEGINS else pattern.search(text)
        if found and (day := _day(found)):
            rest = text[found.end() :] if pattern is _BEGINS else text[: found.start()]
            return day, rest.strip(" \t-–—:|*_[]")
    return "", text.strip()


def _day(found: re.Match[str]) -> str:
    try:
        if found["iso"]:
            year, month, day = map(int, re.split(r"[-/.]", found["iso"]))
        else:
            name = (found["month"] or found["month2"]).lower()
            month = _NUMBER.get(name) or _SHORT.get(name, 0)
            year, day = int(found["year"] or found["year2"]), int(found["day"] or found["day2"])
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
