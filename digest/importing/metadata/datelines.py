"""The dateline of a text: `CICERO, Ill. (AP) — `, `Berlin (dpa) - `, `Lyon, le 3 mai (AFP) — `, `Madrid, 3 may (EFE).-`."""

import re
from typing import NamedTuple

from digest.importing.metadata.evidence import NOWHERE, Evidence, Region, Regions

# A dateline is looked for in the first lines: a headline, captions and prompts may be above it.
_LINES, _LONGEST_LINE = 8, 140
_DASH = r"(?:\s*(?:--+|[—–―−]|>>)\s*|\s+-(?=\s|$)|(?<=[).])\s*-\s*|(?<=\w)-\s(?=[A-ZÀ-Þ“\"]))"
_DATELINE = re.compile(
    r"^[\s•×*_–—-]*(?P<town>[^\W\d_][\w .’'‘/&-]{1,38}?)"
    r"(?:,\s*(?P<more>[^()\n—–:>]{1,32}?))?"
    r"\s*(?P<agencies>(?:\([^()\n]{2,60}\)\s*)*)\.?"
    rf"(?P<end>{_DASH}|:\s|$)"
)
# `LAKE PORT, Fla. Investigators …`, `LAKE PORT, Fla. (WXYZ) A man …`: nothing but the region tells that it is a dateline.
_UNMARKED = re.compile(
    r"^(?P<town>[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{1,38}),\s*(?P<more>[A-Z][\w.]{1,14}?)\.?(?P<agencies>\s*\([^()\n]{2,40}\))?\s+(?=[A-ZÀ-Þ“\"])"
)
# `(Harris County, TX) Investigators …`
_BRACKETED = re.compile(r"^\((?P<town>[A-Z][\w .’'-]{2,30}),\s*(?P<more>[A-Za-z. ]{2,20})\)\s")
_LEADING_DIRECTION = re.compile(
    r"^(?:(?:north|south|east|west)(?:east|west)?(?:ern)?|downtown|near|central)\s+", re.IGNORECASE
)


class Dateline(NamedTuple):
    """A dateline: `words` as they are in the text, the town's name in them, and the region if they name one."""

    words: str
    town: str
    region: Region = NOWHERE
    agency: str = ""

    @property
    def is_county(self) -> bool:
        """Return whether it names a county instead of a town."""
        return self.town.casefold().endswith((" county", " parish", " co.", " co", " borough"))


def find_dateline(text: str, evidence: Evidence, regions: Regions) -> Dateline | None:
    """Return the first dateline of a text; None if its first lines have none.

    In small letters it is one only with an agency in brackets or a region; a line that begins with `UPDATE` or the like is none.
    """
    lines = (line for line in text.split("\n", 40) if line.strip())
    for _, line in zip(range(_LINES), lines, strict=False):
        beginning = line[:_LONGEST_LINE]
        for pattern in (_DATELINE, _UNMARKED, _BRACKETED):
            found = pattern.match(beginning)
            dateline = _read(found, evidence, regions) if found else None
            if dateline:
                return dateline
    return None


def _read(found: re.Match[str], evidence: Evidence, regions: Regions) -> Dateline | None:
    town, parts = found["town"].strip(), found.groupdict()
    agencies, more, end = (parts.get(part) or "" for part in ("agencies", "more", "end"))
    region = regions.named(more) if more else NOWHERE
    if (
        not region.country and more and regions.named(more.rpartition(",")[2]).country
    ):  # `HOUMA, Terrebonne Parish, La.`
        region = regions.named(more.rpartition(",")[2])
    is_loud = town.upper() == town and town.lower() != town
    is_marked = bool(region.country) or bool(agencies.strip()) or (is_loud and bool(end.strip()))
    if end.startswith(":") and not region.country and not agencies:
        return None
    if not end.strip() and not (region.country and is_loud) and not (agencies and is_loud):
        return None
    if not is_marked or _is_no_place(town, evidence):
        return None
    town = re.split(r"\s+[-/]\s+|/", town)[0].strip()
    words = found[0].strip().strip("•×*-–—−―>: ").strip()
    return Dateline(words, town, region, agencies.strip("() "))


def _is_no_place(town: str, evidence: Evidence) -> bool:
    folded = town.casefold()
    return folded in evidence.places.no_datelines or folded.split()[0] in {
        "update",
        "updated",
        "breaking",
        "related",
        "watch",
        "video",
    }


def without_direction(town: str) -> str:
    """Return a town's name without the direction before it: `Southwest Philadelphia` is in Philadelphia."""
    return _LEADING_DIRECTION.sub("", town)
