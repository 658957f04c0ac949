"""A few towns as GeoNames has them, and the context in which articles are completed in tests."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from digest.importing.metadata.complete import complete
from digest.importing.metadata.context import MetadataContext, Outlet, metadata_context
from digest.importing.record import NewArticle, Value
from digest.reading.files.program import read_evidence_tables

NOW = datetime(2024, 3, 28, tzinfo=UTC)
TOWNS: tuple[tuple[str, str, str, float, float, int, list[str]], ...] = (
    ("Cicero", "US", "IL", 41.84559, -87.75394, 83886, []),
    ("Cicero", "US", "NY", 43.17562, -76.11937, 31632, []),
    ("Cicero", "US", "IN", 40.12393, -86.01332, 4891, []),
    ("Raleigh", "US", "NC", 35.7721, -78.63861, 482295, []),
    ("Springfield", "US", "IL", 39.80172, -89.64371, 114394, []),
    ("Springfield", "US", "MO", 37.21533, -93.29824, 170188, []),
    ("Springfield", "US", "MA", 42.10148, -72.58981, 154341, []),
    ("Chicago", "US", "IL", 41.85003, -87.65005, 2664452, []),
    ("Boston", "US", "MA", 42.35843, -71.05977, 653833, []),
    ("Saco", "US", "ME", 43.50092, -70.44283, 19078, []),
    ("Petaluma", "US", "CA", 38.23242, -122.63665, 60438, []),
    ("Berlin", "DE", "16", 52.52437, 13.41053, 3426354, []),
    ("Munich", "DE", "02", 48.13743, 11.57549, 1505005, ["München"]),
    ("Weir", "IN", "24", 27.02208, 77.17466, 18601, []),
    ("Lyon", "FR", "84", 45.74906, 4.84789, 520774, ["Lyons"]),
    ("Madrid", "ES", "29", 40.4165, -3.70256, 3255944, []),
    ("Beirut", "LB", "04", 33.89332, 35.50157, 1916100, ["بيروت", "Beyrouth"]),
    ("Alexandria", "EG", "06", 31.20176, 29.91582, 5263542, []),
    ("Alexandria", "US", "VA", 38.80484, -77.04692, 159467, []),
    ("Alexandria", "US", "LA", 31.31129, -92.44514, 47889, []),
    ("Austin", "US", "TX", 30.26715, -97.74306, 974447, []),
    ("Mobile", "US", "AL", 30.69436, -88.04305, 183289, []),
    ("Fort Lauderdale", "US", "FL", 26.12231, -80.14338, 183146, []),
    ("St. Louis", "US", "MO", 38.62727, -90.19789, 279695, []),
    ("Hamilton", "CA", "08", 43.25011, -79.84963, 569353, []),
    ("Hamilton", "US", "OH", 39.3995, -84.56134, 62407, []),
    ("Washington", "US", "DC", 38.89511, -77.03637, 689545, []),
)
_KEYS = ("name", "countrycode", "admin1code", "latitude", "longitude", "population", "alternatenames")
CITIES = json.dumps({str(number): dict(zip(_KEYS, town, strict=True)) for number, town in enumerate(TOWNS)}).encode()


@cache
def plain_context() -> MetadataContext:
    """Return the context of a site in English that knows no outlet."""
    return metadata_context(language="en", zone=UTC, now=NOW, evidence=read_evidence_tables(), cities=CITIES)


def context(outlets: Mapping[str, Outlet] | None = None, language: str = "en") -> MetadataContext:
    """Return the context of a site that knows these outlets."""
    return metadata_context(
        language=language, zone=UTC, now=NOW, evidence=read_evidence_tables(), cities=CITIES, outlets=outlets
    )


def article(text: str, url: str = "https://gazette.example/a", **fields: Value) -> NewArticle:
    """Return a collected article."""
    source: Value = {"url": url} if url else {}
    given: dict[str, Value] = {"title": "Crane falls at the quay", "source": source, **fields}
    return NewArticle("a.jsonl:1", given, text, "plain")


def completed(text: str, url: str = "https://gazette.example/a", **fields: Value) -> NewArticle:
    """Return a collected article with what the evidence says."""
    return complete(article(text, url, **fields), plain_context())


def evidence_of(done: NewArticle, field: str) -> list[str]:
    """Return the evidence of what was suggested for a field."""
    return [found.evidence for found in done.suggestions if found.field == field]
