"""Settings of the site for Pelican; what is particular to a site stands in `site.json`, which pelican_site.py writes."""

import json
from pathlib import Path

_SITE = json.loads(Path(__file__).with_name("site.json").read_text(encoding="utf-8"))
SITENAME = _SITE["title"]
SITEURL = _SITE["base_url"].rstrip("/")
FEED_DOMAIN = SITEURL
TIMEZONE = _SITE["timezone"]
# The words of what is known by slugs, and what is known of incidents.
NAMES = _SITE["names"]
INCIDENTS = _SITE["incidents"]

PATH = "content"
THEME = "theme"
PLUGIN_PATHS = ["."]
PLUGINS = ["places"]
STATIC_PATHS = ["static"]
THEME_STATIC_PATHS = []
FORMATTED_FIELDS = []
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
MARKDOWN = {
    "extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.meta": {}},
    "output_format": "html5",
}

# Categories are incidents, authors are sources, days are editions, months are the archive.
ARTICLE_URL = "articles/{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
CATEGORY_URL = "incidents/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
AUTHOR_URL = "sources/{slug}/"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"
MONTH_ARCHIVE_URL = "archive/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"
DAY_ARCHIVE_URL = "editions/{date:%Y}/{date:%m}/{date:%d}/"
DAY_ARCHIVE_SAVE_AS = DAY_ARCHIVE_URL + "index.html"

DEFAULT_PAGINATION = 50
PAGINATED_TEMPLATES = {"tag": None, "author": None, "place": None, "period_archives": None}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page-{number}.html", "{base_name}/page-{number}.html"),
]

DIRECT_TEMPLATES = [
    *(
        "index",
        "tags",
        "categories",
        "authors",
        "places",
        "archives",
        "editions",
        "feeds",
        "corrections",
        "data",
        "404",
    ),
    *("sitemap", "opml", "articles_json", "articles_csv", "incidents_json", "incidents_csv"),
]
TAGS_SAVE_AS = "tags/index.html"
CATEGORIES_SAVE_AS = "incidents/index.html"
AUTHORS_SAVE_AS = "sources/index.html"
PLACES_SAVE_AS = "places/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
EDITIONS_SAVE_AS = "editions/index.html"
FEEDS_SAVE_AS = "feeds/index.html"
CORRECTIONS_SAVE_AS = "corrections/index.html"
DATA_SAVE_AS = "data/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
OPML_SAVE_AS = "opml.xml"
ARTICLES_JSON_SAVE_AS = "data/v1/articles.json"
ARTICLES_CSV_SAVE_AS = "data/v1/articles.csv"
INCIDENTS_JSON_SAVE_AS = "data/v1/incidents.json"
INCIDENTS_CSV_SAVE_AS = "data/v1/incidents.csv"

FEED_MAX_ITEMS = 50
RSS_FEED_SUMMARY_ONLY = False
FEED_ALL_RSS = "updates.xml"
FEED_ALL_ATOM = "updates.atom.xml"
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = TRANSLATION_FEED_ATOM = None
CATEGORY_FEED_RSS = CATEGORY_URL + "feed.xml"
TAG_FEED_RSS = TAG_URL + "feed.xml"
AUTHOR_FEED_RSS = AUTHOR_URL + "feed.xml"
