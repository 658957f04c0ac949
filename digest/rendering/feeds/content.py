"""The content of feed items as HTML in which every URL is absolute. It is the same in every format."""

from collections.abc import Callable
from typing import TypeAlias

from digest.model.text.words import runs_from_right
from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.feed import FeedDispute, FeedItem, FeedView, News
from digest.rendering.lru import Spill, SpillingCache, Storage
from digest.rendering.markup.body import Prose
from digest.rendering.markup.sanitize import image, in_language, link, paragraph, resolve, text, words

# Returns the bytes of a document of a feed, to be published at this address.
RenderFeed: TypeAlias = Callable[[FeedView, str], bytes]


def identity_of(item: FeedItem) -> str:
    """Return what no other item of a site has.

    It is the guid, but for developments and their notices that an earlier version announced under an incident's own guid.
    """
    return f"{item.guid} {'news' if item.news else item.title}"


class FeedContent:
    """What the renderers of all formats share: the site, where caches keep what exceeds their memory, and the content of items.

    The content of an item is made once for all the feeds that contain it. Without `cached`, it is made again for each of them.
    """

    def __init__(self, site: SiteView, prose: Prose, spill: Spill, *, cached: bool = True) -> None:
        """Begin with an empty cache."""
        self.site = site
        self.spill = spill
        self.cached = cached
        self._prose = prose
        self._cache: SpillingCache[str, str] = SpillingCache(
            len, Storage(spill, str.encode, bytes.decode), cached=cached
        )

    def html(self, item: FeedItem) -> str:
        """Return an item's content as HTML without relative URLs."""
        return self._cache.recall(identity_of(item), lambda: self._render(item))

    def summary(self, item: FeedItem) -> str:
        """Return an item's summary as plain text; that of an update or a correction is its text."""
        return item.summary or self._first_words(item)

    def _first_words(self, item: FeedItem) -> str:
        if item.news:
            first = item.news[0]
            return first.sentence or words(self._prose.short(first.text)) or first.link.text
        return words(self._prose.short(item.note))

    def _render(self, item: FeedItem) -> str:
        base, page = self.site.base_url, absolute(self.site.base_url, item.address)
        parts = [self._news(item.news, page) if item.news else "", self._own_words(item, page)]
        if item.dated:
            parts.append(paragraph(self.site.words.say("Dated {date}.", date=item.dated)))
        if item.original.url:
            parts.append(self._source(link(item.original.url, item.original.name or item.original.url)))
        if item.links:
            links = "".join(f"<li>{link(absolute(base, target.address), target.text)}</li>" for target in item.links)
            parts.append(f"<ul>{links}</ul>")
        return "\n".join(part for part in parts if part) or self._said(item, paragraph(item.title))

    def _news(self, lines: tuple[News, ...], page: str) -> str:
        """Return what is new: a list with a line for each report, update, correction and status."""
        return f"<ul>{''.join([f'<li>{self._line(line, page)}</li>' for line in lines])}</ul>"

    def _line(self, line: News, page: str) -> str:
        """Return one line of news: what it is, who says so and when; then one sentence of a report, or the text of anything else."""
        address = line.link.address
        title = link(absolute(self.site.base_url, address), line.link.text) if address else text(line.link.text)
        about = "; ".join(filter(None, (", ".join(line.outlets), line.dated)))
        head = (text(f"{line.label}: ") if line.label else "") + title + (text(f" ({about})") if about else "")
        said = paragraph(line.sentence) if line.sentence else self._resolved(self._prose.short(line.text), page)
        return self._said_in(line.language, f"<p>{head}</p>{said}")

    def _own_words(self, item: FeedItem, page: str) -> str:
        """Return what the item itself says, without what is in the site's language: its source and its links."""
        parts = []
        if item.picture is not None:
            parts.append(image(absolute(self.site.base_url, item.picture.src), item.picture.alt))
        parts += [paragraph(text) for text in item.intro]
        if item.text is not None:
            excerpt = item.text.excerpt
            parts.append(paragraph(excerpt) if excerpt else self._resolved(self._prose.html(item.text.body), page))
        if item.note:
            parts.append(self._resolved(self._prose.short(item.note), page))
        parts += [self._dispute(dispute, page) for dispute in item.disputed]
        return self._said(item, "\n".join(part for part in parts if part))

    def _dispute(self, dispute: FeedDispute, page: str) -> str:
        """Return what is disputed, who takes which side, and how it was settled."""
        claim = self._resolved(self._prose.short(dispute.claim), page)
        sides = f"<ul><li>{text(dispute.says)}</li><li>{text(dispute.denies)}</li></ul>"
        end = self._resolved(self._prose.short(dispute.how), page) if dispute.how else ""
        return f"{paragraph(dispute.since)}{claim}{sides}{paragraph(dispute.settled) if end else ''}{end}"

    def _said(self, item: FeedItem, html: str) -> str:
        """Return words of an item with their language and direction if these are not the site's: readers show an item without its page."""
        return self._said_in(item.language, html)

    def _said_in(self, language: str, html: str) -> str:
        if not html or language == self.site.language:
            return html
        return in_language(html, language, "rtl" if runs_from_right(language) else "ltr")

    def _source(self, credit: str) -> str:
        return f"<p>{self.site.words.say('Source: {source}', source=credit)}</p>"

    def _resolved(self, html: str, page: str) -> str:
        return resolve(html, self.site.base_url, page, self.site.respelled)
