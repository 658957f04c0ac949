"""What the page of an incident begins with; and that it tells each thing once: quoted, listed as new, by day, or in a list."""

from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.content.article import Article, Body, Source
from digest.model.content.incident import Note
from digest.model.content.shingles import shingles_of
from digest.model.moment import Span
from digest.model.views.incident import IncidentView
from digest.planning.plan import Plan
from tests.planning.plans import article, correction, incident_file, moment, plan, update, view


def case(made: Plan) -> IncidentView:
    return view(made, "incidents/case/", IncidentView)


def report(number: int, date: str, text: int | None = None, **more: Any) -> Article:  # noqa: ANN401 - fields of any type
    """Make a report with the text of that number, else one of its own."""
    said = number if text is None else text
    sentences = " ".join(f"The {part}th sentence of text {said} tells what the crane did." for part in range(8))
    fields: dict[str, Any] = {
        "title": f"Report {number}",
        "summary": f"Summary {said}.",
        "shingles": shingles_of(sentences),
    }
    outlet = Source(f"Outlet {number % 5}", f"https://outlet{number % 5}.example/{number}")
    return article(f"r{number:02}", date, incidents=("case",), source=outlet, **(fields | more))


def titles(found: IncidentView) -> tuple[str | None, str | None]:
    newest, first = (one.card.title if one else None for one in (found.newest, found.beginning))
    return newest, first


def test_without_a_status_the_page_begins_with_the_newest_report_then_with_the_first() -> None:
    found = case(plan(report(1, "2024-03-01"), report(2, "2024-03-02"), report(3, "2024-03-03")))
    assert (titles(found), [one.card.title for one in found.others]) == (("Report 3", "Report 1"), ["Report 2"])


def test_a_copy_is_never_the_newest_word() -> None:
    """Whether it has the text of an earlier report, or only its summary."""
    second = (report(1, "2024-03-01"), report(2, "2024-03-02"))
    assert titles(case(plan(*second, report(3, "2024-03-03", text=1)))) == ("Report 2", "Report 1")
    assert titles(case(plan(*second, report(3, "2024-03-03", summary="Summary 1.")))) == ("Report 2", "Report 1")
    assert titles(case(plan(second[0], report(3, "2024-03-03", text=1)))) == (None, "Report 1"), (
        "there is no other word"
    )


def test_what_an_editor_says_stands_instead_of_a_report() -> None:
    reports = (report(1, "2024-03-01"), report(2, "2024-03-02"))
    status = (Note(moment("2024-03-01"), "Open."),)
    told = {
        "nothing": incident_file("case"),
        "a summary": incident_file("case", summary="In short."),
        "a text": incident_file("case", body=Body("key", 4)),
        "a status": incident_file("case", status=status),
    }
    assert {name: titles(case(plan(*reports, incidents=[file]))) for name, file in told.items()} == {
        "nothing": ("Report 2", "Report 1"),
        "a summary": ("Report 2", None),
        "a text": ("Report 2", None),
        "a status": (None, None),
    }


def test_what_is_newer_than_the_status_is_listed_and_not_told_again() -> None:
    made = plan(
        report(1, "2024-03-01", updates=(update("2024-03-08", "Late"),)),
        report(2, "2024-03-04", corrections=(correction("2024-03-07"),)),
        report(3, "2024-03-06"),
        incidents=[incident_file("case", status=(Note(moment("2024-03-05"), "Open."),))],
    )
    found = case(made)
    assert [(entry.kind, entry.title) for entry in found.fresh] == [
        ("update", "Late"),
        ("correction", "Report 2"),
        ("report", "Report 3"),
    ]
    assert ([one.card.title for one in found.others], found.days, found.corrections) == (
        ["Report 2", "Report 1"],
        (),
        (),
    )
    assert found.corrected == 1


def test_where_the_status_is_the_newest_nothing_is_listed_as_newer() -> None:
    file = incident_file("case", status=(Note(moment("2024-03-05"), "Open."),))
    assert case(plan(report(1, "2024-03-01"), report(2, "2024-03-04"), incidents=[file])).fresh == ()


def test_many_reports_are_told_by_day_and_the_next_ones_listed() -> None:
    found = case(plan(*(report(number, f"2024-03-{1 + number // 3:02}") for number in range(12))))
    assert titles(found) == ("Report 11", "Report 0")
    assert [entry.title for entry in found.fresh] == ["Report 10", "Report 9", "Report 8", "Report 7"]
    assert [(day.when.start.day, [one.card.title for one in day.reports]) for day in found.days] == [
        (3, ["Report 6"]),
        (2, ["Report 5", "Report 4", "Report 3"]),
        (1, ["Report 2", "Report 1"]),
    ]
    assert (found.others, found.is_long) == ((), True)


