"""The pages that carry one text: articles, the notices of those that are gone, and the newsroom's own pages."""

from collections import defaultdict
from collections.abc import Iterator

from digest.model.page import Page, PublishPhase, itself
from digest.model.site import OwnPage
from digest.model.views.article import ArticleView, Neighbours, OwnPageView, WithdrawnView
from digest.model.views.common import ImageSize, Link, PageMeta
from digest.planning.content.excerpts import first_sentences
from digest.planning.content.incident_names import incident_name
from digest.planning.site.feed_links import incident_feed_link
from digest.planning.site.images import picture_of, sizes_in, to_share, with_size
from digest.planning.site.index import SiteIndex, place_names, term_links
from digest.planning.site.nodes import ArticleNode, article_address, outlet_of
from digest.planning.site.sections import ARCHIVE, HOME, INCIDENTS, crumbs_to

# What stands in the place of an article that is gone: nothing of what it said, its headline included.
WITHDRAWN = "This article has been withdrawn"
_NOT_HERE = "Its text is no longer published here."


def plan_articles(index: SiteIndex) -> Iterator[Page]:
    """Plan a page for every visible article."""
    neighbours = _neighbours(index)
    for known in index.articles.values():
        article = known.article
        given = (
            known,
            neighbours[known.id],
            term_links(place_names(article.places), index.places),
            term_links(article.tags, index.tags),
            sizes_in(article.references, index.media),
        )
        yield Page(
            known.address,
            "article.html",
            _view,
            given,
            PublishPhase.PAGE,
            article.origin.at("title"),
            title=article.title,
            moved=known.latest,
            noindex=known.noindex,
            near=known.incidents[0][1].address if known.incidents else known.address,
        )


def _view(
    known: ArticleNode,
    neighbours: list[Neighbours],
    places: tuple[Link, ...],
    tags: tuple[Link, ...],
    sizes: tuple[ImageSize, ...],
) -> ArticleView:
    article = known.article
    summary = known.card.summary
    links = [link for _, link in known.incidents]
    head = PageMeta(
        title=article.title,
        address=known.address,
        description=summary,
        kind="article",
        language=known.language,
        picture=to_share(picture_of(article), known.medium),
        published=article.date,
        modified=known.latest,
        noindex=known.noindex,
        feeds=tuple(incident_feed_link(link, known.site.config) for link in links),
        crumbs=crumbs_to(known.site.config, *((HOME, INCIDENTS, links[0]) if links else (HOME, ARCHIVE))),
    )
    return ArticleView(
        head=head,
        title=article.title,
        date=article.date,
        updated=known.changed,
        language=head.language,
        summary=summary,
        text=known.text,
        source=article.source,
        outlet=outlet_of(article.source),
        picture=with_size(picture_of(article), known.medium),
        updates=article.updates,
        corrections=article.corrections,
        retracted=article.retracted,
        incidents=tuple(neighbours),
        places=places,
        tags=tags,
        people=article.people,
        sizes=sizes,
    )


def _neighbours(index: SiteIndex) -> dict[str, list[Neighbours]]:
    """Return the place of every article in each of its incidents."""
    found: dict[str, list[Neighbours]] = defaultdict(list)
    for incident in index.incidents.values():
        reports = incident.reports
        total = len(reports)
        for position, known in enumerate(reports, 1):
            earlier = reports[position - 2].link if position > 1 else None
            later = reports[position].link if position < total else None
            found[known.id].append(Neighbours(incident.link, position, total, earlier, later))
    return found


def plan_notices(index: SiteIndex) -> Iterator[Page]:
    """Plan a notice for every article that was public and is not any more: its address, and when and why it was withdrawn."""
    for article in index.assembly.gone:
        names = (incident_name(name, index.assembly.files) for name in article.incidents)
        links = tuple(index.incidents[name].link for name in names if name in index.incidents)
        config = index.config
        head = PageMeta(
            title=config.words.say(WITHDRAWN),
            address=article_address(article),
            noindex=True,
            crumbs=crumbs_to(config, HOME, ARCHIVE),
        )
        view = WithdrawnView(head, head.title, config.words.say(_NOT_HERE), article.withdrawal, links)
        origin = article.origin.at("status")
        yield Page(
            head.address, "withdrawn.html", itself, (view,), PublishPhase.PAGE, origin, title=head.title, noindex=True
        )


def plan_own_pages(index: SiteIndex) -> Iterator[Page]:
    """Plan the newsroom's own pages."""
    for page in index.assembly.own_pages:
        view = _own_view(page, index)
        origin = page.origin.at("title")
        yield Page(
            view.head.address,
            "own_page.html",
            itself,
            (view,),
            PublishPhase.PAGE,
            origin,
            title=page.title,
            moved=page.updated,
            noindex=page.noindex,
        )


def _own_view(page: OwnPage, index: SiteIndex) -> OwnPageView:
    language = page.language or index.config.language
    head = PageMeta(
        title=page.title,
        address=f"{page.slug}/",
        description=page.summary or first_sentences(page.opening, 40),
        language=language,
        modified=page.updated,
        noindex=page.noindex,
        crumbs=crumbs_to(index.config, HOME),
    )
    sizes = sizes_in(page.references, index.media)
    return OwnPageView(head, page.title, page.updated, language, page.body, sizes)
