"""Make of a digest a site for Pelican, as near to the same pages and feeds as Pelican goes: content, settings, theme."""

import json
import shutil
from pathlib import Path

from conversion import ArticleRecord, Digest
from hugo_site import describe_incident, list_names

SITE = Path(__file__).with_name("pelican")


def write_pelican_site(digest: Digest, theme: Path, folder: Path) -> None:
    """Write everything that `pelican -s settings.py` needs; `theme` is digest's own, for its style."""
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(theme / "static", folder / "content" / "static")
    settings = {
        "title": digest.title,
        "base_url": digest.base_url,
        "timezone": digest.timezone,
        "names": list_names(digest),
        "incidents": {incident.slug: describe_incident(incident) for incident in digest.incidents},
    }
    (folder / "site.json").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    for article in digest.articles:
        path = folder / "content" / "articles" / article.path.parent.name / article.path.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(format_article(article).encode())


def format_article(article: ArticleRecord) -> str:
    """Return an article's file for Pelican: its metadata, and the text exactly as it is."""
    lines = {
        "Title": " ".join(article.title.split()),
        "Date": f"{article.moment:%Y-%m-%d %H:%M:%S}",
        "Slug": article.slug,
        "Guid": article.guid,
        "Summary": " ".join(article.summary.split()),
        "Category": article.incidents[0],
        "Authors": article.source.slug,
        "Source_URL": article.url,
        "Tags": ", ".join(tag.slug for tag in article.listed_tags),
        "Places": ", ".join(place.slug for place in article.listed_places),
        "Own_tags": ", ".join(tag.slug for tag in article.tags),
        "Own_places": ", ".join(place.slug for place in article.places),
    }
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if value) + f"\n{article.read_text()}\n"
