"""Dates come from URLs and from what texts say of themselves; a doubtful one is kept and named."""

from datetime import date

import pytest

from digest.importing.metadata.moments import day_in_url, month_in_url
from tests.support.metadata import NOW, completed, evidence_of, plain_context

MONTHS = plain_context().patterns.dates.months
UNDATED = "https://gazette.example/crane"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2016/08/05/crane-falls/", "2016-08-05"),
        ("2016/8/5/crane", "2016-08-05"),
        ("news/2016/08/05", "2016-08-05"),
        ("2016/jul/15/crane/", "2016-07-15"),
        ("News/2016/October/31/crane", "2016-10-31"),
        ("news/2016-10-04/crane", "2016-10-04"),
        ("breaking/ct-crane-20160321-story.html", "2016-03-21"),
        ("article/20160229/ARTICLES/160229649", "2016-02-29"),
        ("a?date=2016-10-04", ""),  # it may be the date of the search
        ("2015/11/12_angry_men.html", ""),
        ("2015/12/crane", ""),
        ("2015/13/40/crane", ""),
        ("2016/02/30/crane", ""),
        ("2031/02/01/crane", ""),
        ("1944/06/06/crane", ""),
        ("story/33786357/crane", ""),
        ("article_120160321.html", ""),
    ],
)
def test_days_in_urls(path: str, day: str) -> None:
    assert str(day_in_url(f"https://gazette.example/{path}", NOW, MONTHS) or "") == day


def test_a_month_in_a_url_is_a_span() -> None:
    assert month_in_url("https://g.example/2016/12/crane") == (date(2016, 12, 1), date(2016, 12, 31))
    assert month_in_url("https://g.example/2016/crane") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Crane falls Posted: Friday, January 31, 2014 10:21 AM EST\n\nIt fell.", "2014-01-31T10:21:00-05:00"),
        ("Published 5:17 pm CDT, March 31st, 2016\n\nIt fell.", "2016-03-31"),
        ("Posted at 12:05 a.m., 3 March 2016 by the desk", "2016-03-03"),
        ("October 20, 2013 11:50 PM\n\nIt fell.", "2013-10-20"),
        ("Veröffentlicht am 3. März 2016 um 14:30 MEZ\n\nDer Kran fiel.", "2016-03-03T14:30:00+01:00"),
        ("Publié le 1er août 2016 à 14h30\n\nLa grue est tombée.", "2016-08-01"),
        ("Publicado el 3 de mayo de 2016\n\nLa grúa cayó.", "2016-05-03"),
        ("تاريخ النشر: 3 مايو 2016\n\nسقطت الرافعة.", "2016-05-03"),
        ("CICERO, Ill. (June 15, 2014) — It fell.", "2014-06-15"),
        ("Posted: 2016-03-21 10:00 GMT", "2016-03-21T10:00:00+00:00"),
        ("by: Ann Lee Updated: Mar 21, 2016 - 7:22 PM\n\nIt fell.", "2016-03-21"),
        (
            "It fell on March 21, 2016, police said. It had stood there for years, and nobody had ever seen it move.",
            None,
        ),
        ("A film of the crane. (Published Tuesday, April 28, 2015)", None),
        ("Posted: Friday, February 31, 2014", None),
        ("Posted: 03/24/2016 at 10:00 EST", "2016-03-24T10:00:00-05:00"),
        ("Publié le 24/03/2016", "2016-03-24"),
        ("Veröffentlicht am 03.04.2016, 14:30 MESZ", "2016-04-03T14:30:00+02:00"),
        ("3. 4. 2016\n\nDer Kran fiel.", "2016-04-03"),
        ("Posted: 03/04/2016", None),  # nobody knows which number is the month
        ("It fell.", None),
    ],
)
def test_texts_say_when_they_were_published(text: str, found: str | None) -> None:
    assert completed(text, UNDATED).fields.get("date") == found


def test_the_url_says_the_day_and_the_text_the_hour() -> None:
    text = "Posted: Friday, January 31, 2014 10:21 AM EST"
    same = completed(text, "https://gazette.example/2014/01/31/crane")
    assert same.fields["date"] == "2014-01-31T10:21:00-05:00"
    assert evidence_of(same, "date") == ["from “Posted: Friday, January 31, 2014 10:21 AM EST” in the text"]
    other = completed(text, "https://gazette.example/2016/08/05/crane")
    assert other.fields["date"] == "2016-08-05"
    assert evidence_of(other, "date") == ["from the URL"]


def test_a_later_update_is_a_field_of_its_own() -> None:
    text = "Posted: Jan 31, 2014 10:21 AM EST Updated: Feb 21, 2014 6:31 PM EST\n\nIt fell."
    done = completed(text, UNDATED)
    assert (done.fields["date"], done.fields["updated"]) == ("2014-01-31T10:21:00-05:00", "2014-02-21T18:31:00-05:00")
    assert "updated" not in completed(text.replace("Feb 21", "Jan 31"), UNDATED).fields
    assert completed(text, UNDATED, updated="2015-01-01").fields["updated"] == "2015-01-01"


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ("2016-05-02", "2015/09/21/crane", "date-contradicts-url"),
        ("2016-05-02", "2015/09/crane", "date-contradicts-url"),
        ("2015-09-23T10:00:00Z", "2015/09/21/crane", ""),
        ("2015-09-30", "2015/09/crane", ""),
        ("2024-04-30", "crane", "date-in-future"),
        ("1970-01-01", "crane", "date-very-old"),
        ("2016-05-02", "crane", ""),
    ],
)
def test_a_doubtful_date_is_kept_and_named(given: str, path: str, code: str) -> None:
    done = completed("It fell.", f"https://gazette.example/{path}", date=given)
    assert done.fields["date"] == given
    assert [note.code for note in done.notes if note.kind == "unknown"] == ([code] if code else [])


def test_a_date_that_the_text_contradicts_is_named() -> None:
    done = completed("Posted: Jan 31, 2014 10:21 AM EST", UNDATED, date="2014-02-21")
    assert [note.message for note in done.notes if note.kind == "unknown"] == [
        "the source says 2014-02-21, but its text has “Posted: Jan 31, 2014 10:21 AM EST”"
    ]


def test_a_date_that_nobody_can_read_gives_way_to_evidence() -> None:
    done = completed("It fell.", "https://gazette.example/2016/08/05/crane", date="NODATE")
    assert done.fields["date"] == "2016-08-05"


def test_an_unknown_date_stays_unknown() -> None:
    assert "date" not in completed("It fell on Friday.", UNDATED).fields
