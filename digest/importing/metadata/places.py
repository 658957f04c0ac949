"""Where it happened, by the dateline and the text, with coordinates; what is only likely is left out."""

import re
from collections import Counter
from dataclasses import dataclass

from digest.adapters.localization import name_country
from digest.importing.metadata.context import Home, MetadataContext, home_of
from digest.importing.metadata.datelines import Dateline, find_dateline, without_direction
from digest.importing.metadata.evidence import NOWHERE, Region, fold_name
from digest.importing.metadata.gazetteer import Town
from digest.importing.metadata.mentions import Mention, bare_name, find_mentions, parts_of_towns
from digest.importing.record import Suggestion, Value

# The text is read so far. Names in its first characters say most.
_READ, _FIRST = 2_500, 500
# How much a mention is worth; a place is suggested from `_ENOUGH` on.
_DATELINE_WITH_REGION, _DATELINE, _COUNTY, _WITH_REGION, _AUTHORITY, _BEFORE = 6.0, 5.0, 3.0, 2.5, 2.0, 2.0
_FIRST_BONUS, _TITLE, _HOME, _ENOUGH = 1.0, 3.5, 3.0, 3.0
_MOST_MENTIONS = 3
# `West Des Moines` is not Des Moines.
_OTHER_TOWN = r"(?<!North )(?<!South )(?<!East )(?<!West )(?<!New )"
# A region is that of the text if it is named so many times as often as the next one.
_OFTEN = 3
# A town is meant without its region if it has so many inhabitants, and so many times those of the next one of its name.
# So many are enough if the outlet's country is known.
_LARGE, _LARGE_ABROAD, _TIMES, _CITY, _TOWN = 5_000, 100_000, 10, 150_000, 2_000


@dataclass(slots=True)
class _Candidate:
    """A place with what speaks for it: `evidence` is that of its strongest mention."""

    name: str
    town: Town | None
    evidence: str
    points: float = 0.0
    mentions: int = 0


def suggest_place(title: str, text: str, host: str, context: MetadataContext) -> Suggestion | None:
    """Return where it happened, as a suggestion for `places`; None if nothing says it clearly enough."""
    best = _Finder(_headline(title), text, host, context).best()
    if best is None:
        return None
    town = best.town
    value: Value = best.name
    evidence = best.evidence
    if town:
        evidence = f"{evidence}; position by GeoNames"  # whose licence (CC BY 4.0) asks for it
        value = {"name": best.name, "lat": round(town.lat, 4), "lon": round(town.lon, 4), "precision": "town"}
    return Suggestion("places", [value], evidence)


def _headline(title: str) -> str:
    """Return a headline without the name of the outlet behind it: `Fire at the pier - WXYZ.com - Jackson, MS`."""
    first = re.split(r" [-–—|] ", title, maxsplit=1)[0]
    return first if len(first.split()) > 3 else title


