"""Whether an article can be seen: decided here, once, and every output follows from it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

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


def visibility_of(article: Article, viewpoint: Viewpoint) -> Visibility:
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
