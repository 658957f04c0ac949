"""What metadata is recognised by, from evidence.toml: regions and their abbreviations, words of dates, sections that say nothing."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from digest.adapters.serialization import read_toml


@dataclass(frozen=True, slots=True)
class CountryTable:
    """A country with regions: each a name, its code in GeoNames, and what newspapers write for it, without a point at the end."""

    code: str
    tld: tuple[str, ...]
    regions: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words of places, as evidence.toml explains them."""

    before: tuple[str, ...]
    between: tuple[str, ...]
    authorities: tuple[str, ...]
    counties: tuple[str, ...]
    parts: tuple[str, ...]
    ends: tuple[str, ...]
    elsewhere: tuple[str, ...]
    no_datelines: tuple[str, ...]
    ambiguous: tuple[str, ...]
    aliases: dict[str, str]
    standalone: dict[str, str]


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words of dates, as evidence.toml explains them; `zones` are minutes from UTC."""

    months: tuple[str, ...]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    between: tuple[str, ...]
    zones: dict[str, int]


@dataclass(frozen=True, slots=True)
class TagWords:
    """Sections that say nothing, and sections of a URL's path that are worth a tag."""

    empty: frozenset[str]
    of_paths: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Words before a name, and capitalised words that are no part of one."""

    titles: tuple[str, ...]
    no_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All tables of evidence.toml, as it explains them.

    `domains` are countries by the top-level domain of their outlets, `owners` names in copyright lines that are no outlet's.
    """

    countries: tuple[CountryTable, ...]
    domains: dict[str, str]
    places: PlaceWords
    dates: DateWords
    common_words: dict[str, str]
    tags: TagWords
    people: PeopleWords
    owners: frozenset[str]


class Region(NamedTuple):
    """A state or a province: the code of its country (ISO 3166-1), its own code in GeoNames, and its name. All may be empty."""

    country: str = ""
    code: str = ""
    name: str = ""


NOWHERE = Region()


def read_evidence(raw: bytes) -> Evidence:
    """Return the tables of evidence.toml."""
    return read_toml(raw, Evidence)


class Regions:
    """Regions by their names and abbreviations. `pattern` finds one in running text, as newspapers write it."""

    def __init__(self, evidence: Evidence) -> None:
        """Index the regions of all countries; a name that two share is that of the first."""
        self._by_name: dict[str, Region] = {}
        self._by_code: dict[tuple[str, str], Region] = {}
        self.countries = frozenset(country.code for country in evidence.countries)
        self._by_domain = {domain: code for domain, code in evidence.domains.items() if code}
        written: set[str] = set()
        for country in evidence.countries:
            self._by_domain.update((domain, country.code) for domain in country.tld)
            for name, code, *short in country.regions:
                region = Region(country.code, code, name)
                self._by_code[country.code, code] = region
                codes = [code] if code.isalpha() else []
                for word in (name, *codes, *short):
                    self._by_name.setdefault(_bare(word), region)
                written.update((name, *codes, *(f"{word}." for word in short if not word.isupper()), *short))
        names = ((region.name.replace(" ", "").casefold(), region) for region in self._by_code.values())
        self._in_hosts = [
            named for named in names if named[0] not in {"washington", "kansas", "newyork", "virginia", "victoria"}
        ]
        longest_first = sorted(written, key=lambda word: (-len(word), word))
        self.pattern = "|".join(re.escape(word) for word in longest_first)
        # Two capitals and short words without a point, such as `IN` and `Miss`, mean too much else.
        whole = {region.name for region in self._by_code.values()}
        sure = "|".join(re.escape(word) for word in longest_first if word in whole or word.endswith("."))
        self._words = re.compile(
            rf"\b(?=[A-Z])(?:{sure})(?!\w| (?:City|County|Beach|Heights|Park|Avenue|Ave|Street|Road|Boulevard|Post|Times)\b)"
        )

    def named(self, words: str) -> Region:
        """Return the region of that name or abbreviation, with or without points, in any case; else `NOWHERE`."""
        return self._by_name.get(_bare(words), NOWHERE)

    def coded(self, country: str, code: str) -> Region:
        """Return the region with that code, without a name if no table has it."""
        return self._by_code.get((country, code), Region(country, code))

    def in_host(self, letters: str) -> Region:
        """Return the region whose name is in a host, such as `nbcconnecticut`; `NOWHERE` if none is, or the name is also a city's."""
        return next((region for name, region in self._in_hosts if name in letters), NOWHERE)

    def found_in(self, *texts: str) -> Counter[Region]:
        """Return the regions whose names are in running texts, as newspapers write them, and how often each is."""
        return Counter(self.named(found) for text in texts for found in self._words.findall(text))

    def country_of(self, host: str) -> str:
        """Return the country of an outlet by the last part of its host; empty for `.com` and others that say nothing."""
        return self._by_domain.get(host.rpartition(".")[2], "")


def _bare(words: str) -> str:
    return re.sub(r"[.\s‘’']", "", words).casefold()


_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
_APART = str.maketrans({".": " ", "-": " ", "’": None, "'": None, "‘": None})


def fold_name(name: str) -> str:
    """Return a town's name as it is looked up: in small letters, without accents and points, `St.` as `saint`."""
    if name.isalpha() and name.isascii():  # most names: without this, loading them takes twice as long
        return name.lower()
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in parts if not unicodedata.combining(letter))
    first, *others = name.casefold().translate(_APART).split() or [""]
    return " ".join((_SHORT.get(first, first), *others))
