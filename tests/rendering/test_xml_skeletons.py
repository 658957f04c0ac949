"""What is joined of parts is, byte for byte, what feedgen and lxml write, whatever the texts say."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.feed_formats import FeedFormat
from digest.rendering.feeds.feedgen_xml import ITEMS, document_skeletons, item_skeletons, write_document, write_item
from digest.rendering.feeds.fields import FeedFields, ItemFields, flat, mail_date, unflat
from digest.rendering.sitemaps import FEEDS, PAGES, write_feed, write_page
from digest.rendering.xml_skeletons import Escapes, Skeletons, encode_xml

FORMATS = (FeedFormat.RSS, FeedFormat.ATOM)
PIECES = (
    *(
        "<",
        ">",
        "&",
        '"',
        "'",
        "\t",
        "\n",
        "\r",
        "]]>",
        "<![CDATA[",
        "&amp;",
        "&#13;",
        "&quot;",
        "{}",
        "%s",
        "\\1",
        "\x7f",
    ),
    *(
        "\u2028",
        "\x85",
        "é",
        "😀",
        "\U0001fffe",
        ITEMS,
        '\ue0000\ue001"',
        "\ue0001\ue001&quot;",
        "?>\n",
        "<items></items>",
    ),
)


def is_xml(text: str) -> bool:
    try:
        encode_xml(text)
    except ValueError:
        return False
    return True


TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3).filter(is_xml), max_size=4).map("".join)
ANY = settings(max_examples=30)


def rows(kind: type[FeedFields] | type[ItemFields], needed: Sequence[str]) -> st.SearchStrategy[list[str]]:
    """Return texts for all that words of a kind say, and for the tags of an item; what is `needed` says something."""
    single = kind._fields[:-1] if kind is ItemFields else kind._fields
    each = [TEXTS.map(lambda text: text or "-") if name in needed else TEXTS for name in single]
    if kind is FeedFields:
        return st.tuples(*each).map(list)
    many = st.integers(0, 3).flatmap(lambda number: st.lists(TEXTS, min_size=2 * number, max_size=2 * number))
    return st.tuples(*each).flatmap(lambda one: many.map(lambda more: [*one, *more]))


@pytest.mark.parametrize("form", FORMATS)
@ANY
@given(texts=rows(ItemFields, ("guid", "title")))
def test_an_item_is_what_feedgen_writes(form: FeedFormat, texts: list[str]) -> None:
    assert item_skeletons(form).fill(texts) == write_item(form, texts)


@pytest.mark.parametrize("form", FORMATS)
@ANY
@given(texts=rows(FeedFields, ("id", "title", "description", "page")))
def test_what_stands_around_the_items_is_what_feedgen_writes(form: FeedFormat, texts: list[str]) -> None:
    filled = document_skeletons(form).fill(texts)
    assert filled == write_document(form, texts)
    assert filled.count(ITEMS) == 1


@ANY
@given(texts=rows(ItemFields, ()))
def test_words_in_a_row_are_the_same_words(texts: list[str]) -> None:
    assert list(flat(unflat(texts))) == texts


@ANY
@given(texts=st.lists(TEXTS, min_size=4, max_size=4))
def test_a_line_of_the_list_of_feeds_is_what_the_library_writes(texts: list[str]) -> None:
    assert FEEDS.fill(texts) == write_feed(texts)


@ANY
@given(texts=st.sampled_from([2, 6]).flatmap(lambda number: st.lists(TEXTS, min_size=number, max_size=number)))
def test_a_page_in_a_sitemap_is_what_the_library_writes(texts: list[str]) -> None:
    assert PAGES.fill(texts) == write_page(texts)


def test_a_skeleton_is_made_once_for_each_shape() -> None:
    made: list[list[str]] = []

    def make(texts: Sequence[str]) -> str:
        made.append(list(texts))
        return f'<a b="{attribute(texts[0])}">{escape(texts[1])}</a>'

    def attribute(text: str) -> str:
        return escape(text, {'"': "&quot;"})

    skeletons = Skeletons(make, Escapes(escape, attribute))
    rows = [("x", "y"), ("<", "&"), ("", '"'), ('"', ""), ("", "z")]
    assert [skeletons.fill(row) for row in rows] == [
        '<a b="x">y</a>',
        '<a b="&lt;">&amp;</a>',
        '<a b="">"</a>',
        '<a b="&quot;"></a>',
        '<a b="">z</a>',
    ]
    assert len(made) == 3


@pytest.mark.parametrize(
    "character",
    [*map(chr, range(0x21)), "\x7f", "\x85", "\ufdd0", "\ufffd", "\ufffe", "\uffff", "\U0001ffff"],
)
def test_what_lxml_refuses_is_refused(character: str) -> None:
    texts = [character] * 18
    xml = item_skeletons(FeedFormat.RSS).fill(texts)
    try:
        write_item(FeedFormat.RSS, texts)
    except ValueError:
        with pytest.raises(ValueError, match="control characters"):
            encode_xml(xml)
    else:
        assert encode_xml(xml) == xml.encode()


# RFC 2822 (section 4.3) takes years of fewer digits for others.
@given(st.datetimes(min_value=datetime(1000, 1, 2), max_value=datetime(9998, 12, 31)), st.integers(-47, 47))  # noqa: DTZ001
def test_dates_are_read_as_those_of_mails(naive: datetime, halves: int) -> None:
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=30 * halves)))
    found = parsedate_to_datetime(mail_date(moment))
    expected = moment.replace(microsecond=0)
    assert (found, found.utcoffset()) == (expected, expected.utcoffset())


def test_a_date_has_english_names_two_digits_and_the_zone_of_its_moment() -> None:
    summer, half = timezone(timedelta(hours=-4)), timezone(timedelta(hours=5, minutes=30))
    assert mail_date(datetime(2024, 3, 1, 9, 5, 7, tzinfo=summer)) == "Fri, 01 Mar 2024 09:05:07 -0400"
    assert mail_date(datetime(2024, 12, 31, 12, tzinfo=half)) == "Tue, 31 Dec 2024 12:00:00 +0530"
    assert mail_date(datetime(2024, 3, 1, tzinfo=UTC)) == "Fri, 01 Mar 2024 00:00:00 +0000"


def test_an_odd_zone_is_said_as_utc() -> None:
    moment = datetime(2024, 3, 1, 12, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    assert mail_date(moment) == "Fri, 01 Mar 2024 06:15:00 +0000"
