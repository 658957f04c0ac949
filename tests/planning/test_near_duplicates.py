"""Reports that only repeat an earlier one are found by their sentences, and stand below it."""

import random
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.content.article import Article, Source
from digest.model.content.shingles import shingles_of
from digest.model.ledger import Ledger
from digest.model.site import Content
from digest.model.views.archive import EditionView, ListView
from digest.model.views.feed import FeedView
from digest.model.views.incident import IncidentView, Report
from digest.planning.content.assemble import assemble
from digest.planning.content.near_duplicates import near_duplicates_of
from digest.planning.content.visibility import VisibilityContext
from digest.planning.site.index import index_site
from tests.planning.plans import CONFIG, NOW, addresses, article, places, plan, update, view
from tests.support.growth import growth

SENTENCES = st.lists(st.integers(0, 40), unique=True, max_size=60)


def text(numbers: list[int]) -> str:
    """Write sentences, of which equal numbers are the same."""
    return "".join(f"The {number}th sentence of some length tells of what the crane did then. " for number in numbers)


def report(stem: str, numbers: list[int], date: str = "2024-03-26") -> Article:
    return article(stem, date, incidents=("case",), shingles=shingles_of(text(numbers)))


@pytest.mark.parametrize(
    ("numbers", "repeated"),
    [
        ([*range(20)], "first"),
        ([*range(19), 99], "first"),
        ([*range(19)], "first"),
        ([*range(20), 99], "first"),
        ([19, 18, *range(18)], "first"),
        ([*range(18), 98, 99], None),
        ([*range(20), 98, 99], None),
        ([*range(10)], None),
        ([99, *range(20)], None),
        ([0, 99, *range(1, 20)], None),
        ([0, 1], None),
        ([], None),
    ],
)
def test_a_report_repeats_another_if_it_begins_alike_and_of_twenty_sentences_of_either_nineteen_are_shared(
    numbers: list[int], repeated: str | None
) -> None:
    first, second = report("first", [*range(20)]), report("second", numbers, "2024-03-27")
    assert near_duplicates_of([first, second]).get("second") == repeated


@pytest.mark.parametrize(("length", "repeated"), [(2, {}), (3, {"copy": "first"})])
def test_of_fewer_than_three_sentences_nobody_can_tell(length: int, repeated: dict[str, str]) -> None:
    assert near_duplicates_of([report("first", [*range(length)]), report("copy", [*range(length)])]) == repeated


def test_news_before_the_known_background_is_no_repeat_in_a_report_of_any_length() -> None:
    for length in (8, 20, 40, 200):
        first, news = report("first", [*range(length)]), report("news", [998, 999, *range(length)])
        assert near_duplicates_of([first, news]) == {}


@pytest.mark.parametrize("news", ["Six are dead. ", "UPDATE: Police have made an arrest. ", "Suspect caught! "])
def test_news_in_a_few_words_before_the_known_background_is_no_repeat(news: str) -> None:
    known = text([*range(20)])
    first, _, rest = known.partition(". ")
    for written in (news + known, f"{first}. {news}{rest}"):
        reports = [
            replace(report(stem, []), shingles=shingles_of(words))
            for stem, words in (("old", known), ("news", written), ("copy", written), ("late", known))
        ]
        assert near_duplicates_of(reports) == {"copy": "news", "late": "old"}


def test_a_text_of_short_sentences_alone_is_told_by_few_hashes() -> None:
    assert len(shingles_of("He said no. " + "It was over. He left. It rained. So what? " * 99).leading) < 9


def test_what_is_told_again_after_weeks_is_no_repeat() -> None:
    numbers = [*range(20)]
    reports = [report(f"on-{day}", numbers, day) for day in ("2024-03-01", "2024-03-15", "2024-03-16", "2024-03-30")]
    assert near_duplicates_of(reports) == {"on-2024-03-15": "on-2024-03-01", "on-2024-03-30": "on-2024-03-16"}


@pytest.mark.parametrize("start", range(0, 400, 40))
def test_of_several_originals_the_one_that_shares_most_is_repeated_and_of_equal_ones_the_first(start: int) -> None:
    numbers = [*range(start, start + 20)]
    lacking_last = report("lacking-last", [*numbers[:-1], 999])
    lacking_another = report("lacking-another", [*numbers[:-2], numbers[-1], 998])
    copy, longer = report("copy", numbers), report("longer", [*numbers, 997, 996])
    assert near_duplicates_of([lacking_last, lacking_another, copy]) == {"copy": "lacking-last"}
    assert near_duplicates_of([lacking_another, lacking_last, copy]) == {"copy": "lacking-another"}
    more = report("more", [*numbers, 996])
    assert near_duplicates_of([lacking_last, longer, more]) == {"more": "longer"}


