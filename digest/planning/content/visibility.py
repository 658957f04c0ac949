"""Whether an article can be seen: decided here, once, and every output follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # the command line makes a `VisibilityContext` without loading articles
    from digest.model.content.article import Article
    from digest.model.moment import Moment

# `gone`: it was published and is no longer; its page is a notice.
Visibility = Literal["visible", "draft", "embargoed", "gone"]


@dataclass(frozen=True, slots=True)
class VisibilityContext:
    """From when the site is seen, and whether it is a preview that shows drafts or what is to come.

    If `quietly`, what is published for the first time is not announced in feeds.
    """

    now: datetime
    drafts: bool = False
    future: bool = False
    quietly: bool = False

    @property
    def is_preview(self) -> bool:
        """Whether the site shows what is not public: such a build records nothing in the ledger."""
        return self.drafts or self.future


def visibility_of(article: "Article", visibility: VisibilityContext) -> Visibility:
    """Decide whether an article can be seen at that moment.

    It appears at `publish_at`, but not before its `date`: nothing dated tomorrow is published today.
    """
    if article.status == "draft" and not visibility.drafts:
        return "draft"
    if appears(article).at > visibility.now and not visibility.future:
        return "embargoed"
    if article.status == "withdrawn" or (article.expires is not None and article.expires.at <= visibility.now):
        return "gone"
    return "visible"


def appears(article: "Article") -> "Moment":
    """Return from when an article is published: the later of its date and its `publish_at`."""
    embargo = article.publish_at
    return article.date if embargo is None or embargo.at <= article.date.at else embargo


def next_change(articles: "Sequence[Article]", now: datetime) -> datetime:
    """Return when something appears or ends next by its date alone; if nothing does, the end of all time."""
    moments = [appears(article).at for article in articles]
    moments += [article.expires.at for article in articles if article.expires is not None]
    return min((moment for moment in moments if moment > now), default=datetime.max.replace(tzinfo=UTC))
