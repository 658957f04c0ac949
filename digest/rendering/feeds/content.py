"""What an item of a feed says, as HTML in which every URL is absolute: the same in every format."""

from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.feed import FeedItem
from digest.rendering.lru import Spill, SpillingCache, Storage
from digest.rendering.markup.body import Prose
from digest.rendering.markup.sanitize import image, link, paragraph, resolve, words


class FeedContent:
    """Gives the content of items, each made once for all the feeds that bring it."""

    def __init__(self, site: SiteView, prose: Prose, shelf: Spill, *, remembers: bool = True) -> None:
        """Begin with nothing made. Without `remembers`, each content is made again for every feed."""
        self._site = site
        self._prose = prose
        self._memory: SpillingCache[str, str] = SpillingCache(
            len, Storage(shelf, str.encode, bytes.decode), remembers=remembers
        )

    def html(self, item: FeedItem) -> str:
        """Return an item's content as HTML, with nothing in it that counts from somewhere else."""
        # A site has one item for each guid; that of a lone report differs in the feed of incidents only by its date.
        return self._memory.recall(item.guid, lambda: self._make(item))

    def summary(self, item: FeedItem) -> str:
        """Return an item's summary as plain text: of an update or a correction, what it says."""
        return item.summary or words(self._prose.short(item.note))

    def _make(self, item: FeedItem) -> str:
        base = self._site.base_url
        page = absolute(base, item.address)
        parts = []
        if item.picture is not None:
            parts.append(image(absolute(base, item.picture.src), item.picture.alt))
        parts += [paragraph(text) for text in item.intro]
        if item.text is not None:
            excerpt = item.text.excerpt
            parts.append(paragraph(excerpt) if excerpt else self._resolved(self._prose.html(item.text.body), page))
        if item.note:
            parts.append(self._resolved(self._prose.short(item.note), page))
        if item.original.url:
            parts.append(self._source(link(item.original.url, item.original.name or item.original.url)))
        if item.links:
            links = "".join(f"<li>{link(absolute(base, target.address), target.text)}</li>" for target in item.links)
            parts.append(f"<ul>{links}</ul>")
        return "\n".join(part for part in parts if part) or paragraph(item.title)

    def _source(self, credit: str) -> str:
        return f"<p>{self._site.words.say('Source: {source}', source=credit)}</p>"

    def _resolved(self, html: str, page: str) -> str:
        return resolve(html, self._site.base_url, page)
