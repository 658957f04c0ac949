"""The page of each edition, and the list of all of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from digest.adapters.localization import word_month
from digest.model.content.article import Correction
from digest.model.page import Page, PublishPhase
from digest.model.views.archive import EditionEntry, EditionGroup, EditionIndexView, EditionView
from digest.model.views.common import PageMeta, Pagination
from digest.planning.pages.editions.briefing import (
    Word,
    brief_on,
    count_all,
    headline_of,
    language_of,
    lead_of,
    newest_word,
)
from digest.planning.pages.editions.contents import (
    EDITION,
    Edition,
    Name,
    Part,
    edition_link,
    entries_of,
    heading_of,
    headlines_of,
    parts_of,
)
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, SiteNode
from digest.planning.site.pagination import described, numbered, paginate
from digest.planning.site.sections import EDITIONS, HOME, SITE_ORIGIN, crumbs_to, in_words, site_feeds

_PER_INDEX = 45
_MOST_FOLLOWING = 3


class Listed(NamedTuple):
    """An edition in a list: its name, the newest word on what weighs most in it, and how many reports it has, copies counted once."""

    name: Name
    word: Word
    reports: int

    def entry(self, site: SiteNode) -> EditionEntry:
        """Return the edition as an entry of a list."""
        config, link = site.config, edition_link(self.name, site)
        span, _, size = self.name
        headline = headline_of(self.word, config.words)
        language = language_of(self.word, config)
        return EditionEntry(span, link.text, headline, link.address, language, self.reports, size - self.reports)


def plan_editions(editions: tuple[Edition, ...], index: SiteIndex) -> Iterator[Page]:
    """Plan a page for every edition, and the list of all of them."""
    parts = [parts_of(edition, index) for edition in editions]
    listed = [_listed(edition, of) for edition, of in zip(editions, parts, strict=True)]
    following = _following(parts, listed)
    for position, edition in enumerate(editions):
        spec = EditionPage(
            site=index.site,
            name=listed[position].name,
            headlines=headlines_of(edition),
            parts=parts[position],
            corrections=edition.corrections,
            earlier=listed[position - 1].name if position else None,
            later=listed[position + 1].name if position + 1 < len(listed) else None,
            following=following[position],
        )
        yield Page(edition.address, "edition.html", spec, PublishPhase.PAGE, SITE_ORIGIN, "")
    for address, pages, part in paginate(listed[::-1], EDITIONS.address, _PER_INDEX):
        title = numbered(in_words(EDITIONS, index.config).text, pages, index.config)
        shown = EditionListPage(index.site, address, part, pages, len(listed))
        yield Page(address, "editions.html", shown, PublishPhase.INDEX, SITE_ORIGIN, title)


def _listed(edition: Edition, parts: list[Part]) -> Listed:
    """Return an edition as it is in lists. One of corrections alone is called by its last one."""
    word = newest_word(parts[0]) if parts else edition.corrections[-1]
    return Listed(edition.name, word, sum(len(part.articles) for part in parts))


def _following(parts: list[list[Part]], listed: list[Listed]) -> list[tuple[Listed, ...]]:
    """Return, for each edition, what later ones say next of its heaviest incidents; if they say nothing, what the next one says first."""
    later: dict[str, Listed] = {}
    found: list[tuple[Listed, ...]] = []
    for position in reversed(range(len(listed))):
        own = [part.incident.id for part in parts[position] if part.incident]
        named = tuple(later[name] for name in own if name in later)[:_MOST_FOLLOWING]
        found.append(named or tuple(listed[position + 1 : position + 2]))
        for part in parts[position]:
            if part.incident:
                later[part.incident.id] = Listed(listed[position].name, newest_word(part), 0)
    return found[::-1]


class EditionPage(NamedTuple):
    """The page of an edition.

    It makes its own title: to word thousands of dates for every plan would cost more than the plan itself.
    """

    site: SiteNode
    name: Name
    headlines: tuple[str, ...]
    parts: list[Part]
    corrections: list[tuple[ArticleNode, Correction]]
    earlier: Name | None
    later: Name | None
    following: tuple[Listed, ...]

    def build_view(self, title: str) -> EditionView:
        """Return the view of the edition."""
        site, config = self.site, self.site.config
        link, feed = edition_link(self.name, site), site_feeds(config)[-1]
        head = PageMeta(
            title=title or config.words.say(EDITION, date=link.text),
            address=link.address,
            description=described(link.text, "", self.headlines),
            feeds=(feed,),
            crumbs=crumbs_to(config, HOME, EDITIONS),
        )
        briefing = brief_on(self.parts, config)
        return EditionView(
            head=head,
            title=heading_of(self.name, site),
            span=self.name[0],
            lead=lead_of(self.parts, config),
            counts=count_all(self.parts, len(self.corrections)),
            is_long=briefing.is_long,
            stories=briefing.stories,
            others=briefing.others,
            last=briefing.last,
            briefs=tuple(fold.report for fold in briefing.briefs),
            more=tuple(fold.report for fold in briefing.more),
            updates=briefing.updates,
            corrections=entries_of(self.corrections),
            earlier=edition_link(self.earlier, site) if self.earlier else None,
            later=edition_link(self.later, site) if self.later else None,
            following=tuple(one.entry(site) for one in self.following),
            feed=feed,
        )


class EditionListPage(NamedTuple):
    """One page of the list of all editions, newest first. `total` is the number of all."""

    site: SiteNode
    address: str
    editions: Sequence[Listed]
    pages: Pagination
    total: int

    def build_view(self, title: str) -> EditionIndexView:
        """Return the view of this page of the list."""
        config, feed = self.site.config, site_feeds(self.site.config)[-1]
        groups = tuple(self._groups())
        names = (one.title for group in groups for one in group.editions)
        return EditionIndexView(
            head=PageMeta(
                title,
                self.address,
                description=described(title, config.title, names),
                feeds=(feed,),
                crumbs=crumbs_to(config, HOME),
            ),
            title=in_words(EDITIONS, config).text,
            groups=groups,
            pages=self.pages,
            total=self.total,
            feed=feed,
        )

    def _groups(self) -> Iterator[EditionGroup]:
        """Return the editions by the month in which they begin, or by the year if there is one a month."""
        by_year = self.site.config.editions == "month"
        for (year, month), found in groupby(
            self.editions, key=lambda one: (one.name[0].start.year, 0 if by_year else one.name[0].start.month)
        ):
            name = f"{year:04d}" if by_year else word_month(year, month, self.site.config.language)
            yield EditionGroup(name, tuple(one.entry(self.site) for one in found))
