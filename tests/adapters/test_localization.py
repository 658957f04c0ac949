"""Dates and numbers in words, as precise as they are known."""

from zoneinfo import ZoneInfo

import pytest

from digest.adapters.localization import word_count, word_moment, word_span
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
    "2024-03-01/2024-03-05": "1 March 2024 – 5 March 2024",
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


def test_a_count_is_grouped_as_the_language_does() -> None:
    found = [word_count(number, language) for number in (0, 999, 1000, -12345, 1234567) for language in ("en", "de")]
    assert found == ["0", "0", "999", "999", "1,000", "1.000", "-12,345", "-12.345", "1,234,567", "1.234.567"]


def test_words_do_not_depend_on_the_zone_of_the_machine() -> None:
    assert word_moment(parse_moment("2024-03-26T12:00Z", ZoneInfo("Asia/Kolkata")), "en-GB") == "26 March 2024, 17:30"
