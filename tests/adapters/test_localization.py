"""Dates and numbers in words, as precise as they are known."""

from zoneinfo import ZoneInfo

import pytest

from digest.adapters.localization import word_clock, word_count, word_moment, word_span, word_zone
from digest.reading.yaml.dates import parse_moment, parse_span

MOMENTS = {
    ("2024-03-26", "en"): "March 26, 2024",
    ("2024-03-26", "en-GB"): "26 March 2024",
    ("2024-03-26", "de"): "26. März 2024",
    ("2024-03-26", "es-MX"): "26 de marzo de 2024",
    ("2024-03-26", "xx"): "March 26, 2024",
    ("2024-03-01", "fr"): "1er mars 2024",
    ("2024-03-11", "fr"): "11 mars 2024",
    ("2024-03", "en"): "March 2024",
    ("2024-03", "de"): "März 2024",
    ("2024", "en"): "2024",
    ("0800", "en"): "0800",
    ("2024-03-26T05:30:00Z", "en-GB"): "26 March 2024, 06:30",
    ("2024-03-26T23:30:00Z", "de"): "27. März 2024, 00:30",
    ("2024-03-26T05:30:00Z", "ar"): "26 مارس 2024، 6:30 ص",
    ("2024-03-26T05:30:00Z", "ja"): "2024年3月26日 6:30",
}
SPANS = {
    "2024-03-26": "26 March 2024",
    "2024-03": "March 2024",
    "2024": "2024",
    "~2024": "about 2024",
    "2024-03-01/2024-03-05": "1 March – 5 March 2024",
    "2024-03/2024-05": "March – May 2024",
    "2023-12-30/2024-01-02": "30 December 2023 – 2 January 2024",
    "2023/2024": "2023 – 2024",
    "~2023-11/2024-01": "about November 2023 – January 2024",
    "2024-03-05/2024-03-05": "5 March 2024",
}


@pytest.mark.parametrize(("written", "language"), MOMENTS)
def test_a_moment_is_worded_in_the_zone_and_language_of_the_site(written: str, language: str) -> None:
    moment = parse_moment(written, ZoneInfo("Europe/Berlin"), coarse=True)
    assert word_moment(moment, language) == MOMENTS[written, language]


@pytest.mark.parametrize("written", SPANS)
def test_a_span_is_worded(written: str) -> None:
    assert word_span(parse_span(written), "en-GB") == SPANS[written]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("March 26", "Mar 26", "March 26, 6:30\u202fAM", "March", "2024", "6:30\u202fAM")),
        ("de", ("26. März", "26. März", "26. März, 06:30", "März", "2024", "06:30")),
        ("es", ("26 de marzo", "26 mar", "26 de marzo, 6:30", "marzo", "2024", "6:30")),
        ("fr", ("26 mars", "26 mars", "26 mars, 06:30", "mars", "2024", "06:30")),
        ("ar", ("26 مارس", "26 مارس", "26 مارس، 6:30 ص", "مارس", "2024", "6:30 ص")),
    ],
)
def test_what_a_reader_knows_already_can_be_left_out(language: str, words: tuple[str, ...]) -> None:
    zone = ZoneInfo("Europe/Berlin")
    moment, month, year = (
        parse_moment(text, zone, coarse=True) for text in ("2024-03-26T05:30:00Z", "2024-03", "2024")
    )
    found = (
        word_moment(moment, language, year=False, clock=False),
        word_moment(moment, language, year=False, clock=False, short=True),
        word_moment(moment, language, year=False),
        word_moment(month, language, year=False),
        word_moment(year, language, year=False),
        word_clock(moment, language),
    )
    assert (found, word_clock(month, language)) == (words, "")


def test_the_first_of_a_month_is_an_ordinal_in_french_without_its_year_too() -> None:
    assert word_moment(parse_moment("2024-03-01", ZoneInfo("UTC")), "fr", year=False) == "1er mars"


def test_the_year_of_a_span_is_said_once_where_the_language_says_it() -> None:
    span = parse_span("2024-03-30/2024-04-05")
    found = [word_span(span, language) for language in ("en", "de", "es", "fr", "ar", "ja")]
    assert found == [
        "March 30 – April 5, 2024",
        "30. März – 5. April 2024",
        "30 de marzo – 5 de abril de 2024",
        "30 mars – 5 avril 2024",
        "30 مارس – 5 أبريل 2024",
        "2024年3月30日 – 4月5日",
    ]
    assert [word_span(span, language, year=False) for language in ("en", "ja")] == [
        "March 30 – April 5",
        "3月30日 – 4月5日",
    ]


@pytest.mark.parametrize(
    ("zone", "language", "words"),
    [
        ("America/New_York", "en", "Eastern Time"),
        ("Europe/Berlin", "de", "Mitteleuropäische Zeit"),
        ("Africa/Cairo", "ar", "توقيت شرق أوروبا"),
        ("Asia/Kathmandu", "en", "Nepal Time"),
        ("UTC", "fr", "UTC"),
        ("Etc/GMT+5", "de", "UTC-05:00"),
        ("Europe/Berlin", "xx", "Central European Time"),
    ],
)
def test_a_time_zone_is_named(zone: str, language: str, words: str) -> None:
    assert word_zone(zone, language) == words


def test_a_count_is_grouped_as_the_language_does() -> None:
    found = [word_count(number, language) for number in (0, 999, 1000, -12345, 1234567) for language in ("en", "de")]
    assert found == ["0", "0", "999", "999", "1,000", "1.000", "-12,345", "-12.345", "1,234,567", "1.234.567"]


def test_words_do_not_depend_on_the_zone_of_the_machine() -> None:
    assert word_moment(parse_moment("2024-03-26T12:00Z", ZoneInfo("Asia/Kolkata")), "en-GB") == "26 March 2024, 17:30"
