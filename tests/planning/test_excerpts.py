"""How much of a text is shown: whole sentences, as many as rights allow."""

from dataclasses import replace

import pytest

from digest.model.config import Publisher, Rights, Show
from digest.model.content.article import Body, Source
from digest.model.views.article import Text
from digest.planning.content.excerpts import count_shortened, first_sentences, show_of, summary_of, text_of
from tests.planning.plans import CONFIG, article

SENTENCES = ("One two three.", "Four five.", "Six seven eight nine.")
CUTS = {
    0: "One two…",
    2: "One two…",
    3: "One two three.",
    4: "One two three.",
    5: "One two three. Four five.",
    8: "One two three. Four five.",
    9: "One two three. Four five. Six seven eight nine.",
    99: "One two three. Four five. Six seven eight nine.",
}


@pytest.mark.parametrize("words", [words for words in CUTS if words])
def test_an_excerpt_ends_at_a_sentence_and_respects_its_cap(words: int) -> None:
    assert first_sentences(SENTENCES, words) == CUTS[words]


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [("One, two, three four.", "One, two…"), ("One two – three four.", "One two…"), ("One two: three.", "One two…")],
)
def test_a_longer_first_sentence_is_cut_at_a_word(sentence: str, cut: str) -> None:
    assert first_sentences((sentence,), 2) == cut


def test_no_text_gives_no_excerpt() -> None:
    assert first_sentences((), 10) == ""


OTHERS = Source("Gazette", "https://gazette.example/")
LICENSED = replace(OTHERS, licence="CC BY 4.0")
RIGHTS: tuple[tuple[Source, Show | None, Show, Show], ...] = (
    (Source(), None, "link", "full"),
    (Source("Gazette"), None, "link", "link"),
    (Source("Gazette", licence="CC BY 4.0"), None, "link", "full"),
    (Source("Gazette"), "full", "link", "full"),
    (Source(author="Ann Lee"), None, "link", "full"),
    (OTHERS, None, "full", "full"),
    (OTHERS, None, "excerpt", "excerpt"),
    (OTHERS, None, "link", "link"),
    (LICENSED, None, "link", "full"),
    (OTHERS, "full", "link", "full"),
    (OTHERS, "excerpt", "full", "excerpt"),
    (LICENSED, "link", "full", "link"),
    (Source(), "excerpt", "full", "excerpt"),
)


@pytest.mark.parametrize(("source", "show", "rights", "shown"), RIGHTS)
def test_rights_follow_from_the_editor_the_source_the_licence_and_the_site(
    source: Source, show: Show | None, rights: Show, shown: Show
) -> None:
    assert show_of(article("a", source=source, show=show), replace(CONFIG, rights=Rights(rights))) == shown


PUBLISHED = replace(CONFIG, publisher=Publisher("Café Press", "https://www.cafe.example/"), title="Café Digest")
OWN = (
    Source("Café Press"),
    Source("cafe press", author="Ann Lee"),
    Source("CAFÉ  PRESS"),
    Source("Café Digest"),
    Source("cafe.example"),
    Source("www.cafe.example"),
    Source("https://cafe.example/"),
    Source("digest.example"),
    Source("Café Press", "http://cafe.example/2024/x"),
    Source("cafe.example", "https://www.CAFE.example/2024/x"),
)
FOREIGN = (
    Source("Café"),
    Source("Café Press+"),
    Source("Ann Lee"),
    Source("News Agency", author="Ann Lee"),
    Source("Gazette", "https://cafe.example/from-elsewhere"),
    Source("Café Press", "https://cafe.example.evil.example/x"),
    Source("Café Press", "https://gazette.example/x"),
)


@pytest.mark.parametrize("source", [*OWN, *FOREIGN])
def test_a_text_is_foreign_if_its_outlet_or_its_url_is_not_the_publisher_s(source: Source) -> None:
    shown = show_of(article("a", source=source), PUBLISHED)
    assert shown == ("excerpt" if source in FOREIGN else "full")


def test_the_host_of_a_publisher_who_is_one_of_many_on_it_is_nobody_s_name() -> None:
    config = replace(CONFIG, publisher=Publisher("Ann", "https://host.example/ann/"))
    sources = {
        Source("host.example"): "excerpt",
        Source("host.example", "https://host.example/bob/x"): "excerpt",
        Source("host.example", "https://host.example/annabel/"): "excerpt",
        Source("host.example", "https://host.example/ann/x"): "full",
    }
    assert {source: show_of(article("a", source=source), config) for source in sources} == sources


@pytest.mark.parametrize("words", range(1, 12))
def test_an_excerpt_is_never_the_first_few_words_of_a_sentence(words: int) -> None:
    one = article("a", source=OTHERS, body=Body("key", words), opening=("The first paragraph of this says more.",))
    excerpt = text_of(one, CONFIG).excerpt
    assert excerpt == summary_of(one, CONFIG)
    assert excerpt == ("The first paragraph of this…" if words >= 10 else "")


def test_the_count_of_excerpts_leaves_out_what_editors_chose_themselves() -> None:
    body = Body("key", 9)
    articles = (
        article("a", source=OTHERS, body=body),
        article("b", source=Source("Gazette"), body=body),
        article("c", source=OTHERS, body=body, show="excerpt"),
        article("d", source=LICENSED, body=body),
        article("e", body=body),
        article("f", source=OTHERS, body=Body()),
    )
    assert count_shortened(articles, CONFIG) == 2


TEXTS = {
    "full": Text("full", Body("key", 9), ""),
    "link": Text("link", Body(), ""),
    "excerpt": Text("excerpt", Body(), "One two three."),
}


@pytest.mark.parametrize("show", TEXTS)
def test_a_view_holds_no_more_of_a_text_than_may_be_shown(show: Show) -> None:
    one = article("a", source=OTHERS, show=show, body=Body("key", 9), opening=SENTENCES)
    assert text_of(one, CONFIG) == TEXTS[show]


@pytest.mark.parametrize(
    ("show", "summary"),
    [("full", "One two three. Four five. Six seven eight nine."), ("excerpt", "One two three."), ("link", "")],
)
def test_a_summary_made_of_a_text_holds_no_more_than_may_be_shown(show: Show, summary: str) -> None:
    one = article("a", source=OTHERS, show=show, body=Body("key", 9), opening=SENTENCES)
    assert summary_of(one, CONFIG) == summary


@pytest.mark.parametrize("show", ["full", "excerpt", "link"])
def test_a_summary_that_an_editor_wrote_is_shown_as_it_is(show: Show) -> None:
    assert summary_of(article("a", source=OTHERS, show=show, summary="In short."), CONFIG) == "In short."


def test_the_cap_is_the_site_s() -> None:
    one = article("a", source=OTHERS, body=Body("key", 900), opening=SENTENCES)
    shown = [text_of(one, replace(CONFIG, rights=Rights("excerpt", words))).excerpt for words in (10, 8, 4)]
    assert shown == [CUTS[9], CUTS[8], CUTS[4]]
