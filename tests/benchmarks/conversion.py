"""What a built digest site says of its articles and incidents, as the user of another generator would have it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import yaml
from outputs import ARCHIVE, list_output
from prose import slugify

GROUPS = {"Places": "places", "Tags": "tags", "Sources": "sources"}


@dataclass(frozen=True, slots=True)
class Name:
    """A place, tag or source: its words, and the last part of its page's address."""

    text: str
    slug: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article without its text, which stands in `path` below the front matter.

    It is listed under its own places and tags and, as digest does it, under those of its incidents.
    """

    path: Path
    address: str
    guid: str
    title: str
    moment: datetime
    summary: str
    url: str
    source: Name
    incidents: tuple[str, ...]
    places: tuple[Name, ...]
    tags: tuple[Name, ...]
    listed_places: tuple[Name, ...]
    listed_tags: tuple[Name, ...]

    @property
    def day(self) -> date:
        """Return the day in the site's zone."""
        return self.moment.date()

    @property
    def slug(self) -> str:
        """Return the last part of the address."""
        return self.address.rstrip("/").rpartition("/")[2]

    def read_text(self) -> str:
        """Return the Markdown of the article from the disk."""
        return self.path.read_bytes().decode().split("\n---\n", 1)[1].removesuffix("\n")


@dataclass(frozen=True, slots=True)
class IncidentRecord:
    """An incident: `first` is when its item in the feeds was published, `latest` when that last changed."""

    slug: str
    guid: str
    title: str
    summary: str
    first: datetime
    latest: datetime
    start: date
    end: date
    places: tuple[Name, ...]
    tags: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ArchiveRecord:
    """A document with those items of a feed that were published in one month or year: `2024-03` or `2024`.

    `feed` is the address of the document to subscribe to, `older` and `newer` are those of the archives next to this one, or empty; all
    of them without the `ending`, which says the format.
    """

    feed: str
    period: str
    ending: str
    older: str
    newer: str

    @property
    def stem(self) -> str:
        """Return the address without its ending."""
        return f"{self.feed}-{self.period}"


@dataclass(frozen=True, slots=True)
class Digest:
    """A whole digest without the texts; articles are in the order of the data files, oldest first."""

    title: str
    base_url: str
    timezone: str
    names: dict[str, dict[str, str]]
    articles: tuple[ArticleRecord, ...]
    incidents: tuple[IncidentRecord, ...]
    archives: tuple[ArchiveRecord, ...]


def read_digest(folder: Path) -> Digest:
    """Read a digest site that has been built, with all its own words: data files, list of feeds and ledger."""
    config = yaml.safe_load((folder / "config.yaml").read_text(encoding="utf-8"))
    zone = ZoneInfo(config["timezone"])
    names = read_names(folder / "site" / "opml.xml", config["base_url"])
    published = read_moments(folder / "content" / "ledger.jsonl", zone)
    paths = {path.stem: path for path in (folder / "content" / "articles").rglob("*.md")}
    base = config["base_url"]
    incidents = {
        row["id"]: make_incident(row, names, published["incident", row["id"]], base)
        for row in read_rows(folder, "incidents")
    }
    return Digest(
        config["title"],
        base,
        config["timezone"],
        names,
        tuple(
            make_article(row, names, incidents, paths[row["id"]], published["article", row["id"]], base)
            for row in read_rows(folder, "articles")
        ),
        tuple(incidents.values()),
        tuple(chain_archives(list_output("digest", folder / "site").sizes)),
    )


def read_rows(folder: Path, kind: str) -> Iterator[dict[str, Any]]:
    """Return the rows of one of the data files."""
    with (folder / "site" / "data" / "v1" / f"{kind}.json").open(encoding="utf-8") as lines:
        yield from json.load(lines)[kind]


def read_names(opml: Path, base: str) -> dict[str, dict[str, str]]:
    """Return the slug of each name by kind: `places`, `tags`, `sources`."""
    names: dict[str, dict[str, str]] = {kind: {} for kind in GROUPS.values()}
    for group in ElementTree.parse(opml).getroot().iterfind("body/outline"):
        if kind := GROUPS.get(group.attrib["text"]):
            for feed in group:
                slug = feed.attrib["htmlUrl"].removeprefix(f"{base}{kind}/").rstrip("/")
                names[kind][feed.attrib["title"].partition(": ")[2]] = slug
    return names


def chain_archives(addresses: Iterable[str]) -> Iterator[ArchiveRecord]:
    """Return the archives of feeds that stand at some of these addresses, each with those next to it."""
    found = sorted(match.group("feed", "ending", "period") for match in map(ARCHIVE.search, addresses) if match)
    for (feed, ending), same in groupby(found, key=itemgetter(0, 1)):
        periods = [period for _, _, period in same]
        stems = ["", *(f"{feed}-{period}" for period in periods), ""]
        for older, period, newer in zip(stems, periods, stems[2:], strict=False):
            yield ArchiveRecord(feed, period, ending, older, newer)


def read_moments(ledger: Path, zone: ZoneInfo) -> dict[tuple[str, str], datetime]:
    """Return by kind and id when the feeds say that a thing was published, in the zone of the site."""
    with ledger.open(encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    return {
        (entry["kind"], entry["id"]): datetime.fromisoformat(entry["published"]).astimezone(zone)
        for entry in entries
        if "published" in entry
    }


def name_all(texts: list[str], slugs: dict[str, str]) -> tuple[Name, ...]:
    """Return names with their slugs. A page is called by one of the spellings that have its slug; others lead to it too."""
    pages = {slug: text for text, slug in slugs.items()}
    found = {slugs.get(text) or slugify(text): None for text in texts}
    return tuple(Name(pages[slug], slug) for slug in found)


def make_article(
    row: dict[str, Any],
    names: dict[str, dict[str, str]],
    incidents: dict[str, IncidentRecord],
    path: Path,
    moment: datetime,
    base: str,
) -> ArticleRecord:
    """Return an article of its row in the data file."""
    source = row["source"]
    places, tags = name_all(row["places"], names["places"]), name_all(row["tags"], names["tags"])
    about = [incidents[identity] for identity in row["incidents"]]
    return ArticleRecord(
        path=path,
        address=row["url"].removeprefix(base),
        guid=row["guid"],
        title=row["title"],
        moment=moment,
        summary=row["summary"],
        url=source["url"],
        source=Name(source["name"], names["sources"][source["name"]]),
        incidents=tuple(incident.slug for incident in about),
        places=places,
        tags=tags,
        listed_places=tuple(dict.fromkeys(chain(places, *(incident.places for incident in about)))),
        listed_tags=tuple(dict.fromkeys(chain(tags, *(incident.tags for incident in about)))),
    )


def make_incident(row: dict[str, Any], names: dict[str, dict[str, str]], first: datetime, base: str) -> IncidentRecord:
    """Return an incident of its row in the data file. Its item keeps the time of the day with which it was published."""
    start, _, end = row["date"].partition("/")
    return IncidentRecord(
        slug=row["url"].removeprefix(f"{base}incidents/").rstrip("/"),
        guid=row["guid"],
        title=row["title"],
        summary=row["summary"],
        first=first,
        latest=datetime.combine(date.fromisoformat(row["latest"]), first.timetz()),
        start=date.fromisoformat(start),
        end=date.fromisoformat(end or start),
        places=name_all(row["places"], names["places"]),
        tags=name_all(row["tags"], names["tags"]),
    )
