"""The page of all corrections."""

from collections.abc import Iterable, Iterator

from digest.model.page import Page, PublishPhase, ReadyPage
from digest.model.views.common import PageMeta
from digest.model.views.incident import CorrectionEntry
from digest.model.views.service_pages import CorrectionsView
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode
from digest.planning.site.pagination import counted, described, numbered, paginate
from digest.planning.site.sections import CORRECTIONS, HOME, SITE_ORIGIN, crumbs_to


def plan_corrections(index: SiteIndex) -> Iterator[Page]:
    """Plan the list of all corrections."""
    corrections = corrections_of(index.articles.values())
    for address, pages, part in paginate(corrections, CORRECTIONS.address, index.config.per_page):
        name = index.config.words.say("Corrections")
        title = numbered(name, pages, index.config)
        size = counted(len(corrections), "{n} correction", "{n} corrections", index.config)
        description = described(title, size, (entry.article.text for entry in part))
        head = PageMeta("", address, description=description, crumbs=crumbs_to(index.config, HOME))
        view = CorrectionsView(head, name, tuple(part), pages, len(corrections))
        yield Page(address, "corrections.html", ReadyPage(view), PublishPhase.INDEX, SITE_ORIGIN, title)


def corrections_of(articles: Iterable[ArticleNode]) -> tuple[CorrectionEntry, ...]:
    """Return all corrections of some articles, newest first."""
    entries = [
        (
            correction.date.at,
            node.id,
            CorrectionEntry(correction.date, node.link_to(correction.anchor), correction.text),
        )
        for node in articles
        for correction in node.article.corrections
    ]
    return tuple(entry for _, _, entry in sorted(entries, key=lambda entry: entry[:2], reverse=True))
