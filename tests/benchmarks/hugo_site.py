"""Make of a digest a site for Hugo with the same pages and feeds: content, data, settings and layouts."""

import json
import shutil
from pathlib import Path

from conversion import ArticleRecord, Digest, IncidentRecord
from corpus import quote

LAYOUTS = Path(__file__).with_name("hugo")
# Hugo makes the pages of these taxonomies from front matter; terms of the two last ones have no feeds.
WITHOUT_FEEDS = ("editions", "archive")
BRANCHES = {"incidents": "Incidents", "places": "Places", "tags": "Tags", "sources": "Sources"} | {
    "editions": "Editions",
    "archive": "Archive",
    "feeds": "Feeds",
}
LEAVES = {"corrections": "Corrections", "data": "Data"}


def write_hugo_site(digest: Digest, theme: Path, folder: Path) -> None:
    """Write everything that `hugo` needs to build the digest into `public/`; `theme` is digest's own, for its style."""
    shutil.copytree(LAYOUTS / "layouts", folder / "layouts")
    shutil.copytree(theme / "static", folder / "static" / "static")
    settings = f"baseURL: {digest.base_url}\ntitle: {quote(digest.title)}\ntimeZone: {digest.timezone}\n"
    (folder / "hugo.yaml").write_text(settings + (LAYOUTS / "hugo.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    write_data(digest, folder / "data")
    for article in digest.articles:
        path = folder / "content" / "articles" / article.path.parent.name / article.path.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(format_article(article).encode())
    write_branches(folder / "content")


def write_branches(content: Path) -> None:
    """Write the pages that are no articles; `articles/` itself is not one of digest's addresses."""
    (content / "articles" / "_index.md").write_text("---\ntitle: Articles\nbuild: {render: never, list: never}\n---\n")
    for name, title in BRANCHES.items():
        (content / name).mkdir()
        cascade = "cascade:\n  - target: {kind: term}\n    outputs: [html]\n" if name in WITHOUT_FEEDS else ""
        (content / name / "_index.md").write_text(f"---\ntitle: {title}\n{cascade}---\n")
    for name, title in LEAVES.items():
        (content / f"{name}.md").write_text(f"---\ntitle: {title}\nlayout: {name}\n---\n")


def write_data(digest: Digest, folder: Path) -> None:
    """Write what is known of incidents, by slug, and all names, by kind and slug."""
    folder.mkdir(parents=True)
    incidents = {incident.slug: describe_incident(incident) for incident in digest.incidents}
    names = list_names(digest)
    for name, values in (("incidents", incidents), ("names", names)):
        (folder / f"{name}.json").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")


def list_names(digest: Digest) -> dict[str, dict[str, str]]:
    """Give the words for each slug, by kind: `places`, `tags`, `sources` and `incidents`."""
    names = {kind: {slug: text for text, slug in slugs.items()} for kind, slugs in digest.names.items()}
    return names | {"incidents": {incident.slug: incident.title for incident in digest.incidents}}


def describe_incident(incident: IncidentRecord) -> dict[str, object]:
    """Give what the editors of a Hugo site would note of an incident; its reports know that they belong to it."""
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


def format_article(article: ArticleRecord) -> str:
    """Give an article's file for Hugo: front matter, and the text exactly as it is."""
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
        *([f"incident: {article.incidents[0]}"] if article.incidents else []),
        f"guid: {article.guid}",
        f"description: {quote(article.summary)}",
        f"source: {{name: {quote(article.source.text)}, url: {quote(article.url)}}}",
        *(f"{key}: [{', '.join(map(quote, values))}]" for key, values in lists.items() if values),
    ]
    return "---\n" + "\n".join(lines) + f"\n---\n{article.read_text()}\n"
