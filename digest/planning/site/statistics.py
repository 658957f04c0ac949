"""Charts of overviews: places and incidents on a map, and tags by year."""

from collections import Counter
from collections.abc import Iterable

from digest.model.content.article import Place
from digest.model.url import name_key
from digest.model.views.chart import MapPoint, TermYears
from digest.model.views.common import Link
from digest.planning.site.counts import year_count
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import IncidentNode
from digest.planning.site.taxonomies import Term

_MOST_TERMS, _FEWEST = 24, 3
_MOST_YEARS = 25
# How many bars must be filled in all rows together: fewer say less than the list of tags does.
_FEWEST_BARS = 8

# The first year, and each term with its counts in that year and all following ones.
Series = tuple[int, tuple[tuple[Link, tuple[int, ...]], ...]]


def points_of(index: SiteIndex) -> tuple[MapPoint, ...]:
    """Return the places that have coordinates, if they are several. Those of the first article or incident that gives any are used."""
    found: dict[str, Place] = {}
    for node in index.articles.values():
        _note(node.article.places, found)
    for incident in index.incidents.values():
        _note(incident.incident.places, found)
    terms = index.terms["place"]
    return _at_several_places(
        MapPoint(terms[key].link, place.latitude, place.longitude)
        for key, place in sorted(found.items())
        if key in terms and place.latitude is not None and place.longitude is not None
    )


def points_of_incidents(incidents: Iterable[IncidentNode]) -> tuple[MapPoint, ...]:
    """Return incidents on the map, in their order: each at the first of its places that has coordinates; the others are left out.

    Nothing if all are at one point: the page of each incident has a small map.
    """
    placed = (
        (node.link, next((place for place in node.incident.places if place.latitude is not None), None))
        for node in incidents
    )
    return _at_several_places(
        MapPoint(link, place.latitude, place.longitude)
        for link, place in placed
        if place is not None and place.latitude is not None and place.longitude is not None
    )


def _at_several_places(points: Iterable[MapPoint]) -> tuple[MapPoint, ...]:
    """Return points for a map; nothing if it would have one dot."""
    known = tuple(points)
    return known if len({(point.latitude, point.longitude) for point in known}) > 1 else ()


def _note(places: tuple[Place, ...], found: dict[str, Place]) -> None:
    for place in places:
        if place.latitude is not None:
            found.setdefault(name_key(place.name), place)


def series_of(terms: dict[str, Term]) -> Series:
    """Count the articles of the commonest terms by year, in the newest years. Empty with fewer than two terms, two years or 8 bars."""
    common = [term for term in terms.values() if term.link.count >= _FEWEST]
    commonest = sorted(common, key=lambda term: (-term.link.count, term.address))[:_MOST_TERMS]
    counts = [(term.link, Counter(node.article.date.at.year for node in term.articles)) for term in commonest]
    newest = max((max(found) for _, found in counts), default=0)
    years = {year for _, found in counts for year in found if year > newest - _MOST_YEARS}
    rows = tuple((link, found) for link, found in counts if not years.isdisjoint(found))
    span = range(min(years, default=newest), newest + 1)
    filled = sum(found[year] > 0 for _, found in rows for year in span)
    if len(rows) < 2 or len(years) < 2 or filled < _FEWEST_BARS:
        return 0, ()
    return span.start, tuple((link, tuple(found[year] for year in span)) for link, found in rows)


def rows_of(series: Series) -> tuple[TermYears, ...]:
    """Return the terms with their counts by year, as views have them."""
    first, rows = series
    return tuple(
        TermYears(link, tuple(year_count(first + n, count) for n, count in enumerate(counts))) for link, counts in rows
    )
