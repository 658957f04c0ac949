"""Views: what templates, feeds and data files may see. Each is a frozen value for one kind of page."""

from digest.model.views.archive import ArchiveView, EditionView, HomeView, IncidentIndexView, IndexView, ListView
from digest.model.views.article import ArticleView, OwnPageView, WithdrawnView
from digest.model.views.data import ArticlesView, DataView, IncidentsView, LookupView, SchemaView
from digest.model.views.feed import FeedView
from digest.model.views.files import CopyView, OpmlView, RobotsView, SitemapView, SocialImageView
from digest.model.views.host import RulesView
from digest.model.views.incident import IncidentView
from digest.model.views.service_pages import (
    CorrectionsView,
    FeedListView,
    NotFoundView,
    RedirectView,
    SearchView,
    SignpostView,
)

__all__ = [
    "ArchiveView",
    "ArticleView",
    "ArticlesView",
    "CopyView",
    "CorrectionsView",
    "DataView",
    "EditionView",
    "FeedListView",
    "FeedView",
    "HomeView",
    "IncidentIndexView",
    "IncidentView",
    "IncidentsView",
    "IndexView",
    "ListView",
    "LookupView",
    "NotFoundView",
    "OpmlView",
    "OwnPageView",
    "RedirectView",
    "RobotsView",
    "RulesView",
    "SchemaView",
    "SearchView",
    "SignpostView",
    "SitemapView",
    "SocialImageView",
    "View",
    "WithdrawnView",
]

View = (
    ArchiveView
    | ArticleView
    | ArticlesView
    | SocialImageView
    | CopyView
    | CorrectionsView
    | DataView
    | EditionView
    | FeedListView
    | FeedView
    | HomeView
    | IncidentIndexView
    | IncidentView
    | IncidentsView
    | IndexView
    | ListView
    | LookupView
    | NotFoundView
    | OpmlView
    | OwnPageView
    | RedirectView
    | RobotsView
    | RulesView
    | SchemaView
    | SearchView
    | SignpostView
    | SitemapView
    | WithdrawnView
)