def test_a_day_counts_its_reports_and_the_copies_of_them() -> None:
    reports = [report(number, "2024-03-01") for number in range(12)]
    copies = [report(number, "2024-03-02", text=2) for number in range(20, 23)]
    (day,) = case(plan(*reports, *copies)).days
    assert (day.total, day.copies) == (9, 3)


def test_of_a_long_time_days_of_a_month_with_nothing_but_reports_are_told_as_one() -> None:
    days = [f"2024-{month:02}-{day:02}" for month in (3, 4) for day in range(1, 16)]
    events = (Note(moment("2024-04-05"), "It creaked."), Note(moment("2024-03"), "It was cold."))
    made = plan(
        *(report(number, day) for number, day in enumerate(days)), incidents=[incident_file("case", timeline=events)]
    )
    first, last = moment("2024-03-01").day, moment("2024-03-15").day
    told = [(day.when, len(day.moments), len(day.reports)) for day in case(made).days]
    april = moment("2024-04-01").day
    assert told == [
        (Span(april.replace(day=6), april.replace(day=10)), 0, 5),
        (Span(april.replace(day=5), april.replace(day=5)), 1, 1),
        (Span(april, april.replace(day=4)), 0, 4),
        (Span(first.replace(day=2), last), 0, 14),
        (Span(first, first, "month"), 1, 0),
    ]


def test_corrections_alone_make_no_timeline() -> None:
    found = case(plan(report(1, "2024-03-01", corrections=(correction("2024-03-01"),)), report(2, "2024-03-02")))
    assert (found.days, [one.text for one in found.corrections]) == ((), ["Wrong."])
    with_update = report(1, "2024-03-01", corrections=(correction("2024-03-01"),), updates=(update("2024-03-01"),))
    found = case(plan(with_update, report(2, "2024-03-02")))
    assert ([entry.kind for entry in found.days[0].moments], found.corrections) == (["correction", "update"], ())


@given(
    texts=st.lists(st.integers(0, 20), min_size=1, max_size=30),
    status=st.none() | st.integers(1, 28),
    event=st.booleans(),
)
def test_every_report_is_told_once(texts: list[int], status: int | None, event: bool) -> None:  # noqa: FBT001 - hypothesis
    reports = [report(number, f"2024-03-{1 + number * 27 // 30:02}", text) for number, text in enumerate(texts)]
    statuses = () if status is None else (Note(moment(f"2024-03-{status:02}"), "Open."),)
    events = (Note(moment("2024-03-02"), "It creaked."),) if event else ()
    found = case(plan(*reports, incidents=[incident_file("case", status=statuses, timeline=events)]))
    quoted = [one for one in (found.newest, found.beginning) if one]
    listed = [one for one in found.reports if one.card.address in {entry.address for entry in found.fresh}]
    by_day = chain.from_iterable(day.reports for day in found.days)
    told = [
        each.card.title
        for one in dict.fromkeys((*quoted, *listed, *by_day, *found.others))
        for each in (one, *one.repeats)
    ]
    assert sorted(told) == sorted(f"Report {number}" for number in range(len(texts)))
    assert len(quoted) + len(listed) + sum(len(day.reports) for day in found.days) + len(found.others) == len(
        found.reports
    )


@pytest.mark.parametrize(("reports", "shown"), [(2, False), (3, True)])
def test_who_reports_is_told_of_three_reports_or_more(reports: int, shown: bool) -> None:  # noqa: FBT001
    made = plan(*(report(number, "2024-03-01") for number in range(reports)))
    assert (case(made).outlets is not None) == shown


def test_outlets_are_counted_with_their_own_accounts_and_copies() -> None:
    made = plan(
        *(report(number, "2024-03-01") for number in range(7)),
        *(report(number, "2024-03-02", text=0) for number in (11, 12)),
        *(report(number, "2024-03-02", text=1) for number in (21,)),
        article("own", "2024-03-03", incidents=("case",)),
    )
    found = case(made).outlets
    assert found is not None
    assert (found.number, found.own, found.copies, found.copied, found.more) == (6, 8, 3, 2, 0)
    assert [(link.text, link.address, link.count) for link in found.most] == [
        ("Outlet 1", "sources/outlet-1/", 4),
        ("Outlet 0", "sources/outlet-0/", 2),
        ("Outlet 2", "sources/outlet-2/", 2),
        ("Outlet 3", "sources/outlet-3/", 1),
        ("Outlet 4", "sources/outlet-4/", 1),
    ]


def test_one_outlet_alone_is_no_news() -> None:
    assert case(plan(*(article(name, incidents=("case",)) for name in "abcd"))).outlets is None
