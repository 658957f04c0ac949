"""Texts become moments and spans, as precise as their author was; whatever is no date says so and nothing else."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.model.moment import Precision
from digest.reading.yaml.dates import BadDateError, parse_moment, parse_span
from tests.reading.reads import ZONE, fields

MOMENTS = {
    "2024-03-26": "2024-03-26",
    "2024-3-6": "2024-03-06",
    " 2024-03-26 ": "2024-03-26",
    "2024-03-26T05:30": "2024-03-26T05:30:00-04:00",
    "2024-03-26 05:30": "2024-03-26T05:30:00-04:00",
    "2024-03-26 05:30:59": "2024-03-26T05:30:59-04:00",
    "2024-03-26T05:30:00.123456": "2024-03-26T05:30:00-04:00",
    "2024-03-26T05:30:00Z": "2024-03-26T01:30:00-04:00",
    "2024-03-26T05:30:00z": "2024-03-26T01:30:00-04:00",
    "2024-03-26 05:30 UTC": "2024-03-26T01:30:00-04:00",
    "2024-03-26T05:30:00+00:00": "2024-03-26T01:30:00-04:00",
    "2024-03-26T05:30:00+0530": "2024-03-25T20:00:00-04:00",
    "2024-03-26T05:30:00-04": "2024-03-26T05:30:00-04:00",
    "2024-01-26T05:30:00": "2024-01-26T05:30:00-05:00",
    "2024-02-29": "2024-02-29",
    "2016-12-31T23:59:60Z": "2016-12-31T18:59:59-05:00",  # a leap second
    # Jekyll, Hexo, Go
    "2024-01-02 15:04:05 +0800": "2024-01-02T02:04:05-05:00",
    "2024-01-02 15:04:05 +0800 CST": "2024-01-02T02:04:05-05:00",
    "2024-01-02T15:04:05.000Z": "2024-01-02T10:04:05-05:00",
    "2024/01/02": "2024-01-02",
    "2024/1/2 15:04": "2024-01-02T15:04:00-05:00",
    "2024.01.02": "2024-01-02",
    "2024-01-02 10:30 AM": "2024-01-02T10:30:00-05:00",
    "2024-01-02 12:30 am": "2024-01-02T00:30:00-05:00",
    "2024-01-02 12:30 p.m.": "2024-01-02T12:30:00-05:00",
    "2024-01-02 3 PM": "2024-01-02T15:00:00-05:00",
    "2024年1月2日": "2024-01-02",
    # people, e-mails, feeds, git
    "Jan 2, 2024": "2024-01-02",
    "January 2nd, 2024": "2024-01-02",
    "Jan. 2, 2024 3:04 pm": "2024-01-02T15:04:00-05:00",
    "Sept 2, 2024 at 3:04 PM": "2024-09-02T15:04:00-04:00",
    "26 March 2024": "2024-03-26",
    "March 26, 2024": "2024-03-26",
    "02 Jan 2024": "2024-01-02",
    "2-Jan-2024": "2024-01-02",
    "Tuesday, 2 January 2024": "2024-01-02",
    "Tue, 02 Jan 2024 15:04:05 +0000": "2024-01-02T10:04:05-05:00",
    "Tue, 02 Jan 2024 15:04:05 GMT": "2024-01-02T10:04:05-05:00",
    "Tue, 02 Jan 2024 15:04:05 +0000 (UTC)": "2024-01-02T10:04:05-05:00",
    "Sun Mar 24 10:00:00 2013 +0800": "2013-03-23T22:00:00-04:00",
    "Sun Mar 24 10:00:00 EST 2013": "2013-03-24T11:00:00-04:00",
    # zones
    "2024-03-26T05:30:00 EST": "2024-03-26T06:30:00-04:00",
    "2024-01-02 15:04 Europe/Berlin": "2024-01-02T09:04:00-05:00",
    "2024-07-02 15:04 Europe/Berlin": "2024-07-02T09:04:00-04:00",
    "2024-01-02T15:04:05+01:00[Europe/Berlin]": "2024-01-02T09:04:05-05:00",
    "2024-01-02 15:04 GMT+2": "2024-01-02T08:04:00-05:00",
    "2024-01-02 15:04 CET": "2024-01-02T09:04:00-05:00",
    # seconds since 1970
    "1711445400": "2024-03-26T05:30:00-04:00",
    "1711445400000": "2024-03-26T05:30:00-04:00",
}


@pytest.mark.parametrize(("text", "iso"), MOMENTS.items())
def test_a_moment_stands_in_the_sites_zone(text: str, iso: str) -> None:
    assert parse_moment(text, ZONE).iso == iso


@pytest.mark.parametrize(
    ("text", "bare"), [("2024-03-26", True), ("2024-03-26T00:00", False), ("2024-03-26T00:00:00Z", False)]
)
def test_a_bare_date_is_told_from_midnight(text: str, *, bare: bool) -> None:
    assert parse_moment(text, ZONE).bare == bare


BAD = [
    "", "x", "26.03.2024", "03/26/2024", "01/02/2024", "1.2.2024", "01-02-2024", "1/2/24", "March 2024",
    "2024-13-01", "2024-02-30", "2023-02-29", "2024-00-10",
    "2024-03-00", "0000-01-01", "9999-12-31", "2024-03-26T24:00", "2024-03-26T05:60", "2024-03-26T05:30:61", "2024-03-26T05", "20240326",
    "2024-03-26T05:30:00 BST", "2024-03-26T05:30:00 Mars/Base", "2024-03-26 13:30 PM", "30 February 2024",
    "2024-03-26T05:30:00+15:00", "2024-03-26T05:30:00+01:99", "2024-03-26T05:30:00++01", "2024-03", "2024",
    "2024-W13-2", "2024-086", "-2024-03-26", "٢٠٢٤-٠٣-٢٦x",
    "2024-03-26\n2024-03-27", "today",
]  # fmt: skip


@pytest.mark.parametrize("text", ["01/02/2024", "1.2.2024", "26.03.2024", "01-02-2024 10:00", "1/2/24"])
def test_which_number_is_the_month_is_never_guessed(text: str) -> None:
    with pytest.raises(BadDateError, match="digest does not guess: write the year first"):
        parse_moment(text, ZONE)
    with pytest.raises(BadDateError, match="digest does not guess: write the year first"):
        parse_span(text)


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_moment_says_so(text: str) -> None:
    with pytest.raises(BadDateError):
        parse_moment(text, ZONE)


@pytest.mark.parametrize(("text", "words"), [
    ("2024-02-30", "there is no 2024-02-30: that month has 29 days"),
    ("2024-26-03", "there is no month 26: a date is year-month-day"),
    ("2024-03-26T25:00", "“2024-03-26T25:00” has no such time of day: it runs from 00:00:00 to 23:59:59"),
    ("2024-03-26T05:30 BST", "“BST” is not an offset from UTC, such as Z or -05:00"),
    ("26.3.2024", "“26.3.2024” does not say which number is the month, and digest does not guess: write the year first"),
    ("tomorrow", "“tomorrow” is not a date that digest can read"),
])  # fmt: skip
def test_a_bad_date_says_why(text: str, words: str) -> None:
    with pytest.raises(BadDateError) as raised:
        parse_moment(text, ZONE)
    assert str(raised.value) == words


@pytest.mark.parametrize(("text", "iso", "precision"), [
    ("2024", "2024", "year"), ("2024-03", "2024-03", "month"), ("2024-03-26", "2024-03-26", "day"), ("2024-3", "2024-03", "month"),
    ("2024-03-26T05:30", "2024-03-26T05:30:00-04:00", "time"),
])  # fmt: skip
def test_a_dated_list_takes_months_and_years(text: str, iso: str, precision: Precision) -> None:
    moment = parse_moment(text, ZONE, coarse=True)
    assert (moment.iso, moment.precision) == (iso, precision)


SPANS = {
    "2024-03-26": ("2024-03-26", date(2024, 3, 26), date(2024, 3, 26), False),
    "2024-03": ("2024-03", date(2024, 3, 1), date(2024, 3, 31), False),
    "2024-02": ("2024-02", date(2024, 2, 1), date(2024, 2, 29), False),
    "2024": ("2024", date(2024, 1, 1), date(2024, 12, 31), False),
    "~2024": ("2024", date(2024, 1, 1), date(2024, 12, 31), True),
    "2024~": ("2024", date(2024, 1, 1), date(2024, 12, 31), True),
    "~2024-03-26": ("2024-03-26", date(2024, 3, 26), date(2024, 3, 26), True),
    "2024-03-01/2024-03-05": ("2024-03-01/2024-03-05", date(2024, 3, 1), date(2024, 3, 5), False),
    "2024-03-01/2024-03-01": ("2024-03-01", date(2024, 3, 1), date(2024, 3, 1), False),
    "2023/2024": ("2023/2024", date(2023, 1, 1), date(2024, 12, 31), False),
    "2023-12/2024": ("2023-12/2024-12", date(2023, 12, 1), date(2024, 12, 31), False),
    "9998-12": ("9998-12", date(9998, 12, 1), date(9998, 12, 31), False),
}


@pytest.mark.parametrize(("text", "meant"), SPANS.items())
def test_a_span_is_as_precise_as_it_is_written(text: str, meant: tuple[str, date, date, bool]) -> None:
    span = parse_span(text)
    assert (span.iso, span.start, span.end, span.about) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "~",
        "/",
        "2024-03-05/2024-03-01",
        "2024/2023",
        "2024-13",
        "2024-03-01/",
        "/2024",
        "2024/2025/2026",
        "03/2024",
    ],
)
def test_what_is_no_span_says_so(text: str) -> None:
    with pytest.raises(BadDateError):
        parse_span(text)


def test_an_hour_that_the_clocks_skip_is_still_a_moment_of_that_day() -> None:
    """On 10 March 2024 New York went from 02:00 to 03:00; RFC 5545 reads 02:30 with the offset from before, as Python does."""
    moment = parse_moment("2024-03-10 02:30", ZONE)
    assert (moment.iso, moment.day) == ("2024-03-10T02:30:00-05:00", date(2024, 3, 10))


def test_an_hour_that_comes_twice_is_the_first_one() -> None:
    assert parse_moment("2024-11-03 01:30", ZONE).iso == "2024-11-03T01:30:00-04:00"


def test_a_day_without_a_midnight_still_begins() -> None:
    """In São Paulo, 2018-11-04 began at 01:00."""
    moment = parse_moment("2018-11-04", ZoneInfo("America/Sao_Paulo"))
    assert (moment.iso, moment.day) == ("2018-11-04", date(2018, 11, 4))


@given(
    st.text() | st.from_regex(r"~?\d{1,5}-\d{1,3}(-\d{1,3})?([T ]\d\d:\d\d(:\d\d)?.{0,6})?~?", fullmatch=True),
    st.booleans(),
)
@example("0001-01-01T00:00:00+14:00", False)
@example("٢٠٢٤-٠٣-٢٦", False)
@example("²024-03-26", False)
@example("9998", True)
def test_any_text_is_a_date_or_a_bad_date_and_a_date_reads_as_itself(text: str, coarse: bool) -> None:  # noqa: FBT001
    for zone in (ZONE, ZoneInfo("Pacific/Kiritimati"), ZoneInfo("UTC")):
        try:
            moment = parse_moment(text, zone, coarse=coarse)
        except BadDateError:
            continue
        assert moment.at.utcoffset() is not None
        assert moment.at.year > 9998 or parse_moment(moment.iso, zone, coarse=True) == moment
    try:
        span = parse_span(text)
    except BadDateError:
        return
    assert span.start <= span.end
    assert parse_span(("~" if span.about else "") + span.iso) == span


@given(
    st.datetimes(timezones=st.sampled_from([ZoneInfo("UTC"), ZONE, ZoneInfo("Asia/Kathmandu")])).map(
        lambda when: when.replace(microsecond=0)
    )
)
def test_iso_8601_with_an_offset_means_that_moment_in_every_zone(when: datetime) -> None:
    when = when.replace(microsecond=0)
    if not 2 <= when.year <= 9997 or when.isoformat().count(":") > 3:  # offsets with seconds are older than time zones
        return
    assert parse_moment(when.isoformat(), ZONE).at == when.astimezone(UTC)


def test_a_field_says_which_date_is_wrong_and_what_to_write() -> None:
    taken, findings = fields("date: 2024-02-30")
    assert taken.required_moment("date") is None
    assert [(one.code, str(one.position), one.message) for one in findings.all] == [
        ("impossible-date", "x.yaml:1:7", "`date`: there is no 2024-02-30: that month has 29 days")
    ]