@settings(max_examples=60)
@given(st.lists(SENTENCES, max_size=8), st.integers())
def test_a_repeat_has_an_original_before_it_and_what_says_something_new_is_none(
    all_numbers: list[list[int]], seed: int
) -> None:
    reports = [report(f"r{index}", numbers) for index, numbers in enumerate(all_numbers)]
    found = near_duplicates_of(reports)
    places = {one.id: place for place, one in enumerate(reports)}
    assert all(places[original] < places[repeat] for repeat, original in found.items())
    assert found.keys().isdisjoint(found.values())
    random.Random(seed).shuffle(all_numbers)
    fresh = [*reports, report("fresh", [1000, 1001, 1002, 1003])]
    assert near_duplicates_of(fresh) == found


@given(SENTENCES, SENTENCES)
def test_white_space_is_no_difference(numbers: list[int], more: list[int]) -> None:
    written = text(numbers + more)
    assert shingles_of(written.replace(" ", "\n")) == shingles_of(f"  {written}\n\n")


def test_a_long_copy_of_a_long_report_is_found_though_only_some_hashes_are_kept() -> None:
    long = [*range(200)]
    assert near_duplicates_of([report("first", long), report("copy", [*long[:199], 999])]) == {"copy": "first"}
    assert near_duplicates_of([report("first", long), report("half", [*long[:100], *range(300, 400)])]) == {}


@pytest.mark.parametrize(
    "sentences",
    [
        [
            "昨日の午後、港で大きなクレーンが倒れました。",
            "けが人は三人で、病院に運ばれました。",
            "警察は原因を詳しく調べています！",
            "市長は現場を訪れて説明しました。",
        ],
        [
            "据警方称，昨天下午港口一台起重机倒塌。",
            "三名受伤的工人已被送往附近医院救治。",
            "警方正在调查这起事故的具体原因。",
            "市长当晚前往现场慰问了工人家属？",
        ],
        [
            "कल दोपहर बंदरगाह पर एक बड़ी क्रेन गिर गई। ",
            "इस हादसे में तीन मज़दूर घायल हो गए हैं। ",
            "पुलिस इस घटना के कारणों की जाँच कर रही है। ",
            "महापौर ने शाम को घटनास्थल का दौरा किया। ",
        ],
        [
            "هل سقطت الرافعة أمس في ميناء المدينة القديم؟ ",
            "أصيب ثلاثة عمال بجروح ونقلوا إلى المستشفى! ",
            "فتحت الشرطة تحقيقا في أسباب الحادث المؤلم. ",
            "زار رئيس البلدية موقع الحادث مساء أمس؟ ",
        ],
        [
            "Is the crane that fell in the harbour gone now? ",
            "No, it lies there and nobody may come near! ",
            "The police are looking for what brought it down. ",
            "The mayor came to the harbour in the evening. ",
        ],
    ],
)
def test_sentences_end_as_they_do_in_their_script(sentences: list[str]) -> None:
    first = replace(report("first", []), shingles=shingles_of("".join(sentences)))
    assert first.shingles.count == len(sentences)
    copy = replace(report("copy", []), shingles=shingles_of("".join(sentences)))
    news = replace(report("news", []), shingles=shingles_of("".join([sentences[0], *sentences[2:], sentences[1]])))
    other = replace(report("other", []), shingles=shingles_of("".join(sentences[1:])))
    assert near_duplicates_of([first, copy, news, other]) == {"copy": "first", "news": "first"}


@pytest.mark.parametrize(
    "dateline",
    [
        "BALTIMORE (AP) — ",
        "BALTIMORE, Md. (AP) -- ",
        "RALEIGH, N.C. – ",
        "(WCIV) - ",
        "— ",
        "UPDATE — ",
        "DETROIT (AP) - (08/18/16) - ",
    ],
)
def test_a_dateline_is_no_difference(dateline: str) -> None:
    assert shingles_of(dateline + text([*range(5)])) == shingles_of(text([*range(5)]))


@pytest.mark.parametrize("beginning", ["Two dead - ", "3 DEAD - ", "A man - ", "TNT-"])
def test_what_may_be_news_is_no_dateline(beginning: str) -> None:
    assert shingles_of(beginning + text([*range(5)])) != shingles_of(text([*range(5)]))


def test_repeats_stand_below_their_original_and_count_as_reports() -> None:
    numbers = [*range(8)]
    made = plan(
        report("first", numbers, "2024-03-26"),
        replace(report("copy", numbers, "2024-03-27"), updates=(update("2024-03-29", "Later"),)),
        report("other", [50, 51, 52, 53], "2024-03-28"),
    )
    found = view(made, "incidents/case/", IncidentView)
    assert [(one.card.title, [other.card.title for other in one.repeats]) for one in found.reports] == [
        ("Other", []),
        ("First", ["Copy"]),
    ]
    assert (found.total, [entry.title for entry in found.fresh]) == (3, ["Later"])


