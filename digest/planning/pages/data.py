"""Data files for reuse: a record of every article and incident, and the page that explains the files.

People are left out on purpose: a list of accused people and victims, ready to be copied in bulk, does harm that no page does.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from digest.model.moment import Moment
from digest.model.page import Page, PublishPhase, ReadyFile, ReadyPage, Spec
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
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode
from digest.planning.site.sections import HOME, SITE_ORIGIN, crumbs_to
from digest.planning.site.taxonomies import place_names

ADDRESS = "data/"

# URL parameters that say where a reader came from. They never change what the URL shows.
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
    title = say("Data")
    head = PageMeta(
        "",
        ADDRESS,
        description=say(
            "Every incident and article of {site} as data, and how they are counted.", site=index.config.title
        ),
        crumbs=crumbs_to(index.config, HOME),
    )
    counts = Counts(len(index.incidents), len(index.articles), len(index.terms["source"]))
    view = DataView(head, title, counts, TRACKING)
    return Page(ADDRESS, "data.html", ReadyPage(view), PublishPhase.INDEX, SITE_ORIGIN, title)


def plan_data(index: SiteIndex) -> Iterator[Page]:
    """Plan the data files: all articles and all incidents, each as JSON and as CSV; the look-up by URLs of sources; and the schemas."""
    articles, incidents, site = list(index.articles.values()), list(index.incidents.values()), index.site
    yield _file("articles.json", "data", ArticlesFile(articles))
    yield _file("articles.csv", "csv", ArticlesFile(articles))
    yield _file("incidents.json", "data", IncidentsFile(incidents, site))
    yield _file("incidents.csv", "csv", IncidentsFile(incidents, site))
    yield _file("lookup.json", "lookup", _lookup(articles, incidents))
    yield _file("articles.schema.json", "schema", ReadyFile(SchemaView("articles")))
    yield _file("incidents.schema.json", "schema", ReadyFile(SchemaView("incidents")))
    yield _file("lookup.schema.json", "schema", ReadyFile(SchemaView("lookup")))


def _file(name: str, renderer: str, spec: Spec) -> Page:
    return Page(f"{ADDRESS}v1/{name}", renderer, spec, PublishPhase.FEED, SITE_ORIGIN)


class ArticlesFile(NamedTuple):
    """A data file of all articles."""

    articles: list[ArticleNode]

    def build_view(self, _title: str) -> ArticlesView:
        """Return the view of the file, whose rows are made only where they have changed."""
        rows = tuple(Row(node.key, partial(_article_row, node)) for node in self.articles)
        return ArticlesView(rows, _newest(self.articles))


class IncidentsFile(NamedTuple):
    """A data file of all incidents."""

    incidents: list[IncidentNode]
    site: SiteNode

    def build_view(self, _title: str) -> IncidentsView:
        """Return the view of the file, whose rows are made only where they have changed."""
        rows = tuple(Row(node.key, partial(_incident_row, node, self.site)) for node in self.incidents)
        return IncidentsView(rows, _newest(self.incidents))


def _newest(nodes: Iterable[ArticleNode | IncidentNode]) -> Moment | None:
    return max((node.latest for node in nodes), key=lambda moment: moment.at, default=None)


# A report in the look-up: the URL of its source, its own address, and the ids of its incidents.
_Report = tuple[str, str, tuple[str, ...]]


class LookupFile(NamedTuple):
    """The file that finds articles by the URLs of their sources.

    Its fields are only what it shows, so that few edits change it. `incidents` are ids and addresses.
    """

    reports: list[_Report]
    incidents: list[tuple[str, str]]

    def build_view(self, _title: str) -> LookupView:
        """Return the view of the file."""
        return LookupView(tuple(LookupRow(*report) for report in self.reports), tuple(self.incidents), TRACKING)


def _lookup(articles: list[ArticleNode], incidents: list[IncidentNode]) -> LookupFile:
    reports = [
        (node.article.source.url, node.address, tuple([identity for identity, _ in node.incidents]))
        for node in articles
        if node.article.source.url
    ]
    return LookupFile(reports, [(node.id, node.address) for node in incidents])


def _article_row(node: ArticleNode) -> ArticleRow:
    article = node.article
    return ArticleRow(
        id=article.id,
        guid=node.guid,
        address=node.address,
        title=article.title,
        date=article.date,
        updated=node.changed,
        language=node.language,
        translation_of=article.translation_of,
        summary=node.card.summary,
        source=article.source,
        incidents=tuple(identity for identity, _ in node.incidents),
        places=place_names(article.places),
        tags=article.tags,
        corrections=article.corrections,
        updates=tuple(UpdateRow(update.date, update.title, update.anchor) for update in article.updates),
        words=article.body.words,
        show=node.text.show,
        noindex=node.noindex,
    )


def _incident_row(node: IncidentNode, site: SiteNode) -> IncidentRow:
    incident, card = node.incident, node.card
    return IncidentRow(
        id=incident.id,
        guid=node.guid,
        address=card.address,
        feed=incident_feed_link(node.link, site.config).address,
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
        disputed=incident.file.disputed,
        latest=card.latest,
        first_report=incident.articles[0].date,
        last_report=incident.articles[-1].date,
        articles=tuple(article.id for article in incident.articles),
        noindex=incident.file.noindex,
    )
