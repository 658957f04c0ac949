"""Feeds as RSS 2.0: the only module that knows feedgen (which is imported when the first feed is made).

https://www.rssboard.org/rss-specification, with `content:encoded` for whole texts and `atom:link` to say the feed's own address.
"""

from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.feed import FeedItem, FeedView
from digest.rendering.html import image, link, paragraph, resolve
from digest.rendering.prose import Prose, short_html


def render_rss(feed: FeedView, site: SiteView, prose: Prose) -> bytes:
    """Render a feed. No date comes from the clock: feedgen would put one wherever none is set."""
    from feedgen.feed import FeedGenerator

    generator = FeedGenerator()
    generator.load_extension("dc", rss=True, atom=False)
    generator.title(feed.title)
    generator.description(feed.description or feed.title)
    generator.language(feed.language)
    generator.generator("digest")
    generator.link(href=absolute(site.base_url, feed.address), rel="self", type="application/rss+xml")
    generator.link(href=absolute(site.base_url, feed.page), rel="alternate")  # the last link becomes the channel's
    generator.lastBuildDate(feed.updated)
    if site.licence:
        generator.copyright(site.licence)
    for item in feed.items:
        entry = generator.add_entry(order="append")
        entry.title(item.title)
        entry.link(href=absolute(site.base_url, item.address))
        entry.guid(item.guid, permalink=False)
        entry.pubDate(item.published)
        entry.dc.dc_creator(item.author)
        entry.category([{"term": tag} for tag in item.tags])
        entry.description(paragraph(item.summary) if item.summary else paragraph(item.title))
        entry.content(content_of(item, site, prose), type="html")
    return bytes(generator.rss_str(pretty=False)) + b"\n"


def content_of(item: FeedItem, site: SiteView, prose: Prose) -> str:
    """Give an item's content as HTML in which every URL is absolute."""
    page = absolute(site.base_url, item.address)
    parts = []
    if item.picture is not None:
        parts.append(image(absolute(site.base_url, item.picture.src), item.picture.alt))
    parts += [paragraph(text) for text in item.intro]
    if item.text is not None:
        excerpt = item.text.excerpt
        parts.append(paragraph(excerpt) if excerpt else resolve(prose.html(item.text.body), site.base_url, page))
    if item.note:
        parts.append(resolve(short_html(item.note), site.base_url, page))
    if item.original.url:
        parts.append(f"<p>Source: {link(item.original.url, item.original.name or item.original.url)}</p>")
    if item.links:
        links = "".join(
            f"<li>{link(absolute(site.base_url, target.address), target.text)}</li>" for target in item.links
        )
        parts.append(f"<ul>{links}</ul>")
    return "\n".join(part for part in parts if part) or paragraph(item.title)