@pytest.mark.parametrize("days", [1, 28])
def test_what_thousands_of_reports_end_with_costs_next_to_nothing(days: int) -> None:
    footer = [*range(4)]
    reports = [
        report(
            f"r{place}", [*range(10 * place + 10, 10 * place + 18), *footer], f"2024-03-{1 + place * days // 3000:02d}"
        )
        for place in range(3000)
    ]
    assert near_duplicates_of(reports) == {}
    assert max(growth(lambda count: near_duplicates_of(reports[:: 3000 // count]), 300, 600, 1200)) < 2.5


def carried(stem: str, numbers: list[int], date: str, outlet: str = "", **fields: Any) -> Article:  # noqa: ANN401 - fields of any type
    """Make a report of an outlet, without an incident."""
    return article(stem, date, shingles=shingles_of(text(numbers)), source=Source(outlet or stem), **fields)


def told(reports: Iterable[Report]) -> list[tuple[str, list[str]]]:
    """Return the headlines of a list, each with those that are folded below it."""
    return [(one.card.title, [other.card.title for other in one.repeats]) for one in reports]


WIRE, OWN = [*range(8)], [*range(20, 28)]
LISTED = (
    carried("wire", WIRE, "2024-03-26", "Agency", tags=("quay",)),
    carried("early-copy", WIRE, "2024-03-27", "Gazette", tags=("quay", "dock"), incidents=("case",)),
    carried("own", OWN, "2024-03-28", "Gazette", tags=("quay", "dock")),
    carried("late-copy", WIRE, "2024-03-29", "Gazette", tags=("quay", "dock"), places=places("Pier 9")),
)


def test_a_list_has_one_entry_for_all_that_carried_one_text_where_the_first_of_them_was() -> None:
    made = plan(*LISTED, config=replace(CONFIG, editions="month"))
    folded = [("Own", []), ("Wire", ["Early-copy", "Late-copy"])]
    for address in ("tags/quay/", "archive/2024/03/"):
        assert told(view(made, address, ListView).articles) == folded
    # Where the first one is not in the list, the oldest copy leads; alone, a copy is like any other report.
    for address in ("tags/dock/", "sources/gazette/"):
        assert told(view(made, address, ListView).articles) == [("Own", []), ("Early-copy", ["Late-copy"])]
    assert told(view(made, "places/pier-9/", ListView).articles) == [("Late-copy", [])]
    assert view(made, "tags/quay/", ListView).total == 4


def test_an_edition_folds_what_its_incident_or_its_lone_reports_say_again() -> None:
    in_case = [replace(one, incidents=("case",)) for one in LISTED]
    edition = view(plan(*in_case, config=replace(CONFIG, editions="month")), "editions/2024/03/", EditionView)
    [case] = edition.stories
    assert told(case.articles) == [("Own", []), ("Wire", ["Early-copy", "Late-copy"])]
    assert (edition.counts.reports, edition.counts.copies) == (2, 2)
    made = plan(*LISTED, config=replace(CONFIG, editions="month"))
    edition = view(made, "editions/2024/03/", EditionView)
    assert told(edition.briefs) == [("Early-copy", []), ("Own", []), ("Wire", ["Late-copy"])]
    assert (edition.counts.reports, edition.counts.copies) == (3, 1)
    [item] = view(made, "editions.xml", FeedView).items
    assert [link.text for link in item.links] == ["Wire", "Own"]


def test_a_page_of_a_list_is_as_long_as_its_entries() -> None:
    made = plan(*LISTED, config=replace(CONFIG, per_page=2))
    assert addresses(made, "tags/quay/page") == []
    assert addresses(plan(*LISTED, config=replace(CONFIG, per_page=1)), "tags/quay/page") == ["tags/quay/page-2.html"]


def test_outlets_are_counted_and_not_reports() -> None:
    wire, *copies = (
        carried(f"copy-{number}", WIRE, f"2024-03-{number + 1:02}", outlet, tags=("quay",))
        for number, outlet in enumerate(("Agency", "Gazette", "Gazette", "Post", "Agency"))
    )
    [first] = view(plan(wire, *copies), "tags/quay/", ListView).articles
    assert (len(first.repeats), first.outlets) == (4, 2)
    [again] = view(plan(wire, copies[-1]), "tags/quay/", ListView).articles
    assert (len(again.repeats), again.outlets) == (1, 0)


def test_folding_costs_as_much_as_the_list_is_long() -> None:
    content = Content(
        tuple(carried(f"r{number:03}", WIRE, "2024-03-26") for number in range(800)), (), (), (), Ledger()
    )
    index = index_site(CONFIG, assemble(content, VisibilityContext(NOW))[0], content)
    nodes = list(index.articles.values())
    assert len(index.fold(nodes)) == 1
    assert max(growth(lambda size: index.fold(nodes[:size]), 200, 400, 800)) < 3
