"""Where an outlet is at home: as the site or the import knows, or as its host says: `chicagotribune.com`, `nbcconnecticut.com`."""

from functools import lru_cache
from typing import NamedTuple

from digest.importing.metadata.context import MetadataContext, Outlet
from digest.importing.metadata.evidence import NOWHERE, Region
from digest.importing.metadata.gazetteer import Gazetteer, Town

# Names of cities of so many inhabitants are looked for in hosts, if they have so many letters and no other such city has the same name.
_CITY, _LETTERS = 150_000, 5


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
    city = _city_in(letters, context.gazetteer)
    region = outlet.region
    if not region.country and city:
        region = context.regions.coded(city.country, city.region)
    if not region.country:
        region = context.regions.in_host(letters)
    return Home(region.country or context.regions.country_of(host), region, city)


def _city_in(letters: str, gazetteer: Gazetteer) -> Town | None:
    """Return the city whose name is in the letters of a host, the longest name first."""
    return next((town for name, town in gazetteer.cities(_CITY, _LETTERS) if name in letters), None)
