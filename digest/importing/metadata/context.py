"""What `complete` knows beside the article: the site, its outlets, the tables of evidence and the towns of the world."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from digest.importing.metadata.evidence import NOWHERE, Evidence, Region, Regions, read_evidence
from digest.importing.metadata.gazetteer import Gazetteer, Town, load_gazetteer
from digest.importing.metadata.patterns import Patterns, compile_patterns
from digest.importing.record import NewArticle, Value

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outlet:
    """What is known of an outlet: its name, as editors wrote it or its copyright lines have it, and where it reports from.

    `region` without a code is a whole country; `NOWHERE` if nothing is known. `is_certain` says that editors wrote the name.
    """

    name: str = ""
    region: Region = NOWHERE
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class MetadataContext:
    """What evidence is compared with. `outlets` are those the site or the import knows, by host, without `www.`."""

    language: str
    zone: tzinfo
    now: datetime
    evidence: Evidence
    regions: Regions
    gazetteer: Gazetteer
    outlets: Mapping[str, Outlet]
    patterns: Patterns


class Observation(NamedTuple):
    """What one article says of its outlet: the `region` in its dateline, or the `name` in its copyright line; the other is empty."""

    host: str
    region: Region = NOWHERE
    name: str = ""


# Names of cities of so many inhabitants are looked for in hosts, if they have so many letters and no other such city has the same name.
_CITY, _LETTERS = 150_000, 5
# An outlet reports from a region if so many datelines with a region are there, and so great a part of them names this one.
_FEWEST, _MOST_PART = 3, 0.75


def metadata_context(
    *,
    language: str,
    zone: tzinfo,
    now: datetime,
    evidence: bytes,
    cities: bytes,
    outlets: Mapping[str, Outlet] | None = None,
) -> MetadataContext:
    """Return the context of an import, from the bytes of evidence.toml and of the towns. This takes about a second, once."""
    tables = read_evidence(evidence)
    gazetteer = load_gazetteer(cities, frozenset(country.code for country in tables.countries))
    regions = Regions(tables)
    patterns = compile_patterns(tables, regions.pattern)
    return MetadataContext(language, zone, now, tables, regions, gazetteer, dict(outlets or {}), patterns)


def learn(context: MetadataContext, observations: Mapping[Observation, int]) -> MetadataContext:
    """Return the context with what the articles of an import say of their outlets; `observations` are counted over all of them.

    What the site knows of an outlet is kept.
    """
    hosts: dict[str, list[tuple[Observation, int]]] = {}
    for observation, count in observations.items():
        hosts.setdefault(observation.host, []).append((observation, count))
    learnt = {host: _outlet(found) for host, found in sorted(hosts.items())}
    for host, known in context.outlets.items():
        new = learnt.get(host, Outlet())
        # A host as a name is what an earlier import wrote, not an editor.
        name = "" if known.name.casefold().removeprefix("www.") == host else known.name
        learnt[host] = Outlet(name or new.name, known.region if known.region.country else new.region, bool(name))
    return replace(context, outlets=learnt)


def _outlet(found: Iterable[tuple[Observation, int]]) -> Outlet:
    regions, names = Counter[Region](), Counter[str]()
    for observation, count in found:
        if observation.name:
            names[observation.name] += count
        if observation.region.country:
            regions[observation.region] += count
    return Outlet(_leading(names, 2) or "", _leading(regions, _FEWEST) or NOWHERE)


def _leading(counted: Counter[T], fewest: int) -> T | None:
    if not counted or counted.total() < fewest:
        return None
    most = max(counted.values())
    first = min((value for value, count in counted.items() if count == most), key=str)
    return first if most >= _MOST_PART * counted.total() else None


def source_of(article: NewArticle) -> Mapping[str, Value]:
    """Return the fields of an article's source; empty if it has none."""
    source = article.fields.get("source")
    return source if isinstance(source, dict) else {}


def url_of(article: NewArticle) -> str:
    """Return the URL of an article's source; empty if it is not known."""
    url = source_of(article).get("url")
    return url if isinstance(url, str) and "://" in url else ""


def host_of(article: NewArticle) -> str:
    """Return the host of an article's source, in small letters, without port and `www.`; empty if it is not known."""
    try:
        return (urlsplit(url_of(article)).hostname or "").removeprefix("www.")
    except ValueError:  # a bracket that is not closed
        return ""


class Home(NamedTuple):
    """Where an outlet reports from: its country, its region, and the city whose name it has; each may be empty."""

    country: str = ""
    region: Region = NOWHERE
    city: Town | None = None


def home_of(host: str, context: MetadataContext) -> Home:
    """Return where the outlet at a host is at home."""
    return _home(host, context.outlets.get(host, Outlet()), _ByIdentity(context))


class _ByIdentity:
    """A context as a key of a cache: two are the same only if they are one."""

    def __init__(self, context: MetadataContext) -> None:
        self.context = context

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and self.context is other.context

    def __hash__(self) -> int:
        return id(self.context)


@lru_cache(maxsize=1 << 12)
def _home(host: str, outlet: Outlet, key: _ByIdentity) -> Home:
    context = key.context
    letters = host.rpartition(".")[0].replace("-", "").replace(".", "")
    city = _city_in(letters, context)
    region = outlet.region
    if not region.country and city:
        region = context.regions.coded(city.country, city.region)
    if not region.country:
        region = context.regions.in_host(letters)
    return Home(region.country or context.regions.country_of(host), region, city)


def _city_in(letters: str, context: MetadataContext) -> Town | None:
    """Return the city whose name is in the letters of a host, the longest name first; not that of a county of the same name."""
    countries = context.regions.countries
    cities = context.gazetteer.cities(_CITY, _LETTERS, countries)
    named = (town for name, town in cities if name in letters and f"{name}county" not in letters)
    return next((town for town in named if town.name not in context.evidence.places.ambiguous), None)
