"""The pages that carry one text: articles, the notices of those that are gone, and the newsroom's own pages."""

from collections.abc import Iterator

from digest.model.article import Article
from digest.model.content import OwnPage
from digest.model.incident import Incident
from digest.model.page import Page, Wave
from digest.model.views.article import ArticleView, Neighbours, OwnPageView, WithdrawnView
from digest.model.views.common import Head, Link
from digest.planning.assemble import incident_name, latest_of_article
from digest.planning.directory import (
    Directory,
    article_address,
    article_link,
    incident_link,
    outlet_of,
    picture_of,
    place_names,
    term_links,
)
from digest.planning.feeds import incident_feed_link
from digest.planning.heads import ARCHIVE, HOME, INCIDENTS
from digest.planning.texts import first_sentences

# What stands in the place of an article that is gone: nothing of what it said, its headline included.
WITHDRAWN = "This article has been withdrawn"


def plan_articles(directory: Directory) -> Iterator[Page]:
    """Plan a page for every visible article."""
    for article in directory.assembly.articles:
        address = article_address(article)
        yield Page(address, "article.html", _view(article, address, directory), Wave.PAGE, article.origin.at("title"))


def _view(article: Article, address: str, directory: Directory) -> ArticleView:
    incidents = directory.incidents_of.get(article.id, ())
    latest = latest_of_article(article)
    summary = directory.cards[article.id].summary
    head = Head(
        title=article.title,
        address=address,
        description=summary,
        kind="article",
        language=article.language or directory.config.language,
        picture=picture_of(article),
        published=article.date,
        modified=latest,
        noindex=article.noindex or article.status == "draft",
        feeds=tuple(incident_feed_link(incident, directory.config) for incident in incidents),
        crumbs=(HOME, INCIDENTS, incident_link(incidents[0])) if incidents else (HOME, ARCHIVE),
    )
    return ArticleView(
        head=head,
        title=article.title,
        date=article.date,
        updated=latest if latest.at > article.date.at else None,
        language=head.language,
        summary=summary,
        text=directory.texts[article.id],
        source=article.source,
        outlet=outlet_of(article.source),
        picture=head.picture,
        updates=article.updates,
        corrections=article.corrections,
        incidents=tuple(_neighbours(article, incident) for incident in incidents),
        places=term_links(place_names(article.places), directory.places),
        tags=term_links(article.tags, directory.tags),
        people=article.people,
    )


def _neighbours(article: Article, incident: Incident) -> Neighbours:
    position = incident.articles.index(article)
    earlier = incident.articles[position - 1] if position else None
    later = incident.articles[position + 1] if position + 1 < len(incident.articles) else None
    return Neighbours(
        incident=incident_link(incident),
        position=position + 1,
        total=len(incident.articles),
        earlier=article_link(earlier) if earlier else None,
        later=article_link(later) if later else None,
    )


def plan_notices(directory: Directory) -> Iterator[Page]:
    """Plan a notice for every article that was public and is not any more, without a word of it but its address."""
    visible = {incident.id: incident_link(incident) for incident in directory.assembly.incidents}
    for article in directory.assembly.gone:
        named = (visible.get(incident_name(name, directory.assembly.files)) for name in article.incidents)
        head = Head(WITHDRAWN, article_address(article), noindex=True, crumbs=(HOME, ARCHIVE))
        view = WithdrawnView(head, head.title, tuple(link for link in named if isinstance(link, Link)))
        yield Page(head.address, "withdrawn.html", view, Wave.PAGE, article.origin.at("status"))


def plan_own_pages(directory: Directory) -> Iterator[Page]:
    """Plan the newsroom's own pages."""
    for page in directory.assembly.own_pages:
        yield Page(f"{page.slug}/", "own_page.html", _own_view(page, directory), Wave.PAGE, page.origin.at("title"))


def _own_view(page: OwnPage, directory: Directory) -> OwnPageView:
    language = page.language or directory.config.language
    head = Head(
        title=page.title,
        address=f"{page.slug}/",
        description=page.summary or first_sentences(page.opening, 40),
        language=language,
        modified=page.updated,
        noindex=page.noindex,
        crumbs=(HOME,),
    )
    return OwnPageView(head, page.title, page.updated, language, page.body)
