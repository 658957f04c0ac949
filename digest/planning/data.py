"""Data for reuse: what the files say of every article and incident, and the page that explains them.

People are not in them on purpose: a list of the accused and of victims, ready to be copied in bulk, does harm that no page does.
"""

from collections.abc import Iterator

from digest.model.article import Article
from digest.model.incident import Incident
from digest.model.moment import Moment
from digest.model.page import Page, Wave
from digest.model.views.archive import Counts
from digest.model.views.common import Head
from digest.model.views.data import (
    ArticleRow,
    ArticlesView,
    DataView,
    IncidentRow,
    IncidentsView,
    LookupRow,
    LookupView,
    SchemaView,
    UpdateRow,
)
from digest.planning.directory import Directory, place_names
from digest.planning.feeds import incident_feed_link
from digest.planning.heads import HOME, SITE_ORIGIN

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


def plan_data_page(directory: Directory) -> Page:
    """Plan the page about the data."""
    assembly = directory.assembly
    head = Head(
        "Data",
        ADDRESS,
        description=f"Every incident and article of {directory.config.title} as data, and how they are counted.",
        crumbs=(HOME,),
    )
    counts = Counts(len(assembly.incidents), len(assembly.articles), len(directory.sources))
    return Page(ADDRESS, "data.html", DataView(head, head.title, counts, TRACKING), Wave.INDEX, SITE_ORIGIN)


def plan_data(directory: Directory) -> Iterator[Page]:
    """Plan the data files: all articles and all incidents, each as JSON and as CSV; the look-up of sources' URLs; and the schemas."""
    articles = tuple(_article_row(article, directory) for article in directory.assembly.articles)
    incidents = tuple(_incident_row(incident, directory) for incident in directory.assembly.incidents)
    all_articles = ArticlesView(articles, _newest(row.updated or row.date for row in articles))
    all_incidents = IncidentsView(incidents, _newest(row.latest for row in incidents))
    lookup = LookupView(
        tuple(LookupRow(row.source.url, row.address, row.incidents) for row in articles if row.source.url),
        tuple((row.id, row.address) for row in incidents),
        TRACKING,
    )
    yield _file("articles.json", "data", all_articles)
    yield _file("articles.csv", "csv", all_articles)
    yield _file("incidents.json", "data", all_incidents)
    yield _file("incidents.csv", "csv", all_incidents)
    yield _file("lookup.json", "lookup", lookup)
    yield _file("articles.schema.json", "schema", SchemaView("articles"))
    yield _file("incidents.schema.json", "schema", SchemaView("incidents"))
    yield _file("lookup.schema.json", "schema", SchemaView("lookup"))


def _file(name: str, recipe: str, view: ArticlesView | IncidentsView | LookupView | SchemaView) -> Page:
    return Page(f"{ADDRESS}v1/{name}", recipe, view, Wave.FEED, SITE_ORIGIN)


def _newest(moments: Iterator[Moment]) -> Moment | None:
    return max(moments, key=lambda moment: moment.at, default=None)


def _article_row(article: Article, directory: Directory) -> ArticleRow:
    card = directory.cards[article.id]
    return ArticleRow(
        id=article.id,
        guid=directory.guid("article", article.id),
        address=card.address,
        title=card.title,
        date=card.date,
        updated=card.changed,
        language=article.language or directory.config.language,
        summary=card.summary,
        source=article.source,
        incidents=tuple(incident.id for incident in directory.incidents_of.get(article.id, ())),
        places=place_names(article.places),
        tags=article.tags,
        corrections=article.corrections,
        updates=tuple(UpdateRow(update.date, update.title, update.anchor) for update in article.updates),
        words=article.body.words,
        show=directory.texts[article.id].show,
        noindex=article.noindex or article.status == "draft",
    )


def _incident_row(incident: Incident, directory: Directory) -> IncidentRow:
    card = directory.incident_cards[incident.id]
    return IncidentRow(
        id=incident.id,
        guid=directory.guid("incident", incident.id),
        address=card.address,
        feed=incident_feed_link(incident, directory.config).address,
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
