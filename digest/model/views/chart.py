"""The data of charts and maps: counts over time, terms over the years, and points on a map. `rendering` draws them."""

from dataclasses import dataclass

from digest.model.moment import Span
from digest.model.views.common import Link


@dataclass(frozen=True, slots=True)
class Count:
    """A number of articles or incidents in a day, a month or a year."""

    span: Span  #: the day, the month or the year
    count: int  #: how many there were
    address: str = ""  #: the page that lists them, if there is one


@dataclass(frozen=True, slots=True)
class TermYears:
    """A term with its articles of each year."""

    link: Link  #: the term
    years: tuple[Count, ...]  #: its counts, the oldest year first; all terms of a page have the same years


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A point on a map, in degrees of WGS 84."""

    link: Link  #: the page about it
    latitude: float  #: degrees north
    longitude: float  #: degrees east
