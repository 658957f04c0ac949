"""A plugin for Pelican: a page and a feed for each place, and what the theme looks up by incident and by day."""

from collections import defaultdict
from datetime import date
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator
from pelican.writers import Writer


def gather(generator: ArticlesGenerator) -> None:
    """Return the theme the articles by place, by incident and by day, each newest first as Pelican has them."""
    places: dict[str, list[Any]] = defaultdict(list)
    days: dict[date, list[Any]] = defaultdict(list)
    for article in generator.articles:
        days[article.date.date()].append(article)
        for slug in article.places:
            places[slug].append(article)
    generator.context["places"] = dict(sorted(places.items()))
    generator.context["days"] = sorted(days.items(), reverse=True)
    generator.context["reports"] = {category.slug: articles for category, articles in generator.categories}


def split(_: ArticlesGenerator, metadata: dict[str, Any]) -> None:
    """Make lists of the places and tags that an article's front matter names."""
    for name in ("places", "own_places", "own_tags"):
        metadata[name] = [slug for slug in metadata.get(name, "").split(", ") if slug]


def write(generator: ArticlesGenerator, writer: Writer) -> None:
    """Write the pages and the feeds of places as Pelican does those of tags."""
    template = generator.get_template("place")
    for slug, articles in generator.context["places"].items():
        writer.write_file(
            f"places/{slug}/index.html",
            template,
            generator.context,
            relative_urls=generator.settings["RELATIVE_URLS"],
            place=slug,
            url=f"places/{slug}/",
            articles=articles,
            dates=articles,
            paginated={"articles": articles, "dates": articles},
            template_name="place",
            page_name=f"places/{slug}/index",
        )
        writer.write_feed(
            articles,
            generator.context,
            f"places/{slug}/feed.xml",
            feed_title=f"Place: {generator.settings['NAMES']['places'][slug]}",
            feed_type="rss",
        )


def register() -> None:
    """Tell Pelican what to call, and when."""
    signals.article_generator_context.connect(split)
    signals.article_generator_finalized.connect(gather)
    signals.article_writer_finalized.connect(write)
