"""Previews: every page says that it is one, and which articles on it are not public yet."""

from collections.abc import Iterable, Iterator

from digest.adapters.localization import word_moment
from digest.model.content.article import Article
from digest.model.moment import Moment, in_zone
from digest.model.page import Page, PublishPhase, ReadyFile
from digest.model.views.files import PREVIEW_STYLE, PreviewStyleView
from digest.planning.content.visibility import appears
from digest.planning.site.index import SiteIndex
from digest.planning.site.sections import SITE_ORIGIN


def as_preview(pages: Iterable[Page], index: SiteIndex) -> Iterator[Page]:
    """Yield the pages as a preview has them, each with what it says of itself, and the style sheet that marks links to hidden articles."""
    words = index.config.words
    notice = words.say("Preview. Not for publication.")
    notes = {node.address: notes_of(node.article, index) for node in index.articles.values()}
    for page in pages:
        yield (
            page if page.title is None else page._replace(preview=(notice, *notes.get(page.address, ())), noindex=True)
        )
    hidden = tuple((address, " · ".join(said)) for address, said in notes.items() if said)
    yield Page(PREVIEW_STYLE, "preview", ReadyFile(PreviewStyleView(hidden)), PublishPhase.ASSET, SITE_ORIGIN)


def notes_of(article: Article, index: SiteIndex) -> tuple[str, ...]:
    """Return why an article is not public yet, in the words of the site: it is a draft, or under embargo; empty if it is public."""
    config, until = index.config, appears(article)
    words = config.words
    notes = (words.say("Draft"),) if article.status == "draft" else ()
    if until.at <= index.assembly.now:
        return notes
    here = Moment(in_zone(until.at, config.zone), until.precision)
    zone = "" if here.bare else f" {here.at.tzname()}"
    return (*notes, words.say("Embargoed until {date}", date=word_moment(here, config.language) + zone))
