"""Whether an article can be seen. It is decided here, once; every output follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # the command makes a `VisibilityContext`, and does not need articles
    from digest.model.content.article import Article

# `gone`: it was public once; its address now has a notice.
Visibility = Literal["visible", "draft", "embargoed", "gone"]


@dataclass(frozen=True, slots=True)
class VisibilityContext:
    """The moment for which the site is built, and whether it is a preview with drafts or future articles."""

    now: datetime
    drafts: bool = False
    future: bool = False

    @property
    def is_preview(self) -> bool:
        """Whether the site shows what is not public. Such a build does not change the ledger."""
        return self.drafts or self.future


def visibility_of(article: "Article", visibility: VisibilityContext) -> Visibility:
    """Return whether an article can be seen at that moment.

    It appears at `publish_at`, but not before its `date`: nothing dated tomorrow is published today.
    """
    if article.status == "draft" and not visibility.drafts:
        return "draft"
    if _appears(article) > visibility.now and not visibility.future:
        return "embargoed"
    if article.status == "withdrawn" or (article.expires is not None and article.expires.at <= visibility.now):
        return "gone"
    return "visible"


def _appears(article: "Article") -> datetime:
    embargo = article.publish_at
    return article.date.at if embargo is None else max(embargo.at, article.date.at)


def next_change(articles: "Sequence[Article]", now: datetime) -> datetime:
    """Return when an article next appears or expires by its dates; `datetime.max` if none does."""
    moments = [_appears(article) for article in articles]
    moments += [article.expires.at for article in articles if article.expires is not None]
    return min((moment for moment in moments if moment > now), default=datetime.max.replace(tzinfo=UTC))
