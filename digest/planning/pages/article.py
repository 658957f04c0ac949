"""The pages of one text each: articles, notices in place of withdrawn articles, and the newsroom's own pages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from digest.adapters.localization import word_moment
from digest.model.page import Page, PublishPhase, ReadyPage
from digest.model.site import OwnPage
from digest.model.views.article import ArticleView, Neighbours, OwnPageView, WithdrawnView
from digest.model.views.common import ImageSize, ImageView, Link, PageMeta
from digest.planning.content.excerpts import first_sentences, is_foreign
from digest.planning.content.incident_names import incident_name
from digest.planning.site.feed_links import incident_feed_link
from digest.planning.site.images import picture_of, sizes_in, to_share, with_size
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, IncidentNode, article_address
from digest.planning.site.pagination import described
from digest.planning.site.sections import ARCHIVE, HOME, INCIDENTS, crumbs_to
from digest.planning.site.taxonomies import place_names, term_links

# The title of the notice in place of a withdrawn article. It repeats nothing of the article, not even its headline.
WITHDRAWN = "This article has been withdrawn"
NOT_HERE = "Its text is no longer published here."


def plan_articles(shared: Mapping[str, ImageView], index: SiteIndex) -> Iterator[Page]:
    """Plan a page for every visible article. `shared` are the pictures that networks show of incidents, by their ids."""
    neighbours = neighbours_in(index.incidents.values())
    for node in index.articles.values():
        article = node.article
        yield Page(
            node.address,
            "article.html",
            ArticlePage(
                node,
                neighbours[node.id],
                term_links(place_names(article.places), index.terms["place"]),
                term_links(article.tags, index.terms["tag"]),
                sizes_in(article.references, index.media),
                next((shared[identity] for identity, _ in node.incidents if identity in shared), None),
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

    `neighbours` are the reports before and after it in each of its incidents, `places` and `tags` the links to its terms, and `sizes`
    those of the images in its text. `shared` is the picture that networks show if it has none itself.
    """

    node: ArticleNode
    neighbours: list[Neighbours]
    places: tuple[Link, ...]
    tags: tuple[Link, ...]
    sizes: tuple[ImageSize, ...]
    shared: ImageView | None

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
            updates=article.updates,
            corrections=article.corrections,
            retracted=article.retracted,
            incidents=tuple(self.neighbours),
            places=self.places,
            tags=self.tags,
            people=article.people,
            sizes=self.sizes,
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
            crumbs=crumbs_to(config, *((HOME, INCIDENTS, links[0]) if links else (HOME, ARCHIVE))),
        )


def neighbours_in(incidents: Iterable[IncidentNode]) -> dict[str, list[Neighbours]]:
    """Return, by the id of each article, the reports before and after it in each of these incidents."""
    found: dict[str, list[Neighbours]] = defaultdict(list)
    for incident in incidents:
        reports = incident.reports
        total = len(reports)
        for position, node in enumerate(reports, 1):
            earlier = reports[position - 2].link if position > 1 else None
            later = reports[position].link if position < total else None
            found[node.id].append(Neighbours(incident.link, position, total, earlier, later))
    return found


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
