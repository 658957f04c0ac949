"""Data for reuse: what the files say of every article and incident, and the page that explains them.

People are not in them on purpose: a list of the accused and of victims, ready to be copied in bulk, does harm that no page does.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from digest.model.moment import Moment
from digest.model.page import Page, PublishPhase, itself
from digest.model.views import View
from digest.model.views.archive import Counts
from digest.model.views.common import PageMeta
from digest.model.views.data import (
    ArticleRow,
    ArticlesView,
    DataView,
    IncidentRow,
    IncidentsView,
    LookupRow,
    LookupView,
    Row,
    SchemaView,
    UpdateRow,
)
from digest.planning.site.feed_links import incident_feed_link
from digest.planning.site.index import SiteIndex, place_names
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode
from digest.planning.site.sections import HOME, SITE_ORIGIN, crumbs_to

ADDRESS = "data/"

# Parameters of URLs that say where a reader came from, never what there is to read.
TRACKING = (
    *("utm_*", "mtm_*", "pk_*", "piwik_*", "hsa_*", "_hsenc", "_hsmi", "__hsfp", "__hssc", "__hstc", "hsctatracking"),
    *("fbclid", "gclid", "gbraid", "wbraid", "dclid", "gclsrc", "msclkid", "yclid", "ysclid", "twclid", "ttclid"),
    *("_ga", "_gl", "_openstat", "srsltid", "igsh", "igshid", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok"),
    *("oly_anon_id", "oly_enc_id", "rb_clickid", "s_cid", "vero_conv", "vero_id", "wickedid", "guce_referrer"),
    *(
        "guce_referrer_sig",
        "guccounter",
        "ref_src",
        "ref_url",
        "__twitter_impression",
        "_branch_match_id",
        "at_campaign",
    ),
    *("at_medium",),
)


def plan_data_page(index: SiteIndex) -> Page:
    """Plan the page about the data."""
    say = index.config.words.say
    head = PageMeta(
        say("Data"),
        ADDRESS,
        description=say(
            "Every incident and article of {site} as data, and how they are counted.", site=index.config.title
        ),
        crumbs=crumbs_to(index.config, HOME),
    )
    counts = Counts(len(index.incidents), len(index.articles), len(index.sources))
    view = DataView(head, head.title, counts, TRACKING)
    return Page(ADDRESS, "data.html", itself, (view,), PublishPhase.INDEX, SITE_ORIGIN, head.title)


def plan_data(index: SiteIndex) -> Iterator[Page]:
    """Plan the data files: all articles and all incidents, each as JSON and as CSV; the look-up of sources' URLs; and the schemas."""
    articles, incidents, site = list(index.articles.values()), list(index.incidents.values()), index.site
    yield _file("articles.json", "data", _articles_view, (articles,))
    yield _file("articles.csv", "csv", _articles_view, (articles,))
    yield _file("incidents.json", "data", _incidents_view, (incidents, site))
    yield _file("incidents.csv", "csv", _incidents_view, (incidents, site))
    yield _file("lookup.json", "lookup", _lookup_view, (_reports(articles), _addresses(incidents)))
    yield _file("articles.schema.json", "schema", itself, (SchemaView("articles"),))
    yield _file("incidents.schema.json", "schema", itself, (SchemaView("incidents"),))
    yield _file("lookup.schema.json", "schema", itself, (SchemaView("lookup"),))


def _file(name: str, recipe: str, make: Callable[..., View], given: tuple[Any, ...]) -> Page:
    return Page(f"{ADDRESS}v1/{name}", recipe, make, given, PublishPhase.FEED, SITE_ORIGIN)


def _articles_view(articles: list[ArticleNode]) -> ArticlesView:
    rows = tuple(Row(known.key, partial(_article_row, known)) for known in articles)
    return ArticlesView(rows, _newest(articles))


def _incidents_view(incidents: list[IncidentNode], site: SiteNode) -> IncidentsView:
    rows = tuple(Row(known.key, partial(_incident_row, known, site)) for known in incidents)
    return IncidentsView(rows, _newest(incidents))


def _newest(things: Iterable[ArticleNode | IncidentNode]) -> Moment | None:
    return max((known.latest for known in things), key=lambda moment: moment.at, default=None)


# Few edits change what the look-up shows: it is given that alone, and is made again only then.
_Report = tuple[str, str, tuple[str, ...]]


def _reports(articles: list[ArticleNode]) -> list[_Report]:
    """Return the articles that come from somewhere: their source's URL, their address, and the ids of their incidents."""
    return [
        (known.article.source.url, known.address, tuple([identity for identity, _ in known.incidents]))
        for known in articles
        if known.article.source.url
    ]


def _addresses(incidents: list[IncidentNode]) -> list[tuple[str, str]]:
    return [(known.id, known.address) for known in incidents]


def _lookup_view(reports: list[_Report], incidents: list[tuple[str, str]]) -> LookupView:
    return LookupView(tuple(LookupRow(*report) for report in reports), tuple(incidents), TRACKING)


def _article_row(known: ArticleNode) -> ArticleRow:
    article = known.article
    return ArticleRow(
        id=article.id,
        guid=known.guid,
        address=known.address,
        title=article.title,
        date=article.date,
        updated=known.changed,
        language=known.language,
        summary=known.card.summary,
        source=article.source,
        incidents=tuple(identity for identity, _ in known.incidents),
        places=place_names(article.places),
        tags=article.tags,
        corrections=article.corrections,
        updates=tuple(UpdateRow(update.date, update.title, update.anchor) for update in article.updates),
        words=article.body.words,
        show=known.text.show,
        noindex=known.noindex,
    )


def _incident_row(known: IncidentNode, site: SiteNode) -> IncidentRow:
    incident, card = known.incident, known.card
    return IncidentRow(
        id=incident.id,
        guid=known.guid,
        address=card.address,
        feed=incident_feed_link(known.link, site.config).address,
        title=card.title,
        span=card.span,
        kind=card.kind,
        number=incident.file.number,
        place=incident.file.place,
        places=place_names(incident.places),
        tags=incident.tags,
        summary=card.summary,
        status=incident.file.status,
        facts=incident.file.facts,
        latest=card.latest,
        first_report=incident.articles[0].date,
        last_report=incident.articles[-1].date,
        articles=tuple(article.id for article in incident.articles),
        noindex=incident.file.noindex,
    )
