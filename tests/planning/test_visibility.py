"""Whether an article can be seen is decided once, and every page follows from it."""

from itertools import product
from typing import Any

import pytest

from digest.model.content.article import Status
from digest.model.views.archive import HomeView
from digest.model.views.article import ArticleView, WithdrawnView
from digest.planning.content.visibility import Visibility, VisibilityContext, visibility_of
from tests.planning.plans import NOW, addresses, article, moment, plan_all, view

PAST, FUTURE = "2025-01-01", "2027-01-01"
STATUSES: tuple[Status, ...] = ("draft", "published", "withdrawn")


def expected(status: str, date: str, publish_at: str, expires: str, *, drafts: bool, future: bool) -> Visibility:
    """Decide as docs/content.md says."""
    if status == "draft" and not drafts:
        return "draft"
    if FUTURE in (publish_at, date) and not future:
        return "embargoed"
    if status == "withdrawn" or expires == PAST:
        return "gone"
    return "visible"


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("drafts", [True, False])
@pytest.mark.parametrize("future", [True, False])
def test_status_embargo_expiry_date_and_preview_decide_together(status: Status, drafts: bool, future: bool) -> None:  # noqa: FBT001
    visibility = VisibilityContext(NOW, drafts=drafts, future=future)
    for date, publish_at, expires in product((PAST, FUTURE), ("", PAST, FUTURE), ("", PAST, FUTURE)):
        one = article(
            "a",
            date,
            status=status,
            publish_at=moment(publish_at) if publish_at else None,
            expires=moment(expires) if expires else None,
        )
        assert visibility_of(one, visibility) == expected(
            status, date, publish_at, expires, drafts=drafts, future=future
        )


@pytest.mark.parametrize(
    ("field", "at", "seen"),
    [
        ("publish_at", "2026-01-01T01:00:00+01:00", "visible"),
        ("publish_at", "2026-01-01T00:00:01Z", "embargoed"),
        ("publish_at", "2026-01-01", "visible"),
        ("publish_at", "2026-01-02", "embargoed"),
        ("expires", "2026-01-01T00:00:00Z", "gone"),
        ("expires", "2026-01-01T00:00:01Z", "visible"),
    ],
)
def test_the_very_moment_counts(field: str, at: str, seen: Visibility) -> None:
    fields: dict[str, Any] = {field: moment(at)}
    assert visibility_of(article("a", **fields), VisibilityContext(NOW)) == seen


def test_a_preview_records_nothing() -> None:
    assert [VisibilityContext(NOW, drafts=d, future=f).is_preview for d, f in product((False, True), repeat=2)] == [
        False,
        True,
        True,
        True,
    ]


def test_only_what_is_visible_has_a_page_and_counts() -> None:
    made, diagnostics = plan_all(
        [
            article("seen", incidents=("case",), tags=("x",)),
            article("draft", status="draft", incidents=("case",), tags=("y",)),
            article("later", publish_at=moment(FUTURE), incidents=("other",), tags=("y",)),
            article("past", expires=moment(PAST), incidents=("case",)),
            article("back", status="withdrawn", incidents=("case",), title="Secret"),
        ]
    )
    assert diagnostics == ()
    assert addresses(made, "articles/") == [f"articles/2024/03/{name}/" for name in ("back", "past", "seen")]
    home = view(made, "", HomeView)
    assert (home.counts.articles, home.counts.incidents, [link.text for link in home.tags]) == (1, 1, ["x"])
    assert home.lead is not None
    assert (home.lead.incident.news.text, home.lead.news, home.cards, home.news) == ("Seen", (), (), ())
    assert view(made, "articles/2024/03/seen/", ArticleView).incidents[0].total == 1
    notice = view(made, "articles/2024/03/back/", WithdrawnView)
    assert (notice.title, notice.head.title, notice.head.noindex) == (
        "This article has been withdrawn",
        "This article has been withdrawn (back)",
        True,
    )
    assert [link.address for link in notice.incidents] == ["incidents/case/"]


def test_a_preview_shows_drafts_and_what_is_to_come_and_asks_engines_to_stay_away() -> None:
    articles = [article("draft", status="draft"), article("later", FUTURE)]
    made, _ = plan_all(articles, visibility=VisibilityContext(NOW, drafts=True, future=True))
    assert addresses(made, "articles/") == ["articles/2024/03/draft/", "articles/2027/01/later/"]
    assert view(made, "articles/2024/03/draft/", ArticleView).head.noindex