class _Finder:
    """Collects the places of one article and weighs them."""

    def __init__(self, title: str, text: str, host: str, context: MetadataContext) -> None:
        self._title, self._text, self._context = title, text[:_READ], context
        self._patterns = context.patterns.places
        self._found: dict[str, _Candidate] = {}
        self._dateline = find_dateline(text, context.evidence, context.regions)
        self._home: Home = home_of(host, context)
        self._spelt: dict[str, Region] = {}  # the region that the article itself gives a name
        self._only = NOWHERE  # the only region that the article names
        self._parts = {fold_name(name) for name in parts_of_towns(self._text, self._patterns)}

    def best(self) -> _Candidate | None:
        mentions = find_mentions(self._text, self._patterns)
        in_title = find_mentions(self._title, self._patterns)
        self._learn_regions(mentions + in_title)
        if self._dateline:
            self._add_dateline(self._dateline)
        for mention in mentions:
            if not self._is_dateline(mention):
                self._add_mention(mention)
        for mention in in_title:
            self._add_mention(mention, is_title=True)
        self._add_home()
        for candidate in self._found.values():
            if candidate.town and candidate.name.partition(",")[0] in self._title:
                candidate.points += _TITLE
        ranked = sorted(self._found.values(), key=lambda one: (one.points, one.town is not None), reverse=True)
        return ranked[0] if ranked and ranked[0].points >= _ENOUGH else None

    def _learn_regions(self, mentions: list[Mention]) -> None:
        if self._dateline and self._dateline.region.country:
            self._spelt[fold_name(self._dateline.town)] = self._dateline.region
        for mention in mentions:
            region = self._context.regions.named(mention.region)
            if region.country:
                self._spelt.setdefault(fold_name(mention.name), region)
        named = Counter(self._spelt.values()) + self._context.regions.found_in(self._title, self._text)
        if named:
            (first, count), *others = named.most_common(2)
            self._only = first if not others or count >= _OFTEN * others[0][1] else NOWHERE

    def _add_dateline(self, dateline: Dateline) -> None:
        evidence = f"from the dateline “{dateline.words}”"
        region = (
            dateline.region if dateline.region.code else self._home.region if self._home.region.code else self._only
        )
        if dateline.is_county:
            if region.code:
                self._add(f"{_titled(dateline.town)}, {region.name}", None, _COUNTY, evidence)
            return
        for name in (dateline.town, without_direction(dateline.town)):
            if fold_name(name) in self._parts and not dateline.region.country:
                continue
            town = self._resolve(name, dateline.region, is_dateline=True)
            if town:
                points = _DATELINE_WITH_REGION if dateline.region.country else _DATELINE
                if not dateline.region.country and self._title_is_elsewhere(town):
                    points = _AUTHORITY  # `BOSTON (Reuters)`: the agency's office, not where it happened
                self._add(self._name_of(town), town, points, evidence)
                return
        if dateline.region.code:  # a small town that the gazetteer has not
            self._add(f"{_titled(dateline.town)}, {dateline.region.name}", None, _DATELINE, evidence)

    def _is_dateline(self, mention: Mention) -> bool:
        """Return whether a mention is in the dateline, which has been counted."""
        words = self._dateline.words if self._dateline else ""
        return bool(words) and mention.words in words and 0 <= mention.start - self._text.find(words) < len(words)

    def _title_is_elsewhere(self, town: Town) -> bool:
        """Return whether the headline names regions, and not that of the town."""
        named = self._context.regions.found_in(self._title)
        return bool(named) and self._context.regions.coded(town.country, town.region) not in named

    def _add_mention(self, mention: Mention, *, is_title: bool = False) -> None:
        region, name = self._context.regions.named(mention.region), bare_name(mention.name)
        if fold_name(name) in self._parts and not region.country:
            return
        town = self._resolve(name, region)
        if not town:
            return
        points = _WITH_REGION if region.country else _AUTHORITY if mention.is_authority else _BEFORE
        points += _FIRST_BONUS if is_title or mention.start < _FIRST else 0
        where = "headline" if is_title else "text"
        self._add(self._name_of(town), town, points, f"from “{' '.join(mention.words.split())}” in the {where}")

    def _add_home(self) -> None:
        """Add the city of an outlet whose text names it; more clearly said is what the dateline and the text say of another."""
        city = self._home.city
        if city is None or not re.search(rf"{_OTHER_TOWN}\b{re.escape(city.name)}\b", self._text):
            return
        name = self._name_of(city)
        if name in self._found or (not self._found and "County" not in self._text[:_FIRST]):
            evidence = f"the text names “{city.name}”, and so does the outlet's host"
            self._add(name, city, _HOME if name not in self._found else _FIRST_BONUS, evidence)

    def _add(self, name: str, town: Town | None, points: float, evidence: str) -> None:
        candidate = self._found.setdefault(name, _Candidate(name, town, evidence))
        candidate.mentions += 1
        if candidate.mentions <= _MOST_MENTIONS:
            candidate.points += points

    def _resolve(self, name: str, region: Region, *, is_dateline: bool = False) -> Town | None:
        """Return the town that a name means here; None if it may be several, or none."""
        words, gazetteer = self._context.evidence.places, self._context.gazetteer
        name = words.aliases.get(name.casefold(), name)
        region = region if region.country else self._spelt.get(fold_name(name), NOWHERE)
        if region.country:
            return gazetteer.town_in(name, region)
        if _titled(name) in words.ambiguous or self._is_region(name):
            return None
        home = self._home.region
        if home.country and (town := gazetteer.town_in(name, home)):
            return town
        if home.code:  # a city of another region may be meant, if everybody knows which one
            return self._standalone(name)
        if self._only.country:
            town = gazetteer.town_in(name, self._only)
            largest = gazetteer.named(name)[0] if town else None
            is_overshadowed = town and largest and largest.population >= max(_CITY, _TIMES * town.population)
            return None if is_overshadowed else town or self._standalone(name)
        return self._standalone(name) or self._largest(name) or self._known_as(name, is_dateline=is_dateline)

    def _is_region(self, name: str) -> bool:
        region = self._context.regions.named(name)
        return region.name.casefold() == name.casefold() and region.code not in {"NY", "DC", "WA"}

    def _standalone(self, name: str) -> Town | None:
        """Return the city that needs no state beside it (AP Stylebook), if the outlet may be of its country."""
        code = self._context.evidence.places.standalone.get(_titled(name), "")
        known = code and self._home.country in {"", "US"}
        return self._context.gazetteer.town_in(name, Region("US", code)) if known else None

    def _known_as(self, name: str, *, is_dateline: bool) -> Town | None:
        """Return the large town that has a name in another language, beside an agency or in its own country.

        A site in another language than English has it as it is written; the towns' own names here are English ones.
        """
        gazetteer = self._context.gazetteer
        has_agency = is_dateline and self._dateline is not None and bool(self._dateline.agency)
        if gazetteer.named(name) or not (has_agency or self._home.country):
            return None
        town = gazetteer.known_as(name)
        if town is None or not (has_agency or town.country == self._home.country):
            return None
        return town if self._context.language.startswith("en") else town._replace(name=_titled(name))

    def _largest(self, name: str) -> Town | None:
        """Return the only town of a name in the outlet's country, or one that is far larger than all others."""
        towns = [town for town in self._context.gazetteer.named(name) if self._home.country in {"", town.country}]
        if not towns:
            return None
        countries = self._context.regions.countries
        is_abroad = not self._home.country and towns[0].country not in countries
        # Without a hint of the country, `Alexandria police` are those of one of many towns in the USA, not of Egypt's.
        if is_abroad and any(town.country in countries for town in towns):
            return None
        fewest = _TOWN if self._home.country else _LARGE_ABROAD if is_abroad else _LARGE
        is_alone = len(towns) == 1 or towns[0].population >= _TIMES * towns[1].population
        return towns[0] if is_alone and towns[0].population >= fewest else None

    def _name_of(self, town: Town) -> str:
        if (town.country, town.region, town.name) == ("US", "DC", "Washington"):
            return "Washington, D.C."
        region = self._context.regions.coded(town.country, town.region)
        return f"{town.name}, {region.name or name_country(town.country, self._context.language)}"


def _titled(name: str) -> str:
    """Return a name in capitals as it is usually written: `ST. MARYS` is `St. Marys`."""
    if not name.isupper():
        return name
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda word: word[0].capitalize(), name)
