"""Laws of cleaning: nothing of a story is lost, nothing is invented, and hostile lines take no time."""

import time
from collections import Counter
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.adapters.serialization import read_toml
from digest.importing.cleaning.clean import clean
from digest.importing.cleaning.mend import mend
from digest.importing.cleaning.repetition import lines_of
from digest.importing.cleaning.rules import Litter, LitterRules
from digest.importing.record import NewArticle
from digest.reading.files.program import read_litter


@cache
def rules() -> LitterRules:
    return read_toml(read_litter(), LitterRules)


@cache
def litter() -> Litter:
    return Litter(rules())


# What stories of one incident repeat in each follow-up, and what outlets write under every story that reports something.
STORY = [
    "HARBOUR, Wales (WQXY) -",
    "A crane fell onto the quay on Monday, and nobody was hurt, the harbour master said.",
    "The investigation is ongoing.",
    "No arrests have been made.",
    "Anyone with information is asked to call your harbour police at 555-0100.",
    "If you have any information, text TIP to 84741 or visit the website of Crime Stoppers.",
    "You can help the family on this page: www.fund.example/crane",
    "In other shootings:",
    "Original Story:",
    "9:40 a.m.",
    "Update at 11 a.m.:",
    "The Bronx",
    "What the neighbours saw",
    "— Ann Lee (@annlee) July 12, 2015",
    "12:40 Officers arrive at the pier",
    "11:05 The crane falls",
    "1:20 The quay is opened again",
    "PREVIOUS STORY: A man was hurt when a crane fell, the harbour master said.",
    "“You never know,” he said. “Stay with me.”",
    "We will continue to stand by our students.",
    "Police will update the public when more information becomes available.",
]
LITTER = [
    "Advertisement",
    "Copyright 2016 WQXY. All rights reserved.",
    "Share this: Facebook",
    "Sign up for our newsletter.",
    "You are reading the harbour's own newspaper, thank you for your visit on this website.",
]
LINES = st.lists(
    st.sampled_from([*STORY, *LITTER, "", ""]) | st.text(max_size=60).map(lambda one: one.replace("\n", " ")),
    max_size=14,
)


def article(text: str, number: int = 0) -> NewArticle:
    return NewArticle(
        str(number), {"title": "T", "source": {"url": f"https://gazette.example/{number}"}}, text, "plain"
    )


