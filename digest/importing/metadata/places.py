"""Where it happened, by the dateline and the text, with coordinates; what is only likely is left out."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from digest.adapters.localization import name_country
from digest.importing.metadata.context import MetadataContext
from digest.importing.metadata.datelines import Dateline, find_dateline, without_direction
from digest.importing.metadata.evidence import NOWHERE, Region, fold_name
from digest.importing.metadata.gazetteer import Town
from digest.importing.metadata.patterns import PlacePatterns
from digest.importing.record import Suggestion, Value

# The text is read so far. Names in its first characters say most.
_READ, _FIRST = 3_000, 500
# How much a mention is worth; a place is suggested from `_ENOUGH` on.
_DATELINE_WITH_REGION, _DATELINE, _WITH_REGION, _AUTHORITY, _BEFORE, _FIRST_BONUS, _TITLE, _ENOUGH = (
    6.0,
    5.0,
    2.5,
    2.0,
    2.0,
    1.0,
    2.0,
    3.0,
)
_MOST_MENTIONS = 3
# A town is meant without its region if it has so many inhabitants, and so many times those of the next one of its name.
_LARGE, _TIMES = 300_000, 8


@dataclass(slots=True)
class _Candidate:
    """A place with what speaks for it."""

    name: str
    town: Town | None
    points: float = 0.0
    mentions: int = 0
    evidence: list[str] = field(default_factory=list)


def suggest_place(title: str, text: str, host: str, context: MetadataContext) -> Suggestion | None:
    """Return where it happened, as a suggestion for `places`; None if nothing says it clearly enough."""
    finder = _Finder(title, text, host, context)
    best = finder.best()
    if best is None:
        return None
    return Suggestion("places", [best.value], "; ".join(best.evidence))


class _Best(NamedTuple):
    value: Value
    evidence: tuple[str, ...]


class _Finder:
    """Collects the places of one article and weighs them."""

    def __init__(self, title: str, text: str, host: str, context: MetadataContext) -> None:
        self._title, self._text, self._context = title, text[:_READ], context
        self._patterns: PlacePatterns = context.patterns.places
        self._found: dict[str, _Candidate] = {}
        self._spelt: dict[str, Region] = {}  # the region that the article itself gives a name
        self._dateline = find_dateline(text, context.evidence, context.regions)
        outlet = context.outlets.get(host)
        self._home = outlet.region if outlet else NOWHERE
        self._home = self._home if self._home.country else _region_of_host(host, context)
        self._country = self._home.country or context.regions.country_of(host)

    def best(self) -> _Best | None:
        mentions = list(self._patterns.mention.finditer(self._text))
        self._learn_regions(mentions)
        if self._dateline:
            self._add_dateline(self._dateline)
        for mention in mentions:
            self._add_mention(mention, self._text)
        for mention in self._patterns.mention.finditer(self._title):
            self._add_mention(mention, self._title, in_title=True)
        self._add_title()
        if not self._found:
            return None
        best = max(self._found.values(), key=lambda candidate: candidate.points)
        return self._as_value(best) if best.points >= _ENOUGH else None

    def _learn_regions(self, mentions: list[re.Match[str]]) -> None:
        if self._dateline and self._dateline.region.country:
            self._spelt[fold_name(self._dateline.town)] = self._dateline.region
        counted: dict[Region, int] = defaultdict(int)
        for mention in mentions:
            region = self._context.regions.named(mention["region"]) if mention["region"] else NOWHERE
            if region.country:
                self._spelt.setdefault(fold_name(mention["name"]), region)
                counted[region] += 1
        named = set(counted)
        self._only = named.pop() if len(named) == 1 else NOWHERE

    def _add_dateline(self, dateline: Dateline) -> None:
        evidence = f"from the dateline “{dateline.words}”"
        region = dateline.region if dateline.region.country else self._home
        if dateline.is_county:
            if region.code:
                name = f"{_titled(dateline.town)}, {region.name}"
                self._add(name, None, _DATELINE - 1, evidence)
            return
        for name in (dateline.town, without_direction(dateline.town)):
            town = self._resolve(name, dateline.region, by_other_name=True)
            if town:
                points = _DATELINE_WITH_REGION if dateline.region.country else _DATELINE
                self._add(self._name_of(town), town, points, evidence)
                return
        if dateline.region.code:  # a small town that GeoNames's list has not
            self._add(f"{_titled(dateline.town)}, {dateline.region.name}", None, _DATELINE, evidence)

    def _add_mention(self, mention: re.Match[str], text: str, *, in_title: bool = False) -> None:
        if not (mention["before"] or mention["region"] or mention["authority"]):
            return
        if (
            self._patterns.elsewhere.search(text, max(0, mention.start() - 24), mention.start("name"))
            and not mention["authority"]
        ):
            return
        region = self._context.regions.named(mention["region"]) if mention["region"] else NOWHERE
        name, _, rest = mention["name"].partition(" County")
        if rest or mention["name"].endswith(" County"):
            return
        town = self._resolve(_without_s(name), region)
        if not town:
            return
        points = _WITH_REGION if mention["region"] else _AUTHORITY if mention["authority"] else _BEFORE
        points += _FIRST_BONUS if in_title or mention.start() < _FIRST else 0
        words = " ".join(mention[0].split())
        self._add(self._name_of(town), town, points, f"from “{words}” in the {'headline' if in_title else 'text'}")

    def _add_title(self) -> None:
        for candidate in self._found.values():
            name = candidate.town.name if candidate.town else candidate.name.partition(",")[0]
            if name in self._title:
                candidate.points += _TITLE

    def _add(self, name: str, town: Town | None, points: float, evidence: str) -> None:
        candidate = self._found.setdefault(name, _Candidate(name, town))
        candidate.mentions += 1
        if candidate.mentions <= _MOST_MENTIONS:
            candidate.points += points
            if len(candidate.evidence) < 1:
                candidate.evidence.append(evidence)

    def _resolve(self, name: str, region: Region, *, by_other_name: bool = False) -> Town | None:
        words, gazetteer = self._context.evidence.places, self._context.gazetteer
        name = words.aliases.get(name.casefold(), name)
        region = region if region.country else self._spelt.get(fold_name(name), NOWHERE)
        if region.country:
            return gazetteer.town_in(name, region)
        if name in words.ambiguous:
            return None
        if self._home.country:
            return gazetteer.town_in(name, self._home)
        standalone = words.standalone.get(_titled(name) if name.isupper() else name, "")
        if standalone and self._country in {"", "US"}:
            return gazetteer.town_in(name, Region("US", standalone))
        if self._only.country and (town := gazetteer.town_in(name, self._only)):
            return town
        return self._largest(name, by_other_name=by_other_name)

    def _largest(self, name: str, *, by_other_name: bool) -> Town | None:
        towns = self._context.gazetteer.named(name)
        if self._country:
            towns = [town for town in towns if town.country == self._country]
            if len(towns) == 1 and self._country != "US":
                return towns[0]
        if towns and towns[0].population >= _LARGE:
            return towns[0] if len(towns) == 1 or towns[0].population >= _TIMES * towns[1].population else None
        return self._context.gazetteer.known_as(name) if by_other_name and not towns else None

    def _name_of(self, town: Town) -> str:
        region = self._context.regions.coded(town.country, town.region)
        if town.country == "US" and town.name == "Washington" and town.region == "DC":
            return "Washington, D.C."
        return f"{town.name}, {region.name or name_country(town.country, self._context.language)}"

    def _as_value(self, best: _Candidate) -> _Best:
        evidence = tuple(best.evidence)
        if best.town is None:
            return _Best(best.name, evidence)
        value: Value = {
            "name": best.name,
            "lat": round(best.town.lat, 4),
            "lon": round(best.town.lon, 4),
            "precision": "town",
        }
        return _Best(value, evidence)


def _region_of_host(host: str, context: MetadataContext) -> Region:
    """Return the region of the large city whose name is in a host, such as `chicagotribune.com` or `chicago.suntimes.com`."""
    letters = host.replace("-", "").replace(".", " ")
    for name, code in context.evidence.places.standalone.items():
        if name.replace(" ", "").replace(".", "").casefold() in letters.replace(" ", ""):
            return context.regions.coded("US", code)
    return NOWHERE


def _without_s(name: str) -> str:
    return name.removesuffix("’s").removesuffix("'s")


def _titled(name: str) -> str:
    """Return a name in capitals as it is usually written: `ST. MARYS` is `St. Marys`."""
    if not name.isupper():
        return name
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda word: word[0].capitalize(), name)
