"""The home page itself: what is decided about it, and its view."""

from collections.abc import Iterator
from typing import NamedTuple

from digest.model.config import Config
from digest.model.page import Page, PublishPhase
from digest.model.views.archive import Counts, HomeView, Lead, NewsEntry, StoryCard, StoryLine
from digest.model.views.common import Link, PageMeta, SourceLine
from digest.model.views.incident import Report
from digest.planning.content.weight import outlet_key
from digest.planning.pages.editions.contents import Edition, Name, edition_link
from digest.planning.pages.home.news import news_of, news_of_site
from digest.planning.pages.home.stories import Story, choose_stories, is_own
from digest.planning.site.images import picture_of, shown_to_all, with_size
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, Fold, IncidentNode, SiteNode
from digest.planning.site.pagination import counted
from digest.planning.site.sections import HOME, SITE_ORIGIN
from digest.planning.site.statuses import disputes_now
from digest.planning.site.taxonomies import commonest

_BRIEFS, _TERMS = 4, 6
# Among so many of the newest short stories, copies of each other are looked for.
_COMPARED = 60


def plan_home(editions: tuple[Edition, ...], index: SiteIndex) -> Page:
    """Plan the home page."""
    stories = choose_stories(index)
    of_lead = news_of(stories.lead, index) if stories.lead else ()
    news = news_of_site(index, stories, {entry.link.text for entry in of_lead})
    spec = HomePage(
        site=index.site,
        lead=stories.lead,
        news_of_lead=of_lead,
        cards=stories.cards,
        earlier=stories.earlier,
        briefs=_briefs(stories.short, index, {entry.link.address for entry in news}),
        news=news,
        latest=editions[-1].name if editions else None,
        editions=len(editions),
        places=commonest(index.terms["place"])[:_TERMS],
        tags=commonest(index.terms["tag"])[:_TERMS],
        counts=Counts(len(index.incidents), len(index.articles), len(index.terms["source"])),
    )
    return Page(HOME.address, "home.html", spec, PublishPhase.INDEX, SITE_ORIGIN, index.config.title)


class Brief(NamedTuple):
    """A story of one report, with the reports of others that carried the same text."""

    story: Story
    fold: Fold


def _briefs(short: list[Story], index: SiteIndex, told: set[str]) -> list[Brief]:
    """Return the first stories of one report, with copies of one text folded. `told` are the addresses of reports that are told already."""
    stories = {_report(story).id: story for story in short[:_COMPARED]}
    folds = index.fold(_report(story) for story in stories.values())
    return [Brief(stories[fold.first.id], fold) for fold in folds if told.isdisjoint(_addresses(fold, index))][:_BRIEFS]


def _addresses(fold: Fold, index: SiteIndex) -> Iterator[str]:
    """Yield the addresses of reports that carry the same text, with the first of these."""
    for node in (fold.first, *fold.copies):
        yield node.address
        yield index.articles[index.repeats.get(node.id, node.id)].address


def _report(story: Story) -> ArticleNode:
    """Return the first report on a story."""
    return story if isinstance(story, ArticleNode) else story.reports[0]


class HomePage(NamedTuple):
    """The home page.

    `lead` is the incident that leads, with `news_of_lead`. `cards`, `earlier` and `briefs` are the other stories, and `news` is what was
    published last, as in `HomeView`. `latest` is the latest edition.
    """

    site: SiteNode
    lead: IncidentNode | None
    news_of_lead: tuple[NewsEntry, ...]
    cards: list[Story]
    earlier: list[Story]
    briefs: list[Brief]
    news: tuple[NewsEntry, ...]
    latest: Name | None
    editions: int
    places: tuple[Link, ...]
    tags: tuple[Link, ...]
    counts: Counts

    def build_view(self, title: str) -> HomeView:
        """Return the view of the home page."""
        return HomeView(
            head=PageMeta(
                title, HOME.address, description=self.site.config.description or size_of(self.counts, self.site.config)
            ),
            lead=_lead(self.lead, self.news_of_lead) if self.lead else None,
            cards=tuple(_card(story) for story in self.cards),
            earlier=tuple(_line(story, SourceLine("")) for story in self.earlier),
            briefs=tuple(_line(story, fold.first.outlet, fold.report) for story, fold in self.briefs),
            news=self.news,
            edition=edition_link(self.latest, self.site) if self.latest else None,
            editions=self.editions,
            places=self.places,
            tags=self.tags,
            counts=self.counts,
        )


def size_of(counts: Counts, config: Config) -> str:
    """Return how many incidents, reports and sources a site has, in words."""
    return " · ".join(
        (
            counted(counts.incidents, "{n} incident", "{n} incidents", config),
            counted(counts.articles, "{n} report", "{n} reports", config),
            counted(counts.sources, "{n} source", "{n} sources", config),
        )
    )


def _lead(node: IncidentNode, news: tuple[NewsEntry, ...]) -> Lead:
    """Return the incident that leads, as the page tells it."""
    articles = node.incident.articles
    return Lead(
        incident=node.card,
        picture=with_size(shown_to_all(picture_of(node.incident)), node.medium),
        news=news,
        disputed=disputes_now(node),
        outlets=len({outlet_key(article) for article in articles} - {""}),
        corrections=sum(len(article.corrections) for article in articles),
    )


def _card(story: Story) -> StoryCard:
    """Return a story with what is said of it and its picture."""
    if isinstance(story, ArticleNode):
        line = _line(story, story.outlet)
        return StoryCard(line, is_own(story), "", story.sentence, line.language, story.card.picture)
    card = story.card
    line = _line(story, card.source)
    return StoryCard(
        line,
        is_own=False,
        status=card.status,
        text=card.sentence,
        language=card.sentence_language,
        picture=card.picture,
    )


def _line(story: Story, source: SourceLine, report: Report | None = None) -> StoryLine:
    """Return a story in a line. `source` is the outlet to name, and `report` its one report, with copies."""
    if isinstance(story, ArticleNode):
        places = story.article.places
        language, place, reports = story.card.language, places[0].name if places else "", 0
    else:
        language, place, reports = story.card.language, story.card.place, story.card.reports
    return StoryLine(
        title=story.link.text,
        address=story.address,
        language=language,
        place=place,
        date=story.latest,
        reports=reports,
        source=source,
        at=story.published,
        repeats=report.repeats if report else (),
        outlets=report.outlets if report else 0,
    )
