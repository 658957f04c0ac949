"""Whether an article can be seen: decided here, once, and every output follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # the command makes a `Viewpoint`, and need not know what an article is
    from digest.model.article import Article

# `gone`: it was public and is not any more; its address says so.
Visibility = Literal["visible", "draft", "embargoed", "gone"]


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """From when the site is seen, and whether it is a preview that shows drafts or what is to come."""

    now: datetime
    drafts: bool = False
    future: bool = False

    @property
    def is_preview(self) -> bool:
        """Whether the site shows what is not public: such a build records nothing in the ledger."""
        return self.drafts or self.future


def visibility_of(article: "Article", viewpoint: Viewpoint) -> Visibility:
    """Decide whether an article can be seen at that moment.

    `publish_at` is when it appears; without one it is its `date`, so that nothing dated tomorrow is published today.
    """
    if article.status == "draft" and not viewpoint.drafts:
        return "draft"
    appears = article.publish_at or article.date
    if appears.at > viewpoint.now and not viewpoint.future:
        return "embargoed"
    if article.status == "withdrawn" or (article.expires is not None and article.expires.at <= viewpoint.now):
        return "gone"
    return "visible"


def next_change(articles: "Iterable[Article]", now: datetime) -> datetime:
    """Give when something appears or ends next by its date alone; if nothing does, the end of all time."""
    moments = (moment for article in articles for moment in (article.publish_at or article.date, article.expires))
    later = (moment.at for moment in moments if moment is not None and moment.at > now)
    return min(later, default=datetime.max.replace(tzinfo=UTC))
