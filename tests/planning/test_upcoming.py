"""What changes by itself: by the dates of articles and of private rules; and when editors want to look at a case again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Origin, Position
from digest.model.ledger import Ledger
from digest.model.redaction import Rule, next_beginning
from digest.model.reports.upcoming import Upcoming
from digest.model.site import Content
from digest.planning.agenda.upcoming import due_follow_ups, upcoming
from digest.planning.content.assemble import assemble
from digest.planning.content.visibility import VisibilityContext, next_change, visibility_of
from tests.planning.plans import NOW, article, incident_file, moment

APPEARS = "nothing to do: the first build after that publishes it"
ENDS = "nothing to do: the first build after that puts a notice in its place; to keep it, give expires: another date"
LOOK = "look at the case again; then give follow_up: another date, or delete the line"


def content(*articles: Article, files: tuple[IncidentFile, ...] = ()) -> Content:
    return Content(articles, files, (), (), Ledger())


def placed(one: Article, fields: str) -> Article:
    return replace(one, origin=Origin(one.origin.file, fields))


def test_an_embargo_ends_at_the_later_of_date_and_publish_at() -> None:
    dated = placed(article("dated", "2026-02-01"), "title 2:8 date 3:7")
    held = placed(
        article("held", "2024-03-26", publish_at=moment("2026-01-01T09:00:30")), "title 2:8 date 3:7 publish_at 4:13"
    )
    assert upcoming(content(dated, held), (), "", NOW) == (
        Upcoming(moment("2026-01-01T09:00:30"), "embargo", "held", Position(held.origin.file, 4, 13), "Held", APPEARS),
        Upcoming(moment("2026-02-01"), "embargo", "dated", Position(dated.origin.file, 3, 7), "Dated", APPEARS),
    )


def test_an_article_expires_unless_it_was_never_seen() -> None:
    ends = placed(article("ends", expires=moment("2026-02-01")), "title 2:8 expires 4:10")
    never = article("never", "2026-03-01", expires=moment("2026-02-01"))
    assert upcoming(content(ends, never), (), "", NOW) == (
        Upcoming(moment("2026-02-01"), "expiry", "ends", Position(ends.origin.file, 4, 10), "Ends", ENDS),
    )


def test_what_is_a_draft_or_withdrawn_changes_nothing_by_itself() -> None:
    dates: dict[str, Any] = {"publish_at": moment("2026-02-01"), "expires": moment("2026-03-01")}
    articles = (article("draft", status="draft", **dates), article("withdrawn", status="withdrawn", **dates))
    assert upcoming(content(*articles), (), "", NOW) == ()


def test_the_name_that_a_rule_forgets_is_not_said() -> None:
    rule = Rule(3, "Zyra Quillon", ("Zee",), "a resident", reason="Zyra was acquitted", since=moment("2026-02-01"))
    told = "nothing to do: the first build after that applies rule 3 of the private rules"
    found = upcoming(content(), (Rule(1, "Ann Always"), rule), "../redactions.yaml", NOW)
    assert found == (Upcoming(moment("2026-02-01"), "sunset", "3", Position("../redactions.yaml"), "", told),)
    assert "Zyra" not in repr(found)


def test_a_follow_up_stays_due_until_an_editor_moves_it() -> None:
    late, soon = (
        replace(
            incident_file(stem, title, follow_up=moment(day)),
            origin=Origin(f"content/incidents/{stem}.md", "follow_up 3:12"),
        )
        for stem, title, day in (("late", "The late case", "2025-12-01"), ("soon", "", "2026-02-01"))
    )
    merged = incident_file("merged", follow_up=moment("2026-02-01"), merged_into="late")
    site = content(files=(late, soon, merged))
    assert due_follow_ups(site, NOW) == (
        Upcoming(
            moment("2025-12-01"),
            "follow-up",
            "late",
            Position("content/incidents/late.md", 3, 12),
            "The late case",
            LOOK,
        ),
    )
    assert upcoming(site, (), "", NOW) == (
        Upcoming(moment("2026-02-01"), "follow-up", "soon", Position("content/incidents/soon.md", 3, 12), "soon", LOOK),
    )


def test_nothing_that_is_planned_has_a_follow_up() -> None:
    file = incident_file("case", "The case", follow_up=moment("2026-02-01"))
    assembly, _ = assemble(content(article("a", incidents=("case",)), files=(file,)), VisibilityContext(NOW))
    assert [one.file for one in assembly.incidents] == [replace(file, follow_up=None)]


DAYS = st.integers(-3, 3).map(lambda day: moment(f"2026-01-{4 + day:02}"))
ARTICLES = st.builds(
    lambda date, publish_at, expires, status: replace(
        article("a"), date=date, publish_at=publish_at, expires=expires, status=status
    ),
    DAYS, st.none() | DAYS, st.none() | DAYS, st.sampled_from(["published", "draft", "withdrawn"]),
)  # fmt: skip
CLOCK = st.integers(0, 8 * 24).map(lambda hours: datetime(2025, 12, 31, tzinfo=UTC) + timedelta(hours=hours))


@given(ARTICLES, CLOCK, CLOCK)
def test_between_two_moments_a_published_article_changes_if_and_only_if_one_of_these_passes(
    one: Article, first: datetime, second: datetime
) -> None:
    """What is withdrawn or a draft never was to be seen, and goes from one way of not being there to another."""
    first, second = sorted((first, second))
    seen = [visibility_of(one, VisibilityContext(now)) == "visible" for now in (first, second)]
    passed = upcoming(content(one), (), "", first, second)
    assert (len(passed) % 2 == 1) == (seen[0] != seen[1])


@given(st.lists(ARTICLES, max_size=3), CLOCK)
def test_a_build_is_valid_no_longer_than_until_the_next_of_these(articles: list[Article], now: datetime) -> None:
    """`next_change` may be earlier, by what changes nothing for readers, but never later."""
    rules = (Rule(1, "Zyra Quillon", since=moment("2026-01-03")),)
    found = upcoming(content(*articles), rules, "", now)
    until = min(next_change(articles, now), next_beginning(rules, now))
    assert all(until <= one.at.at for one in found)
