"""What an article says of its incident: its position, the newest word on the incident, and the next reports."""

from dataclasses import replace
from typing import Any

from digest.model.content.article import Article, Citation, Source
from digest.model.content.incident import Note
from digest.model.content.shingles import shingles_of
from digest.model.views.article import ArticleView, Story
from digest.model.views.service_pages import NotFoundView, SignpostView
from digest.planning.plan import Plan
from tests.planning.plans import article, correction, incident_file, moment, plan, update, view

TEXT = "".join(f"The {number}th sentence of some length tells of what the crane did then. " for number in range(9))


def report(stem: str, date: str, **fields: Any) -> Article:  # noqa: ANN401 - fields of any type
    return article(stem, date, incidents=("case",), source=Source(stem.title()), **fields)


def status(date: str, text: str) -> Note:
    return Note(moment(date), text, Citation(), f"status-{date}")


def page_of(made: Plan, stem: str) -> ArticleView:
    [address] = [
        one.address for one in made.pages if one.address.startswith("articles/") and one.address.endswith(f"/{stem}/")
    ]
    return view(made, address, ArticleView)


def latest_of(made: Plan, stem: str) -> tuple[str, str, str] | None:
    """Return the newest word on an article's story: its date, what it says, and its address."""
    [story] = page_of(made, stem).incidents
    news = story.latest
    return (news.date.iso, news.status or news.link.text, news.link.address) if news else None


def copies(*stems: str) -> list[Article]:
    """Return articles of one text, a day apart."""
    return [report(stem, f"2024-03-0{day}", shingles=shingles_of(TEXT)) for day, stem in enumerate(stems, 1)]


def test_an_older_report_names_the_newest_one_and_the_newest_none() -> None:
    made = plan(report("a", "2024-03-01"), report("b", "2024-03-02"), report("c", "2024-03-03"))
    newest = ("2024-03-03", "C", "articles/2024/03/c/")
    assert [latest_of(made, stem) for stem in "abc"] == [newest, newest, None]


def test_a_later_status_or_update_is_the_newest_word_and_of_one_day_it_is_the_status() -> None:
    reports = [
        report("a", "2024-03-01", updates=(update("2024-03-03", "It stands"),)),
        report("b", "2024-03-02T10:00:00Z"),
    ]
    assert latest_of(plan(*reports), "b") == ("2024-03-03", "It stands", "articles/2024/03/a/#update-2024-03-03")
    assert latest_of(plan(*reports), "a") is None  # the page has its own updates above its text
    for day, told in (("2024-03-03", True), ("2024-03-02", False)):
        made = plan(*reports, incidents=[incident_file("case", status=(status(day, "Closed."),))])
        assert (latest_of(made, "b") == (day, "Closed.", f"incidents/case/#status-{day}")) == told
    made = plan(reports[1], incidents=[incident_file("case", status=(status("2024-03-02", "Closed."),))])
    assert latest_of(made, "b") == ("2024-03-02", "Closed.", "incidents/case/#status-2024-03-02")
    made = plan(reports[1], incidents=[incident_file("case", status=(status("2024-03-01", "Open."),))])
    assert latest_of(made, "b") is None


def test_a_correction_is_no_news_of_the_incident() -> None:
    made = plan(report("a", "2024-03-01", corrections=(correction("2024-03-09"),)), report("b", "2024-03-02"))
    assert latest_of(made, "b") is None
    assert latest_of(made, "a") == ("2024-03-02", "B", "articles/2024/03/b/")


def test_a_copy_is_neither_the_newest_word_nor_the_next_report() -> None:
    made = plan(*copies("first", "second", "third"), report("own", "2024-03-09"), report("last", "2024-03-10"))
    assert [_next(made, stem) for stem in ("first", "second", "third", "own", "last")] == [
        (1, None, ["Own", "Last"]),
        (2, "First", ["Own", "Last"]),
        (3, "First", ["Own", "Last"]),
        (4, "First", ["Last"]),
        (5, "Own", []),
    ]
    made = plan(report("own", "2024-02-28"), *copies("first", "second", "third"))
    [told] = page_of(made, "own").incidents[0].later
    assert (told.link.text, told.outlets) == ("First", 2)
    assert latest_of(made, "own") == ("2024-03-01", "First", "articles/2024/03/first/")
    assert [latest_of(made, stem) for stem in ("first", "second", "third")] == [None] * 3


def _next(made: Plan, stem: str) -> tuple[int, str | None, list[str]]:
    [story] = page_of(made, stem).incidents
    return story.position, story.earlier.text if story.earlier else None, [one.link.text for one in story.later]


def test_a_page_names_three_of_the_next_reports() -> None:
    made = plan(*(report(stem, f"2024-03-0{day}") for day, stem in enumerate("abcdef", 1)))
    assert _next(made, "a") == (1, None, ["B", "C", "D"])
    assert _next(made, "d") == (4, "C", ["E", "F"])


def test_the_incident_with_the_most_reports_comes_first() -> None:
    made = plan(
        article("a", "2024-03-01", incidents=("big",)),
        article("b", "2024-03-02", incidents=("alone", "big")),
        article("c", "2024-03-03", incidents=("big",)),
    )
    stories: tuple[Story, ...] = page_of(made, "b").incidents
    assert [(one.incident.address, one.feed, one.total) for one in stories] == [
        ("incidents/big/", "incidents/big/feed.xml", 3),
        ("incidents/alone/", "incidents/alone/feed.xml", 1),
    ]
    assert [crumb.address for crumb in page_of(made, "b").head.crumbs] == ["", "incidents/", "incidents/big/"]


def test_updates_and_corrections_are_told_newest_first() -> None:
    updates = (update("2024-03-02"), update("2024-03-05"), update("2024-03-03"))
    corrections = (correction("2024-03-02"), correction("2024-03-04"))
    page = page_of(plan(article("a", "2024-03-01", updates=updates, corrections=corrections)), "a")
    assert [one.date.iso[-2:] for one in page.updates] == ["05", "03", "02"]
    assert [one.date.iso[-2:] for one in page.corrections] == ["04", "02"]


def test_a_page_changes_with_the_next_reports_and_not_with_what_it_does_not_show() -> None:
    first, second = report("a", "2024-03-01"), report("b", "2024-03-02")
    made = page_of(plan(first, second), "a")
    assert page_of(plan(first, replace(second, summary="Other.")), "a") == made
    assert page_of(plan(first, replace(second, title="Other")), "a") != made


def test_the_page_for_unknown_addresses_names_the_five_latest_incidents() -> None:
    made = plan(*(article(stem, f"2024-03-0{day}", incidents=(stem,)) for day, stem in enumerate("abcdefg", 1)))
    assert [link.text for link in view(made, "404.html", NotFoundView).incidents] == ["G", "F", "E", "D", "C"]


def test_a_signpost_names_the_incident_that_was_split() -> None:
    """By its id, which its address says: the ledger has no titles."""
    first = plan(*(article(stem, incidents=("crane-falls",)) for stem in "ab"))
    made = plan(*(article(stem, incidents=(stem,)) for stem in "ab"), ledger=first.ledger)
    sign = view(made, "incidents/crane-falls/", SignpostView)
    assert (sign.title, [way.address for way in sign.ways]) == ("crane falls", ["incidents/a/", "incidents/b/"])