def words(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


@given(st.lists(LINES, min_size=1, max_size=5))
def test_removed_and_kept_lines_are_the_input_and_each_story_line_is_kept(texts: list[list[str]]) -> None:
    articles = [article("\n".join(lines), number) for number, lines in enumerate(texts)]
    counts = Counter(line for one in articles for line in lines_of(one))
    for one in articles:
        done = clean(one, litter(), lambda line: counts[line])
        removed = [note.text for note in done.notes]
        assert sorted(words(done.text) + removed) == sorted(words(one.text))
        assert [line for line in words(done.text) if line in STORY] == [
            line for line in words(one.text) if line in STORY
        ]
        assert [one.text.split("\n")[note.line - 1].strip() for note in done.notes] == removed


@given(LINES)
@example(["\x8dÂ\x80"])
@example(["&#38;amp;#8203; &#10; &nbsp;x"])
@example(["Â\u200b\x80 Ã\xa0"])
@example([STORY[6], STORY[0], STORY[6], LITTER[0]])
@example([STORY[6], STORY[0], LITTER[2], STORY[6], "no end"])
@example([STORY[2], LITTER[0], STORY[2]])
def test_cleaning_and_mending_twice_is_doing_it_once(lines: list[str]) -> None:
    once = clean(mend(article("\n".join(lines))), litter(), lambda _: 0)
    twice = clean(mend(once), litter(), lambda _: 0)
    assert words(twice.text) == words(once.text)


@given(LINES, LINES)
def test_the_order_of_articles_does_not_matter(first: list[str], second: list[str]) -> None:
    texts = ["\n".join(one) for one in (first, second)]
    counted = [Counter(line for text in order for line in lines_of(article(text))) for order in (texts, texts[::-1])]
    assert counted[0] == counted[1]


def test_sentences_of_an_incident_that_every_follow_up_repeats_stay() -> None:
    texts = ["\n\n".join([f"Day {number} of the search.", *STORY]) for number in range(20)]
    counts = Counter(line for text in texts for line in lines_of(article(text)))
    for text in texts:
        assert clean(article(text), litter(), lambda line: counts[line]).text == text


def test_a_chronicle_is_no_list_of_videos_and_a_list_of_charges_no_list_of_headlines() -> None:
    chronicle = "It was a long night.\n\n" + "\n\n".join(
        f"{hour} Officers see the man at a window of the house"
        for hour in ("9:55 PM", "11:05 PM", "12:40 AM", "3:15 AM")
    )
    counts = [
        "Aggravated Assault With a Deadly Weapon",
        "Resisting Arrest Without Violence on a Pier",
        "Theft of a Boat in the First Degree",
    ]
    charges = "\n\n".join(["He is charged.", *counts])
    names = "The dead:\n\nAnn Maria Lee, of Port Helen in Maine\n\nBen and Carla Ortiz, of the Old Harbour\n\nDan Roe, of the Pier"
    for text in (chronicle, charges, names):
        assert clean(article(text), litter(), lambda _: 0).text == text


def test_lists_of_other_reports_go_and_the_story_around_them_stays() -> None:
    headlines = [
        "Mayor Opens New Swimming Pool in Old Town",
        "Bakers Go on Strike Over Price of Flour",
        "Zoo Welcomes Twin Pandas From China",
    ]
    story = [
        "A crane fell onto the quay on Monday.",
        "Nobody was hurt.",
        "The quay was closed for an hour.",
        "It has opened again.",
    ]
    mixed = "\n\n".join([story[0], headlines[0], story[1], headlines[1], story[2], headlines[2], story[3]])
    below = "\n\n".join([*story, "Related Stories:", "Pool opens in old town", "Bakers go on strike"])
    videos = "\n\n".join(["1:24 Pool opens in old town Pause", *story, "0:45 Twin pandas at the zoo"])
    for text in (mixed, below, videos):
        assert words(clean(article(text), litter(), lambda _: 0).text) == story


TOLD = (
    "A crane fell onto the quay on Monday when a cable snapped, the harbour master said. Sailors had heard loud noises for weeks. "
    "Two fishing boats sank, and divers searched the basin until dusk. Engineers will examine every other machine along the river, "
    "which carries grain, timber, coal and salt. Insurance covers buildings, ships and cargo, a lawyer explained to angry owners."
)


def test_one_headline_goes_if_it_speaks_of_nothing_that_the_story_tells() -> None:
    for foreign in (
        "Bakers Go on Strike Over Price of Flour and Butter",
        "2:04 Green beans: Are They as Good as Grandmother's?",
        "+10",
        "x",
        "{ }",
    ):
        assert words(clean(article(f"{TOLD}\n\n{foreign}\n\nNobody was hurt."), litter(), lambda _: 0).text) == [
            TOLD,
            "Nobody was hurt.",
        ]
    for own in (
        "What the Crane Has Cost the Harbour and Its Owners",
        "With Ann Lee, Benjamin Ortiz, Carla Dunne, Dora Finch",
        "Maria Lucinda Josephine Dunne, 23, from Old Bakerstown in Maine",
        "2:04 A Green Light Is Seen Above the Old Bakery",
        "Bakers Go on Strike",
        "10",
        "[…]",
    ):
        text = f"{TOLD}\n\n{own}\n\nNobody was hurt."
        assert clean(article(text), litter(), lambda _: 0).text == text


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "Follow ",
        "Stay with ",
        "A. ",
        "© ",
        "1:20 A ",
        "(a) ",
        "share ",
        "[x](",
        "<a ",
        "- ",
        "_",
        "&amp;",
        "Mr. ",
        "\u00a0",
        "ab-",
    ],
)
def test_long_hostile_lines_take_no_time(piece: str) -> None:
    line = (piece * 2_000)[:6_000]
    lines = [
        line,
        line[:1_500],
        line[:330],
        f"Copyright 2016 {line[:300]}",
        f"Sign up for {line[:300]}",
        f"Check back with {line[:220]}",
    ]
    start = time.process_time()
    clean(mend(article("\n\n".join(lines * 3))), litter(), lambda _: 0)
    assert time.process_time() - start < 0.5


def test_a_line_that_repeats_what_a_rule_looks_for_takes_no_time() -> None:
    for rule in rules().rules:
        lines = [(f"{piece} " * rule.longest)[: rule.longest] for piece in (*rule.triggers[:4], *rule.examples)]
        start = time.process_time()
        for line in lines:
            litter().rule_of(line)
        assert time.process_time() - start < 0.5, rule.id


def test_two_thousand_articles_are_cleaned_in_a_second() -> None:
    texts = ["\n\n".join([f"Day {number} of the search.", *STORY[:12], *LITTER]) for number in range(300)]
    start = time.process_time()
    for text in texts:
        clean(article(text), litter(), lambda _: 0)
    assert 300 / (time.process_time() - start) > 500  # four times slower than on the machine of docs/import.md
