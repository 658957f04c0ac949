"""Make of a digest a site for Hugo with the same pages and feeds: content, data, settings and layouts."""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import attrgetter
from pathlib import Path

from conversion import ArchiveRecord, ArticleRecord, Digest, IncidentRecord
from corpus import quote

LAYOUTS = Path(__file__).with_name("hugo")
# Hugo makes the pages of these taxonomies from front matter; terms of the two last ones have no feeds.
WITHOUT_FEEDS = ("editions", "archive")
BRANCHES = {"incidents": "Incidents", "places": "Places", "tags": "Tags", "sources": "Sources"} | {
    "editions": "Editions",
    "archive": "Archive",
    "feeds": "Feeds",
}
# The feeds of the whole site by the names of their documents, and Hugo's output formats by the ends of such names.
SITE_FEEDS = {"feed": "incidents", "updates": "updates", "editions": "editions"}
FORMATS = {".xml": "rss", ".atom.xml": "atom", ".json": "feed"}
LEAVES = {"corrections": "Corrections", "data": "Data"}


def write_hugo_site(digest: Digest, theme: Path, folder: Path) -> None:
    """Write everything that `hugo` needs to build the digest into `public/`; `theme` is digest's own, for its style."""
    shutil.copytree(LAYOUTS / "layouts", folder / "layouts")
    shutil.copytree(theme / "static", folder / "static" / "static")
    settings = f"baseURL: {digest.base_url}\ntitle: {quote(digest.title)}\ntimeZone: {digest.timezone}\n"
    (folder / "hugo.yaml").write_text(settings + (LAYOUTS / "hugo.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    write_data(digest, folder / "data")
    for rank, article in enumerate(sorted(digest.articles, key=lambda article: (article.day, article.path.stem))):
        path = folder / "content" / "articles" / article.path.parent.name / article.path.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(format_article(article, rank).encode())
    write_branches(folder / "content")
    write_archives(digest, folder / "content" / "feed-archives")


def write_branches(content: Path) -> None:
    """Write the pages that are no articles; `articles/` itself is not one of digest's addresses."""
    (content / "articles" / "_index.md").write_text("---\ntitle: Articles\nbuild: {render: never, list: never}\n---\n")
    for name, title in BRANCHES.items():
        (content / name).mkdir()
        cascade = "cascade:\n  - target: {kind: term}\n    outputs: [html]\n" if name in WITHOUT_FEEDS else ""
        (content / name / "_index.md").write_text(f"---\ntitle: {title}\n{cascade}---\n")
    for name, title in LEAVES.items():
        (content / f"{name}.md").write_text(f"---\ntitle: {title}\nlayout: {name}\n---\n")


def write_archives(digest: Digest, folder: Path) -> None:
    """Write a page for each document of a feed with older items; no list of pages names them."""
    folder.mkdir()
    hidden = "build: {render: never, list: never}\ncascade:\n  - target: {kind: page}\n    build: {list: never}\n"
    (folder / "_index.md").write_text(f"---\ntitle: Archives of feeds\n{hidden}---\n")
    slugs = list_incidents(digest.incidents)
    for archive in digest.archives:
        page = folder / f"{name_page(f'{archive.stem}{archive.ending}')}.md"
        page.write_text(format_archive(archive, slugs), encoding="utf-8")


def name_page(address: str) -> str:
    """Return the name of an archive's page: Hugo would take what stands between dots for a language or a format."""
    return address.replace("/", "-").replace(".", "-")


def list_incidents(incidents: Iterable[IncidentRecord]) -> Mapping[str, list[str]]:
    """Return the slugs of the incidents whose items were published in each month, newest first."""
    months: dict[str, list[str]] = defaultdict(list)
    for incident in sorted(incidents, key=attrgetter("first"), reverse=True):
        months[f"{incident.first:%Y-%m}"].append(incident.slug)
    return months


def format_archive(archive: ArchiveRecord, slugs: Mapping[str, list[str]]) -> str:
    """Return the file of an archive for Hugo, which says what is in it: some incidents, or a year of a list of pages, or all of a list."""
    lines = [
        f"url: /{archive.stem}{archive.ending}",
        f"outputs: [{FORMATS[archive.ending]}]",
        f"file: {archive.stem}",
        *(f"{key}: {stem}" for key, stem in (("older", archive.older), ("newer", archive.newer)) if stem),
        *([f"feed: {SITE_FEEDS[archive.feed]}"] if archive.feed in SITE_FEEDS else []),
    ]
    if archive.feed == "feed":
        lines.append(f"slugs: [{', '.join(map(quote, slugs[archive.period]))}]")
    elif archive.feed == "updates":
        lines.append(f"list: /archive/{archive.period.replace('-', '/')}")
    else:
        lines += [f"list: /{archive.feed.removesuffix('/feed')}", f"year: {quote(archive.period)}"]
    return "---\n" + "\n".join(lines) + "\n---\n"


def write_data(digest: Digest, folder: Path) -> None:
    """Write what is known of incidents, by slug, all names, by kind and slug, and the newest archive of each feed that has any."""
    folder.mkdir(parents=True)
    incidents = {incident.slug: describe_incident(incident) for incident in digest.incidents}
    archives = {archive.feed: archive.stem for archive in digest.archives if not archive.newer}
    for name, values in (("incidents", incidents), ("names", list_names(digest)), ("archives", archives)):
        (folder / f"{name}.json").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")


def list_names(digest: Digest) -> dict[str, dict[str, str]]:
    """Return the words for each slug, by kind: `places`, `tags`, `sources` and `incidents`."""
    names = {kind: {slug: text for text, slug in slugs.items()} for kind, slugs in digest.names.items()}
    return names | {"incidents": {incident.slug: incident.title for incident in digest.incidents}}


def describe_incident(incident: IncidentRecord) -> dict[str, object]:
    """Return what the editors of a Hugo site would note of an incident; its reports know that they belong to it."""
    return {
        "guid": incident.guid,
        "summary": incident.summary,
        "published": incident.first.isoformat(),
        "updated": incident.latest.isoformat(),
        "start": incident.start.isoformat(),
        "end": incident.end.isoformat(),
        "places": [place.slug for place in incident.places],
        "tags": [tag.slug for tag in incident.tags],
    }


def format_article(article: ArticleRecord, rank: int) -> str:
    """Return an article's file for Hugo: front matter, and the text exactly as it is.

    `rank` is its place among all articles by day and id, in which digest's editions name those of one day.
    """
    lists = {
        "incidents": article.incidents,
        "tags": [tag.slug for tag in article.listed_tags],
        "places": [place.slug for place in article.listed_places],
        "own_tags": [tag.slug for tag in article.tags],
        "own_places": [place.slug for place in article.places],
        "sources": [article.source.slug],
        "editions": [f"{article.day:%Y/%m/%d}"],
        "archive": [f"{article.day:%Y/%m}"],
    }
    lines = [
        f"title: {quote(article.title)}",
        f"date: {article.moment.isoformat()}",
        f"slug: {article.slug}",
        f"rank: {rank}",
        *([f"incident: {article.incidents[0]}"] if article.incidents else []),
        f"guid: {article.guid}",
        f"description: {quote(article.summary)}",
        f"source: {{name: {quote(article.source.text)}, url: {quote(article.url)}}}",
        *(f"{key}: [{', '.join(map(quote, values))}]" for key, values in lists.items() if values),
    ]
    return "---\n" + "\n".join(lines) + f"\n---\n{article.read_text()}\n"
