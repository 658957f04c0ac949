"""The pages of one text each: articles, notices in place of withdrawn articles, and the newsroom's own pages."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import Literal, NamedTuple

from digest.adapters.localization import name_language, word_moment
from digest.model.feed_formats import FeedFormat
from digest.model.moment import Moment
from digest.model.page import Page, PublishPhase, ReadyPage
from digest.model.site import OwnPage
from digest.model.url import fold
from digest.model.views.article import (
    ArticleView,
    NextReport,
    OwnPageView,
    Story,
    StoryNews,
    Translation,
    WithdrawnView,
)
from digest.model.views.common import ImageSize, ImageView, Link, PageMeta
from digest.planning.content.excerpts import first_sentences, is_foreign
from digest.planning.content.incident_names import incident_name
from digest.planning.site.feed_links import incident_feed_link
from digest.planning.site.images import picture_of, sizes_in, to_share, with_size
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, Fold, IncidentNode, article_address, fold_copies
from digest.planning.site.pagination import described
from digest.planning.site.sections import ARCHIVE, HOME, INCIDENTS, crumbs_to
from digest.planning.site.taxonomies import place_names, term_links

# The title of the notice in place of a withdrawn article. It repeats nothing of the article, not even its headline.
WITHDRAWN = "This article has been withdrawn"
NOT_HERE = "Its text is no longer published here."
# How many of the next reports on an incident a page names.
_NEXT = 3


def plan_articles(shared: Mapping[str, ImageView], index: SiteIndex) -> Iterator[Page]:
    """Plan a page for every visible article. `shared` are the pictures that networks show of incidents, by their ids."""
    stories = stories_in(index.incidents.values(), index.repeats)
    translations = translations_among(index.articles.values())
    for node in index.articles.values():
        article = node.article
        yield Page(
            node.address,
            "article.html",
            ArticlePage(
                node,
                stories[node.id],
                term_links(place_names(article.places), index.terms["place"]),
                term_links(article.tags, index.terms["tag"]),
                sizes_in(article.references, index.media),
                next((shared[identity] for identity, _ in node.incidents if identity in shared), None),
                _published_here("update", node, index),
                _published_here("correction", node, index),
                translations.get(node.id, ()),
            ),
            PublishPhase.PAGE,
            article.origin.at("title"),
            title=article.title,
            modified=node.latest,
            noindex=node.noindex,
            group_with=node.incidents[0][1].address if node.incidents else node.address,
        )


class ArticlePage(NamedTuple):
    """The page of an article.

    `stories` are its positions in its incidents, `places` and `tags` the links to its terms, and `sizes` those of the images in its text.
    `shared` is the picture that networks show if it has none itself. `translations` are those in other languages.
    `updated_here` and `corrected_here` are when its newest update and correction were published here, in seconds since 1970.
    """

    node: ArticleNode
    stories: list[Story]
    places: tuple[Link, ...]
    tags: tuple[Link, ...]
    sizes: tuple[ImageSize, ...]
    shared: ImageView | None
    updated_here: int
    corrected_here: int
    translations: tuple[Translation, ...]

    def build_view(self, title: str) -> ArticleView:
        """Return the view of the article."""
        node, article = self.node, self.node.article
        summary = node.card.summary
        head = self._head(title, summary)
        return ArticleView(
            head=head,
            title=article.title,
            date=article.date,
            updated=node.changed,
            language=head.language,
            summary=summary,
            text=node.text,
            source=article.source,
            outlet=node.outlet,
            picture=with_size(picture_of(article), node.medium),
            updates=tuple(sorted(article.updates, key=_moment, reverse=True)),
            corrections=tuple(sorted(article.corrections, key=_moment, reverse=True)),
            retracted=article.retracted,
            incidents=tuple(self.stories),
            places=self.places,
            tags=self.tags,
            people=article.people,
            translations=self.translations,
            sizes=self.sizes,
            updated_here=self.updated_here,
            corrected_here=self.corrected_here,
        )

    def _head(self, title: str, summary: str) -> PageMeta:
        node, article, config = self.node, self.node.article, self.node.site.config
        links = [link for _, link in node.incidents]
        date = word_moment(article.date, config.language)
        return PageMeta(
            title=title,
            address=node.address,
            headline=article.title,
            description=summary
            or described(article.title, f"{node.outlet.name}, {date}" if node.outlet.name else date, ()),
            kind="article",
            language=node.language,
            picture=to_share(picture_of(article), node.medium) or self.shared,
            published=article.date,
            modified=node.latest,
            noindex=node.noindex,
            large_picture=node.text.show == "full" and not is_foreign(article, config),
            feeds=tuple(incident_feed_link(link, config) for link in links),
            crumbs=crumbs_to(
                config, *((HOME, INCIDENTS, self.stories[0].incident) if self.stories else (HOME, ARCHIVE))
            ),
        )


_moment = attrgetter("date.at")


def _published_here(kind: Literal["update", "correction"], node: ArticleNode, index: SiteIndex) -> int:
    """Return when the newest update, or the newest correction, of an article was published here; 0 if it has none."""
    parts = node.article.updates if kind == "update" else node.article.corrections
    moments = (index.publication(kind, f"{node.id}#{part.anchor}").at for part in parts)
    return max((int(moment.timestamp()) for moment in moments), default=0)


def translations_among(articles: Iterable[ArticleNode]) -> dict[str, tuple[Translation, ...]]:
    """Return, by the id of each article, the same article in other languages: the original first, the others by their codes.

    Of two in one language, the first in the order of the articles counts.
    """
    nodes = {fold(node.id): node for node in articles}
    groups: dict[str, list[ArticleNode]] = defaultdict(list)
    for node in nodes.values():
        if node.article.translation_of:
            groups[fold(_original(node, nodes).id)].append(node)
    found: dict[str, tuple[Translation, ...]] = {}
    for identity, translated in groups.items():
        by_language = {node.language: node for node in (*reversed(translated), nodes[identity])}
        original = by_language.pop(nodes[identity].language)
        versions = [original, *(by_language[code] for code in sorted(by_language))]
        for node in versions:
            found[node.id] = tuple([_translation(one, original) for one in versions if one is not node])
    return found


def _original(node: ArticleNode, nodes: Mapping[str, ArticleNode]) -> ArticleNode:
    """Return the article from which a translation, perhaps of a translation, was made; of a circle, the first by its id."""
    passed = {fold(node.id): node}
    while (above := fold(node.article.translation_of)) in nodes:
        if above in passed:
            return passed[min(passed)]
        node = passed[above] = nodes[above]
    return node


def _translation(node: ArticleNode, original: ArticleNode) -> Translation:
    return Translation(node.language, name_language(node.language), node.address, node is original)


def stories_in(incidents: Iterable[IncidentNode], repeats: Mapping[str, str]) -> dict[str, list[Story]]:
    """Return, by the id of each article, its position in each of these incidents, that with the most reports first, and what came since.

    `repeats` has the id of the article that each copy repeats. Copies are neither the newest word on an incident nor the next report, but
    they count.
    """
    found: dict[str, list[Story]] = defaultdict(list)
    for incident in incidents:
        reports, total = incident.reports, len(incident.reports)
        folds = {fold.first.id: fold for fold in fold_copies(reports, repeats)}
        first_of = {copy.id: name for name, fold in folds.items() for copy in fold.copies}
        feed = FeedFormat.RSS.address(f"{incident.address}feed")
        newest, owner = _newest_word(incident, folds)
        earlier: list[Link | None] = []
        last = None
        for node in reports:
            earlier.append(last)
            last = node.link if node.id in folds else last
        later: tuple[NextReport, ...] = ()
        for position in range(total, 0, -1):
            node = reports[position - 1]
            is_old = newest.date.day < node.article.date.day
            latest = None if is_old or owner in (node.id, first_of.get(node.id)) else newest
            story = Story(incident.link, position, total, feed, latest, earlier[position - 1], later)
            found[node.id].append(story)
            if node.id in folds:
                later = (_as_next(folds[node.id]), *later[: _NEXT - 1])
    for stories in found.values():
        stories.sort(key=lambda story: -story.total)
    return found


def _as_next(fold: Fold) -> NextReport:
    node, outlets = fold.first, fold.report.outlets if fold.copies else 0
    return NextReport(node.link, node.article.date, node.outlet, node.foreign_language, outlets)


def _newest_word(incident: IncidentNode, own: Collection[str]) -> tuple[StoryNews, str]:
    """Return the newest word on an incident, and the id of the article that says it; empty if the incident's file does.

    It is a status, one of the reports that are its `own`, or an update. Of one day, it is the status, because an editor wrote that knowing
    the rest.
    """
    words: list[tuple[tuple[date, bool, datetime], str, StoryNews]] = []
    for note in incident.incident.file.status:
        link = Link(incident.link.text, f"{incident.address}#{note.anchor}")
        words.append((_by_day(note.date, is_status=True), "", StoryNews(note.date, note.text, link, "")))
    for node in incident.reports:
        article, language = node.article, node.foreign_language
        if node.id in own:
            words.append((_by_day(article.date), node.id, StoryNews(article.date, "", node.link, language)))
        for update in article.updates:
            link = Link(update.title or article.title, node.link_to(update.anchor).address)
            words.append((_by_day(update.date), node.id, StoryNews(update.date, "", link, language)))
    _, owner, newest = max(words, key=lambda word: word[:2])
    return newest, owner


def _by_day(moment: Moment, *, is_status: bool = False) -> tuple[date, bool, datetime]:
    return moment.day, is_status, moment.at


def plan_notices(index: SiteIndex) -> Iterator[Page]:
    """Plan a notice for every article that was published and is no longer: its address, and when and why it was withdrawn."""
    for article in index.assembly.gone:
        names = (incident_name(name, index.assembly.files) for name in article.incidents)
        links = tuple(index.incidents[name].link for name in names if name in index.incidents)
        config = index.config
        title = config.words.say(WITHDRAWN)
        head = PageMeta("", article_address(article), noindex=True, crumbs=crumbs_to(config, HOME, ARCHIVE))
        view = WithdrawnView(head, title, config.words.say(NOT_HERE), article.withdrawal, links)
        origin = article.origin.at("status")
        yield Page(
            head.address, "withdrawn.html", ReadyPage(view), PublishPhase.PAGE, origin, title=title, noindex=True
        )


def plan_own_pages(layouts: Mapping[str, str], index: SiteIndex) -> Iterator[Page]:
    """Plan the newsroom's own pages. `layouts` are the templates that some chose, by their ids."""
    for page in index.assembly.own_pages:
        view = _own_view(page, index)
        origin = page.origin.at("title")
        yield Page(
            view.head.address,
            layouts.get(page.id, "own_page.html"),
            ReadyPage(view),
            PublishPhase.PAGE,
            origin,
            title=page.title,
            modified=page.updated,
            noindex=page.noindex,
        )


def _own_view(page: OwnPage, index: SiteIndex) -> OwnPageView:
    language = page.language or index.config.language
    head = PageMeta(
        title="",
        address=f"{page.slug}/",
        headline=page.title,
        description=page.summary or first_sentences(page.opening, 40),
        language=language,
        modified=page.updated,
        noindex=page.noindex,
        crumbs=crumbs_to(index.config, HOME),
    )
    sizes = sizes_in(page.references, index.media)
    return OwnPageView(head, page.title, page.updated, language, page.body, sizes)
